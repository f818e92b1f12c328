/** What the keyword hits of a text lead to, by pattern and by decoder. */
import type { Candidate } from './candidate.ts';
import { actions, readPatternAction } from './compiled.ts';
import type { Hit, Window } from './match.ts';
import type { Hits } from './prefilter.ts';

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

/** Leads as prefilter/leads.asm.ts lists them: four numbers each, offsets in the text. */
export interface ListedLeads {
  readonly count: number;
  readonly fields: Int32Array;
  /** The keyword hits of the text, sorted out or not, whose keywords begin at these offsets. */
  hitsAt(offsets: ReadonlySet<number>): Hits;
}

/** Offsets of the keyword, and of the value's beginning and end. */
export interface ListedAssignment {
  readonly keyword: number;
  readonly value: number;
  readonly end: number;
}

export interface LeadVisitor {
  /** Ascending for each pattern, as windows are. */
  place(index: number, hit: Hit): void;
  window(index: number, window: Window): void;
  assignment(hit: ListedAssignment): void;
  encoded(decoder: number, at: number): void;
}

export function readLeads({ count, fields }: ListedLeads, visitor: LeadVisitor): void {
  // Decoded text is scanned in between, and the memory of leads may move with it.
  const list = fields.slice(0, count * 4);
  for (let i = 0; i < list.length; i += 4) {
    const [what, first, second, third] = [list[i]!, list[i + 1]!, list[i + 2]!, list[i + 3]!];
    if (what === actions.generic) visitor.assignment({ keyword: first, value: second, end: third });
    else if (what < 0) visitor.encoded(what, first);
    else if ((what & 1) === 0) visitor.place(what >>> 1, { at: first, before: second });
    else visitor.window(what >>> 1, { from: first, end: second });
  }
}
