/** How likely an assignment gives a credential away: the sum of what its features speak for, as learned from labelled code. */
import type { Confidence } from '../../types.ts';
import { bias, weights } from './weights.ts';

/** Log-odds. */
export function scoreOf(features: readonly string[]): number {
  return features.reduce((sum, feature) => sum + (weights[feature] ?? 0), bias);
}

/** Least log-odds of each confidence. What has no form of its own is never sure. */
const least = { medium: 1.4, low: -1.5 } as const;

/** Undefined for what is not worth a look. */
export function confidenceOf(score: number): Confidence | undefined {
  if (score >= least.medium) return 'medium';
  return score >= least.low ? 'low' : undefined;
}

/** The score and what made it, most important first: `1.7 (medium from 1): name says password +1.9, letters: words -0.4`. */
export function explainScore(features: readonly string[]): string {
  const told = features.map((feature) => ({ feature, weight: weights[feature] ?? 0 }));
  const sorted = told.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, mostTold);
  const parts = sorted.map(({ feature, weight }) => `${feature} ${weight < 0 ? '' : '+'}${weight}`);
  return `score ${scoreOf(features).toFixed(1)} (medium from ${least.medium}, low from ${least.low}): ${parts.join(', ')}`;
}

const mostTold = 8;
