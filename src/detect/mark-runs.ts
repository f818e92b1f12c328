/** What all patterns that a vendor's mark leads to ask of the text around it: where that is missing, none of them need be considered. */
import { readPatternAction, type CompiledPatterns } from './compiled.ts';
import { nearBefore } from './match.ts';

/** The widest of the patterns' windows around the mark, and the runs that each of them asks for, as catalogue/shortest-run.ts packs them. */
export interface MarkRuns {
  readonly before: number;
  readonly reach: number;
  readonly runs: number;
}

/** The patterns that a keyword leads to, where it leads to nothing else. */
export function patternsOf({ actions }: CompiledPatterns, keyword: number): { index: number; before: number }[] {
  const list = [...actions.subarray(actions[keyword], actions[keyword + 1])];
  return list.every((action) => action >= 0) ? list.map(readPatternAction) : [];
}

/** By keyword, of which there are fewer than the first one's place in the list of actions; null for those that stand before their values, or that lead to more than patterns. */
export function createMarkRuns(compiled: CompiledPatterns): (keyword: number) => MarkRuns | null {
  const known: (MarkRuns | null | undefined)[] = Array.from({ length: compiled.actions[0] ?? 0 });
  return (keyword) => {
    const mark = known[keyword];
    return mark === undefined ? (known[keyword] = combine(compiled, keyword)) : mark;
  };
}

function combine(compiled: CompiledPatterns, keyword: number): MarkRuns | null {
  const patterns = patternsOf(compiled, keyword);
  if (patterns.length === 0 || patterns.some(({ before }) => before > nearBefore)) return null;
  const spans = patterns.map(({ index }) => compiled.patterns.spanAt(index));
  const runs = spans.map((span) => span.runs).reduce(leastOfEach);
  if (runs === 0) return null;
  return {
    before: Math.max(...patterns.map(({ before }) => before)),
    reach: Math.max(...spans.map(({ reach }) => reach)),
    runs,
  };
}

/** Of each of the four lengths the smaller one. */
function leastOfEach(a: number, b: number): number {
  let packed = 0;
  for (let shift = 0; shift < 32; shift += 8) packed |= Math.min((a >>> shift) & 0xff, (b >>> shift) & 0xff) << shift;
  return packed >>> 0;
}
