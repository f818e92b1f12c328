/** How far around a keyword something may stand on which depends what the keyword leads to: what is inherited is inherited within it. */
import type { Candidate } from '../../../detect/candidate.ts';
import { actions, readPatternAction, type CompiledPatterns, type PatternSpan } from '../../../detect/compiled.ts';
import { genericPatterns } from '../../../detect/generic/detect.ts';

/** Depends on an unknown part of the text. */
const anywhere = 0xffffffff;
/** The name before a keyword, its operator and value, and what is looked at around them. */
const assignmentRadius = 900;
/** What a window has beyond a pattern's reach: the keyword, and a byte for a word's boundary on either side. */
const windowMargin = 80;

/** Radius in bytes by keyword. */
export function findRadii({ actions: list, patterns }: CompiledPatterns): Uint32Array {
  const count = list[0]! - 1;
  const radii = new Uint32Array(count);
  for (let keyword = 0; keyword < count; keyword++)
    for (let next = list[keyword]!; next < list[keyword + 1]!; next++)
      radii[keyword] = Math.max(
        radii[keyword]!,
        radiusOf(list[next]!, (index) => patterns.spanAt(index)),
      );
  return radii;
}

function radiusOf(action: number, spanAt: (index: number) => PatternSpan): number {
  if (action === actions.generic) return assignmentRadius;
  // An encoded stretch may be of any length.
  if (action < 0) return anywhere;
  const { reach, around } = spanAt(readPatternAction(action).index);
  // A match may be hidden by one that begins before it, and that by the text before: twice the reach.
  return 2 * (reach + windowMargin) + around;
}

/** How far around a candidate's value something may stand on which it depends: the radius of its keyword, and the way there. */
export function radiusAround({ pattern, isDecoded }: Candidate): number {
  // A file of nothing but a credential depends on all of it.
  if (isDecoded === true || pattern === genericPatterns.lone) return anywhere;
  if (pattern.regex.source === '') return 2 * assignmentRadius;
  return 3 * (pattern.reach + windowMargin) + pattern.around;
}
