/** What commits changed, worked out from trees, is what `git diff-tree` says; where something is missing or out of the ordinary, git is asked. */
import { plant } from '../../fixtures/scan-source.ts';
import { printReport, sweepReport } from '../../fixtures/sweep-report.ts';
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/git/repository.ts';
import { ChangeLog } from '../../../src/sources/git/change-log.ts';
import { collectChanges } from '../../../src/sources/git/changes.ts';
import { createObjectReader } from '../../../src/sources/git/objects.ts';
import { readObjectStore } from '../../../src/sources/git/packs/object-store.ts';
import { packTypes } from '../../../src/sources/git/packs/pack-table.ts';
import { completeTrees, logChangesOf } from '../../../src/sources/git/read-trees.ts';
import { readMessages } from '../../../src/sources/git/read-messages.ts';
import { batchColumn } from '../../../src/sources/git/inventory.ts';
import { siftPacks } from '../../../src/sources/git/sift-packs.ts';
import { SkipList } from '../../../src/sources/git/skip-list.ts';
import { createSweep, type Sweep } from '../../../src/sources/git/sweep.ts';
import type { ScanContext } from '../../../src/types.ts';
import { importRandomBranches, importWideFolder } from '../../fixtures/random-branches.ts';
import { createRepository, type TestRepository } from '../../fixtures/repository.ts';

const context: ScanContext = {
  stats: { files: 0, commits: 0, blobs: 0, bytes: 0, durationMs: 0 },
  skip: () => {},
  inbox: (size) => new Uint8Array(size),
  match: () => [],
  progress: () => {},
};

/** A sweep that has read all commits and trees, and whether these are whole. */
async function readTrees(path: string): Promise<{ sweep: Sweep; isComplete: boolean }> {
  const repository = openRepository(path);
  const sweep = createSweep(repository, false);
  const { inventory, graph, oids } = sweep;
  const store = readObjectStore(repository)!;
  await inventory.loadStore(repository, store);
  const tables = store.packs.map(({ table }) => table);
  const options = {
    ...context,
    own: [],
    minConfidence: 'medium',
    certainMarks: () => new Set<string>(),
    withTrees: true,
  } as const;
  const sifted = siftPacks(sweep, tables, options);
  const { addTo } = await sifted.commits;
  await sifted.trees;
  const reader = createObjectReader(repository, context);
  const loose = reader.read(batchColumn(oids, inventory.commits, inventory.packedCommits));
  for await (const _ of readMessages(loose, { ...sweep, context, skips: new SkipList(context) }));
  addTo(graph);
  return { sweep, isComplete: await completeTrees(sweep, reader) };
}

async function expectSame(
  repository: TestRepository,
  isWanted: (index: number) => boolean = () => true,
  isGathered: (index: number) => boolean = () => false,
): Promise<void> {
  const { sweep, isComplete } = await readTrees(repository.path);
  expect(isComplete).toBe(true);
  const { oids, inventory, log } = sweep;
  const numbers = Array.from({ length: oids.count }, (_, number) => number).filter(isGathered);
  if (numbers.length > 0)
    await completeTrees(
      sweep,
      createObjectReader(sweep.repository, context),
      new Set(numbers.map((number) => oids.hex(number))),
    );
  const blobs = Array.from({ length: oids.count }, (_, number) => number).filter(
    (number) => inventory.typeOf(number) === packTypes.blob && isWanted(number),
  );
  const wanted = new Set(blobs);
  await logChangesOf(sweep, new Set(blobs.map((blob) => oids.hex(blob))));
  const reference = new ChangeLog(oids);
  const { commits } = inventory;
  expect(await collectChanges(sweep.repository, reference, { commits, deletions: false })).toEqual([]);
  const expected = listChanges(reference, sweep, wanted);
  expect(expected.length).toBeGreaterThan(5);
  expect(listChanges(log, sweep, wanted)).toEqual(expected);
}

