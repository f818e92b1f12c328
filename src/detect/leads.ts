/** What the keyword hits of a text lead to, by pattern and by decoder. */
import type { Candidate } from './candidate.ts';
import { readPatternAction } from './compiled.ts';
import type { Hit } from './match.ts';

export interface PatternHits {
  readonly index: number;
  readonly hits: readonly Hit[];
  /** Where an expression matched, whatever the checks said of it. */
  readonly formed: Set<number>;
}

export interface Leads {
  readonly patterns: Map<number, Hit[]>;
  readonly encoded: Map<number, number[]>;
  readonly generic: Candidate[];
  /** Offsets of the values that `generic` has. */
  readonly assigned: Set<number>;
  /** Marks with too little text around them for a value: offset and keyword in one number, as a log may hold millions of `test_`. */
  readonly bare: number[];
}

export const keywordRange = 65_536;

export function createLeads(): Leads {
  return { patterns: new Map(), encoded: new Map(), generic: [], assigned: new Set(), bare: [] };
}

export function appendHit(map: Map<number, Hit[]>, action: number, at: number): void {
  const { index, before } = readPatternAction(action);
  const list = map.get(index);
  if (list === undefined) map.set(index, [{ at, before }]);
  else list.push({ at, before });
}

export function append(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
