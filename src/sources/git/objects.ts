/** Reads objects by id in bounded memory, one copy of each byte; what cannot be read is an answer too, and the rest is still read. */
import type { Repository } from '../../git.ts';
import { CatFile, type Header } from './cat-file.ts';

export type ObjectType = 'blob' | 'commit' | 'tag' | 'tree';

/** An object in memory: valid until the next one is asked for. */
export interface WholeObject {
  readonly oid: string;
  readonly type: ObjectType;
  readonly bytes: Uint8Array;
}

/** An object of more than `largeSize` bytes, in pieces that stay valid. When they end early, the next answer says why. */
export interface LargeObject {
  readonly oid: string;
  readonly type: ObjectType;
  readonly size: number;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** An object that could not be read. */
export interface UnreadObject {
  readonly oid: string;
  readonly why: string;
  /** It is not in the object store at all; otherwise it is damaged, or git ended before it got there. */
  readonly missing: boolean;
}

export type ReadObject = WholeObject | LargeObject | UnreadObject;

/** Lists of full object ids. */
export type OidBatches = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;

/** One answer for each id, in the order of the ids. */
export interface ObjectReader {
  read(batches: OidBatches): AsyncIterable<ReadObject>;
}

export interface ReaderOptions {
  /** Memory that an object of the given size is copied to. */
  inbox(size: number): Uint8Array;
}

/** Objects above this size come in pieces. */
export const largeSize = 16 * 1024 * 1024;
/** Ids in one write: a pipe's worth. */
export const batchSize = 1000;
/** The reference reader: `git cat-file --batch --buffer`. Reads anything that git can read. */
export function createObjectReader(repository: Repository, options: ReaderOptions): ObjectReader {
  return {
    async *read(batches) {
      const asked = Symbol.iterator in batches ? dropEmpty(batches) : batches;
      if (asked !== undefined) yield* readBatches(new CatFile(repository, asked), options);
    },
  };
}

/** From the first batch with ids on; undefined where there is none, for which no git need be started. */
function dropEmpty(batches: Iterable<readonly string[]>): Iterable<readonly string[]> | undefined {
  const rest = batches[Symbol.iterator]();
  for (let step = rest.next(); step.done !== true; step = rest.next())
    if (step.value.length > 0) return continueWith(step.value, rest);
  return undefined;
}

function* continueWith<T>(first: T, rest: Iterator<T>): Generator<T> {
  yield first;
  for (let step = rest.next(); step.done !== true; step = rest.next()) yield step.value;
}

async function* readBatches(git: CatFile, options: ReaderOptions): AsyncGenerator<ReadObject> {
  try {
    for (let header = await git.readHeader(); header !== 'end'; header = await git.readHeader()) {
      if (header === undefined || header.size < 0) yield await git.explain(header);
      else if (header.size > largeSize) yield* readLarge(git, header);
      else yield await readWhole(git, header, options);
    }
  } finally {
    git.stop();
  }
  if (git.failure !== undefined) throw git.failure;
}

async function readWhole(git: CatFile, { type, size }: Header, options: ReaderOptions): Promise<ReadObject> {
  const target = options.inbox(size).subarray(0, size);
  const bytes = git.takeBuffered(target) ?? (await git.readInto(target));
  return bytes === undefined ? git.explain(undefined) : { oid: git.take(), type, bytes };
}

async function* readLarge(git: CatFile, { type, size }: Header): AsyncGenerator<ReadObject> {
  const pieces = git.readPieces(size);
  yield { oid: git.head(), type, size, pieces };
  // Whatever the consumer left is still in the pipe.
  for await (const _ of pieces);
  if (git.broken) yield await git.explain(undefined);
  else git.take();
}
