import { describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/git.ts';
import { createRangeSource } from '../../../src/sources/git/range.ts';
import { cloneRepository, createRepository, type TestRepository } from '../../fixtures/repository.ts';
import { plant, scanSource, type SourceScan } from '../../fixtures/scan-source.ts';

const scan = (repository: { path: string }, range: string): Promise<SourceScan> =>
  scanSource(createRangeSource(openRepository(repository.path), range));
const zero = '0'.repeat(40);

describe('which commits', () => {
  it.each([
    ['A..B', 'one..three', ['a.txt:2', 'a.txt:3']],
    ['A.. up to HEAD', 'one..', ['a.txt:2', 'a.txt:3']],
    ['..B from HEAD, which is ahead', '..one', []],
    ['A...B, both sides', 'side...two', ['a.txt:2', 's.txt:1']],
    ['one commit against its parent', 'two', ['a.txt:2']],
    ['the first commit', 'one', ['a.txt:1']],
    ['an empty range', 'three..three', []],
    ['a branch that is deleted', `three..${zero}`, []],
    ['a first push, without any remote', `${zero}..two`, ['a.txt:1', 'a.txt:2']],
    ['a range in words with reflog syntax', 'HEAD~2..HEAD@{0}', ['a.txt:2', 'a.txt:3']],
  ])('%s', async (_, range, places) => {
    const { locations, skipped } = await scan(createThree(), range);
    expect(locations.map(({ path, line }) => `${path}:${line}`)).toEqual(places);
    expect(skipped).toEqual([]);
  });

  it('a first push leaves out what the remote has, and not what is being pushed', async () => {
    const clone = cloneRepository(createThree());
    clone.git('checkout', '-q', '-b', 'topic');
    clone.commit('four', { 'new.txt': plant('four') });
    expect((await scan(clone, `${zero}..topic`)).places).toEqual(['commit new.txt:1']);
    clone.git('update-ref', 'refs/remotes/origin/topic', 'topic');
    expect((await scan(clone, `${zero}..topic`)).places).toEqual(['commit new.txt:1']);
  });

  it.each(['nope..HEAD', 'HEAD..nope', 'nope', '--all', '-x..HEAD', '', 'HEAD^{tree}', `${'ab'.repeat(20)}..HEAD`])(
    '%j is refused',
    async (range) => {
      await expect(scan(createThree(), range)).rejects.toMatchObject({ name: 'UserError', kind: 'usage' });
    },
  );
});

describe('what a commit brings in', () => {
  it('is what no parent has: a merge resolution, and not what was merged', async () => {
    const repository = createRepository();
    repository.commit('base', { 'a.txt': 'base\n' });
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit('side', { 'a.txt': `side\n${plant('side')}\n` });
    repository.git('checkout', '-q', 'main');
    const base = repository.commit('main', { 'a.txt': 'main\n' });
    repository.git('merge', '-q', '-s', 'ours', '--no-commit', 'side');
    const merge = repository.commit('merge', {
      'a.txt': `main\n${plant('side')}\n${plant('evil')}\n`,
      'b.txt': plant('extra'),
    });
    const evil = await scan(repository, 'HEAD');
    expect(evil.locations).toMatchObject([
      { via: 'merge', commit: merge, path: 'a.txt', line: 3 },
      { via: 'merge', commit: merge, path: 'b.txt', line: 1 },
    ]);
    const all = await scan(repository, `${base}..HEAD`);
    expect(all.places).toEqual(['commit a.txt:2', 'merge a.txt:3', 'merge b.txt:1']);
  });

  it.each([
    ['is not what was there before in the file', { 'old.txt': `zero\n${plant('old')}\n` }, []],
    ['is a line that changed around the value', { 'old.txt': `changed ${plant('old')}\n` }, ['commit old.txt:1']],
    [
      'is a second copy in the same file',
      { 'old.txt': `${plant('old')}\nand\n${plant('old')}\n` },
      ['commit old.txt:3'],
    ],
    ['is a copy in another file', { 'new.txt': `${plant('old')}\n` }, ['commit new.txt:1']],
  ])('%s', async (_, files, places) => {
    const repository = createRepository();
    repository.commit('old', { 'old.txt': `${plant('old')}\n` });
    repository.commit('new', files);
    expect((await scan(repository, 'HEAD')).places).toEqual(places);
  });

  it('is not a file that moved, unless it changed there', async () => {
    const repository = createRepository();
    repository.commit('old', { 'old.txt': `${plant('old')}\nkept\n` });
    repository.git('mv', 'old.txt', 'moved.txt');
    repository.commit('move', { 'moved.txt': `${plant('old')}\nkept\n${plant('new')}\n` });
    expect((await scan(repository, 'HEAD')).places).toEqual(['commit moved.txt:3']);
  });

  it('is still named when a later commit took it out', async () => {
    const repository = createRepository();
    repository.commit('base', { 'a.txt': 'base' });
    const leak = repository.commit('leak', { 'a.txt': plant('fleeting') });
    repository.commit('fix', { 'a.txt': 'base' });
    expect((await scan(repository, 'HEAD~2..HEAD')).locations).toMatchObject([
      { commit: leak, author: 'Ada Author', email: 'ada@example.com', date: '2024-01-01T12:05:00+00:00' },
    ]);
  });

  it('includes its message and its author', async () => {
    const repository = createRepository();
    repository.commit('base');
    const env = { GIT_AUTHOR_NAME: plant('author') };
    repository.run(['commit', '-q', '--allow-empty', '-m', `subject\n\n${plant('message')}`], { env });
    expect((await scan(repository, 'HEAD')).places.toSorted()).toEqual([
      'message commit header:3',
      'message commit message:3',
    ]);
  });

  it('leaves submodules out, and sees a file that takes the place of one', async () => {
    const repository = createRepository();
    const commit = repository.commit('base', { 'a.txt': 'x' });
    repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},sub`);
    repository.git('commit', '-q', '-m', 'submodule');
    const added = await scan(repository, 'HEAD');
    repository.git('rm', '-q', '--cached', 'sub');
    repository.write('sub', plant('file'));
    repository.git('add', 'sub');
    repository.git('commit', '-q', '-m', 'file');
    expect(added).toMatchObject({ places: [], skipped: [] });
    expect(await scan(repository, 'HEAD')).toMatchObject({ places: ['commit sub:1'], skipped: [] });
  });
});

/** Commits one, two and three add a line each; `side` leaves from one. */
function createThree(): TestRepository {
  const repository = createRepository();
  const lines: string[] = [];
  for (const name of ['one', 'two', 'three']) {
    lines.push(plant(name));
    repository.commit(name, { 'a.txt': `${lines.join('\n')}\n` });
    repository.git('tag', name);
  }
  repository.git('checkout', '-q', '-b', 'side', 'one');
  repository.commit('side', { 's.txt': plant('side') });
  repository.git('checkout', '-q', 'main');
  return repository;
}
