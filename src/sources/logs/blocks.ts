/** Pieces of a stream to blocks of whole lines; a line without end is cut, but not inside a character or a control sequence. */
import type { Pieces } from '../archive/pieces.ts';
import type { LogBlock } from './clean.ts';
import { wholeLength } from './log-engine.ts';

/** A line that is longer is handed on in parts. */
const longestLine = 512 * 1024;

export async function* readBlocks(pieces: Pieces): AsyncGenerator<LogBlock> {
  let rest: Buffer[] = [];
  let held = 0;
  for await (const piece of pieces) {
    const newline = Buffer.prototype.lastIndexOf.call(piece, 10);
    if (newline < 0 && held + piece.length < longestLine) {
      rest.push(Buffer.from(piece));
      held += piece.length;
      continue;
    }
    let all = asBuffer(piece);
    if (newline >= 0 && held > 0) {
      // The line that was begun is a block of its own, so that the piece need not be copied for it.
      const first = all.indexOf(10) + 1;
      yield { bytes: Buffer.concat([...rest, all.subarray(0, first)]) };
      all = all.subarray(first);
    } else if (held > 0) all = Buffer.concat([...rest, all]);
    const end = newline < 0 ? partEnd(all) : all.lastIndexOf(10) + 1;
    for (let from = 0; from < end;) {
      const bytes = all.subarray(from, blockEnd(all, from, end));
      yield { bytes };
      from += bytes.length;
    }
    held = all.length - end;
    rest = held === 0 ? [] : [Buffer.from(all.subarray(end))];
  }
  if (held > 0) yield { bytes: Buffer.concat(rest) };
}

/** A segment begins at a block: with small ones, segments share no more than they must. */
const blockSize = 128 * 1024;

/** Behind a newline, or at `end`. */
function blockEnd(bytes: Buffer, from: number, end: number): number {
  if (end - from <= 2 * blockSize) return end;
  const newline = bytes.indexOf(10, from + blockSize);
  return newline < 0 || newline >= end ? end : newline + 1;
}

function asBuffer(piece: Uint8Array): Buffer {
  return Buffer.from(piece.buffer, piece.byteOffset, piece.length);
}

/** As far as nothing is cut. What is held back is shorter than the longest line. */
function partEnd(bytes: Buffer): number {
  return wholeCharacters(bytes, wholeLength(bytes));
}

/** `end`, or the up to 3 bytes less that hold no whole character of UTF-8. */
export function wholeCharacters(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 4 && end - back > 0; back++) {
    const byte = bytes[end - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    return byte >= 0xc0 ? end - back : end;
  }
  return end;
}
