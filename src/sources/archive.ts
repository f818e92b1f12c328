/** From content to chunks: text goes straight through, wide encodings become UTF-8, archives are opened within limits. */
import type { Chunk, Origin, ScanContext } from '../types.ts';

export interface Content {
  readonly path: string;
  readonly origin: Origin;
  /** All of it. May lie in the context's inbox. */
  readonly bytes: Uint8Array;
  readonly context: Pick<ScanContext, 'skip'>;
}

export interface ContentStream {
  readonly path: string;
  readonly origin: Origin;
  /** The content in pieces of any length, which stay valid until the end. */
  readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly context: Pick<ScanContext, 'skip'>;
}

/**
 * Chunks of content that is in memory (up to 64 MB; larger content goes through `expandStream`). An array for all that is
 * no archive: `yield*` it, or test with Array.isArray to stay synchronous. What an archive hides (encrypted, broken, past a limit) goes to
 * `context.skip`.
 */
export function expandContent(content: Content): readonly Chunk[] | AsyncIterable<Chunk> {
  return [{ path: content.path, origin: content.origin, bytes: content.bytes }];
}

/** Chunks of content of any size, in bounded memory. Errors of `pieces` are thrown after the chunks of what came before them. */
export async function* expandStream(stream: ContentStream): AsyncGenerator<Chunk> {
  for await (const bytes of stream.pieces) yield* expandContent({ ...stream, bytes });
}
