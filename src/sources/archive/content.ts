/** Content that is in memory and small, as one chunk; and the words in which sources hand content over. */
import type { Chunk, Origin, ScanContext } from '../../types.ts';
import { type ContentKind, createTranscoder, isWide } from '../text.ts';
import type { ArchiveLimits } from './limits.ts';
import type { Pieces } from './pieces.ts';

/** What content and streams of content are given alike. */
interface Labels {
  readonly path: string;
  readonly origin: Origin;
  readonly context: Pick<ScanContext, 'skip'>;
  /** Default: `archiveLimits`. */
  readonly limits?: ArchiveLimits;
  /** What becomes of text, in UTF-8 from the first of `pieces` on, `offset` bytes into the content. Default: it is cut into segments. */
  readonly readText?: (text: TextStream) => AsyncIterable<Chunk>;
}

export interface TextStream {
  readonly path: string;
  readonly origin: Origin;
  readonly pieces: Pieces;
  readonly offset: number;
}

export interface Content extends Labels {
  /** All of it. May lie in the context's inbox. */
  readonly bytes: Uint8Array;
}

export interface ContentStream extends Labels {
  /** The content in pieces of any length; a piece stays as it is, it is not a buffer that the producer fills again. */
  readonly pieces: Pieces;
  /** The open file that the pieces are read from: a large zip is read through it instead of being held in memory. */
  readonly fd?: number;
}

export type ArchiveKind = 'zip' | 'gzip' | 'tar';

export function isArchive(kind: ContentKind): kind is ArchiveKind {
  return kind === 'zip' || kind === 'gzip' || kind === 'tar';
}

/** Length of the byte order mark in UTF-8. */
export const bomLength = 3;

/** Content that is no archive as one chunk. Text is not copied. */
export function wholeChunk({ path, origin, bytes }: Omit<Content, 'context'>, kind: ContentKind): Chunk {
  if (kind === 'text') return { path, origin, bytes };
  if (kind === 'text-bom') {
    return { path, origin, bytes: bytes.subarray(bomLength), start: { offset: bomLength, line: 1, column: 1 } };
  }
  if (!isWide(kind)) return { path, origin, bytes, binary: true };
  const transcoder = createTranscoder(kind);
  return { path, origin, bytes: Buffer.concat([transcoder.push(bytes), transcoder.finish()]) };
}
