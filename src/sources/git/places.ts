/** From introductions to locations: one place for each path of a value, that of the oldest commit, with its author. */
import type { LocatedSighting, Location, ScanContext, Sighting, Via } from '../../types.ts';
import { readIdentity, type Identity } from './commits.ts';
import { reach, type CommitGraph } from './commit-graph.ts';
import { messagePaths } from './messages.ts';
import type { ObjectReader } from './objects.ts';
import { SkipList } from './skip-list.ts';

/** Where a sighting stands, before the commit's author is known. */
export interface Place {
  readonly path: string;
  readonly via: Via;
  /** The commit that is reported; absent when none brought it in. */
  readonly commit?: string;
  /** The commit or tag that names the author. */
  readonly signed?: { readonly oid: string; readonly field: 'author' | 'tagger' };
  /** What comes first: reachable before unreachable, then by age. */
  readonly order: readonly [reach: number, age: number];
}

export interface Placed {
  readonly sighting: Sighting;
  readonly places: readonly Place[];
  /** Whether a commit or tag brought it in; else it stands where its object does, which may be elsewhere tomorrow. */
  readonly settled?: boolean;
}

/** Locations, oldest first, and the sightings in the order of their first location; all the same each time. A commit that cannot be read is a gap. */
export async function locatePlaced(
  placed: readonly Placed[],
  reader: ObjectReader,
  context: Pick<ScanContext, 'skip'>,
): Promise<LocatedSighting[]> {
  const kept = placed
    .map(({ sighting, places }) => ({ sighting, places: keepOldest(places) }))
    .filter(({ places }) => places.length > 0);
  const identities = await readIdentities(
    kept.flatMap(({ places }) => places),
    { reader, context },
  );
  kept.sort(
    (a, b) =>
      comparePlaces(a.places[0]!, b.places[0]!) ||
      a.sighting.start.offset - b.sighting.start.offset ||
      compareTexts(a.sighting.pattern, b.sighting.pattern),
  );
  return kept.map(({ sighting, places }) => ({
    sighting,
    locations: places.map((place) => toLocation(sighting, place, identities.get(place.signed?.oid ?? ''))),
  }));
}

/** A commit that brought a value in, or says it. `usual` is what its kind is called when it is reachable from a branch. */
export function placeCommit(graph: CommitGraph, commit: number, { path, usual }: { path: string; usual: Via }): Place {
  const oid = graph.oids.hex(commit);
  const kind = graph.reachOf(commit);
  return {
    path,
    via: ([usual, 'stash', 'note', 'unreachable'] as const)[kind],
    commit: oid,
    signed: { oid, field: 'author' },
    order: [kind, graph.ageOf(commit)],
  };
}

/** A tag's own words. */
export function placeTag(
  sighting: Sighting,
  { oid, name, reachable }: { oid: string; name: string; reachable: boolean },
): Place {
  const { header, message } = messagePaths.tag;
  const path = sighting.path.replace(message, `tag ${name}`).replace(header, `tag ${name} header`);
  const via = reachable ? 'tag' : 'unreachable';
  return { path, via, signed: { oid, field: 'tagger' }, order: [reachable ? reach.branch : reach.none, 0] };
}

/** Of each path the place that comes first. */
export function keepOldest(places: readonly Place[]): Place[] {
  const byPath = new Map<string, Place>();
  for (const place of places) {
    const other = byPath.get(place.path);
    if (other === undefined || comparePlaces(place, other) < 0) byPath.set(place.path, place);
  }
  return [...byPath.values()].sort(comparePlaces);
}

function comparePlaces(a: Place, b: Place): number {
  return (
    a.order[0] - b.order[0] ||
    a.order[1] - b.order[1] ||
    compareTexts(a.commit ?? '', b.commit ?? '') ||
    compareTexts(a.path, b.path)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Reading {
  readonly reader: ObjectReader;
  readonly context: Pick<ScanContext, 'skip'>;
}

async function readIdentities(places: readonly Place[], { reader, context }: Reading): Promise<Map<string, Identity>> {
  const skips = new SkipList(context);
  const fields = new Map<string, 'author' | 'tagger'>();
  for (const { signed } of places) if (signed !== undefined) fields.set(signed.oid, signed.field);
  const identities = new Map<string, Identity>();
  if (fields.size === 0) return identities;
  for await (const object of reader.read([[...fields.keys()]])) {
    if (!('bytes' in object)) {
      skips.add(object.oid, 'its author and date cannot be read', 'why' in object ? `: ${object.why}` : '');
      continue;
    }
    const { buffer, byteOffset, length } = object.bytes;
    const raw = Buffer.from(buffer, byteOffset, length);
    identities.set(object.oid, readIdentity(raw, fields.get(object.oid) ?? 'author'));
  }
  skips.flush();
  return identities;
}

function toLocation(sighting: Sighting, place: Place, identity: Identity | undefined): Location {
  const { start, end, frame } = sighting;
  return {
    path: place.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    commit: place.commit ?? null,
    ...identity,
    via: place.via,
    frame,
  };
}
