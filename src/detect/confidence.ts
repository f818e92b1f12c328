/** How sure a match is: a pattern's own confidence, less where the value is a word that a person chose. */
import type { Confidence } from '../types.ts';
import { checks, type Groups } from './checks.ts';
import { meaningOfContext } from './checks/context.ts';
import { notPlaceholderHost, passwordLike } from './checks/text.ts';
import type { CompiledPattern } from './compiled.ts';
import { wordEvidence } from './generic/bigrams.ts';
import { kindOf } from './generic/value.ts';
import { isRun } from './placeholder.ts';

/**
 * Passwords have no form of their own, so the value counts as well: `hunter` in a URL of a test is low, `Tr0ub4dor` or letters that make no word
 * are medium, and what a machine drew is as sure as the pattern.
 */
export function confidenceOf(pattern: CompiledPattern, value: string, groups: Groups = {}): Confidence {
  const { context } = groups;
  // Where the vendor's name stands further away, or somebody may have made the value up by counting.
  if (context !== undefined && (meaningOfContext(context) === 'near' || isRun(value))) return lower(pattern.confidence);
  const password = passwordIn(pattern, value);
  if (password === undefined) return pattern.confidence;
  const kind = kindOf(password);
  if (kind === 'random') return pattern.confidence;
  const isChosen = password.length >= 6 && (kind === 'password' || wordEvidence(password) < 0 || isOnline(groups));
  return isChosen && pattern.confidence !== 'low' ? 'medium' : 'low';
}

/** A user at a machine that has a name in the network is more than an example. */
function isOnline({ host = '', user = '' }: Groups): boolean {
  return /\.[a-z]{2,}$/i.test(host) && notPlaceholderHost('', { host }) && passwordLike(user);
}

/** One step down, as far as it is still reported by default. */
export function lower(confidence: Confidence): Confidence {
  return confidence === 'high' ? 'medium' : confidence;
}

/** The password as it was before a URL or a header was made of it; '' for one that is made of placeholder words. */
function passwordIn({ checks: names }: CompiledPattern, value: string): string | undefined {
  if (names.includes('password-like')) return decodePercent(value);
  if (!names.includes('base64-credentials')) return undefined;
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  const colon = decoded.indexOf(':');
  const [user, password] = [decoded.slice(0, colon), decoded.slice(colon + 1)];
  return checks['password-like'](password, { user }) ? password : '';
}

function decodePercent(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
