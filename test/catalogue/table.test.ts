/** One row is one pattern, with examples and near misses that the lint accepts; a row that is none says so. */
import { describe, expect, it } from 'vitest';
import { lintPattern } from '../../src/catalogue/lint.ts';
import { shapeSource, tooShort } from '../../src/catalogue/shape.ts';
import { readTable } from '../../src/catalogue/table.ts';

const rest = 'acme.io/keys | Reads the account.';

describe('readTable', () => {
  it('makes a pattern of a shape with a mark', () => {
    const [pattern] = readTable(`Acme API key | | acme_{hex:32} or acme_live_{an:24} | ${rest}`);
    expect(pattern).toMatchObject({ id: 'acme-api-key', keywords: ['acme_', 'acme_live_'], checks: ['mixed-alnum'] });
    expect(pattern?.revoke).toBe('https://acme.io/keys');
    expect(lintPattern(pattern!)).toEqual([]);
  });

  it.each([
    ['a fixed shape', '{hex:32}', 'high'],
    ['two shapes', '{uuid} or {lowernum:40}', 'high'],
    ['an open length', '{b64url:20-60}', 'medium'],
  ])('makes a pattern of a name and %s', (_, shapes, confidence) => {
    const [pattern] = readTable(`Acme token | acme,acme cloud | ${shapes} | ${rest}`);
    expect(pattern).toMatchObject({ id: 'acme-token', confidence, keywords: expect.arrayContaining(['acme']) });
    expect(lintPattern(pattern!)).toEqual([]);
  });

  it('ranks a named vendor above the one whose prefix it took over', () => {
    const [pattern] = readTable(`Acme key | acme | sk_live_{an:32} | ${rest}`);
    expect(pattern?.overlaps).toContain('stripe-secret-key');
  });

  it.each([
    ['a cell too few', 'Acme key | acme | {hex:32} | acme.io/keys', 'a row has five cells'],
    ['an unknown placeholder', `Acme key | acme | {hexx:32} | ${rest}`, 'not a shape: {hexx:32}'],
    ['a length that is none', `Acme key | acme | {hex:many} | ${rest}`, 'not a shape: {hex:many}'],
  ])('refuses %s', (_, row, message) => {
    expect(() => readTable(row)).toThrow(message);
  });
});

describe('shapes', () => {
  it.each([
    ['v1.{hex:8}-{an:4-6}', 'v1\\.[0-9a-f]{8}\\-[A-Za-z0-9]{4,6}'],
    ['{pick:a|b.c}{digits:3}', '(?:a|b\\.c)[0-9]{3}'],
    ['{b64:1200-1600}', undefined],
    ['{b64:10-1600}', '[A-Za-z0-9+/]{10,1000}[A-Za-z0-9+/]{0,600}'],
  ])('%s is read by %s', (shape, source) => {
    if (source === undefined) expect(() => shapeSource(shape)).toThrow('at least');
    else expect(shapeSource(shape)).toBe(source);
  });

  it('shortens the longest random part', () => {
    expect(tooShort('k_{an:4}_{hex:32}')).toBe('k_{an:4}_{hex:31}');
    expect(tooShort('k_{uuid}')).toBe('k_{cut:1:{uuid}}');
  });
});
