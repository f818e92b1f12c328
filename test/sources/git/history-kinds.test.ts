import { describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/git.ts';
import { createHistorySource, type HistoryOptions } from '../../../src/sources/git/history.ts';
import { createRepository, openTestRepository, temporaryFolder } from '../../fixtures/repository.ts';
import { plant, scanSource, type SourceScan } from '../../fixtures/scan-source.ts';

const scan = (repository: { path: string }, options?: HistoryOptions): Promise<SourceScan> =>
  scanSource(createHistorySource(openRepository(repository.path), options));

describe('any kind of repository', () => {
  it('SHA-256', async () => {
    const repository = createRepository('--object-format=sha256');
    const commit = repository.commit('leak', { 'a.txt': plant('sha256') });
    repository.commit('next', { 'a.txt': 'x' });
    expect((await scan(repository)).locations).toMatchObject([{ path: 'a.txt', commit }]);
    expect(commit).toHaveLength(64);
  });

  it('bare, and given by its folder inside', async () => {
    const repository = createRepository();
    repository.commit('leak', { 'a.txt': plant('bare') });
    const bare = `${temporaryFolder()}/bare.git`;
    repository.git('clone', '-q', '--bare', repository.path, bare);
    expect((await scan({ path: bare })).places).toEqual(['commit a.txt:1']);
    expect((await scan({ path: `${repository.path}/.git` })).places).toEqual(['commit a.txt:1']);
    expect((await scan({ path: `${repository.path}/.git/objects` })).places).toEqual(['commit a.txt:1']);
  });

  it('a linked work tree, with what only the other work tree has checked out', async () => {
    const repository = createRepository();
    repository.commit('first', { 'a.txt': 'x' });
    const linked = openTestRepository(`${temporaryFolder()}/linked`);
    repository.git('worktree', 'add', '-q', '--detach', linked.path);
    linked.commit('detached', { 'b.txt': plant('worktree') });
    expect((await scan(linked)).places).toEqual(['commit b.txt:1']);
    expect((await scan(repository)).places).toEqual(['commit b.txt:1']);
  });

  it('one that borrows its objects from another', async () => {
    const repository = createRepository();
    repository.commit('leak', { 'a.txt': plant('alternate') });
    const path = `${temporaryFolder()}/borrower`;
    repository.git('clone', '-q', '--shared', repository.path, path);
    expect((await scan({ path })).places).toEqual(['commit a.txt:1']);
  });

  it('packed, with content that is larger than one segment', async () => {
    const repository = createRepository();
    const filler = Buffer.alloc(21_000_000, 'filler line of no interest\n');
    repository.commit('large', {
      'big.txt': Buffer.concat([filler, Buffer.from(`\nkey ${plant('large')}\n`), filler]),
    });
    repository.git('gc', '-q');
    const { locations, stats } = await scan(repository);
    const line = filler.toString('latin1').split('\n').length + 1;
    expect(locations).toMatchObject([{ path: 'big.txt', line, column: 5 }]);
    expect(stats.blobs).toBe(1);
  });

  it('one without any commit', async () => {
    expect(await scan(createRepository())).toMatchObject({ places: [], skipped: [] });
  });
});

describe('a part of the history', () => {
  it('one branch', async () => {
    const repository = createRepository();
    repository.commit('first', { 'a.txt': plant('main') });
    repository.git('checkout', '-q', '--orphan', 'other');
    repository.commit('second', { 'b.txt': plant('other') });
    expect((await scan(repository, { branch: 'main' })).places).toEqual(['commit a.txt:1']);
  });

  it('since a date, without what was there before', async () => {
    const repository = createRepository();
    const old = { GIT_COMMITTER_DATE: '2020-01-01T00:00:00Z' };
    repository.write('a.txt', `${plant('old')}\n`);
    repository.git('add', '-A');
    repository.run(['commit', '-q', '-m', 'old'], { env: old });
    repository.run(['tag', '-a', 'v1', '-m', plant('tag')], { env: old });
    repository.commit('new', { 'a.txt': `${plant('old')}\n${plant('new')}\n` });
    expect((await scan(repository, { since: '2022-01-01' })).places).toEqual(['tag tag v1:1', 'commit a.txt:2']);
  });

  it.each([
    [{ since: 'the other day' }, 'not a date'],
    [{ since: '2999-01-01' }, 'not a date in the past'],
    [{ branch: 'nope' }, 'no such branch'],
    [{ branch: '--all' }, 'no such branch'],
  ])('%o is refused', async (options, message) => {
    const repository = createRepository();
    repository.commit('first');
    await expect(scan(repository, options)).rejects.toThrow(message);
  });
});
