/** The detector that the configuration asks for. */
import { createDetector, type Detector, type DetectorOptions } from '../detect/detector.ts';
import type { Pattern } from '../types.ts';

export async function openDetector(
  own: readonly Pattern[] | undefined,
  options: Omit<DetectorOptions, 'compiled'> = {},
): Promise<Detector> {
  if (own === undefined || own.length === 0) return createDetector(options);
  const { compileOwnPatterns } = await import('../detect/own-patterns.ts');
  return createDetector({ ...options, compiled: compileOwnPatterns(own) });
}
