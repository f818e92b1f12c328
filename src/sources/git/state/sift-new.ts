/** The sieve on packs that have come since the last sweep, on this thread: what it vouches for is not read again. */
import { builtIn } from '../../../detect/built-in.ts';
import type { SiftContext } from '../../../types.ts';
import type { FoundObject } from '../blobs.ts';
import { OidTable } from '../oid-table.ts';
import { none, packTypes, type Pack } from '../packs/pack-table.ts';
import { PortionSifter } from '../packs/sift-portion.ts';

export interface SiftedNew {
  readonly found: readonly FoundObject[];
  /** Ids of blobs for which nothing is said: they are to be read. */
  readonly left: readonly string[];
  /** Blobs that hold nothing, and their bytes. */
  readonly blobs: number;
  readonly bytes: number;
}

/** Fewer blobs than this are read before the sieve is ready. */
const worthSieve = 40;

export interface NewBlobs {
  readonly packs: readonly Pack[];
  readonly blobs: readonly string[];
  /** Whether a blob was read before and held nothing that counts: its deltas are new only where they differ. */
  isSettled(oid: string): boolean;
}

/**
 * A value that is uncertain in a settled blob is uncertain everywhere: in a delta of that it counts for nothing either, and should it become
 * certain, everything is read again (doubtful-values.ts).
 */
export async function siftNew(
  { packs, blobs, isSettled }: NewBlobs,
  { own, minConfidence }: SiftContext,
): Promise<SiftedNew> {
  if (blobs.length < worthSieve) return { found: [], left: blobs, blobs: 0, bytes: 0 };
  const compiled = own.length > 0 ? (await import('../../../detect/own-patterns.ts')).compileOwnPatterns(own) : builtIn;
  const left = new Set(blobs);
  const found: FoundObject[] = [];
  const sum = { blobs: 0, bytes: 0 };
  for (const pack of packs) {
    const { roots, entries, settled } = findFamilies(pack, left, isSettled);
    if (roots.length === 0) continue;
    const objects = {
      tables: [pack.table],
      oids: new OidTable(pack.index.width * 2).snapshot(),
      types: new Uint8Array(),
    };
    const sifter = new PortionSifter(objects, compiled, minConfidence);
    const result = sifter.sift({ pack: 0, type: packTypes.blob, roots, settled });
    sifter.close();
    if (result.of !== 'blobs') continue;
    for (const entry of result.suspects) entries.delete(entry);
    for (const { entry, size, matches } of [...result.found, ...result.doubtful]) {
      const oid = entries.get(entry);
      if (matches === undefined) entries.delete(entry);
      else if (oid !== undefined) found.push({ oid, size, matches });
    }
    for (const oid of entries.values()) left.delete(oid);
    sum.blobs += result.blobs;
    sum.bytes += result.bytes;
  }
  return { found, left: [...left], ...sum };
}

/** The families with blobs that are wanted, and these by their entries. All others count as read elsewhere. */
function findFamilies(
  { table, index, numbers }: Pack,
  wanted: ReadonlySet<string>,
  isSettled: NewBlobs['isSettled'],
): Families {
  const { count, types, bases, elsewhere } = table;
  const entries = new Map<number, string>();
  const roots = new Set<number>();
  const settled = new Set<number>();
  const oids = Buffer.from(index.oids.buffer, index.oids.byteOffset, index.oids.length);
  for (let entry = 0; entry < count; entry++) {
    if (types[entry] !== packTypes.blob) continue;
    const at = numbers[entry]! * index.width;
    const oid = oids.toString('hex', at, at + index.width);
    elsewhere[entry] = 1;
    if (!wanted.has(oid)) {
      if (isSettled(oid)) settled.add(entry);
      continue;
    }
    elsewhere[entry] = 0;
    entries.set(entry, oid);
    let root = entry;
    while (bases[root] !== none) root = bases[root]!;
    roots.add(root);
  }
  return { entries, roots: Uint32Array.from(roots), settled };
}

interface Families {
  readonly entries: Map<number, string>;
  readonly roots: Uint32Array;
  readonly settled: ReadonlySet<number>;
}
