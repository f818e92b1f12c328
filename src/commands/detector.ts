/** The detector that the configuration asks for. */
import { createDetector, type Detector, type DetectorOptions } from '../detect/detector.ts';
import { UserError } from '../errors.ts';
import type { Pattern } from '../types.ts';

export async function openDetector(
  own: readonly Pattern[] | undefined,
  options: Omit<DetectorOptions, 'compiled'> = {},
): Promise<Detector> {
  if (own === undefined || own.length === 0) return createDetector(options);
  const { compileOwnPatterns } = await import('../detect/own-patterns.ts');
  try {
    return createDetector({ ...options, compiled: compileOwnPatterns(own) });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UserError('usage', 'the patterns of the configuration have more keywords than one scan can look for', {
      hint: 'give the patterns fewer keywords: what they have in common may be one',
      cause,
    });
  }
}
