import { describe, expect, it } from 'vitest';
import { exitCodeOf, isUneventful } from '../../src/commands/outcome.ts';
import { describeProgress } from '../../src/commands/progress.ts';
import { joinPieces, pairReports } from '../../src/commands/reports.ts';
import type { Severity, Status } from '../../src/types.ts';
import { makeFinding, makeReport, makeValue } from '../fixtures/reports.ts';

const flags = (words: string) =>
  words
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [name = '', value = ''] = word.split('=');
      return { name: name === 'f' ? ('format' as const) : ('output' as const), value };
    });

describe('formats and outputs', () => {
  it.each([
    ['', [['text', undefined]]],
    ['f=json', [['json', undefined]]],
    ['f=json o=a', [['json', 'a']]],
    ['o=a f=json', [['json', 'a']]],
    [
      'f=json o=a f=text',
      [
        ['json', 'a'],
        ['text', undefined],
      ],
    ],
    [
      'f=text f=json o=a',
      [
        ['text', undefined],
        ['json', 'a'],
      ],
    ],
    [
      'f=json o=a f=jsonl o=b',
      [
        ['json', 'a'],
        ['jsonl', 'b'],
      ],
    ],
    ['o=a.json', [['json', 'a.json']]],
    ['o=a.jsonl', [['jsonl', 'a.jsonl']]],
    ['o=a.txt', [['text', 'a.txt']]],
    ['o=a.sarif', [['sarif', 'a.sarif']]],
    ['o=a.odd', [['text', 'a.odd']]],
    ['f=json o=-', [['json', undefined]]],
  ])('%s pair up', (words, targets) => {
    expect(pairReports(flags(words)).map(({ format, file }) => [format, file])).toEqual(targets);
  });

  it.each([
    ['two reports for standard output', 'f=json f=text', 'two reports cannot both go to standard output'],
    ['the same by its sign', 'f=json o=- f=text', 'two reports cannot both go to standard output'],
    ['a format that does not exist', 'f=docx', 'there is no format docx; there are text, json, jsonl, '],
    ['no file', 'f=json o=', '--output needs the name of a file'],
  ])('%s are a usage error', (_, words, message) => {
    expect(() => pairReports(flags(words))).toThrow(message);
  });
});

describe('the exit code', () => {
  const gap = { complete: false, skipped: [{ what: 'x', why: 'y' }] };

  it.each<[string, readonly (readonly [Severity, Status])[], Severity, boolean, number]>([
    ['nothing found', [], 'low', true, 0],
    ['a finding', [['low', 'open']], 'low', true, 1],
    ['a finding at the limit', [['high', 'open']], 'high', true, 1],
    ['a finding below the limit', [['medium', 'open']], 'high', true, 0],
    [
      'one of two above the limit',
      [
        ['low', 'open'],
        ['critical', 'open'],
      ],
      'high',
      true,
      1,
    ],
    ['an allowed finding', [['critical', 'allowed']], 'low', true, 0],
    ['a finding of the baseline', [['critical', 'baseline']], 'low', true, 0],
    ['a gap', [], 'low', false, 3],
    ['a gap and a finding', [['low', 'open']], 'low', false, 1],
    ['a gap and a finding below the limit', [['low', 'open']], 'high', false, 3],
  ])('of %s', (_, found, failOn, complete, code) => {
    const findings = found.map(([severity, status]) => makeFinding(makeValue('exit'), { severity, status }));
    const report = makeReport(findings, complete ? {} : gap);
    expect(exitCodeOf(report, failOn)).toBe(code);
    expect(isUneventful(report)).toBe(complete && !found.some(([, status]) => status === 'open'));
  });
});

describe('pieces of a report', () => {
  it('are joined to larger ones and lose nothing', () => {
    const pieces = Array.from({ length: 1000 }, (_, at) => String(at).repeat(60));
    const joined = [...joinPieces(pieces)];
    expect(joined.join('')).toBe(pieces.join(''));
    expect(joined.length).toBeLessThan(10);
  });
});

describe('progress', () => {
  it.each([
    [
      { done: 12_000, total: 48_000, unit: 'objects', elapsed: 2000 },
      '12,000 of 48,000 objects, 6,000 a second, 6.0 s left',
    ],
    [{ done: 5, total: undefined, unit: 'files', elapsed: 1000 }, '5 files, 5 a second'],
    [{ done: 5, total: 5, unit: 'files', elapsed: 1000 }, '5 of 5 files, 5 a second'],
    [{ done: 2_500_000, total: undefined, unit: 'bytes', elapsed: 1000 }, '2.5 MB, 2.5 MB a second'],
  ])('%o', (state, text) => {
    expect(describeProgress(state)).toBe(text);
  });
});
