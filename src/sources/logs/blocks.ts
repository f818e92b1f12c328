/** Pieces of a stream to blocks of whole lines; a line without end is cut, but not inside a character or a control sequence. */
import type { Position } from '../../types.ts';
import type { Pieces } from '../archive/pieces.ts';
import { controlLength } from './controls.ts';
import { moveOn } from './places.ts';

export interface RawBlock {
  readonly bytes: Buffer;
  /** Place of the first byte in the file. */
  readonly start: Position;
}

/** A line that is longer is handed on in parts. */
const longestLine = 512 * 1024;
/** Bytes at the end of a part in which a control sequence may be cut. */
const sequenceReach = 8192;

export async function* readBlocks(pieces: Pieces, start: Position): AsyncGenerator<RawBlock> {
  let place = start;
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
      const bytes = Buffer.concat([...rest, all.subarray(0, first)]);
      yield { bytes, start: place };
      place = moveOn(place, bytes);
      all = all.subarray(first);
    } else if (held > 0) all = Buffer.concat([...rest, all]);
    const end = newline < 0 ? partEnd(all) : all.lastIndexOf(10) + 1;
    for (let from = 0; from < end;) {
      const bytes = all.subarray(from, blockEnd(all, from, end));
      yield { bytes, start: place };
      place = moveOn(place, bytes);
      from += bytes.length;
    }
    held = all.length - end;
    rest = held === 0 ? [] : [Buffer.from(all.subarray(end))];
  }
  if (held > 0) yield { bytes: Buffer.concat(rest), start: place };
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

/** As far as nothing is cut; all of it where that would leave next to nothing. */
function partEnd(bytes: Buffer): number {
  const escape = bytes.lastIndexOf(0x1b);
  const isCut = escape >= bytes.length - sequenceReach && controlLength(bytes, escape) < 0;
  let end = isCut && escape > 0 ? escape : bytes.length;
  // The blank that a lone carriage return may need behind it, and the beginning of a character.
  if (bytes[end - 1] === 13) end--;
  for (let back = 1; back <= 4 && end - back > 0; back++) {
    const byte = bytes[end - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    return byte >= 0xc0 ? end - back : end;
  }
  return end;
}
