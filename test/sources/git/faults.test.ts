import { chmodSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/git.ts';
import { createHistorySource } from '../../../src/sources/git/history.ts';
import { createRangeSource } from '../../../src/sources/git/range.ts';
import { createStagedSource } from '../../../src/sources/git/staged.ts';
import type { Source } from '../../../src/types.ts';
import { withFakeGit } from '../../fixtures/fake-git.ts';
import { cloneRepository, createRepository, type TestRepository } from '../../fixtures/repository.ts';
import { plant, scanSource, type SourceScan } from '../../fixtures/scan-source.ts';

const sweep = (repository: { path: string }): Promise<SourceScan> =>
  scanSource(createHistorySource(openRepository(repository.path)));
const range = (repository: { path: string }, revisions: string): Promise<SourceScan> =>
  scanSource(createRangeSource(openRepository(repository.path), revisions));
const skippedOf = ({ skipped }: SourceScan): string[] => skipped.map(({ what, why }) => `${what}: ${why}`);

/** Two commits; `gone.txt` is what a test breaks, `kept.txt` has a value that must be found all the same. */
function createVictim(): TestRepository {
  const repository = createRepository();
  repository.commit('one', { 'dir/gone.txt': 'nothing to see\n', 'a.txt': 'x\n' });
  repository.commit('two', { 'kept.txt': `${plant('kept')}\n`, 'dir/gone.txt': 'changed\n' });
  repository.commit('three', { 'z.txt': 'last\n' });
  return repository;
}

function objectFile(repository: TestRepository, revision: string): { oid: string; file: string } {
  const oid = repository.git('rev-parse', revision);
  return { oid, file: join(repository.path, '.git/objects', oid.slice(0, 2), oid.slice(2)) };
}

function damage(file: string): void {
  chmodSync(file, 0o644);
  writeFileSync(file, 'this is no object');
}

describe('a history with a hole', () => {
  it.each([
    ['a blob that was deleted', 'HEAD~2:dir/gone.txt', rmSync, /^OID: missing or damaged \(dir\/gone\.txt\)$/],
    ['a blob that is damaged', 'HEAD~2:dir/gone.txt', damage, /^OID: damaged$/],
    ['a tree that was deleted', 'HEAD~2:dir', rmSync, /^COMMIT: its files cannot all be listed: .*OID/],
    ['a tree that is damaged', 'HEAD~2:dir', damage, /^COMMIT: its files cannot all be listed/],
    ['a commit that was deleted', 'HEAD~2', rmSync, /^OID: missing or damaged commit, and all before it$/],
    ['a commit that is damaged', 'HEAD~1', damage, /^OID: damaged$/],
  ])('%s: the rest is scanned, and the hole is named', async (_, revision, harm, message) => {
    const repository = createVictim();
    const first = repository.git('rev-parse', 'HEAD~2');
    const { oid, file } = objectFile(repository, revision);
    harm(file);
    const scan = await sweep(repository);
    expect(scan.locations).toContainEqual(expect.objectContaining({ value: plant('kept') }));
    const expected = new RegExp(message.source.replaceAll('OID', oid).replace('COMMIT', first));
    expect(skippedOf(scan)).toContainEqual(expect.stringMatching(expected));
  });

  it.each<[string, (path: string) => Source]>([
    ['a sweep', (path) => createHistorySource(openRepository(path))],
    ['a range', (path) => createRangeSource(openRepository(path), 'HEAD~2..HEAD')],
  ])('%s: a commit that goes while its author is asked for is named', async (_, open) => {
    const repository = createVictim();
    const { oid, file } = objectFile(repository, 'HEAD~1');
    const source = open(repository.path);
    const scan = await scanSource({
      ...source,
      locate(sightings, context) {
        rmSync(file);
        return source.locate!(sightings, context);
      },
    });
    expect(scan.locations).toMatchObject([{ commit: oid, path: 'kept.txt' }]);
    expect(skippedOf(scan)).toEqual([expect.stringMatching(`^${oid}: its author and date cannot be read`)]);
  });

  it('content that breaks off in the middle', async () => {
    const repository = createVictim();
    const noise = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) ** 2 % 251));
    repository.commit('big', { 'big.bin': noise, 'after.txt': plant('after') });
    const { oid, file } = objectFile(repository, 'HEAD:big.bin');
    chmodSync(file, 0o644);
    truncateSync(file, 20_000);
    const scan = await sweep(repository);
    expect(scan.places.toSorted()).toEqual(['commit after.txt:1', 'commit kept.txt:1']);
    expect(skippedOf(scan)).toEqual([expect.stringMatching(`^${oid}: `)]);
  });

  it('content of more than one segment that breaks off', async () => {
    const repository = createVictim();
    const lines = Array.from({ length: 800_000 }, (_, i) => `line ${(i * 7919) % 1_000_003} of many`);
    repository.commit('big', { 'big.txt': `${plant('early')}\n${lines.join('\n')}`, 'after.txt': plant('after') });
    const { oid, file } = objectFile(repository, 'HEAD:big.txt');
    chmodSync(file, 0o644);
    truncateSync(file, 2_000_000);
    const scan = await sweep(repository);
    expect(scan.places.toSorted()).toEqual(expect.arrayContaining(['commit after.txt:1', 'commit kept.txt:1']));
    expect(skippedOf(scan)).toEqual([expect.stringMatching(`^${oid}: `)]);
  });

  it.each([0, 100, 400])('a pack that was cut to %i bytes', async (size) => {
    const repository = createVictim();
    repository.git('gc', '-q');
    repository.commit('loose', { 'loose.txt': plant('loose') });
    const folder = join(repository.path, '.git/objects/pack');
    const pack = join(folder, readdirSync(folder).find((name) => name.endsWith('.pack')) ?? '');
    chmodSync(pack, 0o644);
    truncateSync(pack, size);
    const scan = await sweep(repository);
    expect(scan.locations).toContainEqual(expect.objectContaining({ value: plant('loose') }));
    expect(scan.skipped).not.toEqual([]);
  });

  it('a ref to nowhere', async () => {
    const repository = createVictim();
    writeFileSync(join(repository.path, '.git/refs/heads/broken'), `${'ab'.repeat(20)}\n`);
    const scan = await sweep(repository);
    expect(scan.places).toEqual(['commit kept.txt:1']);
    expect(skippedOf(scan)).toEqual([
      expect.stringMatching(/^refs\/heads\/broken: points at an object that is missing/),
    ]);
  });

  it('what is unreachable may be incomplete: that is how git prunes', async () => {
    const repository = createVictim();
    repository.commit('lost', { 'lost.txt': 'x', 'gone.txt': 'y' });
    const { file } = objectFile(repository, 'HEAD:gone.txt');
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    repository.git('reflog', 'expire', '--expire=now', '--all');
    rmSync(file);
    expect(await sweep(repository)).toMatchObject({ places: ['commit kept.txt:1'], skipped: [] });
  });
});

