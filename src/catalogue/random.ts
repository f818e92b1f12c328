/** Seeded randomness for examples: the same seed gives the same text on every machine, and no example is a real key. */
import { createHash } from 'node:crypto';

export interface Random {
  /** A whole number from 0 to `below` − 1. */
  number(below: number): number;
  bytes(length: number): Buffer;
  /** Characters of the alphabet; from 8 characters on, each class in it (upper, lower, digit) occurs. */
  text(alphabet: string, length: number): string;
}

/** SHA-256 in counter mode over the seed. */
export function createRandom(seed: string): Random {
  let counter = 0;
  let pool = Buffer.alloc(0);
  const bytes = (length: number): Buffer => {
    while (pool.length < length) {
      const block = createHash('sha256').update(`${seed}:${counter++}`).digest();
      pool = Buffer.concat([pool, block]);
    }
    const taken = pool.subarray(0, length);
    pool = pool.subarray(length);
    return taken;
  };
  const number = (below: number): number => bytes(4).readUInt32BE() % below;
  const draw = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(number(alphabet.length))).join('');
  const text = (alphabet: string, length: number): string => {
    const wanted = length < 8 ? [] : [/[A-Z]/, /[a-z]/, /[0-9]/].filter((one) => one.test(alphabet));
    let drawn = draw(alphabet, length);
    while (!wanted.every((one) => one.test(drawn))) drawn = draw(alphabet, length);
    return drawn;
  };
  return { number, bytes, text };
}
