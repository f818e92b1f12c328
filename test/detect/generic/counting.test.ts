/** What somebody counted, and what only looks like it. */
import { describe, expect, it } from 'vitest';
import { countsUp, encodesRun } from '../../../src/detect/generic/counting.ts';

const bytes = (length: number): string => Buffer.from(Array.from({ length }, (_, i) => i)).toString('base64');

describe('base64 of bytes that count up', () => {
  it.each([
    ['as it is', bytes(24)],
    ['padded', bytes(25)],
    ['behind a prefix', `acme_${bytes(32)}`],
  ])('%s', (_, value) => {
    expect(encodesRun(value)).toBe(true);
  });

  it.each([
    ['too short to tell', bytes(8).replaceAll('=', '')],
    ['with something behind it', `${bytes(24)}-`],
    ['nothing', ''],
    ['padding', '==='],
    // A look at it from each of its characters on would not end in a test's time.
    ['a megabyte that ends in another character', `${'a'.repeat(1_000_000)}-`],
  ])('is not %s', (_, value) => {
    expect(encodesRun(value)).toBe(false);
  });
});

it('letters or digits alone count', () => {
  expect(['a1b2c3d4e5f6g7h8', 'ABC123DEF456GHI789', 'hkqw7391zvbn'].map(countsUp)).toEqual([true, true, false]);
});
