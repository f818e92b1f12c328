/** The whole history: every object once, whatever it is reachable from, and then only for those with matches who brought them in. */
import { isShallow, type Repository } from '../../git.ts';
import { readShallow } from '../../git/repository.ts';
import type { Chunk, LocatedSighting, ScanContext, SiftContext, Sighting, Source } from '../../types.ts';
import { expandBlobs, expandFound } from './blobs.ts';
import { collectChanges, type BrokenCommit } from './changes.ts';
import { batchColumn } from './inventory.ts';
import { readMessages } from './read-messages.ts';
import { findNamedFiles, toChunk } from './named.ts';
import { createNarrowedSource, type Narrowing } from './narrowed.ts';
import { createObjectReader, type ObjectReader, type OidBatches } from './objects.ts';
import { readObjectStore, type ObjectStore } from './packs/object-store.ts';
import { leaveDoubtful, siftPacks, takeCertain, type SiftedPacks, type TakenBlobs } from './sift-packs.ts';
import { completeTrees, logChangesOf, mayReadTrees } from './read-trees.ts';
import { readTips, type Tips } from './refs.ts';
import { SkipList } from './skip-list.ts';
import { createSweep, tellProgress, type Sweep } from './sweep.ts';
import { locateInSweep } from './sweep-places.ts';
import { findGaps, findUnlisted, markReachable, tellBroken } from './sweep-reach.ts';

export interface HistoryOptions extends Narrowing {
  /** Leave out what no ref and no reflog reaches. */
  readonly reachableOnly?: boolean;
  /** Read packs ourselves where their form is known; else git reads every object. Default: true. */
  readonly packs?: boolean;
}

/** Scans all objects of the repository and its alternates, or the part that the options leave. */
export function createHistorySource(repository: Repository, options: HistoryOptions = {}): Source {
  if (options.since !== undefined || options.branch !== undefined) return createNarrowedSource(repository, options);
  return createSweepSource(createSweep(repository, options.reachableOnly ?? false), options);
}

/** The same for a sweep that was created before. */
export function createSweepSource(sweep: Sweep, { packs = true }: Pick<HistoryOptions, 'packs'> = {}): Source {
  const { repository } = sweep;
  return {
    mode: 'history',
    root: repository.root,
    chunks(context) {
      const { sift } = context;
      const store = sift === undefined || !packs ? undefined : readObjectStore(repository);
      if (sift === undefined || store === undefined) return readThroughGit(sweep, context);
      return readPacks(startPacks(sweep, store, { ...context, ...sift }), sift);
    },
    locate: (sightings, context) => locateAll(sweep, sightings, context),
  };
}

/** Every object through git: for what no other reader knows, and what they are measured by. */
async function* readThroughGit(sweep: Sweep, context: ScanContext): AsyncGenerator<Chunk> {
  const { repository, inventory } = sweep;
  const reading = startReading(sweep, context);
  const listed = inventory.load(repository);
  // Beside the scan: it takes a fifth of the time, and tells which blobs are missing.
  const broken = settle(listed.then(() => listChanges(sweep)));
  yield* readBlobs(reading, inventory.blobBatches());
  await listed;
  for (const column of [inventory.commits, inventory.tags]) yield* readSaid(reading, batchColumn(sweep.oids, column));
  const tips = await readTips(repository);
  await markReachable(sweep, tips, reading.skips);
  yield* readRest(reading, { broken, tips });
  reading.skips.flush();
}

interface Started {
  readonly reading: Reading;
  readonly listed: Promise<void>;
  readonly sifted: SiftedPacks;
  /** Whether trees are read by us, and not compared by git. */
  readonly withTrees: boolean;
}

/** Other threads begin at once. What is known of the packs' entries is held until they are done, and no longer. */
function startPacks(sweep: Sweep, store: ObjectStore, context: ScanContext & SiftContext): Started {
  const { repository, inventory } = sweep;
  sweep.trace?.onStore(store);
  const withTrees = mayReadTrees(repository);
  const reading = startReading(sweep, context);
  const tables = store.packs.map(({ table }) => table);
  const startSieve = (): SiftedPacks => siftPacks(sweep, tables, { ...context, withTrees });
  inventory.makeRoom(store);
  // What is in one pack is in it once: to count blobs, their numbers are not needed.
  const isEarly = tables.length === 1 && !sweep.trace?.portions.size;
  const early = isEarly ? startSieve() : undefined;
  const listed = inventory.loadStore(repository, store);
  return { reading, listed, withTrees, sifted: early ?? startSieve() };
}

