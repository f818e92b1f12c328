/** A sweep with a state reports what a whole sweep reports, whatever has happened to the repository since the last one. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createPlant, importRandomHistory } from '../../../fixtures/random-history.ts';
import { createRepository, temporaryFolder, type TestRepository } from '../../../fixtures/repository.ts';
import { fill } from '../../../fixtures/scan-text.ts';
import { breakOff, sweepWhole, sweepWithState } from '../../../fixtures/state-sweep.ts';
import { firstOf, someOf } from '../../../fixtures/thorough.ts';

// A test that runs on after its time would share its detector with the next.
vi.setConfig({ testTimeout: 600_000 });

/** With findings in files, a message, a tag, an unreachable commit and a staged file. */
function createHistory(seed: string, ...options: string[]): TestRepository {
  const repository = createRepository(...options);
  importRandomHistory(repository, { seed, files: 3, commits: 22 });
  repository.git('checkout', '-q', '-f', 'main');
  repository.commit('amended later', { 'lost.txt': createPlant('lost') });
  repository.git('reset', '-q', '--hard', 'HEAD~1');
  repository.git('reflog', 'expire', '--expire=now', '--all');
  repository.git('tag', '-a', 'v1', '-m', createPlant('tag'), 'HEAD~15');
  repository.write('staged.txt', createPlant('staged'));
  repository.git('add', '-A');
  return repository;
}

const fresh = (): string => join(temporaryFolder(), 'state');

/** What happened, and whether only what is new is read afterwards. */
const changes: readonly [string, (repository: TestRepository) => void, boolean][] = [
  ['nothing', () => {}, true],
  ['commits', (one) => addCommits(one, 3), true],
  ['a commit of what had been staged', (one) => void one.commit('staged', {}), true],
  [
    'a value that comes back, moves, and is copied',
    (one) => {
      one.git('mv', 'dir0/file0.txt', 'moved.txt');
      one.commit('move');
      one.write('copy.txt', readFileSync(join(one.path, 'moved.txt')));
      one.write('dir1/file1.txt', one.run(['show', 'HEAD~9:dir1/file1.txt']));
      one.commit('copy');
    },
    true,
  ],
  [
    'a squashed branch, whose files have been there before',
    (one) => {
      one.git('checkout', '-q', '--orphan', 'squashed');
      one.commit('squashed');
    },
    true,
  ],
  [
    'a merge',
    (one) => {
      one.git('checkout', '-q', '-b', 'side', 'HEAD~12');
      one.commit('side', { 'side.txt': createPlant('side') });
      one.git('checkout', '-q', 'main');
      one.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    },
    true,
  ],
  ['a tag with a message', (one) => void one.git('tag', '-a', 'v2', '-m', createPlant('tag two')), true],
  [
    'commits in a pack',
    (one) => {
      addCommits(one, 4);
      one.git('repack', '-dq');
    },
    true,
  ],
  [
    'a garbage collection',
    (one) => {
      addCommits(one, 2);
      one.git('gc', '-q', '--prune=now');
    },
    false,
  ],
  [
    'a repack that leaves nothing out',
    (one) => {
      addCommits(one, 2);
      one.git('repack', '-adkq');
    },
    true,
  ],
  ['a branch at a commit that nothing reached', (one) => one.git('branch', 'found', findLost(one)), false],
  [
    'a history that was cut back',
    (one) => {
      one.git('reset', '-q', '--hard', 'HEAD~10');
      one.git('reflog', 'expire', '--expire=now', '--all');
      addCommits(one, 1);
    },
    false,
  ],
  ['a deleted tag', (one) => void one.git('tag', '-d', 'v1'), false],
  ['a stash', (one) => void one.git('stash', '-q'), false],
  ['a tag of a file', (one) => void one.git('tag', 'file', 'HEAD:dir0/file0.txt'), false],
];

function addCommits(repository: TestRepository, count: number): void {
  for (let i = 0; i < count; i++) repository.commit(`more ${i}`, { [`more${i % 2}.txt`]: createPlant(`more ${i}`) });
}

function findLost(repository: TestRepository): string {
  return /dangling commit (\w+)/.exec(repository.git('fsck', '--no-reflogs', '--dangling'))![1]!;
}

