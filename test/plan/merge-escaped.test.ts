/** One key in a file of its own and in JSON is one secret. */
import { expect, it } from 'vitest';
import { mergeEscaped } from '../../src/plan/merge-escaped.ts';
import { Secret } from '../../src/secret.ts';
import type { Finding } from '../../src/types.ts';

function found(path: string, value: string, lines: number): Finding {
  const place = { path, line: 1, column: 1, endLine: lines, endColumn: 2, commit: null, via: 'file' };
  return { id: path, secret: new Secret(value), locations: [place] } as unknown as Finding;
}
const key = ['-----BEGIN ', 'KEY-----\nabc"d\n-----END ', 'KEY-----'].join('');
const idsOf = (findings: readonly Finding[]): readonly string[][] =>
  mergeEscaped(findings).map(({ locations }) => locations.map(({ path }) => path));

it('escaped as in JSON', () => {
  const escaped = JSON.stringify(key).slice(1, -1);
  expect(idsOf([found('a.json', escaped, 1), found('key.pem', key, 3)])).toEqual([['key.pem', 'a.json']]);
});

it('other values stay what they are', () => {
  expect(idsOf([found('a.json', 'abc', 1), found('key.pem', key, 3), found('b.pem', `${key}x`, 3)])).toEqual([
    ['a.json'],
    ['key.pem'],
    ['b.pem'],
  ]);
});
