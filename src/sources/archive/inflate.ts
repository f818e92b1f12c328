/** Deflated bytes, expanded within the budget. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import type { Budget } from './limits.ts';
import type { Pieces } from './pieces.ts';

/** Output pieces large enough that the events around them cost little. */
const chunkSize = 64 * 1024;

/** `gzip` is all members of a file as one stream, as gunzip prints it; `raw` is a zip's member. Throws zlib's error and LimitError. */
export async function* inflate(pieces: Pieces, form: 'gzip' | 'raw', budget: Budget): AsyncGenerator<Uint8Array> {
  const expanded = form === 'gzip' ? createGunzip({ chunkSize }) : createInflateRaw({ chunkSize });
  // An error reaches the loop through `expanded`; pipeline's callback has nothing to add.
  pipeline(Readable.from(pieces), expanded, () => {});
  for await (const piece of expanded as AsyncIterable<Buffer>) {
    budget.charge(piece.length);
    yield piece;
  }
}