describe('after', () => {
  it.each(someOf(changes))('%s', async (name, change, isIncremental) => {
    const repository = createHistory(name);
    const file = fresh();
    const first = await sweepWithState(repository.path, file);
    expect(first.report.scan.complete).toBe(true);
    change(repository);
    const whole = await sweepWhole(repository.path);
    const next = await sweepWithState(repository.path, file);
    expect(next.text).toBe(whole.text);
    expect(next.notes.length === 0, next.notes.join()).toBe(isIncremental);
    const last = await sweepWithState(repository.path, file);
    expect(last.text).toBe(whole.text);
    expect(last.notes).toEqual([]);
  });

  it.each(firstOf(['high', 'low']))('many sweeps of a history that grows, from %s confidence on', async (least) => {
    const source = createRepository();
    importRandomHistory(source, { seed: `grows ${least}`, files: 3, commits: 40 });
    source.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const grown = createRepository('--bare');
    const file = fresh();
    const notes: string[] = [];
    for (const back of [35, 28, 27, 7, 0]) {
      grown.git('fetch', '-q', source.path, `${source.git('rev-parse', `main~${back}`)}:refs/heads/main`);
      const next = await sweepWithState(grown.path, file, { least });
      expect(next.text).toBe((await sweepWhole(grown.path, { least })).text);
      notes.push(...next.notes.map((note) => note.replace(/^.*: (.*);/, '$1;')));
    }
    // What was uncertain becomes certain now and then, if it is told apart at all.
    expect(notes.length).toBeLessThan(3);
  });
});

describe('files that only their names tell to be credentials', () => {
  const value = fill('3f8a{hex:24}91c7');
  const key = `${value}\n`;
  const oldName = /an old file has a name now that tells what it is/;

  it.each<[string, string, string, RegExp | undefined]>([
    ['that stay', 'config/master.key', 'other.txt', undefined],
    ['that are copied to another such name', 'config/master.key', 'api_token', undefined],
    ['that are copied to a name that says nothing', 'config/master.key', 'notes.txt', undefined],
    ['that get such a name', 'notes.txt', 'config/master.key', oldName],
    ['that come back', 'gone/master.key', 'gone/master.key', undefined],
  ])('%s', async (_, first, second, why) => {
    const repository = createRepository();
    repository.commit('one', { [first]: key, 'a.txt': 'nothing\n' });
    if (first === second) repository.commit('two', { [first]: 'nothing\n' });
    const file = fresh();
    const before = await sweepWithState(repository.path, file);
    expect(before.report.findings).toHaveLength(why === undefined ? 1 : 0);
    repository.commit('three', { [second]: second === 'other.txt' ? 'nothing new\n' : key });
    for (const notes of [why === undefined ? [] : [expect.stringMatching(why)], []]) {
      const next = await sweepWithState(repository.path, file);
      expect(next.notes).toEqual(notes);
      expect(next.text).toBe((await sweepWhole(repository.path)).text);
      expect(next.report.findings).toHaveLength(1);
    }
  });

  it('that are new', async () => {
    const repository = createRepository();
    repository.commit('one', { 'a.txt': 'nothing\n' });
    const file = fresh();
    await sweepWithState(repository.path, file);
    repository.commit('two', { 'config/master.key': key, 'notes.txt': fill('91c7{hex:24}3f8a') });
    repository.commit('three', { 'config/master.key': 'nothing\n' });
    for (let i = 0; i < 2; i++) {
      const next = await sweepWithState(repository.path, file);
      expect(next.notes).toEqual([]);
      expect(next.report.findings.map(({ secret }) => secret.reveal() === value)).toEqual([true]);
      expect(next.text).toBe((await sweepWhole(repository.path)).text);
      repository.commit(`more ${i}`, { 'a.txt': `nothing ${i}\n` });
    }
  });
});

