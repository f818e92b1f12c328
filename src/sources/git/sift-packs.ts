/** The sieve's part in a sweep: which of the packed objects must be read, how commits and trees hang together, and the count of all others. */
import { availableParallelism } from 'node:os';
import { builtIn } from '../../detect/built-in.ts';
import type { ScanContext, SiftContext } from '../../types.ts';
import type { FoundObject } from './blobs.ts';
import type { CommitGraph } from './commit-graph.ts';
import { batchSize } from './objects.ts';
import { noObject } from './oid-table.ts';
import type { SiftedCommits } from './packs/commit-sieve.ts';
import { packTypes, type PackTable } from './packs/pack-table.ts';
import { cutPortions } from './packs/portions.ts';
import type { Doubtful, Sifted } from './packs/sieve.ts';
import { sift, type SiftedPortion } from './packs/sift.ts';
import type { Sweep, SweepTrace } from './sweep.ts';

export interface SiftedPacks {
  /** Ids of the blobs that may hold a match, or cannot be read by us, in batches. */
  readonly suspects: string[][];
  /** Blobs that hold matches. */
  readonly found: readonly FoundObject[];
  /** By id, those whose values are of use only where they are certain elsewhere. */
  readonly doubtful: ReadonlyMap<string, Doubtful>;
  /** Ids of the commits that may hold a match, or cannot be read by us, in batches. */
  readonly commits: string[][];
  /** Adds the commits that were read to the graph. */
  addTo(graph: CommitGraph): void;
}

export interface SiftPacksOptions extends ScanContext, SiftContext {
  /** Whether trees are read, too. */
  readonly withTrees: boolean;
}

/** All packs for which the inventory has room. They may be numbered meanwhile, where there is one and no portion is done yet. */
export async function siftPacks(
  { inventory, oids, trees, trace }: Sweep,
  tables: readonly PackTable[],
  { stats, progress, own, minConfidence, jobs = availableParallelism(), withTrees }: SiftPacksOptions,
): Promise<SiftedPacks> {
  const compiled = own.length > 0 ? (await import('../../detect/own-patterns.ts')).compileOwnPatterns(own) : builtIn;
  const types = [packTypes.blob, packTypes.commit, ...(withTrees ? [packTypes.tree] : [])];
  const objects = { tables, oids: oids.snapshot(), types: inventory.packedTypes, isNumbered: inventory.isNumbered };
  const blobs = new BlobPile();
  const commits = new CommitPile();
  let treesRead = 0;
  const portions = cutPortions(tables, types);
  const left = [...portions.keys()].filter((number) => trace?.portions.has(number) !== true);
  const options = { compiled, own, minConfidence, jobs };
  for (const { pack, ...result } of trace?.portions.values() ?? []) {
    blobs.add(result, (entry) => oids.hex(tables[pack]!.ids[entry]!));
    stats.bytes += result.bytes;
    stats.blobs += result.blobs;
  }
  const chosen = left.map((number) => portions[number]!);
  for await (const portion of sift(objects, chosen, options)) {
    const { pack, result } = portion;
    if (result.of === 'blobs') trace?.portions.set(left[portion.portion]!, { pack, ...result });
    const { ids } = tables[pack]!;
    const idOf = (entry: number): string => oids.hex(ids[entry]!);
    if (result.of === 'blobs') blobs.add(result, idOf);
    else if (result.of === 'commits') commits.add(portion, result, ids);
    else {
      trees.add(portion.thread, result);
      for (const entry of result.unread) trees.unread.push(ids[entry]!);
      treesRead += result.trees.length;
    }
    const { bytes, count } = countVouched(result);
    stats.bytes += bytes;
    stats[result.of === 'commits' ? 'commits' : 'blobs'] += count;
    const total = inventory.total + (withTrees ? inventory.packedTrees : 0);
    progress(stats.blobs + stats.commits + treesRead, total, 'objects');
  }
  return { ...blobs.sort(), ...commits.sort(oids) };
}