/** Changes that bring a wanted blob to where no parent has it; of what was there before, the wanted blobs. */
function listChanges(log: ChangeLog, { oids }: Sweep, wanted: ReadonlySet<number>): string[] {
  return Array.from({ length: log.length }, (_, i) => log.at(i))
    .filter(({ next, previous }) => wanted.has(next) && !previous.includes(next))
    .map(({ commit, path, next, previous }) =>
      [commit, next, ...previous.map((blob) => (wanted.has(blob) ? blob : 0))]
        .map((number) => oids.hex(number).slice(0, 9))
        .concat(path)
        .join(' '),
    )
    .toSorted();
}

const packings: readonly (readonly [name: string, prepare: (repository: TestRepository) => void])[] = [
  ['in one pack', (repository) => repository.git('repack', '-adfq', '--depth=50', '--window=50')],
  ['in long chains of deltas', (repository) => repository.git('repack', '-adfq', '--depth=500', '--window=200')],
  ['without deltas', (repository) => repository.git('repack', '-adfq', '--depth=0')],
  ['loose', unpack],
  ['in several packs with the same objects', packTwice],
];

describe.each(packings)('%s', (name, prepare) => {
  it.each([1, 2, 3])('branches and merges %i', async (seed) => {
    const repository = createRepository();
    importRandomBranches(repository, { seed: `${name} ${seed}`, commits: 120 });
    prepare(repository);
    await expectSame(repository);
    await expectSame(repository, (blob) => blob % 3 === 0);
  });

  it('a wide folder', async () => {
    const repository = createRepository();
    importWideFolder(repository, { seed: name, steps: 60 });
    prepare(repository);
    await expectSame(repository);
    await expectSame(repository, (blob) => blob % 20 === 0);
  });
});

it.each([
  ['are all among those', (blob: number) => blob % 2 === 0, (blob: number) => blob % 4 === 0],
  ['are not all among those', (blob: number) => blob % 4 === 0, (blob: number) => blob % 2 === 0],
])('blobs that %s whose changes were worked out before', async (_, isGathered, isWanted) => {
  const repository = createRepository();
  importRandomBranches(repository, { seed: 'gathered', commits: 120 });
  repository.git('repack', '-adfq');
  await expectSame(repository, isWanted, isGathered);
});

it('in a repository of SHA-256 ids', async () => {
  const repository = createRepository('--object-format=sha256');
  importWideFolder(repository, { seed: 'sha256', steps: 30 });
  repository.git('repack', '-adfq');
  await expectSame(repository);
});

it('files that are missing are told in the order of their paths, however trees were gone through', async () => {
  const repository = createRepository();
  const paths = ['b/Zoo', 'b/one', 'b/t/deep/two', 'b/t/three', 'b/zed', 'c'];
  const contents = paths.map((path) => [path, `content of ${path}`] as const);
  for (const [path, content] of contents.toReversed())
    repository.commit(path, { [path.replace('b/', 'a/')]: `${content}, other` });
  repository.commit('all', Object.fromEntries(contents));
  repository.commit('copy', { 'copies/first': 'content of c' });
  const missing = paths.map((path) => repository.git('rev-parse', `HEAD:${path}`));
  const all = repository.git('rev-list', '--all', '--objects', '--no-object-names').split('\n');
  const kept = all.filter((oid) => !missing.includes(oid)).join('\n');
  repository.run(['pack-objects', '-q', '.git/objects/pack/pack'], { input: `${kept}\n` });
  repository.git('prune-packed');
  for (const path of paths) removeObject(repository, `HEAD:${path}`);
  const report = await sweepReport(repository.path, 'packs');
  expect(report.skipped.map(({ why }) => /\((.*)\)/.exec(why)?.[1])).toEqual(paths);
  expect(printReport(report)).toBe(printReport(await sweepReport(repository.path, 'git')));
});