describe('in a clone that is made anew', () => {
  const names = (repository: TestRepository): string[] => readdirSync(join(repository.path, 'objects/pack'));

  /** At which no value is uncertain: a random history may well make one certain later, for which everything is read again, and rightly. */
  const all = { least: 'low' } as const;

  /** A history, a clone of its older half in one pack, and the state of a sweep of that. */
  async function createHalf(seed: string): Promise<{ source: TestRepository; half: TestRepository; file: string }> {
    const source = createRepository();
    importRandomHistory(source, { seed, files: 12, commits: 40 });
    source.git('checkout', '-q', '-f', 'main');
    const half = cloneOf(source, `${source.git('rev-parse', 'main~20')}:refs/heads/main`);
    const file = fresh();
    await sweepWithState(half.path, file, all);
    return { source, half, file };
  }

  function cloneOf(source: TestRepository, ...refs: string[]): TestRepository {
    source.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = createRepository('--bare');
    clone.git('-c', 'fetch.unpackLimit=1', 'fetch', '-q', source.path, ...refs);
    return clone;
  }

  it('only what is new is read, whatever the packs are called', async () => {
    const { source, half, file } = await createHalf('anew');
    const clone = cloneOf(source, 'main:refs/heads/main');
    expect(names(clone).filter((name) => names(half).includes(name))).toEqual([]);
    const next = await sweepWithState(clone.path, file, all);
    expect(next.notes).toEqual([]);
    expect(next.text).toBe((await sweepWhole(clone.path, all)).text);
    expect(next.report.findings).not.toEqual([]);
    const again = await sweepWithState(clone.path, file, all);
    expect([again.notes, again.text]).toEqual([[], next.text]);
  });

  it('what nothing reaches is read as well', async () => {
    const { source, file } = await createHalf('stray');
    const clone = cloneOf(source, 'main:refs/heads/main');
    clone.write('stray.txt', createPlant('stray'));
    const stray = clone.git('hash-object', '-w', 'stray.txt');
    const next = await sweepWithState(clone.path, file, all);
    expect(next.notes).toEqual([]);
    expect(next.text).toContain(stray);
    expect(next.text).toBe((await sweepWhole(clone.path, all)).text);
  });

  it.each(
    firstOf<[string, (source: TestRepository) => void]>([
      ['tips were replaced', (source) => void source.git('commit', '-q', '--amend', '-m', 'other')],
      ['older tips are gone', (source) => void source.git('reset', '-q', '--hard', 'HEAD~3')],
    ]),
  )('everything is read where %s', async (_, change) => {
    const { source, half, file } = await createHalf('forced');
    half.git('fetch', '-q', source.path, 'main:refs/heads/main');
    await sweepWithState(half.path, file, all);
    change(source);
    const clone = cloneOf(source, 'main:refs/heads/main');
    const next = await sweepWithState(clone.path, file, all);
    expect(next.notes.join()).toMatch(/are gone.*everything is read again/);
    expect(next.text).toBe((await sweepWhole(clone.path, all)).text);
  });

  it.each(firstOf(['medium', 'low']))(
    'many new files in a pack go through the sieve, from %s confidence on',
    async (least) => {
      const source = createRepository();
      importRandomHistory(source, { seed: `sieve ${least}`, files: 30, commits: 80 });
      const clone = cloneOf(source, `${source.git('rev-parse', 'main~70')}:refs/heads/main`);
      const file = fresh();
      await sweepWithState(clone.path, file, { least });
      clone.git('-c', 'fetch.unpackLimit=1', 'fetch', '-q', source.path, 'main:refs/heads/main');
      const next = await sweepWithState(clone.path, file, { least });
      expect(next.text).toBe((await sweepWhole(clone.path, { least })).text);
      if (least === 'low') expect(next.notes).toEqual([]);
    },
  );
});

