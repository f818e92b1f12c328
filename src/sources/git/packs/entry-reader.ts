/** Reads entries of a pack into a WebAssembly module's memory: inflated, deltas applied, checked against the index; -1 for whatever does not hold. */
import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { none, type PackTable } from './pack-table.ts';

/** Objects above this size, and their families, are left to the object reader. */
export const largestObject = 16 * 1024 * 1024;
/** Bytes that are read and written beyond the ends of what they belong to. */
export const slack = 64;
/** Entries of one type stand together mostly, and those of a family are gone through in an order of their own: blocks of the pack are kept. */
const blockSize = 8 * 1024;
const blockCount = 512;
/** Above this a sum outside of the module is the faster one. */
const longSum = 2048;
/** Room for what is read or inflated in one piece. */
const longRoom = largestObject + 0x10000;
/** Room that compressed input, or a delta, may take. */
export const inputRoom = longRoom + blockSize * blockCount + slack;

export interface EntryCode {
  crc(from: number, end: number): number;
  inflate(from: number, end: number, out: number, outEnd: number): number;
  sizeOfResult(delta: number, deltaEnd: number, baseSize: number): number;
  applyDelta(deltaEnd: number, base: number, baseSize: number, out: number, size: number): number;
}

export interface EntryRoom {
  /** Addresses with `inputRoom` each. */
  readonly input: number;
  readonly delta: number;
  /** No text goes beyond. */
  readonly textsEnd: number;
  /** The memory, large enough for what stands below `end`. What was there before is kept. */
  reserve(end: number): Buffer;
}

/** An object in memory. */
export interface Text {
  readonly text: number;
  readonly size: number;
}

export class EntryReader {
  table!: PackTable;
  readonly #code: EntryCode;
  readonly #room: EntryRoom;
  #fd = none;
  /** Which block of the pack stands in which place behind the room for long entries; the last one may be short. */
  readonly #blocks = new Float64Array(blockCount).fill(none);
  readonly #blockSizes = new Uint32Array(blockCount);

  constructor(code: EntryCode, room: EntryRoom) {
    this.#code = code;
    this.#room = room;
  }

  /** Goes on with another pack. @throws Error when it cannot be opened. */
  open(table: PackTable): void {
    if (this.#fd !== none && table === this.table) return;
    this.close();
    this.table = table;
    this.#fd = openSync(table.path, 'r');
  }

  close(): void {
    if (this.#fd !== none) closeSync(this.#fd);
    this.#fd = none;
    this.#blocks.fill(none);
  }

  /** Makes the object at `text`. Returns its size; -1 when it cannot be made. */
  read(entry: number, text: number, base: Text | undefined): number {
    const { offsets, sizes, headers, crcs } = this.table;
    const { delta, textsEnd } = this.#room;
    const size = sizes[entry]!;
    const length = offsets[entry + 1]! - offsets[entry]!;
    if (size > largestObject || length > largestObject + 0x8000) return -1;
    if (text + size + slack > textsEnd) return -1;
    const memory = this.#room.reserve(text + size + slack);
    const start = this.#readInput(memory, offsets[entry]!, length);
    if (start < 0 || this.#sum(memory, start, start + length) !== crcs[entry]) return -1;
    const input = start + headers[entry]!;
    const code = this.#code;
    if (base === undefined) return code.inflate(input, start + length, text, text + size) === size ? size : -1;
    if (code.inflate(input, start + length, delta, delta + size) !== size) return -1;
    const made = code.sizeOfResult(delta, delta + size, base.size);
    if (made < 0 || made > largestObject || text + made + slack > textsEnd) return -1;
    this.#room.reserve(text + made + slack);
    return code.applyDelta(delta + size, base.text, base.size, text, made) !== 0 ? made : -1;
  }

  #sum(memory: Buffer, from: number, end: number): number {
    return end - from > longSum ? crc32(memory.subarray(from, end)) : this.#code.crc(from, end) >>> 0;
  }

  /** Address of the entry's bytes, -1 when they cannot be read. */
  #readInput(memory: Buffer, from: number, length: number): number {
    const { input } = this.#room;
    const block = Math.floor(from / blockSize);
    const offset = from - block * blockSize;
    if (offset + length > blockSize) return this.#load(memory, input, { from, length }) === length ? input : -1;
    const place = block % blockCount;
    const at = input + longRoom + place * blockSize;
    if (this.#blocks[place] !== block) {
      this.#blockSizes[place] = this.#load(memory, at, { from: block * blockSize, length: blockSize });
      this.#blocks[place] = block;
    }
    return offset + length <= this.#blockSizes[place]! ? at + offset : -1;
  }

  /** Bytes read. */
  #load(memory: Buffer, at: number, { from, length }: { from: number; length: number }): number {
    try {
      return readSync(this.#fd, memory, at, length, from);
    } catch {
      return 0;
    }
  }
}

export function align(size: number): number {
  return (size + slack + 15) & ~15;
}
