/** Where the matches of a sweep stand: by the changes that brought them in, else by what names their object, else by the object itself. */
import { GitError, streamGit } from '../../git.ts';
import type { LocatedSighting, Sighting, Via } from '../../types.ts';
import { findIntroductions, type Introduction } from './attribute.ts';
import { reach } from './commit-graph.ts';
import type { Sweep } from './history.ts';
import type { ObjectReader } from './objects.ts';
import { locatePlaced, nameVia, type Place, type Placed } from './places.ts';
import { showPath } from './raw-diff.ts';

/** Locations of all sightings but those that were there before in every version. */
export async function locateInSweep(
  sweep: Sweep,
  sightings: readonly Sighting[],
  reader: ObjectReader,
): Promise<LocatedSighting[]> {
  const introductions = await findIntroductions(sweep.log, sightings, {
    readPrior: () => Promise.resolve(new Map()),
    scanned: () => true,
    renames: false,
  });
  const bySighting = groupIntroductions(introductions);
  const changed = findChangedBlobs(sweep, sightings);
  const staged = await readIndexPaths(sweep, sightings, changed);
  const placed = sightings.map((sighting): Placed => {
    const places = bySighting.get(sighting)?.map((introduction) => placeChange(sweep, introduction));
    return { sighting, places: places ?? placeOther(sweep, sighting, { changed, staged }) };
  });
  return locatePlaced(placed, reader);
}

function groupIntroductions(introductions: readonly Introduction[]): Map<Sighting, Introduction[]> {
  const groups = new Map<Sighting, Introduction[]>();
  for (const introduction of introductions) {
    const group = groups.get(introduction.sighting);
    if (group === undefined) groups.set(introduction.sighting, [introduction]);
    else group.push(introduction);
  }
  return groups;
}

function placeChange({ oids, graph }: Sweep, { sighting, change }: Introduction): Place {
  const path = showPath(change.path) + sighting.path;
  // A tree that a tag names has files but no commit.
  if (!graph.has(change.commit)) return { path, via: 'tag', order: [reach.branch, 0] };
  const oid = oids.hex(change.commit);
  return {
    path,
    via: nameVia(graph, change.commit, change.previous.length > 1 ? 'merge' : 'commit'),
    commit: oid,
    signed: { oid, field: 'author' },
    order: [graph.reachOf(change.commit), graph.ageOf(change.commit)],
  };
}

interface Elsewhere {
  /** Blobs that some commit brought in. */
  readonly changed: ReadonlySet<number>;
  /** Paths of blobs in the index. */
  readonly staged: ReadonlyMap<string, string>;
}

function placeOther(sweep: Sweep, sighting: Sighting, { changed, staged }: Elsewhere): Place[] {
  const { oids, graph, tags, named } = sweep;
  const oid = sighting.origin.object ?? '';
  const number = oids.findHex(oid) ?? 0;
  if (graph.has(number)) return [placeMessage(sweep, sighting, { oid, number })];
  const tag = tags.get(number);
  if (tag !== undefined) {
    const via: Via = named.has(number) ? 'tag' : 'unreachable';
    const path = sighting.path.replace(/^tag message/, `tag ${tag.name}`).replace(/^tag header/, `tag ${tag.name} header`);
    return [{ path, via, signed: { oid, field: 'tagger' }, order: [via === 'tag' ? reach.branch : reach.none, 0] }];
  }
  // Some older version of the file had it already: that one has the place.
  if (changed.has(number)) return [];
  const ref = named.get(number);
  if (ref !== undefined) return [{ path: ref + sighting.path, via: 'tag', order: [reach.branch, 0] }];
  const path = staged.get(oid);
  if (path !== undefined) return [{ path: showPath(path) + sighting.path, via: 'file', order: [reach.none, 0] }];
  return [{ path: oid + sighting.path, via: 'unreachable', order: [reach.none, 0] }];
}

function placeMessage({ graph }: Sweep, { path }: Sighting, { oid, number }: { oid: string; number: number }): Place {
  return {
    path,
    via: nameVia(graph, number, 'message'),
    commit: oid,
    signed: { oid, field: 'author' },
    order: [graph.reachOf(number), graph.ageOf(number)],
  };
}

function findChangedBlobs({ log, oids }: Sweep, sightings: readonly Sighting[]): Set<number> {
  const wanted = new Set(sightings.map((sighting) => oids.findHex(sighting.origin.object ?? '')));
  const changed = new Set<number>();
  for (let i = 0; i < log.length; i++) if (wanted.has(log.nextAt(i))) changed.add(log.nextAt(i));
  return changed;
}

/** A staged file that was never committed is no stray object: the index has its path. */
async function readIndexPaths(
  { repository, oids }: Sweep,
  sightings: readonly Sighting[],
  changed: ReadonlySet<number>,
): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  const stray = sightings.some((sighting) => !changed.has(oids.findHex(sighting.origin.object ?? '') ?? 0));
  if (repository.bare || !stray) return paths;
  const pieces: Buffer[] = [];
  try {
    for await (const piece of streamGit(repository, ['ls-files', '--stage', '-z'])) pieces.push(piece);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  for (const record of Buffer.concat(pieces).latin1Slice().split('\0')) {
    const tab = record.indexOf('\t');
    const oid = record.slice(7, 7 + oids.hexLength);
    if (tab > 0 && !paths.has(oid)) paths.set(oid, record.slice(tab + 1));
  }
  return paths;
}
