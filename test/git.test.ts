import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findExcludesFile, GitError, openRepository, readGit, streamGit } from '../src/git.ts';
import { createHistorySource } from '../src/sources/git/history.ts';
import { createRangeSource } from '../src/sources/git/range.ts';
import { createStagedSource } from '../src/sources/git/staged.ts';
import type { Source } from '../src/types.ts';
import { withFakeGit } from './fixtures/fake-git.ts';
import { createRepository, temporaryFolder, type TestRepository } from './fixtures/repository.ts';
import { plant, scanSource } from './fixtures/scan-source.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe('where the repository is', () => {
  it('is found from a folder inside, through a link, and by its git directory', () => {
    const { path } = createRepository();
    mkdirSync(join(path, 'a/b'), { recursive: true });
    const link = join(temporaryFolder(), 'link');
    symlinkSync(path, link);
    expect(openRepository(join(path, 'a/b'))).toMatchObject({ root: path, gitDir: join(path, '.git'), bare: false });
    expect(openRepository(link)).toMatchObject({ root: link, gitDir: join(link, '.git') });
    expect(openRepository(join(path, '.git'))).toMatchObject({ root: path, bare: false });
  });

  it('of a submodule and of a linked work tree is elsewhere', () => {
    const repository = createRepository();
    repository.commit('first', { 'a.txt': 'a' });
    const linked = join(temporaryFolder(), 'linked');
    repository.git('worktree', 'add', '-q', linked);
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', createFirst().path, 'sub');
    const gitDir = join(repository.path, '.git');
    expect(openRepository(linked)).toMatchObject({ root: linked, gitDir: join(gitDir, 'worktrees/linked'), commonDir: gitDir });
    expect(openRepository(join(repository.path, 'sub'))).toMatchObject({ gitDir: join(gitDir, 'modules/sub') });
  });

  it('is said to be nowhere outside of one, with what to do', () => {
    expect(() => openRepository(temporaryFolder())).toThrowError(
      expect.objectContaining({ name: 'UserError', kind: 'usage', hint: expect.stringContaining('unleak scan') }),
    );
  });

  it('is taken from a hook only for the repository that the hook belongs to', () => {
    const [own, other] = [createFirst(), createFirst()];
    const environment = { GIT_DIR: join(own.path, '.git'), GIT_INDEX_FILE: '/some/index' };
    const folder = process.cwd();
    process.chdir(own.path);
    try {
      expect(openRepository('.', environment).inherited).toEqual({ GIT_INDEX_FILE: '/some/index' });
      expect(openRepository(own.path, environment).inherited).toEqual({ GIT_INDEX_FILE: '/some/index' });
      expect(openRepository(other.path, environment).inherited).toEqual({});
    } finally {
      process.chdir(folder);
    }
  });
});

