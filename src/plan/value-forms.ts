/** How a value may be written in source: as it is, escaped, percent-encoded, in base64 or hex. Used to find places and to see that none is left. */
import { Secret } from '../secret.ts';

export type Form = 'plain' | 'json' | 'escaped' | 'percent' | 'base64' | 'base64url' | 'hex';

export interface Occurrence {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly form: Form;
}

/** Below this many characters a value may be a word of its own: only the places that a scan reports count. */
const shortestSearched = 12;

/** The value in a form that can be told back exactly by `writeForm`; base64 forms are those of the value alone. */
const writers: Readonly<Record<Form, (value: string) => string>> = {
  plain: (value) => value,
  json: (value) => JSON.stringify(value).slice(1, -1),
  escaped: (value) =>
    value
      .replace(/[\\'"`]/g, '\\$&')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r')
      .replaceAll('\t', '\\t'),
  percent: (value) => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '?')),
  base64: (value) => Buffer.from(value).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  hex: (value) => Buffer.from(value).toString('hex'),
};
const forms = Object.keys(writers) as readonly Form[];

export function writeForm(value: Secret, form: Form): string {
  return writers[form](value.reveal());
}

/** A key in PEM armour whose line ends are escaped, with line ends; undefined for all else, where a backslash may be the value's own. */
export function readEscapedKey(value: Secret): Secret | undefined {
  const text = value.reveal();
  if (!text.startsWith('-----BEGIN ') || text.includes('\n')) return undefined;
  const read = new Secret(text.replaceAll('\\r', '\r').replaceAll('\\n', '\n'));
  // What cannot be written as it stood could not be found again.
  return read.equals(value) || recogniseForm(text, read) === undefined ? undefined : read;
}

/** The form in which this piece of source writes the value; undefined where it is none of ours. */
export function recogniseForm(piece: string, value: Secret): Form | undefined {
  return forms.find((form) => writeForm(value, form) === piece);
}

/** Everywhere the value stands in the text, in the order of the text, without overlaps. Nothing for a value that is short. */
export function findOccurrences(text: string, value: Secret): readonly Occurrence[] {
  if (value.length < shortestSearched) return [];
  const found: Occurrence[] = [];
  const seen = new Set<string>();
  for (const form of forms) {
    const written = writeForm(value, form);
    if (seen.has(written)) continue;
    seen.add(written);
    for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + written.length))
      found.push({ start: at, end: at + written.length, form });
  }
  return dropOverlaps(found);
}

/** Whether the text gives the value away in any form, pieces of base64 of a longer text included. */
export function holdsValue(text: string, value: Secret): boolean {
  if (value.length < 4) return false;
  if (value.length < shortestSearched) return text.includes(value.reveal());
  if (findOccurrences(text, value).length > 0) return true;
  return base64Cores(value).some((core) => text.includes(core));
}

/** Where base64 of a longer text holds the value: it can be seen, and not be rewritten. */
export function findInBase64(text: string, value: Secret): readonly { readonly start: number; readonly end: number }[] {
  if (value.length < shortestSearched) return [];
  return base64Cores(value).flatMap((core) => {
    const start = text.indexOf(core);
    return start < 0 ? [] : [{ start, end: start + core.length }];
  });
}

/** What stays the same in the base64 of any text that holds the value, for the three ways it can be aligned. */
function base64Cores(value: Secret): readonly string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.from('\0'.repeat(shift) + value.reveal());
    const whole = bytes.toString('base64').replaceAll('=', '');
    const core = whole.slice(Math.ceil((shift * 8) / 6), Math.floor((bytes.length * 8) / 6));
    return core.length >= 14 ? [core, core.replaceAll('+', '-').replaceAll('/', '_')] : [];
  });
}

/** Of two that overlap the longer one stays. */
function dropOverlaps(found: readonly Occurrence[]): readonly Occurrence[] {
  const kept: Occurrence[] = [];
  for (const one of [...found].sort((a, b) => a.start - b.start || b.end - a.end))
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}
