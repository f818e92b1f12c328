/** A sweep of what is new: reads the new objects, and again those that held something before, so that the report is that of a whole sweep. */
import { isShallow } from '../../../git.ts';
import type { Chunk, ScanContext, Sighting } from '../../../types.ts';
import { expandBlobs, expandFound } from '../blobs.ts';
import { collectChanges, type BrokenCommit } from '../changes.ts';
import { Column } from '../column.ts';
import { expandMessage } from '../messages.ts';
import { listNamed, readNamedFiles, toChunk, type NamedFile, type NamedReading } from '../named.ts';
import { createObjectReader, type ReadObject } from '../objects.ts';
import { noObject } from '../oid-table.ts';
import type { Placed } from '../places.ts';
import { readMessages } from '../read-messages.ts';
import { sortTips, type Tips } from '../refs.ts';
import { SkipList } from '../skip-list.ts';
import { placeInSweep } from '../sweep-places.ts';
import type { Sweep } from '../sweep.ts';
import { holdsAny } from './doubtful-values.ts';
import { findNewObjects, findRewriting, type NewObjects, type Refusal } from './find-new.ts';

export type { Refusal } from './find-new.ts';
import { siftNew } from './sift-new.ts';
import { hashNamed, keyOf } from './remember.ts';
import type { HotObject, SweepState } from './sweep-state.ts';

export interface Outcome {
  /** Whether the findings are those that the earlier report told: then nothing old was read. */
  readonly told: boolean;
}

export interface Increment {
  /** Its graph and its changes are those of the new commits only. */
  readonly sweep: Sweep;
  readonly state: SweepState;
  readonly objects: NewObjects;
  readonly tips: Tips;
  /** Git is asked for both while blobs are sifted: why the history is another one, and commits whose files cannot be listed. */
  readonly rewriting: Promise<Refusal | undefined>;
  readonly changes: Promise<readonly BrokenCommit[]>;
  readonly hot: ReadonlyMap<string, HotObject>;
  /** New blobs that only their names tell to be credentials. Filled while they are read. */
  readonly named: NamedFile[];
}

/** What is to be read, or why a whole sweep is needed. `asked`: the tips, which git has been asked for. */
export async function planIncrement(
  sweep: Sweep,
  state: SweepState,
  asked: Promise<Tips>,
): Promise<Increment | Refusal> {
  const { repository, oids } = sweep;
  if (isShallow(repository)) return 'the clone is shallow';
  const objects = await findNewObjects(repository, state);
  if (typeof objects === 'string') return objects;
  const changes = goOn(listChanges(sweep, objects));
  const tips = await asked;
  const rewriting = goOn(findRewriting(repository, state, { tips, commits: objects.commits }));
  for (const [i, oid] of state.tips.branch.entries()) sweep.graph.noteAge(oids.addHex(oid), state.ages[i]!);
  const hot = new Map(state.hot.map((one) => [one.oid, one]));
  return { sweep, state, objects, tips, rewriting, changes, hot, named: [] };
}

function listChanges({ repository, oids, log }: Sweep, { commits }: NewObjects): Promise<readonly BrokenCommit[]> {
  const numbers = new Column();
  for (const oid of commits) numbers.push(oids.addHex(oid));
  return collectChanges(repository, log, { commits: numbers, deletions: false });
}

/** Whoever waits for it hears of its failure; until then nobody does. */
function goOn<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

