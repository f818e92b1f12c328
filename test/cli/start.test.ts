/** The start of dist/cli.js: what V8 made of the program is kept beside it after a commit's scan, and used if it is whole. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRepository, temporaryFolder, type TestRepository } from '../fixtures/repository.ts';
import { cli } from './session.ts';

let repository: TestRepository;
let dist: string;

/** The built program alone in a folder of its own, and a staged file without a finding. */
beforeEach(() => {
  dist = copyProgram();
  repository = createRepository();
  repository.write('a.txt', 'nothing\n');
  repository.git('add', '.');
});

function copyProgram(): string {
  const folder = temporaryFolder();
  const built = dirname(cli);
  const needed = readdirSync(built).filter((name) =>
    /^(?:cli|main-[^.]*|chunk-.*)\.js$|\.(?:bin|wasm)$|^package\.json$/.test(name),
  );
  mkdirSync(join(folder, 'dist'));
  for (const name of needed) cpSync(join(built, name), join(folder, 'dist', name));
  symlinkSync(join(built, '../node_modules'), join(folder, 'node_modules'));
  return join(folder, 'dist');
}

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { code: number | null; out: string } {
  const session = spawnSync(process.execPath, [join(dist, 'cli.js'), ...args], {
    cwd: repository.path,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    encoding: 'utf8',
  });
  return { code: session.status, out: `${session.stdout}${session.stderr}`.replace(/ in \d+ ms/, '') };
}

function scan(env?: Readonly<Record<string, string>>): { code: number | null; out: string } {
  return run(['scan', '--staged'], env);
}

function cacheFile(): string | undefined {
  const name = readdirSync(dist).find((each) => each.includes('.cache'));
  return name === undefined ? undefined : join(dist, name);
}

describe('what is kept', () => {
  it('comes from the scan of a commit, and from no other command', () => {
    expect(run(['--version']).code).toBe(0);
    expect(cacheFile()).toBeUndefined();
    expect(scan()).toMatchObject({ code: 0, out: expect.stringMatching(/^clean/) as string });
    expect(cacheFile()).toMatch(`-${process.version}-${process.arch}.cache`);
  });

  it.each([['--state', 'STATE'], ['--state=STATE']])(
    'comes from the second sweep with a state (%s) as well, in a file of its own, with the chunks that it needed',
    (...flags) => {
      const state = join(temporaryFolder(), 'state');
      const sweep = ['scan', '--history', ...flags.map((flag) => flag.replace('STATE', state))];
      repository.git('commit', '-q', '-m', 'one');
      const first = run(sweep);
      expect(first.code).toBe(0);
      expect(cacheFile()).toBeUndefined();
      expect(run(sweep)).toEqual(first);
      expect(cacheFile()).toMatch(`-${process.version}-${process.arch}-sweep.cache`);
      expect(readFileSync(cacheFile()!, 'latin1')).toMatch(/^\[\["main-[^"]+",\d+\],\["chunk-remembered-/);
      expect(run(sweep)).toEqual(first);
      scan();
      expect(readdirSync(dist).filter((name) => name.endsWith('.cache'))).toHaveLength(2);
    },
  );

  it('is what the next start runs', () => {
    const main = join(dist, /main-[^.]*\.js/.exec(readFileSync(join(dist, 'cli.js'), 'utf8'))![0]);
    const text = readFileSync(main, 'latin1');
    // V8 takes what it made of a text for what it would make of another of the same length: so we see which of the two it runs.
    writeFileSync(main, text.replaceAll('no open findings', 'NO OPEN FINDINGS'), 'latin1');
    expect(scan().out).toContain('NO OPEN');
    writeFileSync(main, text, 'latin1');
    expect(scan().out).toContain('NO OPEN');
    expect(scan({ NODE_DISABLE_COMPILE_CACHE: '1' }).out).toContain('no open');
  });

  it.skipIf(process.platform === 'win32')('is not run where others can write it', () => {
    const main = join(dist, /main-[^.]*\.js/.exec(readFileSync(join(dist, 'cli.js'), 'utf8'))![0]);
    const text = readFileSync(main, 'latin1');
    writeFileSync(main, text.replaceAll('no open findings', 'NO OPEN FINDINGS'), 'latin1');
    expect(scan().out).toContain('NO OPEN');
    writeFileSync(main, text, 'latin1');
    expect(statSync(cacheFile()!).mode & 0o022).toBe(0);
    chmodSync(cacheFile()!, 0o666);
    expect(scan().out).toContain('no open');
  });

  it('is not left half-written, and made again where it is empty', () => {
    scan();
    truncateSync(cacheFile()!, 0);
    expect(scan().code).toBe(0);
    expect(readFileSync(cacheFile()!).length).toBeGreaterThan(100_000);
    expect(readdirSync(dist).filter((name) => /\.cache\./.test(name))).toEqual([]);
  });
});

describe('without harm', () => {
  it('a damaged one is left alone: nothing of it is run', () => {
    const first = scan();
    const good = readFileSync(cacheFile()!);
    for (let flip = 0; flip < 12; flip++) {
      const bad = Buffer.from(good);
      bad[Math.floor(((flip + 0.5) / 12) * good.length)]! ^= 1 << (flip % 8);
      writeFileSync(cacheFile()!, bad);
      expect(scan()).toEqual(first);
    }
    for (const length of [1, 1000, good.length - 1, good.length / 2]) {
      writeFileSync(cacheFile()!, good.subarray(0, length));
      expect(scan()).toEqual(first);
    }
  });

  it('one that other flags of V8 made is not run', () => {
    const first = scan();
    expect(scan({ NODE_OPTIONS: '--interpreted-frames-native-stack' })).toEqual(first);
  });

  it('nothing is kept where nothing can be written', () => {
    scan();
    const taken = cacheFile()!;
    dist = copyProgram();
    mkdirSync(join(dist, taken.slice(taken.lastIndexOf('/') + 1)));
    expect(scan()).toMatchObject({ code: 0 });
    expect(scan()).toMatchObject({ code: 0 });
    expect(existsSync(cacheFile()!)).toBe(true);
    expect(readdirSync(dist).filter((name) => /\.cache\./.test(name))).toEqual([]);
  });

  it('findings and exit codes are the same from the first start and the second', () => {
    repository.write('b.txt', `key ${'AKIA'}${'Q3EGRBRC7ZXVHJKM'}\n`);
    repository.git('add', '.');
    const first = scan();
    expect(first.code).toBe(1);
    expect(scan()).toEqual(first);
  });

  it('imports packages as the program that was compiled now does', () => {
    scan();
    expect(cacheFile()).toBeDefined();
    repository.commit('a', { 'unleak.config.yaml': 'minConfidence: low\n' });
    expect(run(['scan', '--range', 'HEAD'])).toMatchObject({ code: 0, out: expect.stringContaining('1 commit') });
    expect(scan()).toMatchObject({ code: 0 });
  });
});
