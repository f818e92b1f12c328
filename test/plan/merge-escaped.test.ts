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

it('escaped, and nowhere else: it is stored as it is meant', () => {
  const [only] = mergeEscaped([found('a.json', JSON.stringify(key.replaceAll('"', '')).slice(1, -1), 1)]);
  expect(only?.secret.equals(new Secret(key.replaceAll('"', '')))).toBe(true);
  const lines = key.replaceAll('"', '').replaceAll('\n', '\r\n');
  const [windows] = mergeEscaped([found('a.json', JSON.stringify(lines).slice(1, -1), 1)]);
  expect(windows?.secret.equals(new Secret(lines))).toBe(true);
  const [path] = mergeEscaped([found('a.json', String.raw`C:\new\table`, 1)]);
  expect(path?.secret.equals(new Secret(String.raw`C:\new\table`))).toBe(true);
});

it('other values stay what they are', () => {
  expect(idsOf([found('a.json', 'abc', 1), found('key.pem', key, 3), found('b.pem', `${key}x`, 3)])).toEqual([
    ['a.json'],
    ['key.pem'],
    ['b.pem'],
  ]);
});