/** Chunks of all that may hold a match now, unless the earlier report will do. Returns why that was not enough. */
export async function* readIncrement(
  increment: Increment,
  context: ScanContext,
): AsyncGenerator<Chunk, Refusal | Outcome> {
  const { sweep, objects, hot, state } = increment;
  const reading = new Reading(increment, context);
  const holders = listHolders(increment);
  const isSettled = (oid: string): boolean => objects.isOld(oid) && !holders.has(oid);
  const reader = createObjectReader(sweep.repository, context);
  const said = begin(reader.read([[...objects.commits, ...objects.tags]]));
  // What git is asked is written in a turn of its own: it works while the sieve does.
  await new Promise((done) => setImmediate(done));
  const sifted = await siftNew({ packs: objects.fresh, blobs: objects.blobs, isSettled }, context.sift!);
  yield* expandFound(sifted.found, { context });
  const prepared = goOn(context.recall?.prepare() ?? Promise.resolve());
  for await (const object of concat(said, reader.read([sifted.left]))) {
    if ('why' in object) return unread;
    yield* reading.readNew(object);
  }
  const rewriting = await increment.rewriting;
  if (rewriting !== undefined) return rewriting;
  if ((await increment.changes).length > 0) return 'the files of a new commit cannot be listed';
  context.stats.blobs += sifted.blobs;
  context.stats.bytes += sifted.bytes;
  if (reading.hasGap || findMissing(increment)) return 'something cannot be read';
  const names = await readNewNames(increment, { reader, context });
  if (names !== undefined) return names;
  yield* increment.named.map(toChunk);
  if (holdsAny(state.doubtful, [...(context.sift?.certainMarks() ?? [])]))
    return 'a value that was uncertain before is certain now';
  if (!markNew(increment)) return 'refs name other tags, trees or blobs';
  addStats(context, state);
  await prepared;
  if (isTold(increment, holders, context)) return { told: true };
  const again = new Set([...hot.keys(), ...findTouched(increment)]);
  for await (const object of reader.read([[...again]])) {
    if ('why' in object) return unread;
    yield* reading.readAgain(object);
  }
  const telling = state.telling.filter(({ oid }) => again.has(oid));
  const known = new Map(telling.map(({ oid, name }) => [sweep.oids.addHex(oid), new Set([name])]));
  for (const file of await readNamedFiles(sweep, known, { reader, context })) yield toChunk(file);
  return reading.hasGap ? 'something cannot be read' : { told: false };
}

const unread = 'an object cannot be read';

/** Reads what new commits brought to names that tell what it is. Refuses where that is an old file, whose other places are not known. */
async function readNewNames(increment: Increment, reading: NamedReading): Promise<Refusal | undefined> {
  const { sweep, objects, state, named } = increment;
  const known = new Set(state.telling.map(({ oid }) => oid));
  for (const file of await readNamedFiles(sweep, listNamed(sweep.log), reading)) {
    if (!objects.isOld(file.oid)) named.push(file);
    else if (!known.has(file.oid)) return 'an old file has a name now that tells what it is';
  }
  return undefined;
}

/** The same, of which the first has been asked for. */
function begin<T>(source: AsyncIterable<T>): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]();
  const first = iterator.next();
  first.catch(() => {});
  return goOnWith(first, iterator);
}

async function* goOnWith<T>(first: Promise<IteratorResult<T>>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let step = await first; step.done !== true; step = await rest.next()) yield step.value;
  } finally {
    await rest.return?.();
  }
}

async function* concat<T>(...sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  for (const source of sources) yield* source;
}

/** Ids of all old objects with matches that count. */
function listHolders({ hot, state }: Increment): ReadonlySet<string> {
  return new Set([...hot.keys(), ...state.silent]);
}

/** Whether nothing that came in changes what the earlier report tells. */
function isTold({ sweep, state }: Increment, holders: ReadonlySet<string>, { recall }: ScanContext): boolean {
  const { report } = state;
  if (
    recall?.suffices !== true ||
    recall.key !== report.key ||
    !recall.changesNothing(report.told, sweep.reachableOnly)
  )
    return false;
  // Where an object stands that no commit brought in depends on what names it today.
  const isStray = ({ matches }: HotObject): boolean => Object.values(matches).some(({ stray }) => stray === true);
  if (state.hot.some(isStray)) return false;
  const { log, oids } = sweep;
  for (let i = 0; i < log.length; i++)
    if (log.nextAt(i) !== noObject && holders.has(oids.hex(log.nextAt(i)))) return false;
  return true;
}

/** The chunks of objects one by one. */
class Reading {
  hasGap = false;
  readonly #sweep: Sweep;
  readonly #context: ScanContext;
  readonly #aside: ScanContext;
  readonly #skips: SkipList;

  constructor({ sweep }: Increment, context: ScanContext) {
    const skip = (): void => void (this.hasGap = true);
    this.#sweep = sweep;
    this.#context = { ...context, skip };
    // What has been counted before is not counted again.
    this.#aside = { ...this.#context, stats: { files: 0, commits: 0, blobs: 0, bytes: 0, durationMs: 0 } };
    this.#skips = new SkipList({ skip });
  }

