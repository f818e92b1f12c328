import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/git.ts';
import { createStagedSource } from '../../../src/sources/git/staged.ts';
import {
  createRepository,
  openTestRepository,
  temporaryFolder,
  type TestRepository,
} from '../../fixtures/repository.ts';
import { plant, scanSource, type SourceScan } from '../../fixtures/scan-source.ts';

const scan = (repository: { path: string }): Promise<SourceScan> =>
  scanSource(createStagedSource(openRepository(repository.path)));

function createCommitted(): TestRepository {
  const repository = createRepository();
  repository.commit('base', { 'old.txt': `one\n${plant('old')}\ntwo\n`, 'b.txt': 'b\n' });
  return repository;
}

describe('what would be committed', () => {
  it('before the first commit', async () => {
    const repository = createRepository();
    repository.write('a.txt', `x\n${plant('first')}`);
    repository.git('add', '-A');
    expect(await scan(repository)).toMatchObject({
      places: ['file a.txt:2'],
      skipped: [],
      stats: { files: 1, blobs: 1 },
    });
  });

  it.each<[string, (repository: TestRepository) => void, string[]]>([
    ['nothing', () => {}, []],
    ['a new file', (repository) => repository.write('new.txt', plant('new')), ['file new.txt:1']],
    [
      'a changed file, but only what is new in it',
      (repository) => repository.write('old.txt', `0\none\n${plant('old')}\n${plant('new')}\n`),
      ['file old.txt:4'],
    ],
    [
      'a changed line with an old value',
      (repository) => repository.write('old.txt', `one\nkey = ${plant('old')}\n`),
      ['file old.txt:2'],
    ],
    [
      'a second copy of an old value',
      (repository) => repository.write('old.txt', `one\n${plant('old')}\n${plant('old')}\n`),
      ['file old.txt:3'],
    ],
    ['a copy in another file', (repository) => repository.write('copy.txt', `${plant('old')}\n`), ['file copy.txt:1']],
    ['a file that is deleted', (repository) => void repository.git('rm', '-q', 'old.txt'), []],
    ['a file that moved', (repository) => void repository.git('mv', 'old.txt', 'moved.txt'), []],
    [
      'a file that moved and changed',
      (repository) => {
        repository.git('mv', 'old.txt', 'moved.txt');
        repository.write('moved.txt', `one\n${plant('old')}\nthree\n${plant('new')}\n`);
      },
      ['file moved.txt:4'],
    ],
    ['a mode that changed', (repository) => chmodSync(join(repository.path, 'old.txt'), 0o755), []],
    [
      'a file in a folder with an odd name',
      (repository) => repository.write('\x1b[31m\n"/a.txt', plant('odd')),
      ['file \x1b[31m\n"/a.txt:1'],
    ],
    [
      'the same content at two paths',
      (repository) => ['x.txt', 'y.txt'].forEach((path) => repository.write(path, plant('twice'))),
      ['file x.txt:1', 'file y.txt:1'],
    ],
  ])('%s', async (_, change, places) => {
    const repository = createCommitted();
    change(repository);
    repository.git('add', '-A');
    expect(await scan(repository)).toMatchObject({ places, skipped: [] });
  });

  it('is read from the index, not from the working copy', async () => {
    const repository = createCommitted();
    repository.write('b.txt', plant('staged'));
    repository.git('add', '-A');
    repository.write('b.txt', 'harmless now');
    repository.write('c.txt', plant('not staged'));
    expect((await scan(repository)).places).toEqual(['file b.txt:1']);
  });

  it('leaves out what is only intended to be added', async () => {
    const repository = createCommitted();
    repository.write('later.txt', plant('later'));
    repository.git('add', '--intent-to-add', 'later.txt');
    expect(await scan(repository)).toMatchObject({ places: [], skipped: [] });
  });

  it('is incomplete while there are conflicts', async () => {
    const repository = createCommitted();
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit('side', { 'b.txt': 'side\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit('main', { 'b.txt': `${plant('main')}\n` });
    expect(() => repository.git('merge', '-q', 'side')).toThrow();
    expect((await scan(repository)).skipped).toEqual([{ what: 'b.txt', why: expect.stringMatching(/^unmerged/) }]);
  });

  it('leaves submodules out', async () => {
    const repository = createCommitted();
    repository.git('update-index', '--add', '--cacheinfo', `160000,${repository.git('rev-parse', 'HEAD')},sub`);
    expect(await scan(repository)).toMatchObject({ places: [], skipped: [] });
  });

  it('works in a linked work tree and in a SHA-256 repository', async () => {
    const repository = createRepository('--object-format=sha256');
    repository.commit('base', { 'a.txt': 'a' });
    const linked = openTestRepository(`${temporaryFolder()}/linked`);
    repository.git('worktree', 'add', '-q', linked.path);
    linked.write('b.txt', plant('linked'));
    linked.git('add', '-A');
    expect((await scan(linked)).places).toEqual(['file b.txt:1']);
    expect((await scan(repository)).places).toEqual([]);
  });
});

describe('the index that a hook is given', () => {
  const folder = process.cwd();
  afterEach(() => {
    process.chdir(folder);
    delete process.env['GIT_INDEX_FILE'];
    delete process.env['GIT_DIR'];
  });

  /** Runs git with a hook that keeps its index, its variables and its folder; then scans as that hook would. */
  async function scanInHook(repository: TestRepository, args: readonly string[], input = ''): Promise<SourceScan> {
    const state = temporaryFolder();
    writeFileSync(
      join(repository.path, '.git/hooks/pre-commit'),
      `#!/bin/sh\ncp "$GIT_INDEX_FILE" ${state}/index\nprintf %s "$GIT_INDEX_FILE" > ${state}/name\nexit 1\n`,
      { mode: 0o755 },
    );
    expect(() => repository.run(args, { input })).toThrow();
    const name = readFileSync(join(state, 'name'), 'utf8');
    expect(name).not.toBe('');
    process.chdir(repository.path);
    process.env['GIT_INDEX_FILE'] = join(state, 'index');
    return scan({ path: '.' });
  }

  it('git commit -a', async () => {
    const repository = createCommitted();
    repository.write('b.txt', plant('all'));
    expect((await scanInHook(repository, ['commit', '-a', '-m', 'x'])).places).toEqual(['file b.txt:1']);
  });

  it('git commit PATH, which leaves out what else is staged', async () => {
    const repository = createCommitted();
    repository.write('b.txt', plant('path'));
    repository.write('old.txt', plant('other'));
    repository.git('add', 'old.txt');
    expect((await scanInHook(repository, ['commit', '-m', 'x', 'b.txt'])).places).toEqual(['file b.txt:1']);
  });

  it('git add -p, which stages a part of a file', async () => {
    const repository = createCommitted();
    const middle = Array.from({ length: 30 }, (_, i) => `line ${i}`).join('\n');
    repository.commit('long', { 'long.txt': `${middle}\n` });
    repository.write('long.txt', `${plant('top')}\n${middle}\n${plant('bottom')}\n`);
    repository.run(['add', '-p'], { input: 'n\ny\n' });
    expect((await scanInHook(repository, ['commit', '-m', 'x'])).places).toEqual(['file long.txt:31']);
  });

  it('does not touch another repository', async () => {
    const hooked = createCommitted();
    hooked.write('b.txt', plant('hooked'));
    hooked.git('add', '-A');
    const other = createCommitted();
    process.chdir(hooked.path);
    process.env['GIT_DIR'] = join(hooked.path, '.git');
    process.env['GIT_INDEX_FILE'] = join(hooked.path, '.git/index');
    expect((await scan(other)).places).toEqual([]);
    expect((await scan({ path: '.' })).places).toEqual(['file b.txt:1']);
  });
});
