/** The whole history: every object once, whatever it is reachable from, and then only for those with matches who brought them in. */
import { isShallow, type Repository } from '../../git.ts';
import { readHexLength, readShallow } from '../../git/repository.ts';
import type { Chunk, LocatedSighting, ScanContext, Sighting, Source } from '../../types.ts';
import { expandBlobs } from './blobs.ts';
import { ChangeLog } from './change-log.ts';
import { collectChanges } from './changes.ts';
import { CommitGraph } from './commit-graph.ts';
import { batchColumn, Inventory } from './inventory.ts';
import { expandMessage } from './messages.ts';
import { createObjectReader, type ReadObject } from './objects.ts';
import { OidTable } from './oid-table.ts';
import { readTips } from './refs.ts';
import { SkipList } from './skip-list.ts';
import { locateInSweep } from './sweep-places.ts';
import { findGaps, markReachable } from './sweep-reach.ts';
import { TagTable } from './tags.ts';

/** What one sweep knows. */
export interface Sweep {
  readonly repository: Repository;
  readonly oids: OidTable;
  readonly inventory: Inventory;
  readonly log: ChangeLog;
  readonly graph: CommitGraph;
  readonly tags: TagTable;
  /** Blobs and trees that refs or tags name themselves, by number, and the names. */
  readonly named: Map<number, string>;
}

/** Scans all objects of the repository and its alternates. */
export function createHistorySource(repository: Repository): Source {
  const sweep = createSweep(repository);
  return {
    mode: 'history',
    root: repository.root,
    chunks: (context) => readAll(sweep, context),
    locate: (sightings, context) => locateAll(sweep, sightings, context),
  };
}

function createSweep(repository: Repository): Sweep {
  const oids = new OidTable(readHexLength(repository));
  return {
    repository,
    oids,
    inventory: new Inventory(oids),
    log: new ChangeLog(oids),
    graph: new CommitGraph(oids),
    tags: new TagTable(oids),
    named: new Map(),
  };
}

async function* readAll(sweep: Sweep, context: ScanContext): AsyncGenerator<Chunk> {
  const { repository, inventory, oids, log } = sweep;
  const skips = new SkipList(context);
  const reader = createObjectReader(repository, context);
  const listed = inventory.load(repository);
  const tips = settle(readTips(repository));
  // Beside the scan: it takes a fifth of the time, and tells which blobs are missing.
  const broken = settle(listed.then(() => collectChanges(repository, log, { commits: inventory.commits, deletions: false })));
  const onRead = countProgress(sweep, context);
  const blobs = reader.read(inventory.blobBatches());
  yield* expandBlobs(blobs, { context, skips, via: 'commit', pathOf: () => '', onRead });
  await listed;
  yield* readMessages(sweep, reader.read(batchColumn(oids, inventory.commits)), { context, skips, onRead });
  yield* readMessages(sweep, reader.read(batchColumn(oids, inventory.tags)), { context, skips, onRead });
  await markReachable(sweep, await tips(), skips);
  const shallow = isShallow(repository) ? readShallow(repository) : [];
  findGaps(sweep, { skips, broken: await broken(), shallow });
  skips.flush();
}

interface MessageOptions {
  readonly context: ScanContext;
  readonly skips: SkipList;
  readonly onRead: () => void;
}

async function* readMessages(
  { oids, graph, tags }: Sweep,
  objects: AsyncIterable<ReadObject>,
  { context, skips, onRead }: MessageOptions,
): AsyncGenerator<Chunk> {
  for await (const object of objects) {
    onRead();
    if (!('bytes' in object)) {
      skips.add(object.oid, 'why' in object ? object.why : 'a message of more than 16 MB');
      continue;
    }
    const { oid, bytes } = object;
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const kind = object.type === 'tag' ? 'tag' : 'commit';
    if (kind === 'tag') tags.add(oids.addHex(oid), raw);
    else graph.add(oids.addHex(oid), raw);
    if (kind === 'commit') context.stats.commits++;
    context.stats.bytes += bytes.length;
    yield* expandMessage({ oid, kind, via: kind === 'tag' ? 'tag' : 'message', bytes });
  }
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
