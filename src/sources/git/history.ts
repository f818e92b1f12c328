/** The whole history: every object once, whatever it is reachable from, and then only for those with matches who brought them in. */
import { isShallow, type Repository } from '../../git.ts';
import { readShallow } from '../../git/repository.ts';
import type { Chunk, LocatedSighting, ScanContext, Sighting, Source } from '../../types.ts';
import { expandBlobs } from './blobs.ts';
import { collectChanges } from './changes.ts';
import { batchColumn } from './inventory.ts';
import { readMessages } from './read-messages.ts';
import { createNarrowedSource, type Narrowing } from './narrowed.ts';
import { createObjectReader } from './objects.ts';
import { readTips } from './refs.ts';
import { SkipList } from './skip-list.ts';
import { createSweep, type Sweep } from './sweep.ts';
import { locateInSweep } from './sweep-places.ts';
import { findGaps, markReachable } from './sweep-reach.ts';

export interface HistoryOptions extends Narrowing {
  /** Leave out what no ref and no reflog reaches. */
  readonly reachableOnly?: boolean;
}

/** Scans all objects of the repository and its alternates, or the part that the options leave. */
export function createHistorySource(repository: Repository, options: HistoryOptions = {}): Source {
  if (options.since !== undefined || options.branch !== undefined) return createNarrowedSource(repository, options);
  const sweep = createSweep(repository, options.reachableOnly ?? false);
  return {
    mode: 'history',
    root: repository.root,
    chunks: (context) => readAll(sweep, context),
    locate: (sightings, context) => locateAll(sweep, sightings, context),
  };
}

async function* readAll(sweep: Sweep, context: ScanContext): AsyncGenerator<Chunk> {
  const { repository, inventory, oids, log } = sweep;
  const skips = new SkipList(context);
  const reader = createObjectReader(repository, context);
  const listed = inventory.load(repository);
  // Beside the scan: it takes a fifth of the time, and tells which blobs are missing.
  const broken = settle(
    listed.then(() => collectChanges(repository, log, { commits: inventory.commits, deletions: false })),
  );
  const onRead = countProgress(sweep, context);
  const blobs = reader.read(inventory.blobBatches());
  yield* expandBlobs(blobs, { context, skips, via: 'commit', pathOf: () => '', onRead });
  await listed;
  // Not before: what a hundred thousand refs leave in memory makes every garbage collection slower.
  const tips = settle(readTips(repository));
  for (const column of [inventory.commits, inventory.tags])
    yield* readMessages(reader.read(batchColumn(oids, column)), { ...sweep, context, skips, onRead });
  await markReachable(sweep, await tips(), skips);
  const shallow = isShallow(repository) ? readShallow(repository) : [];
  findGaps(sweep, { skips, broken: await broken(), shallow });
  skips.flush();
}

function locateAll(sweep: Sweep, sightings: readonly Sighting[], context: ScanContext): Promise<LocatedSighting[]> {
  return locateInSweep(sweep, sightings, createObjectReader(sweep.repository, context));
}

/** Starts the work now; a failure is thrown when the result is asked for, not before. */
function settle<T>(work: Promise<T>): () => Promise<T> {
  work.catch(() => {});
  return () => work;
}

function countProgress({ inventory }: Sweep, context: ScanContext): () => void {
  let done = 0;
  return () => {
    if ((++done & 255) === 0) context.progress(done, inventory.last > 0 ? inventory.total : undefined, 'objects');
  };
}
