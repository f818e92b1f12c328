/** The baseline: values that somebody accepted, one sorted line each, with nothing in it that a move, a rebase or a merge changes. */
import { randomBytes } from 'node:crypto';
import { publicSalt } from '../detect/fingerprint.ts';
import { UserError } from '../errors.ts';
import { escapeLine } from '../report/escape.ts';
import { compare } from '../report/order.ts';

export const baselineName = '.unleak-baseline';

export interface BaselineEntry {
  /** Key of the value (fingerprint.ts). */
  readonly key: string;
  /** The rule that found it, for readers: the key alone decides. */
  readonly rule: string;
  readonly reason?: string;
}

export interface Baseline {
  readonly salt: string;
  readonly entries: ReadonlyMap<string, BaselineEntry>;
}

/** What stands for a baseline where there is none: the public salt, no entries. */
export const noBaseline: Baseline = { salt: publicSalt, entries: new Map() };

/** A new one: its salt keeps others from looking its keys up in a table made beforehand. */
export function createBaseline(): Baseline {
  return { salt: randomBytes(16).toString('hex'), entries: new Map() };
}

/** @throws UserError('usage') with the line that is not understood: a half-read baseline must not pass for a whole one. */
export function parseBaseline(text: string, name: string): Baseline {
  const rows = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line, at): Row => ({ line, place: `${name}:${at + 1}` }));
  const salts = new Set(rows.flatMap(({ line }) => header.exec(line)?.[1] ?? []));
  const [salt] = salts;
  if (salt === undefined)
    throw new UserError('usage', `${name} does not begin with "${title}"`, {
      hint: 'remove it and run `unleak baseline`',
    });
  if (salts.size > 1) {
    throw new UserError('usage', `${name} has two salts, as two branches each made one`, {
      hint: 'keep one version and run `unleak baseline` again',
    });
  }
  const entries = rows
    .filter(({ line }) => line.trim() !== '' && !line.startsWith('#') && !header.test(line))
    .map(parseEntry);
  return { salt, entries: new Map(entries.map((entry) => [entry.key, entry])) };
}

/** The same bytes for the same salt and entries, whatever order they came in. */
export function renderBaseline({ salt, entries }: Baseline): string {
  const lines = [...entries.values()].map(({ key, rule, reason }) => {
    const note = reason === undefined || reason === '' ? '' : `  # ${escapeLine(reason)}`;
    return `${key} ${rule}${note}`;
  });
  return [`${title} ${salt}`, ...explanation, ...lines.sort(compare), ''].join('\n');
}

interface Row {
  readonly line: string;
  readonly place: string;
}

const title = 'unleak-baseline 1';
const header = /^unleak-baseline 1 ([0-9a-f]{32})\s*$/;
const explanation = [
  '# Accepted values, one a line: salted hash, rule, reason. The order is free, and lines may be merged or removed.',
];

function parseEntry({ line, place }: Row): BaselineEntry {
  const [, key, rule, reason] = /^([0-9a-f]{32}) ([a-z0-9-]+)(?:\s+#\s*(.*?))?\s*$/.exec(line) ?? [];
  if (key !== undefined && rule !== undefined)
    return { key, rule, ...(reason !== undefined && reason !== '' && { reason }) };
  if (/^(<{7}|={7}|>{7}|\|{7})/.test(line)) {
    throw new UserError('usage', `${place} has the marks of a merge conflict`, {
      hint: 'remove the marks and keep all lines',
    });
  }
  throw new UserError('usage', `${place} is no baseline entry`);
}