describe('the state', () => {
  async function createSwept(): Promise<{ repository: TestRepository; file: string }> {
    const repository = createRepository();
    repository.commit('one', { 'a.txt': createPlant('one'), 'b.txt': 'nothing\n' });
    const file = fresh();
    await sweepWithState(repository.path, file);
    return { repository, file };
  }

  it('is for its owner only, and holds no value', async () => {
    const { repository, file } = await createSwept();
    const { report } = await sweepWithState(repository.path, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    for (const { secret } of report.findings) expect(text).not.toContain(secret.reveal());
    expect(report.findings).not.toEqual([]);
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ['is cut short', (text) => text.slice(0, text.length / 2), /is damaged/],
    ['is empty', () => '', /is damaged/],
    ['has one other letter', (text) => text.replace(/"blobs":2/, '"blobs":3'), /is damaged/],
    ['is of other patterns', (text) => text, /other patterns/],
    ['is of an older form', (text) => text.replace(' 4 ', ' 3 '), /another version/],
  ])('that %s is of no use, and is written anew', async (name, spoil, why) => {
    const { repository, file } = await createSwept();
    writeFileSync(file, spoil(readFileSync(file, 'latin1')), 'latin1');
    const least = name === 'is of other patterns' ? 'high' : 'medium';
    const next = await sweepWithState(repository.path, file, { least });
    expect(next.notes).toEqual([expect.stringMatching(why)]);
    expect(next.text).toBe((await sweepWhole(repository.path, { least })).text);
    expect((await sweepWithState(repository.path, file, { least })).notes).toEqual([]);
  });

  it('of another repository is of no use', async () => {
    const { file } = await createSwept();
    const { repository } = await createSwept();
    const other = createRepository();
    other.commit('other', { 'c.txt': createPlant('other') });
    const next = await sweepWithState(other.path, file);
    expect(next.notes).toEqual([expect.stringMatching(/objects that were read are gone/)]);
    expect(next.text).toBe((await sweepWhole(other.path)).text);
    repository.git('repack', '-adq');
    expect((await sweepWithState(repository.path, file)).notes).toHaveLength(1);
  });

  it('that is something else is left alone', async () => {
    const { repository, file } = await createSwept();
    writeFileSync(file, '{ "name": "package" }\n');
    await expect(sweepWithState(repository.path, file)).rejects.toThrow(/is no state of a sweep/);
    expect(readFileSync(file, 'utf8')).toBe('{ "name": "package" }\n');
  });

  it('is not written after a sweep with gaps', async () => {
    const { repository, file } = await createSwept();
    const before = readFileSync(file);
    const blob = repository.git('rev-parse', 'HEAD:b.txt');
    repository.commit('two', { 'c.txt': 'new\n' });
    rmSync(join(repository.path, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const next = await sweepWithState(repository.path, file);
    expect(next.report.scan.complete).toBe(false);
    expect(next.text).toBe((await sweepWhole(repository.path)).text);
    expect(readFileSync(file)).toEqual(before);
  });

  it.each(['loose', 'packed'])('knows of %s values that were uncertain, should one become certain', async (kind) => {
    const repository = createRepository();
    const value = fill('{an:40}');
    repository.commit('uncertain', { 'a.txt': `Token ${value}\n` });
    if (kind === 'packed') repository.git('repack', '-adq');
    const file = fresh();
    const options = { least: 'high' } as const;
    expect((await sweepWithState(repository.path, file, options)).report.findings).toEqual([]);
    repository.commit('another', { 'b.txt': `aws_secret_access_key = ${fill('{b64:40}')}\n` });
    expect((await sweepWithState(repository.path, file, options)).notes).toEqual([]);
    repository.commit('certain', { 'c.txt': `aws_secret_access_key = ${value}\n` });
    const next = await sweepWithState(repository.path, file, options);
    expect(next.notes).toEqual([expect.stringMatching(/uncertain before is certain now/)]);
    expect(next.report.findings.map(({ locations }) => locations.map(({ path }) => path).sort()).sort()).toEqual([
      ['a.txt', 'c.txt'],
      ['b.txt'],
    ]);
    expect(next.text).toBe((await sweepWhole(repository.path, options)).text);
  });
});

describe('a sweep that is killed', () => {
  it('goes on where it was', async () => {
    const repository = createHistory('broken off');
    repository.git('repack', '-adq');
    const file = fresh();
    await breakOff(repository.path, file);
    const next = await sweepWithState(repository.path, file);
    expect(next.notes).toEqual([expect.stringMatching(/goes on with a sweep that was broken off/)]);
    expect(next.text).toBe((await sweepWhole(repository.path)).text);
    expect((await sweepWithState(repository.path, file)).notes).toEqual([]);
  });

  it('begins again when other packs are there', async () => {
    const repository = createHistory('broken off and packed');
    repository.git('repack', '-adq');
    const file = fresh();
    await breakOff(repository.path, file);
    addCommits(repository, 1);
    repository.git('repack', '-adq');
    const next = await sweepWithState(repository.path, file);
    expect(next.notes).toEqual([]);
    expect(next.text).toBe((await sweepWhole(repository.path)).text);
  });

  it('by SIGKILL leaves a state that is right or none', async () => {
    const repository = createHistory('killed');
    repository.git('repack', '-adq');
    const file = fresh();
    const args = ['dist/cli.js', 'scan', '--history', '--state', file, repository.path];
    const child = spawn(process.execPath, args, { env: repository.env, stdio: 'ignore' });
    const ended = new Promise((done) => child.on('exit', done));
    const watch = setInterval(() => existsSync(file) && child.kill('SIGKILL'), 1);
    await ended;
    clearInterval(watch);
    const next = await sweepWithState(repository.path, file);
    expect(next.text).toBe((await sweepWhole(repository.path)).text);
    expect((await sweepWithState(repository.path, file)).notes).toEqual([]);
  });
});

it.each<[string, string[], RegExp]>([
  ['without --history', ['--state', 'file'], /--state needs --history/],
  ['with --since', ['--history', '--since', '2 days ago', '--state', 'file'], /is for whole histories/],
])('--state %s is refused', (_, args, message) => {
  const repository = createRepository();
  const options = { cwd: repository.path, env: repository.env, encoding: 'utf8' } as const;
  const { status, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), 'scan', ...args], options);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});
