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
  /** Entries that are there for their deltas only (sieve.ts). */
  readonly settled?: ReadonlySet<number>;
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
  const heavy: { root: number; cost: number }[] = [];
  // The light ones stay in the order of the pack, which is that of reading ahead.
  const light: number[] = [];
  const costOf = (root: number): number => weights[root]! * (sizes[root]! + objectCost);
  for (let entry = 0; entry < count; entry++) {
    if (types[entry] !== type || bases[entry] !== none) continue;
    const cost = costOf(entry);
    if (cost > portionSize / 4) heavy.push({ root: entry, cost });
    else light.push(entry);
  }
  const portions: Uint32Array[] = [];
  let open: number[] = [];
  let sum = 0;
  const close = (): void => {
    if (open.length > 0) portions.push(new Uint32Array(open));
    open = [];
    sum = 0;
  };
  const add = (root: number, cost: number): void => {
    open.push(root);
    sum += cost;
    if (sum >= portionSize) close();
  };
  for (const { root, cost } of heavy.sort((a, b) => b.cost - a.cost)) add(root, cost);
  for (const root of light) add(root, costOf(root));
  close();
  return portions;
}
