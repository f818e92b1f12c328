/** A chosen set of commits: what they changed, and what they say. Ranges and narrowed histories are walks. */
import { isShallow, type Repository } from '../../git.ts';
import { isPartial, readHexLength, readShallow } from '../../git/repository.ts';
import type { Chunk, LocatedSighting, ScanContext, ScanMode, Sighting, Source } from '../../types.ts';
import { findIntroductions } from './attribute.ts';
import { expandBlobs } from './blobs.ts';
import { ChangeLog, type Change } from './change-log.ts';
import { collectChanges } from './changes.ts';
import { Column } from './column.ts';
import { CommitGraph } from './commit-graph.ts';
import { batchColumn } from './inventory.ts';
import { createObjectReader, type ReadObject } from './objects.ts';
import { noObject, OidTable } from './oid-table.ts';
import { locatePlaced, placeCommit, placeTag, type Place, type Placed } from './places.ts';
import { readPriorMatches } from './prior.ts';
import { showPath } from './raw-diff.ts';
import { readMessages } from './read-messages.ts';
import { SkipList } from './skip-list.ts';
import { TagTable } from './tags.ts';

/** Which commits, and what else belongs to them. */
export interface WalkPlan {
  /** Ids of the commits. */
  readonly commits: readonly string[];
  /** Ids of annotated tags whose messages are read too; what is no tag is passed over. */
  readonly tags?: readonly string[];
  /** Commits that only a stash, or only notes, are made of are found from these. */
  readonly tips?: Readonly<Record<'branch' | 'stash' | 'note', readonly string[]>>;
}

export interface WalkOptions {
  readonly mode: ScanMode;
  /** A file that moved in one commit brings nothing in. */
  readonly renames: boolean;
  plan(skips: SkipList): Promise<WalkPlan>;
}

interface Walk {
  readonly repository: Repository;
  readonly options: WalkOptions;
  readonly oids: OidTable;
  readonly log: ChangeLog;
  readonly graph: CommitGraph;
  readonly tags: TagTable;
  /** Blobs to scan, and the path that each is scanned under. */
  readonly paths: Map<number, string>;
}

export function createWalkSource(repository: Repository, options: WalkOptions): Source {
  const oids = new OidTable(readHexLength(repository));
  const walk: Walk = {
    repository,
    options,
    oids,
    log: new ChangeLog(oids),
    graph: new CommitGraph(oids),
    tags: new TagTable(oids),
    paths: new Map(),
  };
  return {
    mode: options.mode,
    root: repository.root,
    chunks: (context) => readWalk(walk, context),
    locate: (sightings, context) => locateWalk(walk, sightings, context),
  };
}

async function* readWalk(walk: Walk, context: ScanContext): AsyncGenerator<Chunk> {
  const { repository, options, oids, log, graph, tags, paths } = walk;
  const skips = new SkipList(context);
  const plan = await options.plan(skips);
  const commits = toColumn(oids, plan.commits);
  const broken = await collectChanges(repository, log, { commits, deletions: options.renames });
  for (const { commit, why } of broken) skips.add(oids.hex(commit), 'its files cannot all be listed', `: ${why}`);
  const reader = createObjectReader(repository, context);
  const blobs = reader.read(batchColumn(oids, listBlobs(walk)));
  const pathOf = (oid: string): string => paths.get(oids.findHex(oid) ?? noObject) ?? '';
  yield* expandBlobs(explainMissing(repository, blobs), { context, skips, via: 'commit', pathOf });
  const messages = { graph, tags, context, skips };
  yield* readMessages(reader.read(batchColumn(oids, commits)), messages);
  if (plan.tags !== undefined) yield* readMessages(pickTags(reader.read([plan.tags])), messages);
  if (plan.tips !== undefined) markTips(walk, plan.tips);
  findCuts(walk, skips);
  skips.flush();
}

function toColumn(oids: OidTable, ids: readonly string[]): Column {
  const column = new Column();
  for (const oid of ids) column.push(oids.addHex(oid));
  return column;
}

/** Each blob once, in the order of the changes. */
function listBlobs({ log, paths }: Walk): Column {
  const blobs = new Column();
  for (let i = 0; i < log.length; i++) {
    const blob = log.nextAt(i);
    if (blob === noObject || paths.has(blob)) continue;
    paths.set(blob, showPath(log.at(i).path));
    blobs.push(blob);
  }
  return blobs;
}

async function* explainMissing(repository: Repository, objects: AsyncIterable<ReadObject>): AsyncGenerator<ReadObject> {
  const partial = isPartial(repository);
  for await (const object of objects) {
    if ('why' in object && object.missing && partial) yield { ...object, why: 'not in this partial clone' };
    else yield object;
  }
}

/** A tag may be no more than a name of a commit, which is no part of the walk for that. */
async function* pickTags(objects: AsyncIterable<ReadObject>): AsyncGenerator<ReadObject> {
  for await (const object of objects) if ('why' in object || object.type === 'tag') yield object;
}

function markTips({ graph, oids }: Walk, tips: NonNullable<WalkPlan['tips']>): void {
  const numbers = (ids: readonly string[]): number[] => ids.flatMap((oid) => oids.findHex(oid) ?? []);
  graph.mark({ branch: numbers(tips.branch), stash: numbers(tips.stash), note: numbers(tips.note) });
}

/** A commit at which a shallow clone ends looks as if it had brought in all its files, and what came before is not there. */
function findCuts({ repository, graph, oids }: Walk, skips: SkipList): void {
  if (!isShallow(repository)) return;
  for (const oid of readShallow(repository)) {
    const commit = oids.findHex(oid);
    if (commit !== undefined && graph.has(commit) && graph.parentsOf(commit).length > 0)
      skips.add(`history before ${oid}`, 'shallow clone', ': `git fetch --unshallow` brings the rest');
  }
}

async function locateWalk(
  walk: Walk,
  sightings: readonly Sighting[],
  context: ScanContext,
): Promise<LocatedSighting[]> {
  const { oids, log, paths, options } = walk;
  const reader = createObjectReader(walk.repository, context);
  const introductions = await findIntroductions(log, sightings, {
    readPrior: (blobs) => readPriorMatches(blobs, { oids, reader, context }),
    scanned: (blob) => paths.has(blob),
    renames: options.renames,
  });
  const placed = sightings.map((sighting): Placed => {
    const places = introductions.get(sighting)?.map((change) => placeChange(walk, sighting, change));
    return { sighting, places: places ?? placeMessage(walk, sighting) };
  });
  return locatePlaced(placed, reader, context);
}

function placeChange({ graph, paths }: Walk, sighting: Sighting, change: Change): Place {
  const inside = sighting.path.slice((paths.get(change.next) ?? '').length);
  const usual = change.previous.length > 1 ? 'merge' : 'commit';
  return placeCommit(graph, change.commit, { path: showPath(change.path) + inside, usual });
}

/** A commit's or tag's own words; nothing for a blob, whose values were there before. */
function placeMessage({ oids, graph, tags }: Walk, sighting: Sighting): Place[] {
  const oid = sighting.origin.object ?? '';
  const number = oids.findHex(oid) ?? noObject;
  const tag = tags.get(number);
  if (tag !== undefined) return [placeTag(sighting, { oid, name: tag.name, reachable: true })];
  return graph.has(number) ? [placeCommit(graph, number, { path: sighting.path, usual: 'message' })] : [];
}
