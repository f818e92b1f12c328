/** Text, or an archive, from a stream: read as it comes, in bounded memory. */
import type { Chunk, ScanContext, Source } from '../types.ts';
import { expandStream } from './archive.ts';

export interface StdinOptions {
  /** Bytes; process.stdin is one. */
  readonly stream: AsyncIterable<Uint8Array | string>;
  /** The path that findings are shown with. Default: `stdin`. */
  readonly filename?: string | undefined;
}

export function stdinSource({ stream, filename = 'stdin' }: StdinOptions): Source {
  return { mode: 'stdin', root: '-', chunks: (context) => readStream(stream, filename, context) };
}

async function* readStream(stream: StdinOptions['stream'], path: string, context: ScanContext): AsyncGenerator<Chunk> {
  context.stats.files++;
  const pieces = countPieces(stream, context);
  try {
    yield* expandStream({ path, origin: { via: 'file' }, pieces, context });
  } catch (error) {
    context.skip(path, `reading ended with an error (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

async function* countPieces(stream: StdinOptions['stream'], context: ScanContext): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    context.stats.bytes += bytes.length;
    context.progress(context.stats.bytes, undefined, 'bytes');
    yield bytes;
  }
}
