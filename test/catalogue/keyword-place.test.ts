import { describe, expect, it } from 'vitest';
import { spellingOf } from '../../src/catalogue/keyword-place.ts';

describe('the case in which a pattern spells its keyword', () => {
  it.each<[regex: RegExp, keyword: string, spelling: string | undefined]>([
    [/\b(?<secret>(?:AKIA|ASIA)[0-9]{16})\b/, 'akia', 'AKIA'],
    [/\b(?<secret>sk_live_[0-9a-zA-Z]{24})/, 'sk_live_', 'sk_live_'],
    [/\b(?<secret>[rs]k_live_[0-9a-zA-Z]{24})/, 'rk_live_', 'rk_live_'],
    [/(?:KEY|key)=[0-9]{9}/, 'key', undefined],
    [/[Kk]ey=[0-9]{9}/, 'key', undefined],
    [/key=[0-9]{9}/i, 'key', undefined],
    [/[A-Za-z]{30}=[0-9]{9}/, 'key', undefined],
  ])('of %s and %s is %s', (regex, keyword, spelling) => {
    expect(spellingOf(regex, keyword)).toBe(spelling);
  });
});