describe('running git', () => {
  it('gives its output, small or streamed, and takes input faster than it answers', async () => {
    const repository = openRepository(createFirst().path);
    const head = (await readGit(repository, ['rev-parse', 'HEAD'])).trim();
    const stdin = Array.from({ length: 50_000 }, () => `${head}\n`);
    const output = await collect(streamGit(repository, ['cat-file', '--batch-check'], { stdin }));
    expect(output.split('\n')).toHaveLength(50_001);
  });

  it.each([
    ['small', (args: string[], path: string) => readGit(openRepository(path), args)],
    ['streamed', (args: string[], path: string) => collect(streamGit(openRepository(path), args))],
  ])('fails with what git said: %s', async (_, run) => {
    const failure = await run(['rev-parse', '--verify', 'nope'], createFirst().path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(GitError);
    expect(failure).toMatchObject({
      message: 'git rev-parse ended with code 128: fatal: Needed a single revision',
      exit: { code: 128, signal: null },
    });
  });

  it('never takes a git that was killed for one that ended', async () => {
    const repository = openRepository(createFirst().path);
    const failure = await withFakeGit('"$REAL" "$@"; kill -9 $$', () =>
      collect(streamGit(repository, ['rev-parse', 'HEAD'])).catch((error: unknown) => error),
    );
    expect(failure).toMatchObject({ name: 'GitError', exit: { code: null, signal: 'SIGKILL' } });
  });

  it.each([
    ['small', (path: string) => readGit(openRepository(path), ['version'])],
    ['streamed', (path: string) => collect(streamGit(openRepository(path), ['version']))],
  ])('says so when there is no git: %s', async (_, run) => {
    const { path } = createFirst();
    vi.stubEnv('PATH', path);
    await expect(run(path)).rejects.toMatchObject({ name: 'UserError', kind: 'incomplete', hint: expect.stringContaining('PATH') });
  });

  it('ends git when nobody listens any more', async () => {
    const repository = openRepository(createFirst().path);
    const marker = join(temporaryFolder(), 'ended');
    await withFakeGit(`echo x; sleep 60; echo y > ${marker}`, async () => {
      for await (const _ of streamGit(repository, ['log'])) break;
    });
    expect(existsSync(marker)).toBe(false);
  });

  it('ignores replaced objects, grafts, and what the user has configured', async () => {
    const repository = createFirst();
    repository.commit('second', { 'a.txt': 'b' });
    const [second, first] = repository.git('rev-list', 'HEAD').split('\n');
    repository.git('replace', second ?? '', first ?? '');
    writeFileSync(join(repository.path, '.git/info/grafts'), `${second}\n`);
    const home = temporaryFolder();
    writeFileSync(join(home, 'config'), '[core]\n\tabbrev = 4\n[log]\n\tdate = relative\n');
    vi.stubEnv('GIT_CONFIG_GLOBAL', join(home, 'config'));
    const opened = openRepository(repository.path);
    expect((await readGit(opened, ['log', '--format=%h %s %ad'])).trim().split('\n')).toEqual([
      expect.stringMatching(/^[0-9a-f]{7} second \w{3} Jan/),
      expect.stringMatching(/^[0-9a-f]{7} first \w{3} Jan/),
    ]);
  });

  it('finds the ignore file that the user has configured, else the default one', async () => {
    const home = temporaryFolder();
    vi.stubEnv('HOME', home);
    vi.stubEnv('XDG_CONFIG_HOME', '');
    vi.stubEnv('GIT_CONFIG_GLOBAL', join(home, 'config'));
    expect(await findExcludesFile(home)).toBe(join(home, '.config/git/ignore'));
    writeFileSync(join(home, 'config'), '[core]\n\texcludesFile = ~/my ignores\n');
    expect(await findExcludesFile(home)).toBe(join(home, 'my ignores'));
  });

  it.runIf(process.getuid?.() === 0)('reads a repository of another user, without being told to trust it', async () => {
    const repository = createFirst();
    for (const path of [repository.path, join(repository.path, '.git')]) chownSync(path, 12_345, 12_345);
    expect(() => repository.git('status')).toThrow('dubious ownership');
    expect((await scanSource(createHistorySource(openRepository(repository.path)))).stats.commits).toBe(1);
  });
});

describe('a hostile repository', () => {
  const modes: readonly (readonly [string, (path: string) => Source])[] = [
    ['history', (path) => createHistorySource(openRepository(path))],
    ['history of a branch', (path) => createHistorySource(openRepository(path), { branch: 'main' })],
    ['range', (path) => createRangeSource(openRepository(path), 'HEAD~1..HEAD')],
    ['staged', (path) => createStagedSource(openRepository(path))],
  ];

  it('has traps that work', () => {
    const { repository, sprung } = createTrapped();
    loseObject(repository, 'HEAD~1:lost.txt');
    const orders = ['-c', 'diff.orderFile=/dev/null', '-c', 'filter.evil.process=', '-c', 'filter.evil.required=false'];
    for (const args of [['diff', '--cached'], ['status'], ['cat-file', '-p', 'HEAD~1:lost.txt']]) {
      try {
        repository.git(...orders, ...args);
      } catch {
        // The traps do no more than tell that they were sprung.
      }
    }
    expect(sprung()).toEqual(expect.arrayContaining(['driver', 'fsmonitor', 'transport']));
  });

  it.each(modes)('runs nothing: %s', async (_, open) => {
    const { repository, marks, sprung } = createTrapped();
    setHostileVariables(marks);
    const { places } = await scanSource(open(repository.path));
    expect(places.length).toBeGreaterThan(0);
    expect(sprung()).toEqual([]);
  });

  it.each(modes)('runs nothing when objects could be fetched: %s', async (_, open) => {
    const { repository, sprung } = createTrapped();
    for (const revision of ['HEAD~1:lost.txt', 'HEAD:dir', 'HEAD:leak.txt']) loseObject(repository, revision);
    const outcome = await scanSource(open(repository.path)).catch((error: Error) => error);
    // Without HEAD's files nobody can say what is new in the index.
    if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'UserError', kind: 'incomplete' });
    else expect(outcome.skipped).not.toEqual([]);
    expect(sprung()).toEqual([]);
  });
});

