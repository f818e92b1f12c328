/** Reads entries of a pack ahead of whoever goes through them: many at a time in the order in which they stand, each byte once. */
import { readSync } from 'node:fs';
import type { PackTable } from './pack-table.ts';

/** A file that is read into memory. */
export interface ReadTarget {
  readonly fd: number;
  /** Address that has `readAheadRoom`. */
  readonly at: number;
}

/** Room for entries that wait. */
export const readAheadRoom = 16 * 1024 * 1024;
/** Bytes of entries that are read in one go; the rest of the room is for what stands between them. */
const mostBytes = 6 * 1024 * 1024;
const mostEntries = 0x10000;
/** Longer entries are read on their own. */
const longest = 256 * 1024;
/** Over less than this, reading on costs less than beginning anew. */
const widestGap = 8192;

export class ReadAhead {
  readonly #table: PackTable;
  readonly #target: ReadTarget;
  readonly #order: Uint32Array;
  /** Which of the order comes next; those before it are done with. */
  #next = 0;
  /** Addresses of those from `#first` on, up to `#end`; 0 for what is not there. */
  #first = 0;
  #end = 0;
  readonly #places = new Uint32Array(mostEntries);

  /** `order`: in which entries will be asked for; some may be left out. */
  constructor(table: PackTable, order: Uint32Array, target: ReadTarget) {
    this.#table = table;
    this.#order = order;
    this.#target = target;
  }

  /** Address of the entry's bytes; 0 where they are not at hand. */
  find(entry: number, memory: Buffer): number {
    const order = this.#order;
    let next = this.#next;
    while (next < order.length && order[next] !== entry) next++;
    if (next === order.length) return 0;
    this.#next = next + 1;
    if (next >= this.#end) this.#readFrom(next, memory);
    return this.#places[next - this.#first]!;
  }

  #readFrom(first: number, memory: Buffer): void {
    const { offsets } = this.#table;
    const order = this.#order;
    const keys = new Float64Array(Math.min(mostEntries, order.length - first));
    let count = 0;
    let bytes = 0;
    let end = first;
    while (end < order.length && end - first < mostEntries) {
      const entry = order[end]!;
      const length = offsets[entry + 1]! - offsets[entry]!;
      if (length <= longest) {
        bytes += length;
        if (bytes > mostBytes) break;
        keys[count++] = entry * mostEntries + (end - first);
      }
      end++;
    }
    this.#places.fill(0, 0, end - first);
    this.#first = first;
    this.#end = end;
    this.#readRuns(keys.subarray(0, count).sort(), memory);
  }

  /** `keys`: of entries, ascending, each with its place in the order. */
  #readRuns(keys: Float64Array, memory: Buffer): void {
    const { offsets } = this.#table;
    const gap = this.#chooseGap(keys);
    let { at } = this.#target;
    for (let i = 0; i < keys.length;) {
      const first = i;
      const from = offsets[entryOf(keys[i]!)]!;
      let end = from;
      for (; i < keys.length && offsets[entryOf(keys[i]!)]! - end <= gap; i++) end = offsets[entryOf(keys[i]!) + 1]!;
      const whole = this.#load(memory, at, { from, length: end - from });
      for (let k = first; k < i; k++) {
        const key = keys[k]!;
        const entry = entryOf(key);
        if (offsets[entry + 1]! <= from + whole) this.#places[key % mostEntries] = at + offsets[entry]! - from;
      }
      at += end - from;
    }
  }

  /** The widest gap over which there is room to read on. */
  #chooseGap(keys: Float64Array): number {
    for (let gap = widestGap; gap > 64; gap /= 2) if (this.#measure(keys, gap) <= readAheadRoom) return gap;
    return 0;
  }

  #measure(keys: Float64Array, gap: number): number {
    const { offsets } = this.#table;
    let sum = 0;
    let end = Infinity;
    for (const key of keys) {
      const entry = entryOf(key);
      const between = offsets[entry]! - end;
      if (between > 0 && between <= gap) sum += between;
      end = offsets[entry + 1]!;
      sum += end - offsets[entry]!;
    }
    return sum;
  }

  /** Bytes read. */
  #load(memory: Buffer, at: number, { from, length }: { from: number; length: number }): number {
    try {
      return readSync(this.#target.fd, memory, at, length, from);
    } catch {
      return 0;
    }
  }
}

function entryOf(key: number): number {
  return Math.floor(key / mostEntries);
}
