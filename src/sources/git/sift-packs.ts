/** The sieve's part in a sweep: which of the packed blobs must be read, and the count of all others. */
import { availableParallelism } from 'node:os';
import { builtIn } from '../../detect/built-in.ts';
import type { ScanContext, SiftContext } from '../../types.ts';
import { batchSize } from './objects.ts';
import type { ObjectStore } from './packs/object-store.ts';
import type { Pack } from './packs/pack-table.ts';
import type { Doubtful } from './packs/sieve.ts';
import { sift } from './packs/sift.ts';
import type { Sweep } from './sweep.ts';

export interface SiftedPacks {
  /** Ids of the blobs that may hold a match, or cannot be read by us, in batches. */
  readonly suspects: string[][];
  /** By id, those whose values are of use only where they are certain elsewhere. */
  readonly doubtful: ReadonlyMap<string, Doubtful>;
}

export async function siftPacks(
  { inventory }: Sweep,
  { packs }: ObjectStore,
  { stats, progress, own, minConfidence, jobs = availableParallelism() }: ScanContext & SiftContext,
): Promise<SiftedPacks> {
  const compiled = own.length > 0 ? (await import('../../detect/own-patterns.ts')).compileOwnPatterns(own) : builtIn;
  const tables = packs.map(({ table }) => table);
  const suspects = new Set<string>();
  const doubtful = new Map<string, Doubtful>();
  for await (const sifted of sift(tables, { compiled, own, minConfidence, jobs })) {
    stats.blobs += sifted.blobs;
    stats.bytes += sifted.bytes;
    progress(stats.blobs + stats.commits, inventory.total, 'objects');
    const pack = packs[sifted.pack]!;
    for (const entry of sifted.suspects) suspects.add(idOf(pack, entry));
    for (const one of sifted.doubtful) doubtful.set(idOf(pack, one.entry), one);
  }
  // Another pack may have it whole where this one is damaged.
  for (const oid of suspects) doubtful.delete(oid);
  return { suspects: cutBatches([...suspects]), doubtful };
}

/** Ids of doubtful blobs that hold a value which is certain elsewhere, in batches; the others are counted as read. */
export function pickCertain(
  doubtful: ReadonlyMap<string, Doubtful>,
  { stats, isCertain }: ScanContext & SiftContext,
): string[][] {
  const picked: string[] = [];
  for (const [oid, { size, marks }] of doubtful) {
    if (marks.some(isCertain)) picked.push(oid);
    else {
      stats.blobs++;
      stats.bytes += size;
    }
  }
  return cutBatches(picked);
}

/** Sorted, so that what is read comes in the same order each time. */
function cutBatches(ids: string[]): string[][] {
  const list = ids.sort();
  return Array.from({ length: Math.ceil(list.length / batchSize) }, (_, i) =>
    list.slice(i * batchSize, (i + 1) * batchSize),
  );
}

function idOf({ index, numbers }: Pack, entry: number): string {
  const at = numbers[entry]! * index.width;
  return Buffer.from(index.oids.subarray(at, at + index.width)).toString('hex');
}
