/**
 * The introduction rule: a change brings a value in when the same value in the same lines stands more often in the new blob than in the
 * old one, in that of every parent. So moving lines about, or touching others, introduces nothing, and a merge introduces only what
 * no parent has.
 */
import type { Match, Sighting } from '../../types.ts';
import type { ChangeLog, Change } from './change-log.ts';
import { noObject } from './oid-table.ts';

export interface AttributeOptions {
  /** Matches in blobs that were not scanned, given by number with a path that each had; asked for once, with all that are needed. */
  readonly readPrior: (blobs: ReadonlyMap<number, string>) => Promise<ReadonlyMap<number, readonly Match[]>>;
  /** Blobs whose matches are known because they were scanned, even when there were none. */
  readonly scanned: (blob: number) => boolean;
  /** Treat a file that goes and one that comes in the same commit as one that moved. */
  readonly renames: boolean;
}

/** Every change that brought in one of the sightings. A sighting that was always there before has no entry. */
export async function findIntroductions(
  log: ChangeLog,
  sightings: readonly Sighting[],
  options: AttributeOptions,
): Promise<Map<Sighting, Change[]>> {
  const found = groupByBlob(log, sightings);
  const changes = collect(log, found);
  const moved = options.renames ? findMoved(log, changes) : new Map<Change, readonly number[]>();
  const before = (change: Change): readonly number[] => moved.get(change) ?? change.previous;
  const unknown = new Map<number, string>();
  for (const change of changes)
    for (const blob of before(change)) if (blob !== noObject && !options.scanned(blob)) unknown.set(blob, change.path);
  const prior = unknown.size > 0 ? await options.readPrior(unknown) : new Map<number, readonly Match[]>();
  const matchesOf = (blob: number): readonly Match[] => found.get(blob) ?? prior.get(blob) ?? [];
  const introductions = new Map<Sighting, Change[]>();
  for (const change of changes) {
    const sources = before(change).map(matchesOf);
    // Where a file came from elsewhere, what any of the vanished files held came with it.
    const known = moved.has(change) ? [sources.flat()] : sources;
    for (const sighting of pickIntroduced(found.get(change.next) ?? [], known)) append(introductions, sighting, change);
  }
  return introductions;
}

/** Sightings beyond the number that some parent has already; of several alike the last ones. */
function pickIntroduced(next: readonly Sighting[], parents: readonly (readonly Match[])[]): Sighting[] {
  const left = new Map<string, number>();
  for (const parent of parents)
    for (const [key, count] of countKeys(parent)) left.set(key, Math.max(count, left.get(key) ?? 0));
  return next.filter((sighting) => {
    const key = keyOf(sighting);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function countKeys(matches: readonly Match[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const match of matches) {
    const key = keyOf(match);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function keyOf(match: Match): string {
  return `${match.pattern}\0${match.lineHash}\0${match.secret.reveal()}`;
}

function groupByBlob(log: ChangeLog, sightings: readonly Sighting[]): Map<number, Sighting[]> {
  const groups = new Map<number, Sighting[]>();
  for (const sighting of sightings) {
    const blob = log.oids.findHex(sighting.origin.object ?? '');
    if (blob !== undefined) append(groups, blob, sighting);
  }
  return groups;
}

function collect(log: ChangeLog, found: ReadonlyMap<number, unknown>): Change[] {
  const changes: Change[] = [];
  for (let i = 0; i < log.length; i++) if (found.has(log.nextAt(i))) changes.push(log.at(i));
  return changes;
}

/** More vanished files than this are compared by name only. */
const maxMoved = 200;

/** Blobs that vanished in the commit in which a file appeared: where it may have come from. */
function findMoved(log: ChangeLog, changes: readonly Change[]): Map<Change, readonly number[]> {
  const added = changes.filter((change) => change.previous.every((blob) => blob === noObject));
  const commits = new Set(added.map((change) => change.commit));
  const vanished = new Map<number, Change[]>();
  for (let i = 0; added.length > 0 && i < log.length; i++) {
    const commit = log.commitAt(i);
    if (log.nextAt(i) !== noObject || !commits.has(commit)) continue;
    append(vanished, commit, log.at(i));
  }
  const moved = new Map<Change, readonly number[]>();
  for (const change of added) {
    const gone = vanished.get(change.commit) ?? [];
    const near = gone.length <= maxMoved ? gone : gone.filter((other) => nameOf(other) === nameOf(change));
    if (near.length > 0)
      moved.set(
        change,
        near.flatMap((other) => other.previous),
      );
  }
  return moved;
}

function nameOf(change: Change): string {
  return change.path.slice(change.path.lastIndexOf('/') + 1);
}

function append<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