function countVouched(result: SiftedPortion['result']): { count: number; bytes: number } {
  if (result.of === 'trees') return { count: 0, bytes: 0 };
  const { bytes } = result;
  return { count: result.of === 'blobs' ? result.blobs : result.entries.length - result.suspects.length, bytes };
}

class BlobPile {
  readonly #suspects = new Set<string>();
  readonly #found = new Map<string, FoundObject>();
  readonly #doubtful = new Map<string, Doubtful>();

  add({ suspects, found, doubtful }: Sifted, idOf: (entry: number) => string): void {
    for (const { entry, ...one } of found) this.#found.set(idOf(entry), { oid: idOf(entry), ...one });
    for (const entry of suspects) this.#suspects.add(idOf(entry));
    for (const one of doubtful) this.#doubtful.set(idOf(one.entry), one);
  }

  sort(): Pick<SiftedPacks, 'suspects' | 'found' | 'doubtful'> {
    // Another pack may have it whole where this one is damaged.
    for (const oid of this.#found.keys()) this.#suspects.delete(oid);
    for (const oid of this.#suspects) this.#doubtful.delete(oid);
    const found = [...this.#found.values()].sort((a, b) => (a.oid < b.oid ? -1 : 1));
    return { suspects: cutBatches([...this.#suspects]), found, doubtful: this.#doubtful };
  }
}

class CommitPile {
  /** By number of the portion, so that the graph is the same each time. */
  readonly #portions: { commits: SiftedCommits; numbers: Uint32Array }[] = [];
  readonly #read = new Set<number>();
  readonly #unread = new Set<number>();

  add({ portion }: SiftedPortion, commits: SiftedCommits, ids: Uint32Array): void {
    this.#portions[portion] = { commits, numbers: commits.entries.map((entry) => ids[entry]!) };
    for (const entry of commits.suspects) this.#read.add(ids[entry]!);
    for (const entry of commits.unread) this.#unread.add(ids[entry]!);
  }

  sort(oids: Sweep['oids']): Pick<SiftedPacks, 'commits' | 'addTo'> {
    const parts = this.#portions.filter(Boolean);
    // Another pack may have it whole where this one is damaged.
    if (this.#unread.size > 0) for (const { numbers } of parts) for (const one of numbers) this.#unread.delete(one);
    const numbers = [...this.#read, ...this.#unread];
    return {
      commits: cutBatches(numbers.map((number) => oids.hex(number))),
      addTo: (graph) => parts.forEach((part) => addCommits(graph, part)),
    };
  }
}

function addCommits(graph: CommitGraph, { commits, numbers }: { commits: SiftedCommits; numbers: Uint32Array }): void {
  const { trees, parents, parentCounts, clocks, unknown } = commits;
  let parent = 0;
  let missing = 0;
  for (const [i, commit] of numbers.entries()) {
    const own = parents.slice(parent, (parent += parentCounts[i]!));
    for (const [k, number] of own.entries()) if (number === noObject) own[k] = graph.oids.addHex(unknown[missing++]!);
    graph.addLinks({ commit, tree: trees[i]!, parents: own, clock: clocks[i]! });
  }
}

/** Ids of doubtful blobs that hold a value which is certain elsewhere, in batches; the others are counted as read. */
export function pickCertain(
  doubtful: ReadonlyMap<string, Doubtful>,
  { stats, certainMarks }: ScanContext & SiftContext,
  trace?: SweepTrace,
): string[][] {
  const certain = certainMarks();
  const picked: string[] = [];
  const left: Doubtful[] = [];
  for (const [oid, one] of doubtful) {
    if (one.marks.some((mark) => certain.has(mark))) picked.push(oid);
    else {
      stats.blobs++;
      stats.bytes += one.size;
      left.push(one);
    }
  }
  if (trace !== undefined) trace.doubtful = left;
  return cutBatches(picked);
}

/** Sorted, so that what is read comes in the same order each time. */
function cutBatches(ids: string[]): string[][] {
  const list = ids.sort();
  return Array.from({ length: Math.ceil(list.length / batchSize) }, (_, i) =>
    list.slice(i * batchSize, (i + 1) * batchSize),
  );
}
