/** Where all known values of a report stand, so that a frame also hides its neighbours' values and encoded forms. */
import type { Finding, Location } from '../types.ts';

/** A stretch of one line. */
export interface Stretch {
  readonly from: number;
  /** Exclusive; Infinity to the end of the line. */
  readonly to: number;
  /** What stands for the value where it begins; undefined where a value of several lines goes on. */
  readonly label: string | undefined;
}

export interface SpanIndex {
  /** Stretches of the line, in the version of the file that the location is in, that overlap columns [from, to). */
  on(location: Location, line: number, columns: readonly [from: number, to: number]): readonly Stretch[];
}

export function indexSpans(findings: readonly Pick<Finding, 'secret' | 'locations'>[]): SpanIndex {
  const lines = new Map<string, Row>();
  for (const { secret, locations } of findings) {
    for (const location of locations) addSpan(lines, location, secret.redacted);
  }
  return {
    on(location, line, [from, to]) {
      const row = lines.get(keyOf(location, line));
      return row === undefined ? [] : overlapping(sortRow(row), from, to);
    },
  };
}

interface Row {
  stretches: Stretch[];
  /** Greatest end of all stretches up to each one; undefined until sorted. */
  ends?: number[];
}

function keyOf({ commit, via, path }: Location, line: number): string {
  return `${commit ?? ''}\0${via}\0${path}\0${line}`;
}

function addSpan(lines: Map<string, Row>, location: Location, label: string): void {
  // A value of many thousand lines would only fill memory: its frame shows the first few.
  const end = Math.min(location.endLine, location.line + 200);
  for (let line = location.line; line <= end; line++) {
    const key = keyOf(location, line);
    const row = lines.get(key) ?? { stretches: [] };
    row.stretches.push({
      from: line === location.line ? location.column : 1,
      to: line === location.endLine ? location.endColumn : Infinity,
      label: line === location.line ? label : undefined,
    });
    lines.set(key, row);
  }
}

function sortRow(row: Row): Required<Row> {
  if (row.ends !== undefined) return row as Required<Row>;
  row.stretches.sort((a, b) => a.from - b.from || b.to - a.to);
  let furthest = 0;
  row.ends = row.stretches.map(({ to }) => (furthest = Math.max(furthest, to)));
  return row as Required<Row>;
}

function overlapping({ stretches, ends }: Required<Row>, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  for (let at = firstAbove(ends, from); at < stretches.length; at++) {
    const stretch = stretches[at];
    if (stretch === undefined || stretch.from >= to) break;
    if (stretch.to > from) found.push(stretch);
  }
  return found;
}

/** Index of the first number greater than `least` in an ascending list. */
function firstAbove(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) > least) high = middle;
    else low = middle + 1;
  }
  return low;
}
