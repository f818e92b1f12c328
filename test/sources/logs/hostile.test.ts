/** Logs that are made to do harm, or are broken: what they hold is found all the same, or the scan says that it is incomplete. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeToken, unleak } from '../../cli/session.ts';
import { makeOverlappingZip, makeZip } from '../../fixtures/archives.ts';
import { temporaryFolder } from '../../fixtures/repository.ts';

interface Scanned {
  readonly code: number | null;
  readonly complete: boolean;
  readonly skipped: readonly { what: string; why: string }[];
  readonly places: readonly { path: string; line: number; column: number }[];
  readonly folder: string;
}

function scanLog(name: string, content: string | Uint8Array): Scanned {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), content);
  const { code, out } = unleak(['scan', '--logs', '--format', 'json', name], { cwd: folder });
  const { scan, findings } = JSON.parse(out) as {
    scan: { complete: boolean; skipped: Scanned['skipped'] };
    findings: { locations: Scanned['places'] }[];
  };
  const places = findings.flatMap(({ locations }) => locations);
  return { code, complete: scan.complete, skipped: scan.skipped, places, folder };
}

const unicodeEscape = (character: string): string => `\\u00${character.charCodeAt(0).toString(16)}`;
const time = '2024-05-01T12:34:56.1234567Z';
const token = makeToken();

describe('a value is found where it stands', () => {
  it.each([
    [100, 'plain', '', ''],
    [20, "GitHub's, behind a time", `${time} `, ''],
    [20, "GitLab's, behind a time and a stream", '2024-05-01T12:34:56.123456Z 00O ', ''],
    [10, "CircleCI's, in a message", '[{"message":"', '","type":"out"}]'],
  ])('at the end of a line of %i MB: %s', (size, _, before, after) => {
    const line = Buffer.alloc(size * 1_000_000, 'abcdefg hij ');
    const content = Buffer.concat([Buffer.from(before), line, Buffer.from(` token=${token}`), Buffer.from(after)]);
    const { code, complete, places } = scanLog('job.log', content);
    expect(places).toMatchObject([{ line: 1, column: before.length + line.length + ' token='.length + 1 }]);
    expect([code, complete]).toEqual([1, true]);
  });

  const pieces: [string, Uint8Array][] = [
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0xc3, 0x28, 0xf8, 0x80, 0x20])],
    ['halves of UTF-8 characters', Buffer.from([0xe2, 0x82, 0x20, 0xf0, 0x9f, 0x20])],
    ['carriage returns and no newline', Buffer.from('progress 10%\r')],
    ['blanks', Buffer.from(' \t')],
    ['escapes that never end', Buffer.from('\u001b[31')],
    ['a title that never ends', Buffer.from('\u001b]0;title ')],
    ['groups that are never closed', Buffer.from('##[group]Run\n')],
    ['sections that are never closed', Buffer.from('section_start:1714567000:step_script\r\u001b[0K')],
    ['hidden annotations that never end', Buffer.from('\u001b[8mha:////AAAA ')],
    ['times and nothing behind them', Buffer.from(`${time} \n`)],
  ];
  it.each(pieces)('behind a megabyte of %s', (_, piece) => {
    const content = Buffer.concat([Buffer.alloc(2 ** 20, piece), Buffer.from(`\u0007\u001b[0m\n${token}\n`)]);
    const { code, places } = scanLog('job.log', content);
    expect(places).toMatchObject([{ column: 1 }]);
    expect(code).toBe(1);
  });

  it.each([
    ['what only looks like the beginning of a hidden note', `\u001b[8mha:\n${token}\n\u001b[0m\n`],
    ['the line behind an escape that a line end cuts', `words \u001b(\n${token}\n`],
  ])('in %s', (_, content) => {
    expect(scanLog('job.log', content).places).toMatchObject([{ line: 2, column: 1 }]);
  });

  it.each([
    ['half of a list of messages', `[{"message":"token ${token}","type":"out"},{"mess`],
    ['messages in brackets without end', `${'['.repeat(100_000)}{"message":"token ${token}"}`],
    ['a message of another type', `[{"message":{"a":["token ${token}"]},"type":7}]`],
    [
      'a value with an escape, behind half of a character',
      `[{"message":"\\ud83d ${token.slice(0, 9)}${unicodeEscape(token[9]!)}${token.slice(10)}"}]`,
    ],
    ['escapes that are none', String.raw`[{"message":"\u12 \q token ${token} \ud800"}]`],
  ])('in %s', (_, content) => {
    expect(scanLog('output.json', content).places).toHaveLength(1);
  });
});

describe('an archive of logs', () => {
  it.each([
    '../../../escaped.txt',
    '/tmp/escaped.txt',
    '..\\..\\escaped.txt',
    'C:\\escaped.txt',
    'a/../../escaped.txt',
  ])('with the name %j is read and nothing is written by it', (name) => {
    const { code, places, folder } = scanLog('logs.zip', makeZip([{ name, content: Buffer.from(`${token}\n`) }]));
    expect(places).toMatchObject([{ path: `logs.zip!${name}`, line: 1, column: 1 }]);
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual(['logs.zip']);
    expect(existsSync(join(folder, '../escaped.txt'))).toBe(false);
  });

  const lines = Buffer.alloc(2 ** 20, 'still waiting\n');
  const nested = (levels: number): Buffer =>
    levels === 0 ? gzipSync(Buffer.alloc(40 * 2 ** 20, 'still waiting\n')) : gzipSync(nested(levels - 1));
  it.each<[string, Uint8Array, RegExp]>([
    ['whose members share their bytes', makeOverlappingZip(lines, 40), /expands to more than 1100 times its size/],
    ['in an archive in an archive', nested(2), /expands to more than 1100 times its size/],
    ['in more archives than are opened', nested(6), /nested deeper than 5/],
  ])('that is a bomb, %s, is incomplete and never clean', (_, content, why) => {
    const { code, complete, skipped } = scanLog('logs.zip', content);
    expect([code, complete]).toEqual([3, false]);
    expect(skipped).toMatchObject([{ what: 'logs.zip', why: expect.stringMatching(why) as string }]);
  });

  it('of a job that waited for long, which deflates to a thousandth, is no bomb', () => {
    const content = Buffer.concat([Buffer.alloc(20 * 2 ** 20, 'still waiting\n'), Buffer.from(`\n${token}\n`)]);
    expect(scanLog('logs.zip', makeZip([{ name: '1_build.txt', content }]))).toMatchObject({
      code: 1,
      complete: true,
    });
  });

  it('that breaks off is scanned as far as it goes, and is incomplete', () => {
    const content = gzipSync(`${token}\n${'ok\n'.repeat(10_000)}`).subarray(0, -20);
    expect(scanLog('job.log.gz', content)).toMatchObject({
      code: 1,
      complete: false,
      places: [{ line: 1 }],
    });
  });
});
