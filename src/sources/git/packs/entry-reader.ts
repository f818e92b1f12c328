/** Reads entries of a pack into a WebAssembly module's memory: inflated, deltas applied, checked against the index; -1 for whatever does not hold. */
import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { orderFamilies } from './family.ts';
import { none, type PackTable } from './pack-table.ts';
import { ReadAhead, readAheadRoom } from './read-ahead.ts';

/** Objects above this size, and their families, are left to the object reader. */
export const largestObject = 16 * 1024 * 1024;
/** Bytes that are read and written beyond the ends of what they belong to. */
export const slack = 64;
/** Above this a sum outside of the module is the faster one. */
const longSum = 2048;
/** Room for what is read or inflated in one piece. */
const longRoom = largestObject + 0x10000;
/** Room that compressed input, or a delta, may take. */
export const inputRoom = longRoom + readAheadRoom + slack;

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
  #ahead: ReadAhead | undefined;
  #memory: Buffer = Buffer.alloc(0);

  constructor(code: EntryCode, room: EntryRoom) {
    this.#code = code;
    this.#room = room;
  }

  /** Goes on with families, given by their objects that are no deltas, of this pack. @throws Error when it cannot be opened. */
  open(table: PackTable, roots: Iterable<number>): void {
    if (this.#fd === none || table !== this.table) {
      this.close();
      this.table = table;
      this.#fd = openSync(table.path, 'r');
    }
    const at = this.#room.input + longRoom;
    this.#ahead = new ReadAhead(table, orderFamilies(table, roots), { fd: this.#fd, at });
  }

  close(): void {
    if (this.#fd !== none) closeSync(this.#fd);
    this.#fd = none;
    this.#ahead = undefined;
  }

  /** Makes the object at `text`. Returns its size; -1 when it cannot be made. */
  read(entry: number, text: number, base: Text | undefined): number {
    const { offsets, sizes, headers, crcs } = this.table;
    const { delta, textsEnd } = this.#room;
    const size = sizes[entry]!;
    const length = offsets[entry + 1]! - offsets[entry]!;
    if (size > largestObject || length > largestObject + 0x8000) return -1;
    if (text + size + slack > textsEnd) return -1;
    const memory = this.#reserve(text + size + slack);
    const start = this.#ahead?.find(entry, memory) || this.#readAlone(memory, offsets[entry]!, length);
    if (start < 0 || this.#sum(memory, start, start + length) !== crcs[entry]) return -1;
    const input = start + headers[entry]!;
    const code = this.#code;
    if (base === undefined) return code.inflate(input, start + length, text, text + size) === size ? size : -1;
    if (code.inflate(input, start + length, delta, delta + size) !== size) return -1;
    const made = code.sizeOfResult(delta, delta + size, base.size);
    if (made < 0 || made > largestObject || text + made + slack > textsEnd) return -1;
    this.#reserve(text + made + slack);
    return code.applyDelta(delta + size, base.text, base.size, text, made) !== 0 ? made : -1;
  }

  #sum(memory: Buffer, from: number, end: number): number {
    return end - from > longSum ? crc32(memory.subarray(from, end)) : this.#code.crc(from, end) >>> 0;
  }

  /** Address of the entry's bytes, -1 when they cannot be read. */
  #readAlone(memory: Buffer, from: number, length: number): number {
    const { input } = this.#room;
    try {
      return readSync(this.#fd, memory, input, length, from) === length ? input : -1;
    } catch {
      return -1;
    }
  }

  /** One that has been taken apart since is of length 0. */
  #reserve(end: number): Buffer {
    if (end > this.#memory.length) this.#memory = this.#room.reserve(end);
    return this.#memory;
  }
}

export function align(size: number): number {
  return (size + slack + 15) & ~15;
}
