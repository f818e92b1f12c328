import { describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/git.ts';
import { createHistorySource, type HistoryOptions } from '../../../src/sources/git/history.ts';
import { createRepository, type TestRepository } from '../../fixtures/repository.ts';
import { plant, scanSource, type SourceScan } from '../../fixtures/scan-source.ts';

const scan = (repository: { path: string }, options?: HistoryOptions): Promise<SourceScan> =>
  scanSource(createHistorySource(openRepository(repository.path), options));

describe('the seven places', () => {
  it.each<[string, (repository: TestRepository, value: string) => void, string]>([
    [
      'a file that was deleted',
      (repository, value) => {
        repository.commit('add', { 'src/a b.txt': `x\nkey ${value}\n` });
        repository.git('rm', '-q', 'src/a b.txt');
        repository.commit('remove');
      },
      'commit src/a b.txt:2',
    ],
    ['a merge resolution', (repository, value) => mergeWith(repository, `both\n${value}\n`), 'merge a.txt:2'],
    [
      'a commit message',
      (repository, value) => void repository.commit(`subject\n\nbody\n${value}`, { 'b.txt': 'b' }),
      'message commit message:4',
    ],
    [
      'a stash',
      (repository, value) => {
        repository.write('a.txt', `${value}\n`);
        repository.git('stash', '-q');
      },
      'stash a.txt:1',
    ],
    [
      'a tag message',
      (repository, value) => void repository.git('tag', '-a', 'v1', '-m', `one\n\n${value}`),
      'tag tag v1:3',
    ],
    ['a note', (repository, value) => void repository.git('notes', 'add', '-m', `note\n${value}`), 'note NOTE:2'],
    [
      'an unreachable blob',
      (repository, value) => void repository.run(['hash-object', '-w', '--stdin'], { input: `1\n2\n${value}` }),
      'unreachable BLOB:3',
    ],
  ])('%s', async (_, plantIn, place) => {
    const repository = createRepository();
    repository.commit('first', { 'a.txt': 'nothing\n' });
    plantIn(repository, plant('seven'));
    const { places, skipped } = await scan(repository);
    const noted = repository.git('rev-parse', 'HEAD');
    const blob = repository
      .run(['hash-object', '--stdin'], { input: `1\n2\n${plant('seven')}` })
      .toString()
      .trim();
    expect(places).toEqual([place.replace('NOTE', noted).replace('BLOB', blob)]);
    expect(skipped).toEqual([]);
  });
});

describe('other places', () => {
  it('an untracked file in a stash, and a staged one', async () => {
    const repository = createRepository();
    repository.commit('first', { 'a.txt': 'nothing\n' });
    repository.write('new.txt', plant('untracked'));
    repository.write('a.txt', plant('staged'));
    repository.git('add', 'a.txt');
    repository.git('stash', '-q', '--include-untracked');
    expect((await scan(repository)).places.toSorted()).toEqual(['stash a.txt:1', 'stash new.txt:1']);
  });

  it('an older stash, that only the reflog has', async () => {
    const repository = createRepository();
    repository.commit('first', { 'a.txt': 'nothing\n' });
    for (const content of [plant('older'), 'harmless']) {
      repository.write('a.txt', content);
      repository.git('stash', '-q');
    }
    expect((await scan(repository)).places).toEqual(['stash a.txt:1']);
  });

  it('a commit that was amended, by the reflog', async () => {
    const repository = createRepository();
    const commit = repository.commit('first', { 'a.txt': plant('amended') });
    repository.write('a.txt', 'clean');
    repository.git('commit', '-q', '-a', '--amend', '-m', 'first');
    expect((await scan(repository)).locations).toMatchObject([{ via: 'commit', path: 'a.txt', commit }]);
  });

  it('a commit that nothing reaches, with its path and its message', async () => {
    const repository = createRepository();
    repository.commit('first', { 'a.txt': 'nothing' });
    const commit = repository.commit(`lost ${plant('said')}`, { 'b.txt': plant('lost') });
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    repository.git('reflog', 'expire', '--expire=now', '--all');
    const { locations } = await scan(repository);
    expect(locations.map(({ via, path }) => `${via} ${path}`).toSorted()).toEqual([
      'unreachable b.txt',
      'unreachable commit message',
    ]);
    expect(new Set(locations.map((location) => location.commit))).toEqual(new Set([commit]));
    expect((await scan(repository, { reachableOnly: true })).places).toEqual([]);
  });

  it('the people of a commit and of a tag', async () => {
    const repository = createRepository();
    repository.commit('first');
    const env = { GIT_AUTHOR_NAME: plant('author'), GIT_COMMITTER_EMAIL: plant('committer') };
    repository.run(['commit', '-q', '--allow-empty', '-m', 'x'], { env });
    repository.run(['tag', '-a', 'v2', '-m', 'x'], { env });
    expect((await scan(repository)).places.toSorted()).toEqual([
      'message commit header:3',
      'message commit header:4',
      'tag tag v2 header:4',
    ]);
  });

  it('a blob and a tree that tags name themselves', async () => {
    const repository = createRepository();
    repository.commit('first');
    const blob = repository
      .run(['hash-object', '-w', '--stdin'], { input: plant('tagged') })
      .toString()
      .trim();
    const tree = repository
      .run(['mktree'], { input: `100644 blob ${blob}\tkey.txt\n` })
      .toString()
      .trim();
    const other = repository
      .run(['hash-object', '-w', '--stdin'], { input: plant('other') })
      .toString()
      .trim();
    repository.git('tag', 'tree', tree);
    repository.git('tag', '-a', 'blob', other, '-m', 'x');
    repository.git('tag', '-a', 'nested', 'blob', '-m', 'x');
    expect((await scan(repository)).places.toSorted()).toEqual(['tag key.txt:1', 'tag refs/tags/blob:1']);
  });

  it('a file that is staged and was never committed', async () => {
    const repository = createRepository();
    repository.write('new.txt', plant('staged'));
    repository.git('add', 'new.txt');
    expect((await scan(repository)).places).toEqual(['file new.txt:1']);
  });

  it('a message in an encoding of its own', async () => {
    const repository = createRepository();
    const message = Buffer.concat([Buffer.from('caf\xe9 ', 'latin1'), Buffer.from(plant('latin'))]);
    repository.run(['-c', 'i18n.commitEncoding=ISO-8859-1', 'commit', '-q', '--allow-empty', '-F', '-'], {
      input: message,
    });
    expect((await scan(repository)).locations).toMatchObject([{ path: 'commit message', line: 1, column: 6 }]);
  });

  it('symbolic links, by what they point at', async () => {
    const repository = createRepository();
    const blob = repository
      .run(['hash-object', '-w', '--stdin'], { input: plant('link') })
      .toString()
      .trim();
    repository.git('update-index', '--add', '--cacheinfo', `120000,${blob},link`);
    repository.git('commit', '-q', '-m', 'link');
    expect((await scan(repository)).places).toEqual(['commit link:1']);
  });

  it.each([
    ['a line end and quotes', Buffer.from('a\nb"c\'d.txt')],
    ['escape sequences and a tab', Buffer.from('\x1b[31m\tred.txt')],
    ['a leading dash and a colon', Buffer.from('-x:100644.txt')],
    ['no valid UTF-8', Buffer.from([0x66, 0xff, 0xfe, 0x2e])],
  ])('names with %s', async (_, name) => {
    const repository = createRepository();
    const blob = repository
      .run(['hash-object', '-w', '--stdin'], { input: plant('name') })
      .toString()
      .trim();
    const record = Buffer.concat([Buffer.from(`100644 ${blob}\t`), name, Buffer.from([0])]);
    repository.run(['update-index', '-z', '--index-info'], { input: record });
    repository.git('commit', '-q', '-m', 'odd name');
    expect((await scan(repository)).locations).toMatchObject([{ path: name.toString() }]);
  });
});

describe('who brought it in', () => {
  it('is the oldest commit, whatever happened around the line since', async () => {
    const repository = createRepository();
    repository.commit('before', { 'a.txt': 'one\n' });
    const commit = repository.commit('leak', { 'a.txt': `one\nkey ${plant('who')}\n` });
    repository.commit('moved down', { 'a.txt': `zero\none\nkey ${plant('who')}\n` });
    repository.commit('more', { 'a.txt': `zero\none\nkey ${plant('who')}\nend\n` });
    const { locations } = await scan(repository);
    expect(locations).toMatchObject([
      {
        commit,
        path: 'a.txt',
        line: 2,
        column: 5,
        author: 'Ada Author',
        email: 'ada@example.com',
        date: '2024-01-01T12:05:00+00:00',
      },
    ]);
    expect(repository.git('show', `${commit}:a.txt`).split('\n')[1]).toContain(plant('who'));
  });

  it('is each commit that put it somewhere else, the oldest first', async () => {
    const repository = createRepository();
    const first = repository.commit('first', { 'b.txt': plant('copy') });
    const second = repository.commit('second', { 'a.txt': plant('copy') });
    const third = repository.commit('third', { 'b.txt': `${plant('copy')}\nagain: ${plant('copy')}\n` });
    const { locations } = await scan(repository);
    expect(locations.map(({ path, line, commit }) => [path, line, commit])).toEqual([
      ['b.txt', 1, first],
      ['a.txt', 1, second],
      ['b.txt', 2, third],
    ]);
  });

  it('is no merge when a parent had it, and the branch that did', async () => {
    const repository = createRepository();
    mergeWith(repository, `ours\ntheirs\n${plant('merged')}\n`, `theirs\n${plant('merged')}\n`);
    const { locations } = await scan(repository);
    expect(locations).toMatchObject([{ via: 'commit', commit: repository.git('rev-parse', 'side') }]);
  });

  it('does not depend on clocks that run backwards', async () => {
    const repository = createRepository();
    const at = (date: string): Record<string, string> => ({ GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
    repository.write('a.txt', plant('clock'));
    repository.git('add', '-A');
    repository.run(['commit', '-q', '-m', 'parent'], { env: at('2024-06-01T00:00:00Z') });
    const parent = repository.git('rev-parse', 'HEAD');
    repository.git('rm', '-q', 'a.txt');
    repository.run(['commit', '-q', '-m', 'gone'], { env: at('2001-01-01T00:00:00Z') });
    repository.write('a.txt', plant('clock'));
    repository.git('add', '-A');
    repository.run(['commit', '-q', '-m', 'back'], { env: at('2001-01-02T00:00:00Z') });
    expect((await scan(repository)).locations).toMatchObject([{ commit: parent }]);
  });

  it('comes out the same each time', async () => {
    const repository = createRepository();
    for (let i = 0; i < 12; i++)
      repository.commit(`c${i} ${plant(`m${i % 3}`)}`, { [`f${i}.txt`]: `${plant('a')}\n${plant(`v${i}`)}` });
    const [one, two] = [await scan(repository), await scan(repository)];
    expect(one.locations.length).toBeGreaterThan(30);
    expect(two.locations).toEqual(one.locations);
  });
});

/** Two branches that both change a.txt, merged with a content of our own. */
function mergeWith(repository: TestRepository, resolution: string, theirs = 'theirs\n'): void {
  repository.commit('base', { 'a.txt': 'base\n' });
  repository.git('checkout', '-q', '-b', 'side');
  repository.commit('side', { 'a.txt': theirs });
  repository.git('checkout', '-q', 'main');
  repository.commit('main', { 'a.txt': 'ours\n' });
  repository.git('merge', '-q', '-s', 'ours', '--no-commit', 'side');
  repository.commit('merged', { 'a.txt': resolution });
}
