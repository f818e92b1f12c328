/** What the sieve rules out, and that it rules out nothing that it has not seen. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { patterns } from '../../../../patterns/index.ts';
import { builtIn } from '../../../../src/detect/built-in.ts';
import { packTypes, readPack, type PackTable } from '../../../../src/sources/git/packs/pack-table.ts';
import { cutPortions } from '../../../../src/sources/git/packs/portions.ts';
import type { Sifted } from '../../../../src/sources/git/packs/sieve.ts';
import { sift, siftAside, type SiftedPortion } from '../../../../src/sources/git/packs/sift.ts';
import type { SharedObjects } from '../../../../src/sources/git/packs/sift-portion.ts';
import { OidTable } from '../../../../src/sources/git/oid-table.ts';
import { importRandomHistory } from '../../../fixtures/random-history.ts';
import { createRepository } from '../../../fixtures/repository.ts';

function createTable(): PackTable {
  const repository = createRepository();
  importRandomHistory(repository, { seed: 'sift', files: 20, commits: 60 });
  repository.git('repack', '-adfq');
  const folder = join(repository.path, '.git/objects/pack');
  return readPack(
    join(
      folder,
      readdirSync(folder)
        .find((name) => name.endsWith('.idx'))!
        .slice(0, -4),
    ),
    20,
  ).table;
}

function blobsOf({ types }: PackTable): number[] {
  return [...types.keys()].filter((entry) => types[entry] === 3);
}

function share(table: PackTable): SharedObjects {
  return { tables: [table], oids: new OidTable(40).snapshot(), types: new Uint8Array() };
}

async function collect(portions: AsyncIterable<SiftedPortion>): Promise<Sifted[]> {
  const all: Sifted[] = [];
  for await (const { result } of portions) if (result.of === 'blobs') all.push(result);
  return all;
}

const options = { compiled: builtIn, own: [], minConfidence: 'medium', jobs: 2 } as const;

it('vouches for some blobs and names all others', async () => {
  const table = createTable();
  const sifted = await collect(sift(share(table), cutPortions([table], [packTypes.blob]), options));
  const suspects = sifted.flatMap(({ suspects: unread, found, doubtful }) => [
    ...unread,
    ...[...found, ...doubtful].map(({ entry }) => entry),
  ]);
  const vouched = sifted.reduce((sum, { blobs }) => sum + blobs, 0);
  expect(vouched).toBeGreaterThan(10);
  expect(new Set(suspects).size).toBe(suspects.length);
  expect(vouched + suspects.length).toBe(blobsOf(table).length);
});

it('vouches for none when the pack has gone', async () => {
  const table = createTable();
  rmSync(table.path);
  const sifted = await collect(sift(share(table), cutPortions([table], [packTypes.blob]), options));
  expect(sifted.flatMap(({ suspects }) => suspects).toSorted((a, b) => a - b)).toEqual(blobsOf(table));
});

it.each([
  ['at once', []],
  ['with a portion in its hands', patterns.slice(0, 1)],
])('vouches for none when its threads die %s', async (_, own) => {
  const table = createTable();
  const task = {
    objects: share(table),
    portions: cutPortions([table], [packTypes.blob]),
    own,
    minConfidence: 'medium' as const,
    cursor: new Int32Array(new SharedArrayBuffer(4)),
  };
  const file = new URL('../../../fixtures/dying-worker.cjs', import.meta.url).pathname;
  const sifted = await collect(siftAside(task, { file, workers: 2 }));
  expect(sifted.flatMap(({ suspects }) => suspects).toSorted((a, b) => a - b)).toEqual(blobsOf(table));
});