function createFirst(): TestRepository {
  const repository = createRepository();
  repository.commit('first', { 'a.txt': 'a' });
  return repository;
}

function loseObject(repository: TestRepository, revision: string): void {
  const oid = repository.git('rev-parse', revision);
  rmSync(join(repository.path, '.git/objects', oid.slice(0, 2), oid.slice(2)));
}

/** A repository that runs a program of its own at every occasion that git offers. `sprung` lists what ran. */
function createTrapped(): { repository: TestRepository; marks: string; sprung: () => string[] } {
  const repository = createRepository();
  repository.commit('first', { 'a.txt': 'a\n', 'lost.txt': 'lost\n' });
  repository.commit(`second ${plant('message')}`, { 'leak.txt': plant('leak'), 'dir/b.txt': 'b', 'lost.txt': 'changed\n' });
  repository.write('staged.txt', plant('staged'));
  repository.write('a.txt', 'changed\n');
  repository.git('add', '-A');
  const marks = temporaryFolder();
  // A filter must pass on what it is given; a transport that waits for more would wait for ever.
  const trap = (name: string): string => {
    const pass = ['clean', 'smudge', 'textconv'].includes(name) ? 'cat' : '';
    const file = join(marks, `${name}.sh`);
    writeFileSync(file, `#!/bin/sh\ntouch '${marks}/${name}.sprung'\n${pass}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  writeFileSync(join(repository.path, '.git/info/attributes'), '* diff=evil filter=evil merge=evil\n');
  writeFileSync(join(repository.path, '.git/config'), `${hostileConfig(trap)}\n`, { flag: 'a' });
  for (const name of ['pre-commit', 'post-checkout', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman', 'pre-auto-gc']) {
    symlinkSync(trap(`hook-${name}`), join(repository.path, '.git/hooks', name));
  }
  const sprung = (): string[] =>
    readdirSync(marks)
      .filter((name) => name.endsWith('.sprung'))
      .map((name) => name.replace('.sprung', ''));
  return { repository, marks, sprung };
}

function hostileConfig(trap: (name: string) => string): string {
  return `
[core]
	repositoryFormatVersion = 1
	fsmonitor = ${trap('fsmonitor')}
	hooksPath = hooks
	pager = ${trap('pager')}
	sshCommand = ${trap('ssh')}
	editor = ${trap('editor')}
	askPass = ${trap('askpass')}
	gitProxy = ${trap('proxy')}
	alternateRefsCommand = ${trap('alternates')}
	attributesFile = /dev/zero/none
[pager]
	log = ${trap('pager-log')}
	diff = ${trap('pager-diff')}
[diff]
	external = ${trap('external')}
	orderFile = /nonexistent/order
	relative = true
[diff "evil"]
	command = ${trap('driver')}
	textconv = ${trap('textconv')}
[filter "evil"]
	clean = ${trap('clean')}
	smudge = ${trap('smudge')}
	process = ${trap('process')}
	required = true
[merge "evil"]
	driver = ${trap('merge')}
[log]
	showSignature = true
[gpg]
	program = ${trap('gpg')}
[credential]
	helper = ${trap('credential')}
[protocol]
	allow = always
[protocol "ext"]
	allow = always
[extensions]
	partialClone = origin
[remote "origin"]
	url = ext::${trap('transport')}
	promisor = true
	uploadpack = ${trap('uploadpack')}
[alias]
	cat-file = !${trap('alias')}
[gc]
	auto = 1
[uploadpack]
	packObjectsHook = ${trap('pack-objects')}`;
}

/** What the surroundings of a hook or a CI job may have set. */
function setHostileVariables(marks: string): void {
  const mark = join(marks, 'variable.sprung');
  for (const name of ['GIT_EXTERNAL_DIFF', 'GIT_SSH_COMMAND', 'GIT_PAGER', 'GIT_EDITOR', 'GIT_ASKPASS', 'PAGER'])
    vi.stubEnv(name, `touch ${mark}; cat`);
  vi.stubEnv('GIT_TRACE', mark);
  vi.stubEnv('GIT_CONFIG_PARAMETERS', `'core.fsmonitor=touch ${mark}'`);
  vi.stubEnv('GIT_WORK_TREE', '/nonexistent');
  vi.stubEnv('GIT_OBJECT_DIRECTORY', '/nonexistent');
}
