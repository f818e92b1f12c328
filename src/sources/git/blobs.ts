/** From objects that were read to chunks: counts them, lists those that could not be read, and leaves encodings and archives to `expandContent`. */
import { wrapMatch, type PlainMatch } from '../../detect/describe.ts';
import { expandContent, expandStream } from '../archive.ts';
import type { Chunk, Origin, ScanContext, Via } from '../../types.ts';
import type { LargeObject, ReadObject, UnreadObject, WholeObject } from './objects.ts';
import type { SkipList } from './skip-list.ts';

export interface ExpandOptions {
  readonly context: ScanContext;
  readonly skips: SkipList;
  readonly via: Via;
  /** The path to scan an object under; '' when it is worked out later. */
  readonly pathOf: (oid: string) => string;
  /** Called after each object. */
  readonly onRead?: () => void;
}

/** Chunks of all blobs, in the order in which they were read. */
export async function* expandBlobs(objects: AsyncIterable<ReadObject>, options: ExpandOptions): AsyncGenerator<Chunk> {
  const gaps = new GapNamer(options.context);
  for await (const object of objects) {
    gaps.oid = object.oid;
    const chunks = 'why' in object ? noteGap(object, options) : expandObject(object, options, gaps);
    // Not `yield*`, which would make promises of what is there already.
    if (isArray(chunks)) for (const chunk of chunks) yield chunk;
    else yield* chunks;
    options.onRead?.();
  }
}

/**
 * A gap inside an archive is told with the object, as the same path may stand for many. One for all objects: a closure for each keeps
 * its buffers alive until the garbage collector goes through everything, which doubles the time.
 */
class GapNamer {
  oid = '';
  readonly #context: ScanContext;

  constructor(context: ScanContext) {
    this.#context = context;
  }

  readonly skip = (what: string, why: string): void => {
    this.#context.skip(what === '' ? this.oid : what, `${why} (object ${this.oid})`);
  };
}

/** A blob that was scanned where it was read. */
export interface FoundObject {
  readonly oid: string;
  readonly size: number;
  readonly matches: readonly PlainMatch[];
}

/** Chunks of such blobs, with their matches. */
export function* expandFound(
  found: readonly FoundObject[],
  { context: { stats }, onRead }: Pick<ExpandOptions, 'context' | 'onRead'>,
): Generator<Chunk> {
  for (const { oid, size, matches } of found) {
    stats.blobs++;
    stats.bytes += size;
    yield { path: '', origin: { via: 'commit', object: oid }, bytes: noBytes, found: matches.map(wrapMatch) };
    onRead?.();
  }
}

const noBytes = new Uint8Array();

type Chunks = readonly Chunk[] | AsyncIterable<Chunk>;

function isArray(chunks: Chunks): chunks is readonly Chunk[] {
  return Array.isArray(chunks);
}

function noteGap({ oid, why }: UnreadObject, { skips, pathOf }: ExpandOptions): readonly Chunk[] {
  const path = pathOf(oid);
  skips.add(oid, why, path === '' ? '' : ` (${path})`);
  return [];
}

function expandObject(object: WholeObject | LargeObject, options: ExpandOptions, context: GapNamer): Chunks {
  const { stats } = options.context;
  stats.blobs++;
  stats.bytes += 'bytes' in object ? object.bytes.length : object.size;
  const path = options.pathOf(object.oid);
  const origin: Origin = { via: options.via, object: object.oid };
  if ('bytes' in object) return expandContent({ path, origin, bytes: object.bytes, context });
  return expandStream({ path, origin, pieces: object.pieces, context });
}
