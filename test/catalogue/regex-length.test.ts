/** The bound on a match's length is never too small, and syntax that RE2 or an older Node does not know is refused. */
import { describe, expect, it } from 'vitest';
import { longestMatch, reachOf } from '../../src/catalogue/regex-length.ts';

describe('longestMatch', () => {
  it.each([
    [/abc/, 3],
    [/a|bcd|ef/, 3],
    [/a{2,5}b?/, 6],
    [/(?:ab){3}/, 6],
    [/(?<secret>[0-9a-f]{40})(?:[^0-9]|$)/, 44],
    [/\b^x$\B/, 1],
    [/[\]x-]{3}\d\S/, 8],
    [/./, 4],
    [/é/, 2],
    [/\x41\n\//, 4],
    [/k/i, 3],
    [/a*/, Infinity],
    [/(?:a+){2}/, Infinity],
    [/a{2,}/, Infinity],
    [/a{3}?b/, 4],
    [/a{0}/, 0],
  ])('of %s is %d', (regex, bytes) => {
    expect(longestMatch(regex)).toBe(bytes);
  });

  it.each([/(?=a)/, /(?<!a)b/, /(a)\1/, /(?<n>a)\k<n>/, /\u0041/])('refuses %s', (regex) => {
    expect(() => longestMatch(regex)).toThrow();
  });
});

describe('reachOf', () => {
  it('adds the characters beside the match, and obeys the cap', () => {
    expect(reachOf({ regex: /abc/ })).toBe(5);
    expect(reachOf({ regex: /a+/, longest: 100 })).toBe(102);
  });
});
