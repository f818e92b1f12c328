/** From objects that were read to chunks: counts them, lists those that could not be read, and leaves encodings and archives to `expandContent`. */
import { expandContent, expandStream } from '../archive.ts';
import type { Chunk, Origin, ScanContext, Via } from '../../types.ts';
import type { LargeObject, ReadObject, WholeObject } from './objects.ts';
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
  const { context, skips } = options;
  for await (const object of objects) {
    if ('why' in object) {
      const path = options.pathOf(object.oid);
      skips.add(object.oid, object.why, path === '' ? '' : ` (${path})`);
    } else {
      context.stats.blobs++;
      context.stats.bytes += 'bytes' in object ? object.bytes.length : object.size;
      const chunks = expandObject(object, options);
      if (Array.isArray(chunks)) for (const chunk of chunks as readonly Chunk[]) yield chunk;
      else yield* chunks as AsyncIterable<Chunk>;
    }
    options.onRead?.();
  }
}

function expandObject(
  object: WholeObject | LargeObject,
  { context, via, pathOf }: ExpandOptions,
): readonly Chunk[] | AsyncIterable<Chunk> {
  const { oid } = object;
  const path = pathOf(oid);
  const origin: Origin = { via, object: oid };
  // A gap inside an archive is told with the object, as the same path may stand for many.
  const named = { skip: (what: string, why: string): void => context.skip(what === '' ? oid : what, `${why} (object ${oid})`) };
  if ('bytes' in object) return expandContent({ path, origin, bytes: object.bytes, context: named });
  return expandStream({ path, origin, pieces: object.pieces, context: named });
}
