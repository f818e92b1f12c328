/** From objects that were read to chunks: counts them, lists those that could not be read, and leaves encodings and archives to `expandContent`. */
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
  for await (const object of objects) {
    const chunks = 'why' in object ? noteGap(object, options) : expandObject(object, options);
    // Not `yield*`, which would make promises of what is there already.
    if (isArray(chunks)) for (const chunk of chunks) yield chunk;
    else yield* chunks;
    options.onRead?.();
  }
}

type Chunks = readonly Chunk[] | AsyncIterable<Chunk>;

function isArray(chunks: Chunks): chunks is readonly Chunk[] {
  return Array.isArray(chunks);
}

function noteGap({ oid, why }: UnreadObject, { skips, pathOf }: ExpandOptions): readonly Chunk[] {
  const path = pathOf(oid);
  skips.add(oid, why, path === '' ? '' : ` (${path})`);
  return [];
}

function expandObject(object: WholeObject | LargeObject, { context, via, pathOf }: ExpandOptions): Chunks {
  const { oid } = object;
  context.stats.blobs++;
  context.stats.bytes += 'bytes' in object ? object.bytes.length : object.size;
  const path = pathOf(oid);
  const origin: Origin = { via, object: oid };
  // A gap inside an archive is told with the object, as the same path may stand for many.
  const skip = (what: string, why: string): void => context.skip(what === '' ? oid : what, `${why} (object ${oid})`);
  const content = { path, origin, context: { skip } };
  if ('bytes' in object) return expandContent({ ...content, bytes: object.bytes });
  return expandStream({ ...content, pieces: object.pieces });
}
