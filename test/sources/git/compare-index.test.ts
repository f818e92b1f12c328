/** The comparison of the index with HEAD that needs no git, against git's own on repositories of all kinds. */
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/catalogue/random.ts';
import { openRepository } from '../../../src/git.ts';
import { compareIndex } from '../../../src/sources/git/compare-index.ts';
import { createRawDiffParser, type RawEntry } from '../../../src/sources/git/raw-diff.ts';
import {
  createRepository,
  openTestRepository,
  temporaryFolder,
  type TestRepository,
} from '../../fixtures/repository.ts';

function print({ header, previous, next, step, mode, status, path }: RawEntry): string {
  const ids = [previous, next].map((at) => header.toString('latin1', at, at + step - 1));
  return `${status} ${mode} ${ids.join(' ')} ${path}`;
}

function byGit(repository: TestRepository): string[] {
  const lines: string[] = [];
  const args = ['diff', '--cached', '--raw', '-z', '--no-abbrev', '--no-renames', '--ignore-submodules=none'];
  createRawDiffParser({ entry: (entry) => lines.push(print(entry)) })(repository.run(args));
  return lines;
}

function byFiles(repository: TestRepository): string[] | undefined {
  return compareIndex(openRepository(repository.path, repository.env))?.map(print);
}

/** Both say the same, and the files were enough to say it. */
function expectSame(repository: TestRepository): void {
  expect(byFiles(repository)).toEqual(byGit(repository));
}

/** Git tells what the files do not. */
function expectLeftToGit(repository: TestRepository): void {
  expect(byFiles(repository)).toBeUndefined();
}

function createCommitted(...options: string[]): TestRepository {
  const repository = createRepository(...options);
  repository.commit('base', { 'a.txt': 'a\n', 'b/c.txt': 'c\n', 'b/d/e.txt': 'e\n', 'b.txt': 'b\n', 'z/y.txt': 'y\n' });
  return repository;
}

describe('says what git says', () => {
  it.each<[string, (repository: TestRepository) => void]>([
    ['of nothing', () => {}],
    ['of a new file', (repository) => repository.write('b/d/new.txt', 'new\n')],
    ['of a new folder between others', (repository) => repository.write('b/dd/new.txt', 'new\n')],
    ['of a changed file', (repository) => repository.write('b/d/e.txt', 'changed\n')],
    ['of files that are gone', (repository) => void repository.git('rm', '-rq', 'b', 'a.txt')],
    ['of a file that moved', (repository) => void repository.git('mv', 'b/d/e.txt', 'moved.txt')],
    ['of a mode', (repository) => chmodSync(join(repository.path, 'a.txt'), 0o755)],
    [
      'of a link in place of a file',
      (repository) => {
        repository.git('rm', '-q', 'a.txt');
        symlinkSync('b.txt', join(repository.path, 'a.txt'));
      },
    ],
    [
      'of a name that is no UTF-8',
      (repository) => writeFileSync(Buffer.from(`${repository.path}/\xff\n"`, 'latin1'), 'x'),
    ],
    ['of everything', (repository) => void repository.git('rm', '-rq', '.')],
  ])('%s', (_, change) => {
    const repository = createCommitted();
    change(repository);
    repository.git('add', '-A');
    expectSame(repository);
  });

  it('before the first commit, with and without a file', () => {
    const repository = createRepository();
    repository.write('a/b.txt', 'b\n');
    repository.git('add', '-A');
    expectSame(repository);
    repository.git('rm', '-rq', '--cached', '.');
    expectSame(repository);
  });

  it.each(['sha1', 'sha256'])('with ids of %s, on a branch, a detached HEAD and packed refs', (format) => {
    const repository = createCommitted(`--object-format=${format}`);
    repository.write('b/c.txt', 'changed\n');
    repository.git('add', '-A');
    expectSame(repository);
    repository.git('checkout', '-q', '--detach');
    expectSame(repository);
    repository.git('checkout', '-q', '-b', 'topic/one');
    repository.git('pack-refs', '--all');
    expectSame(repository);
  });

  it('in a work tree, and of the index that git gives to its hook', () => {
    const repository = createCommitted();
    const tree = openTestRepository(join(temporaryFolder(), 'tree'));
    repository.git('worktree', 'add', '-q', tree.path, '-b', 'other');
    tree.write('new.txt', 'new\n');
    tree.git('add', '-A');
    expectSame(tree);
    const index = join(temporaryFolder(), 'index');
    repository.run(['add', 'a.txt'], { env: { GIT_INDEX_FILE: index } });
    const place = { ...openRepository(repository.path, {}), inherited: { GIT_INDEX_FILE: index } };
    expect(compareIndex(place)?.map(print)).toEqual([
      expect.stringMatching(/^D .* b\.txt$/),
      expect.stringMatching(/^D .* b\/c\.txt$/),
      expect.stringMatching(/^D .* b\/d\/e\.txt$/),
      expect.stringMatching(/^D .* z\/y\.txt$/),
    ]);
  });

  it.each([4094, 4095, 4096, 9000])('of a path of %i bytes', (length) => {
    const repository = createCommitted();
    const path = 'folder/'.repeat((length - 1) / 7).padEnd(length, 'x');
    repository.git(
      'update-index',
      '--add',
      '--cacheinfo',
      `100644,${repository.git('rev-parse', 'HEAD:a.txt')},${path}`,
    );
    expectSame(repository);
  });

  it('of a submodule', () => {
    const repository = createCommitted();
    repository.git('update-index', '--add', '--cacheinfo', `160000,${repository.git('rev-parse', 'HEAD')},module`);
    expectSame(repository);
  });

  it.each(['one', 'two', 'three', 'four'])('of random changes and commits, seed %s', (seed) => {
    const random = createRandom(seed);
    const repository = createRepository();
    const names = ['a', 'b', 'a.b', 'a-b', 'ab', 'é'];
    const draw = (): string => names[random.number(names.length)]!;
    for (let round = 0; round < 25; round++) {
      for (let change = random.number(4); change >= 0; change--) {
        const path = `${'x'.repeat(1 + random.number(2))}/${draw()}.d/${draw()}.d/${draw()}.txt`;
        if (random.number(4) === 0) repository.git('rm', '-q', '--ignore-unmatch', '--cached', path);
        else {
          repository.write(path, `${random.number(5)}\n`);
          repository.git(...(random.number(3) === 0 ? ['add', '-A'] : ['add', path]));
        }
      }
      expectSame(repository);
      if (random.number(2) === 0) repository.git('commit', '-q', '--allow-empty', '-m', 'next');
    }
  });
});

