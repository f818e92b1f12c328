/** How likely an assignment gives a credential away: the sum of what its features speak for, as learned from labelled code. */
import type { Confidence } from '../../types.ts';
import { bias, weights } from './weights.ts';

/** Log-odds. */
export function scoreOf(features: readonly string[]): number {
  return features.reduce((sum, feature) => sum + (weights[feature] ?? 0), bias);
}

/** Least log-odds of each confidence. What has no form of its own is never sure. */
const least = { medium: 1, low: -1.5 } as const;

/** Undefined for what is not worth a look. */
export function confidenceOf(score: number): Confidence | undefined {
  if (score >= least.medium) return 'medium';
  return score >= least.low ? 'low' : undefined;
}