  readAgain(object: ReadObject): AsyncIterable<Chunk> | Iterable<Chunk> {
    if ('bytes' in object && (object.type === 'commit' || object.type === 'tag')) {
      const { oid, type, bytes } = object;
      return expandMessage({ oid, kind: type, via: type === 'tag' ? 'tag' : 'message', bytes });
    }
    return this.#readBlob(object, this.#aside);
  }

  readNew(object: ReadObject): AsyncIterable<Chunk> {
    if ('type' in object && object.type === 'blob') return this.#readBlob(object, this.#context);
    return readMessages(only(object), { ...this.#sweep, context: this.#context, skips: this.#skips });
  }

  #readBlob(object: ReadObject, context: ScanContext): AsyncIterable<Chunk> {
    return expandBlobs(only(object), { context, skips: this.#skips, via: 'commit', pathOf: () => '' });
  }
}

async function* only(object: ReadObject): AsyncGenerator<ReadObject> {
  yield object;
}

/** Objects that held nothing new, and that new commits bring in or change. */
function findTouched({ sweep: { log, oids }, state, hot }: Increment): string[] {
  const silent = new Set(state.silent);
  const touched = new Set<string>();
  for (let i = 0; i < log.length && silent.size > 0; i++) {
    const { next, previous } = log.at(i);
    for (const number of [next, ...previous]) {
      const oid = oids.hex(number);
      if (silent.has(oid) && !hot.has(oid)) touched.add(oid);
    }
  }
  return [...touched];
}

/** Whether new commits name files or parents that are not there. */
function findMissing({ sweep: { log, oids, graph }, objects }: Increment): boolean {
  const there = new Set([...objects.blobs, ...objects.commits]);
  const isMissing = (number: number): boolean => {
    const oid = oids.hex(number);
    return !there.has(oid) && !objects.isOld(oid);
  };
  for (let i = 0; i < log.length; i++) if (log.nextAt(i) !== noObject && isMissing(log.nextAt(i))) return true;
  for (let i = 0; i < graph.commits.length; i++) if (graph.parentsOf(graph.commits.at(i)).some(isMissing)) return true;
  return false;
}

/** Marks what reaches the new commits, and names what refs name. False where refs name other objects than before, bar new tags of commits. */
function markNew({ sweep, tips, state }: Increment): boolean {
  const { oids, graph, tags, named } = sweep;
  const numbers = (ids: readonly string[]): number[] => ids.map((oid) => oids.addHex(oid));
  const { branch, stash, note } = sortTips(tips);
  graph.mark({ branch: numbers(branch), stash: numbers(stash), note: numbers(note) });
  const isPlain = (number: number): boolean =>
    [...tags.follow(number)].some((at) => tags.get(at)?.targetType === 'commit');
  for (const { oid, name } of tips.refs)
    for (const number of tags.follow(oids.addHex(oid))) if (!named.has(number)) named.set(number, name);
  return hashNamed(tips, (oid) => isPlain(oids.addHex(oid))) === state.named;
}

function addStats({ stats }: ScanContext, { stats: earlier }: SweepState): void {
  stats.commits += earlier.commits;
  stats.blobs += earlier.blobs;
  stats.bytes += earlier.bytes;
}

/** Places of the new matches, and of the earlier ones those that they had and those that new commits have given them. */
export async function placeIncrement(
  { sweep, hot, objects }: Increment,
  sightings: readonly Sighting[],
): Promise<Placed[]> {
  const fresh = new Set([...objects.blobs, ...objects.commits, ...objects.tags]);
  const placed = await placeInSweep(sweep, sightings);
  return placed.map((one) => {
    const { sighting, places, settled } = one;
    const oid = sighting.origin.object ?? '';
    if (fresh.has(oid)) return one;
    const before = hot.get(oid)?.matches[keyOf(sighting)];
    if (before === undefined) return settled === true ? one : { sighting, places: [] };
    if (before.stray === true) return one;
    return { sighting, places: settled === true ? [...before.places, ...places] : before.places, settled: true };
  });
}
