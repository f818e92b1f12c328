/** Where the matches of a sweep stand: by the changes that brought them in, else by what names their object, else by the object itself. */
import type { LocatedSighting, ScanContext, Sighting } from '../../types.ts';
import { findIntroductions } from './attribute.ts';
import type { Change } from './change-log.ts';
import { reach } from './commit-graph.ts';
import { createObjectReader } from './objects.ts';
import { locatePlaced, placeCommit, placeTag, type Place, type Placed } from './places.ts';
import { showPath } from './raw-diff.ts';
import { readLines } from './refs.ts';
import type { Sweep } from './sweep.ts';

/** Locations of all sightings but those that were there before in every version. */
export async function locateInSweep(
  sweep: Sweep,
  sightings: readonly Sighting[],
  context: ScanContext,
): Promise<LocatedSighting[]> {
  const placed = await placeInSweep(sweep, sightings);
  if (sweep.trace !== undefined) sweep.trace.placed = placed;
  return locatePlaced(placed, createObjectReader(sweep.repository, context), context);
}

/** Places of each sighting; none for one that was there before in every version. */
export async function placeInSweep(sweep: Sweep, sightings: readonly Sighting[]): Promise<Placed[]> {
  const introductions = await findIntroductions(sweep.log, sightings, {
    readPrior: () => Promise.resolve(new Map()),
    scanned: () => true,
    renames: false,
  });
  const changed = findChangedBlobs(sweep, sightings);
  const staged = await readIndexPaths(sweep, sightings, changed);
  return sightings.map((sighting): Placed => {
    const brought = introductions.get(sighting)?.map((change) => placeChange(sweep, sighting, change));
    const places = brought ?? placeOther(sweep, sighting, { changed, staged });
    const kept = sweep.reachableOnly ? places.filter(({ order }) => order[0] !== reach.none) : places;
    return { sighting, places: kept, settled: brought !== undefined || isMessage(sweep, sighting) };
  });
}

function placeChange({ graph }: Sweep, sighting: Sighting, { path: file, commit, previous }: Change): Place {
  const path = showPath(file) + sighting.path;
  // A tree that a tag names has files but no commit.
  if (!graph.has(commit)) return { path, via: 'tag', order: [reach.branch, 0] };
  return placeCommit(graph, commit, { path, usual: previous.length > 1 ? 'merge' : 'commit' });
}

function isMessage({ oids, graph, tags }: Sweep, { origin }: Sighting): boolean {
  const number = oids.findHex(origin.object ?? '') ?? 0;
  return graph.has(number) || tags.get(number) !== undefined;
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
  if (graph.has(number)) return [placeCommit(graph, number, { path: sighting.path, usual: 'message' })];
  const tag = tags.get(number);
  if (tag !== undefined) return [placeTag(sighting, { oid, name: tag.name, reachable: named.has(number) })];
  // Some older version of the file had it already: that one has the place.
  if (changed.has(number)) return [];
  const ref = named.get(number);
  if (ref !== undefined) return [{ path: ref + sighting.path, via: 'tag', order: [reach.branch, 0] }];
  const path = staged.get(oid);
  if (path !== undefined) return [{ path: path + sighting.path, via: 'file', order: [reach.none, 0] }];
  return [{ path: oid + sighting.path, via: 'unreachable', order: [reach.none, 0] }];
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
  // Paths come with their bytes as UTF-8 here, as they are for display only.
  const { lines } = await readLines(repository, ['ls-files', '--stage', '-z'], { separator: '\0' });
  for (const record of lines) {
    const tab = record.indexOf('\t');
    const oid = record.slice(7, 7 + oids.hexLength);
    if (tab > 0 && !paths.has(oid)) paths.set(oid, record.slice(tab + 1));
  }
  return paths;
}
