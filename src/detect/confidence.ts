/** How sure a match is: a pattern's own confidence, less where the value is a word that a person chose. */
import type { Confidence } from '../types.ts';
import type { CompiledPattern } from './compile.ts';
import { kindOf } from './generic/value.ts';

/**
 * Passwords have no form of their own, so the value counts as well: `hunter` in a URL of a test is low, `Tr0ub4dor` medium, and what
 * a machine drew is as sure as the pattern.
 */
export function confidenceOf(pattern: CompiledPattern, value: string): Confidence {
  const password = passwordIn(pattern, value);
  if (password === undefined) return pattern.confidence;
  const kind = kindOf(password);
  if (kind === 'random') return pattern.confidence;
  return kind === 'password' && password.length >= 7 && pattern.confidence !== 'low' ? 'medium' : 'low';
}

function passwordIn({ checks }: CompiledPattern, value: string): string | undefined {
  if (checks.includes('password-like')) return value;
  if (!checks.includes('base64-credentials')) return undefined;
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  return decoded.slice(decoded.indexOf(':') + 1);
}
