import { chownSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findExcludesFile, GitError, openRepository, readGit, streamGit } from '../src/git.ts';
import { createHistorySource } from '../src/sources/git/history.ts';
import { withFakeGit } from './fixtures/fake-git.ts';
import { createRepository, temporaryFolder, type TestRepository } from './fixtures/repository.ts';
import { scanSource } from './fixtures/scan-source.ts';

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
    expect(openRepository(linked)).toMatchObject({
      root: linked,
      gitDir: join(gitDir, 'worktrees/linked'),
      commonDir: gitDir,
    });
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
    await expect(run(path)).rejects.toMatchObject({
      name: 'UserError',
      kind: 'incomplete',
      hint: expect.stringContaining('PATH'),
    });
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

function createFirst(): TestRepository {
  const repository = createRepository();
  repository.commit('first', { 'a.txt': 'a' });
  return repository;
}