describe('a clone that has not everything', () => {
  it('shallow: what is there is scanned, and what is before is named', async () => {
    const repository = createVictim();
    const clone = cloneRepository(repository, '--depth=2');
    const boundary = repository.git('rev-parse', 'HEAD~1');
    const scan = await sweep(clone);
    expect(scan.places).toEqual(['commit kept.txt:1']);
    expect(skippedOf(scan)).toEqual([
      `history before ${boundary}: shallow clone: \`git fetch --unshallow\` brings the rest`,
    ]);
  });

  it('shallow, and a range whose base is not there', async () => {
    const repository = createVictim();
    const base = repository.git('rev-parse', 'HEAD~2');
    const scan = await range(cloneRepository(repository, '--depth=2'), `${base}..HEAD`);
    expect(scan.places).toEqual(['commit kept.txt:1']);
    expect(skippedOf(scan)).toContainEqual(
      expect.stringMatching(`^${base}: not in this shallow clone.*fetch --deepen`),
    );
  });

  it('shallow, and a range that it covers', async () => {
    const repository = createVictim();
    const scan = await range(cloneRepository(repository, '--depth=3'), 'HEAD~2..HEAD');
    expect(scan).toMatchObject({ places: ['commit kept.txt:1'], skipped: [] });
  });

  it.each(['blob:none', 'tree:0'])('partial (%s): nothing is fetched, and what is missing is named', async (filter) => {
    const repository = createVictim();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = cloneRepository(repository, '--bare', `--filter=${filter}`);
    const before = readdirSync(join(clone.path, 'objects/pack')).length;
    const scan = await sweep(clone);
    expect(scan.skipped.length).toBeGreaterThanOrEqual(3);
    expect(readdirSync(join(clone.path, 'objects/pack'))).toHaveLength(before);
  });
});

describe('a git that is killed half-way', () => {
  const kill = (pattern: string): string => `case "$*" in ${pattern}) kill -9 $$;; esac\nexec "$REAL" "$@"`;
  const killLater = (pattern: string): string =>
    `case "$*" in ${pattern}) "$REAL" "$@" | head -c 700; kill -9 $$;; esac\nexec "$REAL" "$@"`;

  it.each([
    ['reading objects, at once', kill('*--batch*--buffer')],
    ['reading objects, later', killLater('*--batch*--buffer')],
    ['listing objects', killLater('*batch-all-objects*')],
    ['comparing commits', kill('*diff-tree*')],
    ['listing refs', kill('*for-each-ref*')],
    ['listing reflogs', kill('*rev-list*')],
  ])('%s: no sweep is clean', async (_, script) => {
    const repository = createVictim();
    const scan = await withFakeGit(script, () => sweep(repository));
    expect(scan.skipped).not.toEqual([]);
  });

  it.each<[string, string, (repository: TestRepository) => Source]>([
    ['the index', kill('*--cached*'), ({ path }) => createStagedSource(openRepository(path))],
    ['staged files', kill('*cat-file*'), ({ path }) => createStagedSource(openRepository(path))],
    ['a range', kill('*rev-list*'), ({ path }) => createRangeSource(openRepository(path), 'HEAD~1..HEAD')],
    ['changes', kill('*diff-tree*'), ({ path }) => createRangeSource(openRepository(path), 'HEAD~1..HEAD')],
    ['content', kill('*cat-file*'), ({ path }) => createRangeSource(openRepository(path), 'HEAD~1..HEAD')],
  ])('reading %s: no scan is clean', async (_, script, open) => {
    const repository = createVictim();
    repository.write('staged.txt', 'x');
    repository.git('add', '-A');
    // Loose objects are read without git.
    repository.git('repack', '-adq');
    const outcome = await withFakeGit(script, () => scanSource(open(repository)).catch((error: Error) => error));
    if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'UserError', kind: 'incomplete' });
    else expect(outcome.skipped).not.toEqual([]);
  });

  it('no git at all', async () => {
    const repository = createVictim();
    const path = process.env['PATH'];
    process.env['PATH'] = repository.path;
    try {
      await expect(sweep(repository)).rejects.toMatchObject({ name: 'UserError', kind: 'incomplete' });
    } finally {
      process.env['PATH'] = path;
    }
  });
});
