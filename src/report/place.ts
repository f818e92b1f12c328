/** Where a finding stands, as code hosts count it: paths from the repository's top, URIs encoded, one entry a file. */
import { createHash } from 'node:crypto';
import type { Finding, Location, ScanReport, Via } from '../types.ts';
import { escapeLine } from './escape.ts';
import type { Redactor } from './redact.ts';

/** What was read is no file of the repository: a message, a tag, a note, a log. */
const elsewhere: ReadonlySet<Via> = new Set(['message', 'tag', 'note', 'log']);

export function isInFile({ via }: Location): boolean {
  return !elsewhere.has(via);
}

/** The path from the repository's top, redacted, not escaped. */
export function pathFromTop(location: Location, { repository }: ScanReport['scan'], redactor: Redactor): string {
  const path = redactor.line(location.path);
  return isInFile(location) ? `${repository?.prefix ?? ''}${path}` : path;
}

/** Where a code host shows a finding. */
export interface ShownPlace {
  /** From the repository's top, redacted, not escaped. */
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  /** Of the value; unknown for a line that printed it. */
  readonly columns?: readonly [from: number, to: number];
}

/** The value itself; for one in a log the line that printed it, where that is known, as the log is no file of the repository. */
export function placeToShow(location: Location, scan: ScanReport['scan'], redactor: Redactor): ShownPlace {
  const printed = location.leak?.printedBy;
  if (printed !== undefined) return { path: redactor.line(printed.path), line: printed.line, endLine: printed.line };
  const { line, endLine, column, endColumn } = location;
  return { path: pathFromTop(location, scan, redactor), line, endLine, columns: [column, endColumn] };
}

/** A relative URI reference (RFC 3986): every segment percent-encoded, so that a colon is no scheme. */
export function toUri(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');
}

/** One line for people: `src/pay.ts:3 (commit abcdef012345, 2024-05-06)`. */
export function describePlace(location: Location, path: string): string {
  const { line, commit, date, via } = location;
  const origin = [
    ...(via === 'file' || via === 'commit' ? [] : [via]),
    ...(commit === null ? [] : [`commit ${commit.slice(0, 12)}`]),
    ...(date === undefined ? [] : [escapeLine(date.slice(0, 10))]),
  ];
  return `${escapeLine(path)}:${line}${origin.length === 0 ? '' : ` (${origin.join(', ')})`}`;
}

/** The finding's places by path, both in the order of the finding's locations. */
export function placesByPath({
  locations,
}: Pick<Finding, 'locations'>): readonly (readonly [Location, ...Location[]])[] {
  const byPath = new Map<string, [Location, ...Location[]]>();
  for (const location of locations) {
    const known = byPath.get(location.path);
    if (known === undefined) byPath.set(location.path, [location]);
    else known.push(location);
  }
  return [...byPath.values()];
}

/** 32 hex digits that stand for a finding (by its id) in a file, and for nothing that moves in it. */
export function identifyPlace(id: string, path: string): string {
  return createHash('sha256').update(`${id}\0${path}`).digest('hex').slice(0, 32);
}
