/** What a pack holds, told by its headers and its index, is what git tells of it; what is damaged is refused. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readObjectStore } from '../../../../src/sources/git/packs/object-store.ts';
import { readPack, type Pack } from '../../../../src/sources/git/packs/pack-table.ts';
import { openRepository } from '../../../../src/git/repository.ts';
import { importRandomHistory } from '../../../fixtures/random-history.ts';
import { createRepository, temporaryFolder, type TestRepository } from '../../../fixtures/repository.ts';

function createPacked(...options: string[]): TestRepository {
  const repository = createRepository(...options);
  importRandomHistory(repository, { seed: 'table', files: 5, commits: 40 });
  repository.git('tag', '-a', '-m', 'a tag', 'v1', 'main');
  repository.git('repack', '-adfq', '--window=20');
  return repository;
}

function packPath(repository: TestRepository): string {
  const folder = join(repository.path, '.git/objects/pack');
  return join(
    folder,
    readdirSync(folder)
      .find((name) => name.endsWith('.idx'))!
      .slice(0, -4),
  );
}

const names = ['', 'commit', 'tree', 'blob', 'tag'];

/** `id type size offset [base]`, as `git verify-pack -v` has it. */
function listEntries({ table, index, numbers }: Pack): string[] {
  const oid = (entry: number): string =>
    Buffer.from(index.oids.subarray(numbers[entry]! * index.width, (numbers[entry]! + 1) * index.width)).toString(
      'hex',
    );
  return Array.from({ length: table.count }, (_, entry) => {
    const base = table.bases[entry]!;
    const type = names[table.types[entry]!];
    return [oid(entry), type, table.sizes[entry], table.offsets[entry], ...(base < 0 ? [] : [oid(base)])].join(' ');
  });
}

it.each([
  ['SHA-1', 20, 'true'],
  ['SHA-256', 32, 'true'],
  ['deltas by id', 20, 'false'],
])('%s: types, sizes, places and bases are those of git', (name, width, byDistance) => {
  const repository = createPacked(...(width === 32 ? ['--object-format=sha256'] : []));
  repository.git('config', 'repack.useDeltaBaseOffset', byDistance);
  repository.git('repack', '-adfq');
  const path = packPath(repository);
  const verified = repository
    .git('verify-pack', '-v', `${path}.pack`)
    .split('\n')
    .flatMap((line) => /^([0-9a-f]{40,64}) (\w+) +(\d+) \d+ (\d+)(?: \d+ ([0-9a-f]+))?$/.exec(line)?.slice(1) ?? [])
    .join(' ');
  const entries = listEntries(readPack(path, width));
  expect(entries.length).toBeGreaterThan(100);
  expect(`${entries.join(' ')} `.replaceAll(/ +/g, ' ').trim()).toBe(verified.replaceAll(/ +/g, ' ').trim());
});

it('weighs each family, and hangs every delta of a blob on its base once', () => {
  const { table } = readPack(packPath(createPacked()), 20);
  const blobs = [...table.types.keys()].filter((entry) => table.types[entry] === 3);
  const roots = blobs.filter((entry) => table.bases[entry] === -1);
  expect(roots.reduce((sum, root) => sum + table.weights[root]!, 0)).toBe(blobs.length);
  const seen: number[] = [];
  const walk = (entry: number): void => {
    seen.push(entry);
    for (let delta = table.firstDelta[entry]!; delta >= 0; delta = table.nextDelta[delta]!) {
      expect(table.bases[delta]).toBe(entry);
      walk(delta);
    }
  };
  roots.forEach(walk);
  expect(seen.toSorted((a, b) => a - b)).toEqual(blobs);
});

it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
  ['a changed index', (bytes) => Buffer.from(bytes.map((byte, i) => (i === 2000 ? byte ^ 1 : byte))), /checksum/],
  ['a cut index', (bytes) => bytes.subarray(0, 500), /cut short/],
  ['an index of another version', (bytes) => Buffer.concat([Buffer.from([0, 0, 0, 0]), bytes]), /version/],
])('%s is refused', (_, damage, message) => {
  const path = packPath(createPacked());
  const copy = join(temporaryFolder(), 'pack-x');
  copyFileSync(`${path}.pack`, `${copy}.pack`);
  writeFileSync(`${copy}.idx`, damage(readFileSync(`${path}.idx`)));
  expect(() => readPack(copy, 20)).toThrow(message);
});

it('a pack that is not that of its index is refused', () => {
  const path = packPath(createPacked());
  const copy = join(temporaryFolder(), 'pack-x');
  copyFileSync(`${path}.idx`, `${copy}.idx`);
  writeFileSync(`${copy}.pack`, readFileSync(`${path}.pack`).subarray(0, -30));
  expect(() => readPack(copy, 20)).toThrow(/not the pack of its index/);
});

it('the store of a repository: its packs, its loose objects, those of its alternates', () => {
  const repository = createPacked();
  const loose = repository.run(['hash-object', '-w', '--stdin'], { input: 'loose' }).toString().trim();
  const other = createRepository('--bare');
  writeFileSync(join(other.path, 'objects/info/alternates'), `${repository.path}/.git/objects\n`);
  const store = readObjectStore(openRepository(other.path));
  expect(store?.packs).toHaveLength(1);
  expect(store?.loose).toEqual([loose]);
});
