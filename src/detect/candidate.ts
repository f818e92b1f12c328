/** A possible credential, before positions: what match, generic and decode hand to the detector. */
import type { Confidence } from '../types.ts';
import type { CompiledPattern } from './compiled.ts';

export interface Candidate {
  readonly pattern: CompiledPattern;
  /** Byte range of the value (or of its encoded form) in the chunk. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly confidence: Confidence;
  /** Nothing but the name of its file says what it is. */
  readonly byName?: true;
  /** Whether it stands in encoded text, which may be of any length. */
  readonly isDecoded?: true;
}

/** Told why something that looked like a hit is none: `unleak patterns explain FILE:LINE`. */
export interface Trace {
  rejected(rejection: { pattern: string; start: number; end: number; why: string }): void;
  /** What the generic detector made of an assignment, whether it is reported or not. */
  weighed?(weighed: { pattern: string; start: number; end: number; why: string }): void;
  /** Why a match of a pattern is as sure as it is, and why a mark without its vendor's form made an assignment less sure. */
  graded?(graded: { pattern: string; start: number; end: number; why: string }): void;
}

/** Of overlapping candidates the most specific stays; the companions of a multi-part credential are not findings of their own. */
export function resolveOverlaps(candidates: readonly Candidate[], trace?: Trace): Candidate[] {
  const sorted = [...candidates].sort((a, b) => a.start - b.start || b.end - a.end || compareIds(a, b));
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    let current = candidate;
    let lost = false;
    while (!lost && kept.length > 0 && kept.at(-1)!.end > current.start) {
      const last = kept.pop()!;
      lost = !beats(current, last);
      const [winner, loser] = lost ? [last, current] : [current, last];
      const { pattern, start, end } = loser;
      trace?.rejected({ pattern: pattern.id, start, end, why: 'a more specific pattern matches here' });
      if (lost) kept.push(asSureAs(loser, winner));
      else current = asSureAs(loser, winner);
    }
    if (!lost) kept.push(current);
  }
  return dropCompanions(kept);
}

/**
 * A pattern that lets a plain password pass for little says more about its place than the name and the syntax that the model weighed.
 * A UUID is certain by its name alone, and a pattern that looks for one knows that name.
 */
function asSureAs(loser: Candidate, winner: Candidate): Candidate {
  const { confidence, value } = loser;
  const isSurer = isGeneric(loser) && value === winner.value && rank[confidence] > rank[winner.confidence];
  if (!isSurer || (winner.confidence !== 'low' && uuid.test(value))) return winner;
  return { ...winner, confidence };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether `a` stays where both match. */
function beats(a: Candidate, b: Candidate): boolean {
  if (a.pattern.overlaps.includes(b.pattern.id)) return true;
  if (b.pattern.overlaps.includes(a.pattern.id)) return false;
  const byKind = Number(isGeneric(b)) - Number(isGeneric(a));
  const byConfidence = rank[a.confidence] - rank[b.confidence];
  const byLength = a.end - a.start - (b.end - b.start);
  return (byKind || byConfidence || byLength || -compareIds(a, b)) > 0;
}

export const rank: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

function isGeneric({ pattern }: Candidate): boolean {
  return pattern.regex.source === '';
}

function compareIds(a: Candidate, b: Candidate): number {
  return a.pattern.id < b.pattern.id ? -1 : Number(a.pattern.id > b.pattern.id);
}

function dropCompanions(candidates: readonly Candidate[]): Candidate[] {
  const owners = new Map<string, Set<CompiledPattern>>();
  for (const { parts, pattern } of candidates) {
    if (pattern.overlaps.length === 0) continue;
    for (const value of Object.values(parts)) {
      const patterns = owners.get(value);
      if (patterns === undefined) owners.set(value, new Set([pattern]));
      else patterns.add(pattern);
    }
  }
  return candidates.filter(
    ({ value, pattern }) => ![...(owners.get(value) ?? [])].some(({ overlaps }) => overlaps.includes(pattern.id)),
  );
}
