/** The sieve's part in a sweep: which of the packed blobs must be read, and the count of all others. */
import { availableParallelism } from 'node:os';
import { builtIn } from '../../detect/built-in.ts';
import type { ScanContext, SiftContext } from '../../types.ts';
import { batchSize } from './objects.ts';
import type { ObjectStore } from './packs/object-store.ts';
import { sift } from './packs/sift.ts';
import type { Sweep } from './sweep.ts';

/** Ids of the blobs that may hold a match, or cannot be read by us, in batches. */
export async function siftPacks(
  { inventory }: Sweep,
  { packs }: ObjectStore,
  { stats, progress, own, jobs = availableParallelism() }: ScanContext & SiftContext,
): Promise<string[][]> {
  const compiled = own.length > 0 ? (await import('../../detect/own-patterns.ts')).compileOwnPatterns(own) : builtIn;
  const tables = packs.map(({ table }) => table);
  const suspects = new Set<string>();
  for await (const { pack, suspects: entries, blobs, bytes } of sift(tables, { compiled, own, jobs })) {
    stats.blobs += blobs;
    stats.bytes += bytes;
    progress(stats.blobs + stats.commits, inventory.total, 'objects');
    const { index, numbers } = packs[pack]!;
    for (const entry of entries) {
      const at = numbers[entry]! * index.width;
      suspects.add(Buffer.from(index.oids.subarray(at, at + index.width)).toString('hex'));
    }
  }
  const list = [...suspects].sort();
  return Array.from({ length: Math.ceil(list.length / batchSize) }, (_, i) =>
    list.slice(i * batchSize, (i + 1) * batchSize),
  );
}
