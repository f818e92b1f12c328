import { describe, expect, it } from 'vitest';
import { shortestRun } from '../../src/catalogue/shortest-run.ts';

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
});
