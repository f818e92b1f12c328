/** Whether a value looks as if a machine drew it at random, judged by its characters alone. */
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
  return /^[A-Za-z0-9+/=_.~!@#$%^&*:?|-]+$/.test(value) && !/[/.:_-]{2}|^[/.]|\w{4,}[./]\w{3,}[./]\w{3,}/.test(value);
}

/** Share of the common pairs among all pairs of letters: what chance gives, and what words give. */
const byChance = 0.27;
const inWords = 0.62;

function isWordy(value: string): boolean {
  let pairs = 0;
  let common = 0;
  for (const run of value.toLowerCase().match(/[a-z]{2,}/g) ?? []) {
    for (let i = 0; i + 1 < run.length; i++) {
      pairs++;
      if (commonPairs.has(run.slice(i, i + 2))) common++;
    }
  }
  if (pairs < 3) return false;
  const deviation = Math.sqrt((byChance * (1 - byChance)) / pairs);
  return common / pairs > Math.min(inWords, byChance + 2.4 * deviation);
}

/** The 130 or so most frequent letter pairs of English words and identifiers. */
const commonPairs = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ' +
    'll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po ' +
    'we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke ui uc ag ' +
    'rd ck od ap ep ff oo bo ey ob ue tt up my do if go key er us'
  ).split(' '),
);
