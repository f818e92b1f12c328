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
import { cutPortions, type Portion } from './packs/portions.ts';
import type { Doubtful, Sifted } from './packs/sieve.ts';
import { sift, type SiftedPortion } from './packs/sift.ts';
import { tellProgress, type Sweep, type SweepTrace } from './sweep.ts';

/** Each is told when the last portion of its type is done, while the threads go on with the next. All fail where one does. */
export interface SiftedPacks {
  readonly blobs: Promise<PackedBlobs>;
  readonly commits: Promise<PackedCommits>;
  /** They are in the table of trees by then. */
  readonly trees: Promise<void>;
}

export interface PackedBlobs {
  /** Ids of those that may hold a match, or cannot be read by us, in batches. */
  readonly suspects: string[][];
  /** Those that hold matches. */
  readonly found: readonly FoundObject[];
  /** By id, those whose values are of use only where they are certain elsewhere. */
  readonly doubtful: Map<string, Doubtful>;
}

export interface PackedCommits {
  /** Ids of those that may hold a match, or cannot be read by us, in batches. */
  readonly commits: string[][];
  /** Adds those that were read to the graph. */
  addTo(graph: CommitGraph): void;
}

export interface SiftPacksOptions extends ScanContext, SiftContext {
  /** Whether trees are read, too. */
  readonly withTrees: boolean;
}

/** All packs for which the inventory has room. They may be numbered meanwhile, where there is one and no portion is done yet. */
export function siftPacks(sweep: Sweep, tables: readonly PackTable[], options: SiftPacksOptions): SiftedPacks {
  const blobs = new Stage<PackedBlobs>();
  const commits = new Stage<PackedCommits>();
  const trees = new Stage<void>();
  siftStages(sweep, tables, { ...options, stages: { blobs, commits, trees } }).catch((cause: unknown) => {
    for (const stage of [blobs, commits, trees]) stage.fail(cause);
  });
  return { blobs: blobs.result, commits: commits.result, trees: trees.result };
}

class Stage<T> {
  readonly result: Promise<T>;
  finish!: (result: T) => void;
  fail!: (cause: unknown) => void;

  constructor() {
    this.result = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
    // A failure is for whoever asks for the result.
    this.result.catch(() => {});
  }
}

interface Stages {
  readonly blobs: Stage<PackedBlobs>;
  readonly commits: Stage<PackedCommits>;
  readonly trees: Stage<void>;
}

async function siftStages(
  sweep: Sweep,
  tables: readonly PackTable[],
  options: SiftPacksOptions & { readonly stages: Stages },
): Promise<void> {
  const { inventory, oids, trees, trace } = sweep;
  const { stats, own, minConfidence, jobs = availableParallelism(), withTrees, stages } = options;
  const compiled = own.length > 0 ? (await import('../../detect/own-patterns.ts')).compileOwnPatterns(own) : builtIn;
  const types = [packTypes.blob, packTypes.commit, ...(withTrees ? [packTypes.tree] : [])];
  const objects = { tables, oids: oids.snapshot(), types: inventory.packedTypes, isNumbered: inventory.isNumbered };
  const blobs = new BlobPile();
  const commits = new CommitPile();
  const portions = cutPortions(tables, types);
  const left = [...portions.keys()].filter((number) => trace?.portions.has(number) !== true);
  for (const { pack, ...result } of trace?.portions.values() ?? []) {
    blobs.add(result, (entry) => oids.hex(tables[pack]!.ids[entry]!));
    stats.bytes += result.bytes;
    stats.blobs += result.blobs;
  }
  const chosen = left.map((number) => portions[number]!);
  const finish = {
    blobs: () => stages.blobs.finish(blobs.sort()),
    commits: () => stages.commits.finish(commits.sort(oids)),
    trees: () => stages.trees.finish(),
  };
  const open = countTypes(chosen);
  for (const of of kinds) if (open[of] === 0) finish[of]();
  for await (const portion of sift(objects, chosen, { compiled, own, minConfidence, jobs })) {
    const { pack, result } = portion;
    if (result.of === 'blobs') trace?.portions.set(left[portion.portion]!, { pack, ...result });
    const { ids } = tables[pack]!;
    if (result.of === 'blobs') blobs.add(result, (entry) => oids.hex(ids[entry]!));
    else if (result.of === 'commits') commits.add(portion, result, ids);
    else {
      trees.add(portion.thread, result);
      for (const entry of result.unread) trees.unread.push(ids[entry]!);
    }
    const { bytes, count } = countVouched(result);
    stats.bytes += bytes;
    stats[result.of === 'commits' ? 'commits' : 'blobs'] += count;
    tellProgress(sweep, options);
    if (--open[result.of] === 0) finish[result.of]();
  }
}

const kinds = ['blobs', 'commits', 'trees'] as const;

function countTypes(portions: readonly Portion[]): Record<(typeof kinds)[number], number> {
  const count = (wanted: number): number => portions.filter(({ type }) => type === wanted).length;
  return { blobs: count(packTypes.blob), commits: count(packTypes.commit), trees: count(packTypes.tree) };
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

  sort(): PackedBlobs {
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

  sort(oids: Sweep['oids']): PackedCommits {
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

/** Blobs that hold a value which is certain elsewhere: with their matches, or ids of those that must be read again, in batches. */
export interface TakenBlobs {
  readonly found: readonly FoundObject[];
  readonly unread: string[][];
}

/** Takes them away from the doubtful ones. */
export function takeCertain(doubtful: Map<string, Doubtful>, { certainMarks }: SiftContext): TakenBlobs {
  const certain = certainMarks();
  const found: FoundObject[] = [];
  const unread: string[] = [];
  for (const [oid, { marks, size, matches }] of [...doubtful].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!marks.some((mark) => certain.has(mark))) continue;
    doubtful.delete(oid);
    if (matches === undefined) unread.push(oid);
    else found.push({ oid, size, matches });
  }
  return { found, unread: cutBatches(unread) };
}

/** Counts the blobs whose values are certain nowhere as read. */
export function leaveDoubtful(
  doubtful: ReadonlyMap<string, Doubtful>,
  { stats }: Pick<ScanContext, 'stats'>,
  trace?: SweepTrace,
): void {
  const left = [...doubtful.values()];
  stats.blobs += left.length;
  for (const { size } of left) stats.bytes += size;
  if (trace !== undefined) trace.doubtful = left;
}

/** Sorted, so that what is read comes in the same order each time. */
function cutBatches(ids: string[]): string[][] {
  const list = ids.sort();
  return Array.from({ length: Math.ceil(list.length / batchSize) }, (_, i) =>
    list.slice(i * batchSize, (i + 1) * batchSize),
  );
}
