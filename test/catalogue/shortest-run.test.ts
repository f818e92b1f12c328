import { describe, expect, it } from 'vitest';
import { shortestRun, shortestRuns } from '../../src/catalogue/shortest-run.ts';

describe('the shortest run of token characters in a match', () => {
  it.each([
    [/\bghp_(?<secret>[0-9A-Za-z]{36})\b/, 40],
    [/(?<secret>[MN][\w-]{23}\.[\w-]{6}\.[\w-]{27})/, 59],
    [/key[ \t]{0,4}=[ \t]{0,4}"(?<secret>[0-9a-f]{32})"/, 32],
    [/(?:abc|abcdef)-(?:[0-9]{4}|[0-9]{8})/, 8],
    [/a{3}[^x]{2}b{4}/, 4],
    [/(?:ab){3}c?d/, 7],
    [/x*y+[ ]z?/, 1],
    [/"[^"]{8,}"/, 0],
  ])('of %s is %i', (regex, run) => {
    expect(shortestRun(regex)).toBe(run);
  });

  it.each([
    [/key=(?<secret>[0-9a-f]{32})/, [36, 32, 32, 32]],
    [/(?<secret>[\w-]{20}\.[A-Za-z0-9]{10})/, [31, 20, 10, 0]],
    [/(?<secret>[a-f]{8}|[a-z]{10})/, [8, 8, 8, 0]],
    [/(?<secret>[0-9]{400})/, [255, 255, 255, 255]],
    [/"(?<secret>[^"]{20})"/, [0, 0, 0, 0]],
  ])('of %s by alphabets is %j', (regex, runs) => {
    const packed = shortestRuns(regex);
    expect([0, 8, 16, 24].map((shift) => (packed >>> shift) & 255)).toEqual(runs);
  });
});