/** Only what the sieve cannot vouch for is read through git: blobs while the threads go through commits, and commits beside the trees. */
async function* readPacks(
  { reading, listed, sifted, withTrees }: Started,
  context: SiftContext,
): AsyncGenerator<Chunk> {
  const { sweep, reader, skips } = reading;
  const { graph, inventory, oids, trees } = sweep;
  await listed;
  if (withTrees) trees.expected = inventory.packedTrees;
  const tips = settle(readTips(sweep.repository));
  const compared = withTrees ? undefined : settle(listChanges(sweep));
  yield* readBlobs(reading, batchColumn(oids, inventory.blobs));
  yield* readSaid(reading, batchColumn(oids, inventory.commits, inventory.packedCommits));
  yield* readSaid(reading, batchColumn(oids, inventory.tags));
  const { found, suspects, doubtful } = await sifted.blobs;
  yield* expandFound(found, reading);
  yield* readBlobs(reading, suspects);
  yield* readTaken(reading, takeCertain(doubtful, context));
  const { commits, addTo } = await sifted.commits;
  addTo(graph);
  yield* readSaid(reading, commits);
  await markReachable(sweep, await tips(), skips);
  graph.reckonAges();
  await sifted.trees;
  // Of the doubtful ones some may become certain yet.
  const most = new Set([...((await reading.context.foundMost?.()) ?? []), ...doubtful.keys()]);
  const isLogged = !(withTrees && (await completeTrees(sweep, reader, most)));
  const broken = isLogged ? (compared ?? settle(listChanges(sweep))) : settle(Promise.resolve([]));
  yield* readRest(reading, { broken, tips: await tips() });
  yield* readTaken(reading, takeCertain(doubtful, context));
  leaveDoubtful(doubtful, reading.context, sweep.trace);
  skips.flush();
}

interface Reading {
  readonly sweep: Sweep;
  readonly context: ScanContext;
  readonly skips: SkipList;
  readonly reader: ObjectReader;
  readonly onRead: () => void;
}

function startReading(sweep: Sweep, context: ScanContext): Reading {
  const reader = createObjectReader(sweep.repository, context);
  return { sweep, context, skips: new SkipList(context), reader, onRead: countProgress(sweep, context) };
}

function listChanges({ repository, log, inventory }: Sweep): Promise<readonly BrokenCommit[]> {
  return collectChanges(repository, log, { commits: inventory.commits, deletions: false });
}

function readBlobs({ context, skips, reader, onRead }: Reading, batches: OidBatches): AsyncGenerator<Chunk> {
  return expandBlobs(reader.read(batches), { context, skips, via: 'commit', pathOf: () => '', onRead });
}

async function* readTaken(reading: Reading, { found, unread }: TakenBlobs): AsyncGenerator<Chunk> {
  yield* expandFound(found, reading);
  yield* readBlobs(reading, unread);
}

/** What commits and tags say. */
function readSaid({ sweep, context, skips, reader, onRead }: Reading, batches: OidBatches): AsyncGenerator<Chunk> {
  return readMessages(reader.read(batches), { ...sweep, context, skips, onRead });
}

interface Rest {
  readonly broken: () => Promise<readonly BrokenCommit[]>;
  readonly tips: Tips;
}

/** What came meanwhile, and then what is reachable and missing. All commits and tags are known, and what reaches them. */
async function* readRest(reading: Reading, { tips, ...given }: Rest): AsyncGenerator<Chunk> {
  const { sweep, skips } = reading;
  const { repository, inventory } = sweep;
  const shallow = isShallow(repository) ? readShallow(repository) : [];
  const broken = await given.broken();
  const late = await inventory.findLate(repository, findUnlisted(sweep));
  if (sweep.trace !== undefined) Object.assign(sweep.trace, { tips, late: late.length > 0 });
  yield* readBlobs(reading, [late]);
  const named = await findNamedFiles(sweep, reading);
  if (sweep.trace !== undefined) sweep.trace.named = named;
  for (const file of named) yield toChunk(file);
  findGaps(sweep, { skips, broken, shallow });
}

async function locateAll(
  sweep: Sweep,
  sightings: readonly Sighting[],
  context: ScanContext,
): Promise<LocatedSighting[]> {
  if (sweep.trees.isComplete) {
    const found = new Set(sightings.map(({ origin }) => origin.object ?? ''));
    tellBroken(sweep, await logChangesOf(sweep, found), new SkipList(context));
  }
  return locateInSweep(sweep, sightings, context);
}

/** Starts the work now; a failure is thrown when the result is asked for, not before. */
function settle<T>(work: Promise<T>): () => Promise<T> {
  work.catch(() => {});
  return () => work;
}

function countProgress(sweep: Sweep, context: ScanContext): () => void {
  let done = 0;
  return () => {
    if ((++done & 255) === 0) tellProgress(sweep, context);
  };
}
