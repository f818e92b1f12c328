/** The work of a sweep in portions: families of one type, the heaviest first, so that at the end nobody waits long for the last one. */
import { none, type PackTable } from './pack-table.ts';

/** Families of one pack that are sifted together. */
export interface Portion {
  /** Number of the pack. */
  readonly pack: number;
  /** Type of all objects in it. */
  readonly type: number;
  /** Entries that are no deltas. */
  readonly roots: Uint32Array;
}

/** Bytes of content, estimated, that make a portion: some tens of milliseconds. */
const portionSize = 32 * 1024 * 1024;
/** What an object costs besides its bytes, in bytes. */
const objectCost = 4096;

/** Portions of all objects of the types, in the order of the types. */
export function cutPortions(tables: readonly PackTable[], types: readonly number[]): Portion[] {
  return types.flatMap((type) =>
    tables.flatMap((table, pack) => cutPack(table, type).map((roots) => ({ pack, type, roots }))),
  );
}

function cutPack({ count, types, bases, weights, sizes }: PackTable, type: number): Uint32Array[] {
  const roots: number[] = [];
  for (let entry = 0; entry < count; entry++) if (types[entry] === type && bases[entry] === none) roots.push(entry);
  const costOf = (root: number): number => weights[root]! * (sizes[root]! + objectCost);
  const heavy = roots.filter((root) => costOf(root) > portionSize / 4).sort((a, b) => costOf(b) - costOf(a));
  // The light ones stay in the order of the pack, which is that of reading ahead.
  const light = roots.filter((root) => costOf(root) <= portionSize / 4);
  const portions: Uint32Array[] = [];
  let open: number[] = [];
  let cost = 0;
  const close = (): void => {
    if (open.length > 0) portions.push(Uint32Array.from(open));
    open = [];
    cost = 0;
  };
  for (const root of [...heavy, ...light]) {
    open.push(root);
    cost += costOf(root);
    if (cost >= portionSize) close();
  }
  close();
  return portions;
}
