/** Whether a value looks as if a machine drew it at random, judged by its characters alone. */
import { wordEvidence } from './bigrams.ts';
import { shannonEntropy } from '../entropy.ts';

/** `random`: drawn by a machine. `password`: chosen by a person, at least somewhat mixed. `plain`: anything else. */
export type ValueKind = 'random' | 'password' | 'plain';

export function kindOf(value: string): ValueKind {
  const shape = measure(value);
  if (shape.length < 8 || shape.distinct < 5) return shape.length >= 6 && isMixed(shape) ? 'password' : 'plain';
  if (isRandom(shape, value)) return 'random';
  return isMixed(shape) && shape.length <= 40 ? 'password' : 'plain';
}

interface Shape {
  readonly length: number;
  readonly lower: number;
  readonly upper: number;
  readonly digits: number;
  /** Characters that stand neither in nor between words. */
  readonly signs: number;
  readonly distinct: number;
  readonly entropy: number;
  /** More neighbouring letters often stand together in words than chance would have it. */
  readonly isWordy: boolean;
}

function measure(value: string): Shape {
  const count = (pattern: RegExp): number => value.match(pattern)?.length ?? 0;
  return {
    length: value.length,
    lower: count(/[a-z]/g),
    upper: count(/[A-Z]/g),
    digits: count(/[0-9]/g),
    signs: count(/[^A-Za-z0-9 ._:;@/=-]/g),
    distinct: new Set(value).size,
    entropy: shannonEntropy(value),
    isWordy: isWordy(value),
  };
}

/** Letters of both cases, or letters with digits or with a sign that separates no words. */
function isMixed({ lower, upper, digits, signs }: Shape): boolean {
  return Math.sign(lower) + Math.sign(upper) + Math.sign(digits) + Math.sign(signs) >= 2 && lower + upper > 0;
}

function isRandom(shape: Shape, value: string): boolean {
  const { length, lower, upper, digits, entropy } = shape;
  if (lower + upper === 0 || !hasSecretAlphabet(value)) return false;
  if (/^[0-9a-f]+$/.test(value) || /^[0-9A-F]+$/.test(value))
    return length >= 16 && digits >= length / 5 && entropy >= 2.9;
  // What random text of that length over 62 characters reaches 99 times in a hundred.
  const expected = Math.min(4.5, Math.log2(length) * 0.86) - (length >= 20 ? 0.3 : 0.1);
  if (entropy < expected || shape.isWordy) return false;
  return digits === 0 ? length >= 20 && lower > 2 && upper > 2 : length >= 10 && digits >= 2;
}

/** Characters that encoders and generators put out; blanks, brackets and the like are syntax. */
function hasSecretAlphabet(value: string): boolean {
  return /^[A-Za-z0-9+/=_.~!@#$%^&*:?|-]+$/.test(value) && !/[/.:_-]{2}|^[/.]|\w{4}[./]\w{3,}[./]\w{3}/.test(value);
}

/** More neighbouring letters often stand together in words than chance would have it. */
function isWordy(value: string): boolean {
  return wordEvidence(value) > 2;
}
