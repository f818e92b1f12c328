/** Content of any size in bounded memory: segments that overlap, so that each match begins in exactly one segment's owned range. */
import { PositionCounter } from '../detect/position.ts';
import type { Chunk, Origin, Position } from '../types.ts';

/** Content up to this size is one chunk. Large enough that the overlap costs 2%, small enough to stay in a processor's reach. */
export const segmentSize = 8 * 1024 * 1024;
/** Context on each side: the longest match (a PEM bundle, an encoded file) plus the lines of its frame. */
const segmentOverlap = 64 * 1024;

export interface SegmentOptions {
  readonly path: string;
  readonly origin: Origin;
  readonly binary?: boolean;
  /** Bytes that were left out before the first one, such as a byte order mark. Default: 0. */
  readonly offset?: number;
  /** Owned bytes of a segment. Default: `segmentSize`. */
  readonly size?: number;
  /** Context on each side in bytes. Default: `segmentOverlap`. */
  readonly overlap?: number;
}

/**
 * Cuts bytes into chunks: `push` pieces of any length, then `finish`. Both must be iterated to the end; a chunk is valid until the
 * next one is asked for. No UTF-8 sequence is cut, so lines and columns count right across segments.
 */
export class Segmenter {
  readonly #options: SegmentOptions;
  readonly #size: number;
  readonly #overlap: number;
  #buffer: Buffer;
  #length = 0;
  #ownedFrom = 0;
  #start: Position;

  constructor(options: SegmentOptions) {
    this.#options = options;
    this.#size = options.size ?? segmentSize;
    this.#overlap = options.overlap ?? segmentOverlap;
    this.#buffer = Buffer.allocUnsafe(Math.min(this.#capacity, 1024 * 1024));
    this.#start = { offset: options.offset ?? 0, line: 1, column: 1 };
  }

  *push(piece: Uint8Array): Iterable<Chunk> {
    for (let taken = 0; taken < piece.length;) {
      if (this.#length === this.#capacity) yield this.#cut();
      this.#shift();
      this.#grow(piece.length - taken);
      const part = piece.subarray(taken, taken + this.#buffer.length - this.#length);
      this.#buffer.set(part, this.#length);
      this.#length += part.length;
      taken += part.length;
    }
  }

  *finish(): Iterable<Chunk> {
    this.#shift();
    if (this.#length > this.#ownedFrom || this.#start.offset === (this.#options.offset ?? 0)) {
      yield this.#chunk(this.#length);
    }
  }

  get #capacity(): number {
    return this.#size + 2 * this.#overlap;
  }

  /** Where the owned range of the chunk that is out ends; nothing is out at 0. */
  #ownedTo = 0;

  #cut(): Chunk {
    this.#ownedTo = sequenceStart(this.#buffer, this.#length - this.#overlap);
    return this.#chunk(this.#ownedTo);
  }

  #chunk(ownedTo: number): Chunk {
    const { path, origin, binary } = this.#options;
    return {
      path,
      origin,
      bytes: this.#buffer.subarray(0, this.#length),
      ...(binary === true ? { binary } : {}),
      ...(this.#start.offset > 0 ? { start: this.#start } : {}),
      ...(this.#ownedFrom > 0 || ownedTo < this.#length ? { owned: [this.#ownedFrom, ownedTo] as const } : {}),
    };
  }

  /** Drops what the next segment does not need, once the consumer has had the last one. */
  #shift(): void {
    if (this.#ownedTo === 0) return;
    const from = sequenceStart(this.#buffer, this.#ownedTo - this.#overlap);
    this.#start = new PositionCounter(this.#buffer, this.#start).at(from);
    this.#buffer.copyWithin(0, from, this.#length);
    this.#length -= from;
    this.#ownedFrom = this.#ownedTo - from;
    this.#ownedTo = 0;
  }

  #grow(wanted: number): void {
    const needed = Math.min(this.#length + wanted, this.#capacity);
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.min(Math.max(needed, this.#buffer.length * 2), this.#capacity));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/** The offset, or up to 3 bytes before it where it would cut a UTF-8 sequence. */
function sequenceStart(bytes: Uint8Array, offset: number): number {
  for (let start = offset; start > offset - 4 && start > 0; start--) {
    if (((bytes[start] ?? 0) & 0xc0) !== 0x80) return start;
  }
  return offset;
}
