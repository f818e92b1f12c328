/** What begins as a vendor's values do and has not their form: the generic detector found it, and was too sure. */
import type { Confidence } from '../types.ts';
import type { Candidate, Trace } from './candidate.ts';
import type { CompiledPatterns } from './compiled.ts';
import { genericPatterns } from './generic/detect.ts';
import { keywordRange, type Leads } from './leads.ts';
import { patternsOf } from './mark-runs.ts';
import { nearBefore } from './match.ts';

interface Marked {
  readonly formed: ReadonlySet<number>;
  readonly taken: ReadonlySet<number>;
  readonly trace: Trace | undefined;
}

/**
 * What begins with a vendor's mark but is shorter than the vendor's values is cut off or made up; what is longer, or fails the vendor's
 * checks, is not certain.
 */
export function lowerMarked(
  { generic, patterns, bare }: Leads,
  { formed, taken, trace }: Marked,
  compiled: CompiledPatterns,
): readonly Candidate[] {
  if (generic.length === 0) return generic;
  // The length of a run of token characters that each match of the pattern holds.
  const lengths = new Map(generic.map(({ start }) => [start, 0]));
  const note = (index: number, at: number): void => {
    const length = lengths.get(at);
    if (length !== undefined) lengths.set(at, Math.max(length, compiled.patterns.spanAt(index).runs & 0xff));
  };
  for (const [index, hits] of patterns) for (const { at, before } of hits) if (before <= nearBefore) note(index, at);
  for (const packed of bare)
    for (const { index } of patternsOf(compiled, packed % keywordRange)) note(index, Math.floor(packed / keywordRange));
  return generic.map((candidate) => {
    const { start, end, pattern, confidence, value } = candidate;
    const length = lengths.get(start)!;
    const isObject = value.startsWith('eyJ') && value.endsWith('=');
    if (pattern === genericPatterns.password || length === 0 || isObject) return candidate;
    const cap = (to: Confidence, why: string): Candidate => {
      trace?.graded?.({ pattern: pattern.id, start, end, why: `${to}: ${why}` });
      return { ...candidate, confidence: to };
    };
    if (end - start < length && !formed.has(start))
      return cap('low', 'begins with the mark of a vendor, and is shorter than what the vendor gives out');
    if (confidence !== 'high' || taken.has(start)) return candidate;
    return cap('medium', 'begins with the mark of a vendor, and has none of the forms known of it');
  });
}

/** What is not signed is certain under no name. */
export const isSigned = ({ pattern }: Candidate): boolean => !pattern.checks.includes('jose-claims');
