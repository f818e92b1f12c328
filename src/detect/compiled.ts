/** Patterns in the form that a scan needs: what compile.ts makes of them, and how keyword hits are read. */
import type { CheckName, Confidence, Pattern, Severity } from '../types.ts';
import type { Keyword } from './prefilter-tables.ts';
import type { RegexSource } from './regex.ts';

/** What a keyword hit leads to: a pattern (see `patternAction`), or one of these. */
export const actions = { generic: -1, base64: -2, hex: -3, escapes: -4 } as const;

/** A pattern's index and how many bytes before the keyword a match of it may begin, in one number. */
export function patternAction(index: number, before: number): number {
  return index * farthest + Math.min(before, farthest - 1);
}

export function readPatternAction(action: number): { index: number; before: number } {
  return { index: Math.floor(action / farthest), before: action % farthest };
}

const farthest = 65_536;

export interface CompiledPattern {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly regex: RegexSource;
  /** Bytes that a match may extend on either side of its keyword, one byte of context included. */
  readonly reach: number;
  /** Runs of characters that every match holds, as catalogue/shortest-run.ts packs them. */
  readonly runs: number;
  /** Bytes before and after the value in which companions are looked for; 0 without any. */
  readonly around: number;
  readonly entropy: number;
  readonly checks: readonly CheckName[];
  readonly parts: readonly CompiledPart[];
  readonly overlaps: readonly string[];
  readonly why: string;
  readonly revoke: string;
}

interface CompiledPart {
  readonly name: string;
  readonly regex: RegexSource;
  readonly within: number;
  readonly required: boolean;
}

export interface CompiledPatterns {
  /** The user's patterns among them: from these, another thread makes the same list. */
  readonly own: readonly Pattern[];
  readonly patterns: PatternList;
  readonly keywords: readonly Keyword[];
  /** The prefilter's tables for the keywords. */
  readonly image: Uint8Array;
  /** What hits of keyword K lead to: the numbers from index `actions[K]` to before `actions[K + 1]`. */
  readonly actions: Int32Array;
}

/** What most hits come to nothing by, before the pattern itself is needed. */
export type PatternSpan = Pick<CompiledPattern, 'reach' | 'runs' | 'around'>;

/** Patterns by index; the built-in ones are parsed one at a time, when they are first needed. */
export interface PatternList {
  readonly length: number;
  spanAt(index: number): PatternSpan;
  at(index: number): CompiledPattern | undefined;
  all(): readonly CompiledPattern[];
}
