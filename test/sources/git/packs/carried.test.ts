/** What a base holds is carried over to its versions only where all that it depends on is: whatever is changed, the report is git's. */
import { expect, it } from 'vitest';
import { patterns } from '../../../../patterns/index.ts';
import { expandTemplate } from '../../../../src/catalogue/template.ts';
import { createDetector } from '../../../../src/detect/detector.ts';
import { compileOwnPatterns } from '../../../../src/detect/own-patterns.ts';
import { idOf, writeDelta, writePack, type DeltaPart } from '../../../fixtures/handmade-pack.ts';
import { createRepository, type TestRepository } from '../../../fixtures/repository.ts';
import { fill } from '../../../fixtures/scan-text.ts';
import { printReport, sweepReport } from '../../../fixtures/sweep-report.ts';

const prose = 'words that say nothing of what it is\n'.repeat(60);
const token = `token = "${fill('{github:ghp}')}"\n`;
const lone = ['a', 'b', 'c', 'd'].map((seed) => expandTemplate('7d3f{hex:24}9a1c.A5x{an:10}Q7b', seed)).join('\n');
const encode = (text: string): string => Buffer.from(text).toString('base64');
const inside = encode(`${'what is encoded '.repeat(6)}${token}${'and so on '.repeat(9)}`);
const inText = (text: string): string => `${prose}${text}\n${prose}`;
const at = prose.length;
const [tokenEnd, insideEnd] = [at + token.length, at + inside.length];

/** Paths of what is found: the base is `a`, its version `b`. */
it.each<[string, { base: string; parts: readonly DeltaPart[]; found: readonly string[] }]>([
  ['something behind it is changed', { base: inText(token), parts: [[0, tokenEnd + 900], 'new'], found: ['a', 'b'] }],
  ['something before it is changed', { base: inText(token), parts: ['new', [9, tokenEnd + 900]], found: ['a', 'b'] }],
  [
    'its beginning is cut off',
    {
      base: inText(token),
      parts: [
        [0, at],
        [at + 16, tokenEnd + 900],
      ],
      found: ['a'],
    },
  ],
  [
    'its end is cut off',
    {
      base: inText(token),
      parts: [
        [0, tokenEnd - 9],
        [tokenEnd, tokenEnd + 900],
      ],
      found: ['a'],
    },
  ],
  [
    'its line is cut out',
    {
      base: inText(token),
      parts: [
        [0, at],
        [tokenEnd, tokenEnd + 900],
      ],
      found: ['a'],
    },
  ],
  [
    'it is copied twice',
    {
      base: inText(token),
      parts: [
        [0, tokenEnd],
        [0, tokenEnd],
      ],
      found: ['a', 'b', 'b'],
    },
  ],
  [
    'all of a file gets words before it',
    { base: lone, parts: ['words\n', [0, lone.length]], found: ['a', 'a', 'a', 'a'] },
  ],
  [
    'all of a file gets words behind it',
    { base: lone, parts: [[0, lone.length], '\nand words\n'], found: ['a', 'a', 'a', 'a'] },
  ],
  [
    'it is encoded, and something far before it is changed',
    { base: inText(inside), parts: ['new', [9, insideEnd + 900]], found: ['a', 'b'] },
  ],
  [
    'it is encoded, and a letter far before it is new',
    { base: inText(inside), parts: [[0, at + 42], 'Q', [at + 42, insideEnd + 900]], found: ['a', 'b'] },
  ],
  [
    'it is encoded, and comes apart far behind it',
    { base: inText(inside), parts: [[0, insideEnd - 21], ' ', [insideEnd - 21, insideEnd + 900]], found: ['a', 'b'] },
  ],
])('%s', async (_, { base, parts, found }) => {
  const repository = commitVersion(base, parts);
  const report = await sweepReport(repository.path, 'packs');
  expect(printReport(report)).toBe(printReport(await sweepReport(repository.path, 'git')));
  expect(report.located.flatMap(({ locations }) => locations.map(({ path }) => path)).toSorted()).toEqual(found);
});

it('a value that comes far behind the name by which a pattern of the user finds it is found', async () => {
  const value = fill('{hex:40}');
  const { title, severity, why, revoke, references, match, miss } = patterns[0]!;
  const own = {
    ...{ title, severity, why, revoke, references, match, miss },
    id: 'acme-key',
    regex: /(?:(?:^|[^A-Za-z])(?:acme vault))[^"]{0,400}"(?<secret>[0-9a-f]{40})"/,
    longest: 500,
    keywords: ['acme vault'],
    checks: ['mixed-alnum'] as const,
  };
  const detector = createDetector({ compiled: compileOwnPatterns([own]) });
  const base = `${prose}acme vault\n${'and so on\n'.repeat(19)}"none"\n${prose}`;
  const cut = base.indexOf('none');
  const repository = commitVersion(base, [[0, cut], value, [cut + 4, base.length]]);
  const report = await sweepReport(repository.path, 'packs', { detector });
  expect(printReport(report)).toBe(printReport(await sweepReport(repository.path, 'git', { detector })));
  expect(report.located.flatMap(({ locations }) => locations.map(({ path }) => path))).toEqual(['b']);
});

it('a value that comes as far behind its name as a built-in pattern allows is found', async () => {
  const name = `algolia${' of a land'.repeat(2)} key${' of tables'.repeat(3)}${' '.repeat(20)},${'\n'.repeat(58)}"value":${' '.repeat(20)}\n`;
  const base = `${prose}${name}${' '.repeat(20)}"none"\n${prose}`;
  const cut = base.indexOf('none');
  const repository = commitVersion(base, [[0, cut], fill('{hex:32}'), [cut + 4, base.length]]);
  const report = await sweepReport(repository.path, 'packs');
  expect(printReport(report)).toBe(printReport(await sweepReport(repository.path, 'git')));
  expect(report.located.map(({ sighting }) => sighting.pattern)).toEqual(['algolia-admin-key']);
});

/** A base at `a`, its version at `b`. */
function commitVersion(base: string, parts: readonly DeltaPart[]): TestRepository {
  const repository = createRepository();
  const content = Buffer.from(base);
  const delta = writeDelta(content, parts);
  const input = writePack([
    { type: 'blob', content },
    { type: 'delta', content: delta, base: idOf('blob', content) },
  ]);
  repository.run(['index-pack', '--stdin'], { input });
  const made = parts.map((part) => (typeof part === 'string' ? part : base.slice(...part))).join('');
  const tree = `100644 blob ${idOf('blob', content)}\ta\n100644 blob ${idOf('blob', Buffer.from(made))}\tb\n`;
  const id = repository.run(['mktree'], { input: tree }).toString().trim();
  repository.git('update-ref', 'HEAD', repository.git('commit-tree', '-m', 'one', id));
  return repository;
}
