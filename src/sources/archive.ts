/** From content to chunks: text goes straight through, wide encodings become UTF-8, archives are opened within limits. */
import type { Chunk } from '../types.ts';
import { type Content, type ContentStream, isArchive, wholeChunk } from './archive/content.ts';
import { segmentSize } from './segment.ts';
import { sniff } from './text.ts';

export type { Content, ContentStream } from './archive/content.ts';

/**
 * Chunks of content that is in memory. An array for all text and binary content of up to `segmentSize` bytes: `yield*` it, or test
 * with Array.isArray to stay synchronous. What an archive hides (encrypted, broken, past a limit) goes to `context.skip`.
 */
export function expandContent(content: Content): readonly Chunk[] | AsyncIterable<Chunk> {
  const { bytes } = content;
  const kind = sniff(bytes);
  if (bytes.length > segmentSize || isArchive(kind)) {
    // The consumer of the first chunk may overwrite the inbox.
    return expandStream({ ...content, pieces: [Buffer.from(bytes)] });
  }
  return bytes.length === 0 ? [] : [wholeChunk(content, kind)];
}

/** Chunks of content of any size, in bounded memory. An error of `pieces` is thrown after the chunks of what came before it. */
export async function* expandStream(stream: ContentStream): AsyncGenerator<Chunk> {
  // A hook that meets no archive must not pay for zlib and its users.
  const { openStream } = await import('./archive/open.ts');
  yield* openStream(stream);
}
