/** The command line as scripts see it: help, errors, streams and exit codes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/list.ts';
import { formatNames } from '../../src/report/formats.ts';
import { temporaryFolder } from '../fixtures/repository.ts';
import { interruptUnleak, makeToken, unleak, unleakInShell, unleakIntoSocket } from './session.ts';

const cwd = temporaryFolder();
const token = makeToken();
writeFileSync(join(cwd, 'leaky.js'), `const token = '${token}';\n`);

describe('help', () => {
  it.each([[['--help']], [['-h']], [['help']]])('%s lists the commands on standard output', (args) => {
    const { code, out, err } = unleak(args, { cwd });
    expect([code, err]).toEqual([0, '']);
    for (const { name } of commands) expect(out).toContain(`  ${name} `);
  });

  it.each(commands.flatMap(({ name }) => [[[name, '--help']], [[name, 'x', '-h']], [['help', name]]]))(
    '%s shows a command',
    (args) => {
      const { code, out } = unleak(args, { cwd });
      expect(code).toBe(0);
      expect(out).toMatch(/^Usage: unleak /);
    },
  );

  it('without a command goes to standard error and is wrong usage', () => {
    expect(unleak([], { cwd })).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage') as string });
  });

  it('gives the version', () => {
    expect(unleak(['--version'], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });
});

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['scna'], 'unleak: unknown command scna\nhint: did you mean scan?\n'],
    [
      'a flag first',
      ['--staged'],
      'unleak: the command comes first, then --staged\nhint: unleak --help lists the commands\n',
    ],
    ['an unknown flag', ['scan', '--stagd'], 'unleak: unknown flag --stagd\nhint: did you mean --staged?\n'],
    [
      'an unknown format',
      ['scan', '--format', 'docx'],
      `unleak: there is no format docx; there are ${formatNames.join(', ')}\n`,
    ],
    [
      'modes that do not go together',
      ['scan', '--staged', '--history'],
      'unleak: --staged and --history do not go together\n',
    ],
    [
      'a hostile argument',
      ['scan\u001b[2J'],
      'unleak: unknown command scan\\x1b[2J\nhint: unleak --help lists the commands\n',
    ],
    [
      'a baseline that is not there',
      ['scan', '-b', 'nope'],
      'unleak: there is no baseline nope\nhint: `unleak baseline --baseline nope` writes it\n',
    ],
  ])('of %s is told in a line and exits with 2', (_, args, err) => {
    expect(unleak(args, { cwd })).toEqual({ code: 2, out: '', err });
  });
});

describe('streams', () => {
  it('a report goes to standard output, nothing to standard error', () => {
    const { code, out, err } = unleak(['scan'], { cwd });
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('leaky.js:1:16');
    expect(out).not.toContain(token);
  });

  it('a report for programs leaves a line for people on standard error', () => {
    const { out, err } = unleak(['scan', '-f', 'json'], { cwd });
    expect(JSON.parse(out)).toMatchObject({ schema: 1 });
    expect(err).toMatch(/^unleak: 1 finding \(1 critical\); .*\n$/);
    expect(unleak(['scan', '-f', 'json', '-q'], { cwd }).err).toBe('');
  });

  it('quiet is silent about a clean scan, unless it is verbose, too', () => {
    const clean = temporaryFolder();
    writeFileSync(join(clean, 'a.txt'), 'nothing\n');
    expect(unleak(['scan', '-q'], { cwd: clean })).toEqual({ code: 0, out: '', err: '' });
    expect(unleak(['scan', '-qv'], { cwd: clean }).out).toMatch(/^clean: /);
    expect(unleak(['scan', '-q'], { cwd }).out).toContain('leaky.js');
  });

  it('--timing tells the phases on standard error', () => {
    expect(unleak(['scan', '--timing'], { cwd }).err).toMatch(/^unleak: start [\d.]+ ms, scan .*, total [\d.]+ ms\n$/);
  });

  it.each([
    ['NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, [], true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, [], false],
    ['--no-color', { FORCE_COLOR: '1' }, ['--no-color'], false],
    ['UNLEAK_NO_COLOR', { FORCE_COLOR: '1', UNLEAK_NO_COLOR: '1' }, [], false],
    ['no terminal', {}, [], false],
  ])('%s decides on colours', (_, env, args, colored) => {
    expect(unleak(['scan', ...args], { cwd, env }).out.includes('\u001b[')).toBe(colored);
  });

  it('a reader that goes away is no error', () => {
    const { out, err } = unleakInShell(
      'set +o pipefail; "$@" | head -c 5; echo " ${PIPESTATUS[0]}"',
      ['scan', '--show-secrets'],
      { cwd },
    );
    expect(out).toMatch(/^criti 1\n$/);
    expect(err).toBe('');
  });

  it('a reader that is slow, and at the other end of what never blocks, gets all', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'many.js'),
      Array.from({ length: 1500 }, () => `const key = "${makeToken()}";\n`).join(''),
    );
    const { code, out, err } = await unleakIntoSocket(['scan', '-f', 'json', '-q'], folder);
    expect([code, err]).toEqual([1, '']);
    expect((JSON.parse(out) as { findings: unknown[] }).findings).toHaveLength(1500);
    expect(out.length).toBeGreaterThan(400_000);
  });

  it.each([
    ['standard output', ['scan'], '"$@" > /dev/full', 'cannot write to standard output (ENOSPC)'],
    ['a report', ['scan', '-f', 'json', '-o', '/dev/full'], '"$@"', 'cannot write the report /dev/full (ENOSPC)'],
    [
      'a report in no folder',
      ['scan', '-o', 'no/such/folder'],
      '"$@"',
      'cannot write the report no/such/folder (ENOENT)',
    ],
  ])('%s that cannot be written exits with 3', (_, args, script, message) => {
    expect(unleakInShell(script, args, { cwd })).toMatchObject({
      code: 3,
      err: expect.stringContaining(message) as string,
    });
  });
});

describe('an end before the end', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s says incomplete', async (signal, code) => {
    expect(await interruptUnleak(['scan', '--stdin'], signal, cwd)).toEqual({
      code,
      out: '',
      err: 'unleak: interrupted: incomplete\n',
    });
  });

  it('by a bug says where and nothing of the content', () => {
    const breakage = join(temporaryFolder(), 'break.mjs');
    writeFileSync(
      breakage,
      `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
       fs.statSync = () => { throw new TypeError('content of the file: ${token}'); }; syncBuiltinESMExports();`,
    );
    const { code, out, err } = unleak(['scan'], { cwd, env: { NODE_OPTIONS: `--import=${pathToFileURL(breakage)}` } });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(
      /^unleak: this is a bug, and the scan is incomplete; please report it with these lines:\n {2}TypeError/,
    );
    expect(err).toMatch(/\n {2}at .*[\w-]+\.js:\d+:\d+\n/);
    expect(err).not.toContain(token);
    expect(err).not.toContain('/');
  });
});