it.each(['in files of their own', 'in a pack'])(
  'a file that is missing is told with its path, objects being %s',
  async (form) => {
    const repository = createRepository();
    repository.commit('one', { 'lib/one': 'one', 'lib/deep/two': 'two', secret: plant('missing') });
    repository.commit('two', { three: 'three' });
    const missing = repository.git('rev-parse', 'HEAD:lib/deep/two');
    if (form === 'in a pack') {
      const all = repository.git('rev-list', '--all', '--objects', '--no-object-names').split('\n');
      const kept = all.filter((oid) => oid !== missing).join('\n');
      repository.run(['pack-objects', '-q', '.git/objects/pack/pack'], { input: `${kept}\n` });
      repository.git('prune-packed');
    }
    removeObject(repository, 'HEAD:lib/deep/two');
    const { sweep, isComplete } = await readTrees(repository.path);
    expect(isComplete).toBe(true);
    expect(sweep.log.length).toBe(1);
    const report = await sweepReport(repository.path, 'packs');
    expect(report.skipped).toEqual([{ what: missing, why: 'missing or damaged (lib/deep/two)' }]);
    expect(printReport(report)).toBe(printReport(await sweepReport(repository.path, 'git')));
  },
);

describe('git is asked where', () => {
  it.each<[string, (repository: TestRepository) => void]>([
    ['a tree is missing', (repository) => removeObject(repository, 'HEAD:lib')],
    ['a commit is missing', (repository) => removeObject(repository, 'HEAD~1')],
    ['a tree is not sorted', (repository) => commitTree(repository, ['b', 'a'])],
    ['a name stands twice in a tree', (repository) => commitTree(repository, ['a', 'a'])],
  ])('%s', async (_, damage) => {
    const repository = createRepository();
    repository.commit('one', { 'lib/one': 'one', 'lib/deep/two': 'two' });
    repository.commit('two', { three: 'three' });
    repository.commit('three', { four: 'four' });
    damage(repository);
    expect((await readTrees(repository.path)).isComplete).toBe(false);
  });

  it('a tree in a pack is none that git would write', async () => {
    const repository = createRepository();
    commitTree(repository, ['b', 'a']);
    repository.git('repack', '-adq');
    repository.git('prune-packed');
    expect((await readTrees(repository.path)).isComplete).toBe(false);
  });
});

function unpack(repository: TestRepository): void {
  for (const pack of takePacks(repository)) repository.run(['unpack-objects', '-q'], { input: pack });
}

function packTwice(repository: TestRepository): void {
  repository.git('repack', '-adfq');
  const again = repository.run(['pack-objects', '--all', '--stdout', '-q', '--no-reuse-delta', '--window=3']);
  repository.run(['index-pack', '--stdin'], { input: again });
}

/** Takes the packs out of the repository. */
function takePacks({ path }: TestRepository): Buffer[] {
  const folder = join(path, '.git/objects/pack');
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    const content = name.endsWith('.pack') ? [readFileSync(file)] : [];
    rmSync(file, { force: true });
    return content;
  });
}

function removeObject(repository: TestRepository, revision: string): void {
  const oid = repository.git('rev-parse', revision);
  const file = join(repository.path, '.git/objects', oid.slice(0, 2), oid.slice(2));
  renameSync(file, join(repository.path, '..', oid));
}

/** A commit of a tree with entries of these names in this order. */
function commitTree(repository: TestRepository, names: readonly string[]): void {
  const blob = repository.run(['hash-object', '-w', '--stdin'], { input: 'text' }).toString().trim();
  const entries = names.map((name) => Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')]));
  const args = ['hash-object', '-t', 'tree', '--literally', '-w', '--stdin'];
  const tree = repository
    .run(args, { input: Buffer.concat(entries) })
    .toString()
    .trim();
  repository.git('update-ref', 'refs/heads/odd', repository.git('commit-tree', '-m', 'odd', tree));
}
