import { describe, expect, it } from 'vitest';
import { createFingerprinter, deriveId, fingerprint, publicSalt, takeValues } from '../../src/detect/fingerprint.ts';
import { estimateBits } from '../../src/detect/strength.ts';
import { Secret } from '../../src/secret.ts';

/** Deterministic random text, so that no credential stands in this file. */
function randomText(length: number, seed: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return alphabet[Math.floor((state / 2 ** 32) * alphabet.length)];
  }).join('');
}

describe('strength', () => {
  it.each([
    ['a password with a word, a year and a mark', `Winter${2024}!`, 0, 40],
    ['a row of counting digits', '1234567890'.repeat(4), 0, 50],
    ['one character repeated', 'x'.repeat(200), 0, 1],
    ['four words', ['correct', 'horse', 'battery', 'staple'].join('-'), 0, 63],
    ['a vendor prefix before filler', `sk_live_${'x'.repeat(24)}`, 0, 1],
    ['nothing', '', 0, 0],
    ['36 random letters and digits', randomText(36, 7), 64, 215],
    ['64 random letters and digits after a prefix', `ghp_${randomText(64, 8)}`, 64, 400],
  ])('%s lies between the bounds', (_, value, least, most) => {
    expect(estimateBits(value)).toBeGreaterThanOrEqual(least);
    expect(estimateBits(value)).toBeLessThanOrEqual(most);
  });
});

describe('fingerprint', () => {
  it.each([
    ['a weak value', `Winter${2024}!`],
    ['a strong value', randomText(40, 1)],
    ['an empty value', ''],
  ])('of %s is 32 hex digits, the same each time, another one with another salt', (_, value) => {
    expect(fingerprint('a', value)).toMatch(/^[0-9a-f]{32}$/);
    expect(fingerprint('a', value)).toBe(fingerprint('a', value));
    expect(fingerprint('a', value)).not.toBe(fingerprint('b', value));
  });

  it('differs between values that share all but the last character', () => {
    const value = randomText(40, 2);
    expect(fingerprint(publicSalt, `${value}a`)).not.toBe(fingerprint(publicSalt, `${value}b`));
  });
});

describe('fingerprinter', () => {
  it('prepares the same keys that it computes one by one', async () => {
    const secrets = ['Winter1!', 'Summer2!', 'Winter1!', randomText(40, 3)].map((value) => new Secret(value));
    const prepared = createFingerprinter('salt');
    await prepared.prepare(secrets);
    const lazy = createFingerprinter('salt');
    expect(secrets.map((secret) => prepared.key(secret))).toEqual(secrets.map((secret) => lazy.key(secret)));
  });

  it.each([
    ['makes all of them', 1000, false],
    ['leaves some', 2, false],
    ['dies with those that it took', 2, true],
    ['is not started', 0, undefined],
  ])('has the same keys where a thread that began before %s', async (_, most, dies) => {
    const weak = ['Winter1!', 'Summer2!', 'Autumn3!', 'Spring4!'].map((value) => new Secret(value));
    const prints = createFingerprinter('salt', 2);
    const taken: string[] = [];
    prints.begin([...weak, new Secret(randomText(40, 3))], (task) => {
      if (dies === undefined) return undefined;
      for (const value of takeValues(task)) if (taken.push(value) === most) break;
      return Promise.resolve(dies ? [] : taken.map((value) => [value, `made of ${value}`]));
    });
    await prints.prepare([...weak, new Secret('Monday5!')]);
    expect(taken).toEqual(weak.slice(0, most).map((secret) => secret.reveal()));
    const keys = ['Winter1!', 'Spring4!', 'Monday5!'].map((value) =>
      taken.includes(value) && dies === false ? `made of ${value}` : fingerprint('salt', value),
    );
    expect([weak[0]!, weak[3]!, new Secret('Monday5!')].map((secret) => prints.key(secret))).toEqual(keys);
  });

  it('begins nothing for one processor', () => {
    createFingerprinter('salt', 1).begin([new Secret('Winter1!')], () => expect.unreachable('a thread'));
  });

  it('gives one value different ids under different rules, from which the key cannot be read', () => {
    const prints = createFingerprinter('salt');
    const secret = new Secret(randomText(40, 4));
    expect(prints.id('a', secret)).not.toBe(prints.id('b', secret));
    expect(prints.id('a', secret)).toBe(deriveId(prints.key(secret), 'a'));
    expect(prints.id('a', secret)).not.toContain(prints.key(secret).slice(0, 8));
  });
});
