/** The order of a pack's objects, and their ids in the table: what is sorted and filled at once is what would come of one after the other. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { OidTable } from '../../../../src/sources/git/oid-table.ts';
import { sortByOffset } from '../../../../src/sources/git/packs/offset-order.ts';
import type { PackIndex } from '../../../../src/sources/git/packs/pack-index.ts';

const idOf = (seed: number): Buffer => createHash('sha1').update(String(seed)).digest();

it.each([
  ['all alike but the last digits', 1],
  ['below 4 GB', 2 ** 20],
  ['above 4 GB', 2 ** 23 + 1],
])('offsets %s come in ascending order, with the numbers that they had', (_, step) => {
  const count = 3000;
  const offsets = Array.from({ length: count }, (_unused, i) => 12 + ((i * 1009) % count) * step);
  const sorted = new Float64Array(count + 1);
  const numbers = sortByOffset({ count, offsetAt: (number) => offsets[number]! } as PackIndex, sorted);
  expect([...sorted.subarray(0, count)]).toEqual(offsets.toSorted((a, b) => a - b));
  expect([...numbers].map((number) => offsets[number])).toEqual([...sorted.subarray(0, count)]);
});

it('a table that is filled at once finds each id under the number of its place in the pack', () => {
  const ids = Array.from({ length: 2000 }, (_, i) => idOf(i)).sort(Buffer.compare);
  const order = Uint32Array.from(ids.keys(), (i) => (i * 777) % ids.length);
  const table = new OidTable(40);
  table.reserve(ids.length);
  expect(table.fill(Buffer.concat(ids), order)).toBe(true);
  expect(Array.from(order, (id) => table.findRaw(ids[id]!, 0))).toEqual(Array.from(order, (_, place) => place + 1));
  expect(table.findRaw(idOf(-1), 0)).toBeUndefined();
  expect(table.addRaw(idOf(-1), 0)).toBe(ids.length + 1);
});

it.each<[string, readonly Buffer[]]>([
  ['descend', [idOf(1), idOf(2)].sort(Buffer.compare).toReversed()],
  ['are there twice', [idOf(1), idOf(1)]],
  ['begin with none', [Buffer.alloc(20), idOf(1)]],
])('ids that %s are not filled in at once', (_, ids) => {
  const table = new OidTable(40);
  table.reserve(ids.length);
  expect(table.fill(Buffer.concat(ids), Uint32Array.from(ids.keys()))).toBe(false);
  expect(table.count).toBe(1);
});