describe('is left to git', () => {
  const staged = (): TestRepository => {
    const repository = createCommitted();
    repository.write('b/c.txt', 'changed\n');
    repository.git('add', '-A');
    return repository;
  };

  it.each<[string, (repository: TestRepository) => void]>([
    ['a HEAD in a pack', (repository) => void repository.git('repack', '-adq')],
    ['an index of version 4', (repository) => void repository.git('update-index', '--index-version', '4')],
    ['a split index', (repository) => void repository.git('update-index', '--split-index')],
    [
      'what is only intended to be added',
      (repository) => {
        repository.write('later.txt', 'later\n');
        repository.git('add', '-N', 'later.txt');
      },
    ],
    [
      'a file in place of a folder',
      (repository) => {
        repository.git('rm', '-rqf', 'b');
        repository.write('b', 'file\n');
        repository.git('add', '-A');
      },
    ],
    [
      'a conflict',
      (repository) => {
        repository.git('commit', '-qm', 'one');
        repository.git('checkout', '-qb', 'other', 'HEAD~1');
        repository.commit('two', { 'b/c.txt': 'another\n' });
        expect(() => repository.git('merge', '-q', 'main')).toThrow();
      },
    ],
    [
      'a branch that is none',
      (repository) => writeFileSync(join(repository.path, '.git/HEAD'), 'ref: refs/heads/../x\n'),
    ],
  ])('%s', (_, change) => {
    const repository = staged();
    change(repository);
    expectLeftToGit(repository);
  });

  it('a damaged index, wherever it ends or is changed: nothing else is said than git would, nor anything thrown', () => {
    const repository = staged();
    const file = join(repository.path, '.git/index');
    const good = readFileSync(file);
    const right = byFiles(repository);
    for (let end = 0; end < good.length - 1; end += 7) {
      writeFileSync(file, good.subarray(0, end));
      expect([undefined, right]).toContainEqual(byFiles(repository));
    }
    for (const at of [0, 4, 7, 8, 11]) {
      const bad = Buffer.from(good);
      bad[at]! ^= 0xff;
      writeFileSync(file, bad);
      expect(byFiles(repository)).toBeUndefined();
    }
  });
});
