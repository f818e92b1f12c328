/** All entries of a pack, in the order in which they stand: type, size, and which entry each is a delta of. Reads the pack once, front to end. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { sortByOffset } from './offset-order.ts';
import { readPackIndex, type PackIndex } from './pack-index.ts';

/** Types of objects, as packs number them. */
export const packTypes = { commit: 1, tree: 2, blob: 3, tag: 4, offsetDelta: 6, idDelta: 7 } as const;
/** Stands for an entry that is no delta, or has no child. */
export const none = -1;

/** Entries are numbered from 0 in the order of their offsets. In shared memory, so that every worker has it without a copy. */
export interface PackTable {
  readonly path: string;
  readonly count: number;
  /** Where entry N begins; at [count] where the last one ends. */
  readonly offsets: Float64Array;
  /** Bytes of the object, or of the delta. */
  readonly sizes: Float64Array;
  /** Bytes of the header in front of the compressed data. */
  readonly headers: Uint8Array;
  /** Type of the object that the entry stands for; 0 for a delta whose base is not in the pack. */
  readonly types: Uint8Array;
  /** CRC-32 of the entry. */
  readonly crcs: Uint32Array;
  /** The base of a delta, else `none`. */
  readonly bases: Int32Array;
  /** The first delta of entry N, and the next delta of the same base. The one with most deltas of its own comes last. */
  readonly firstDelta: Int32Array;
  readonly nextDelta: Int32Array;
  /** How many entries depend on N, itself included. */
  readonly weights: Uint32Array;
  /** 1 for an object that another pack has, too, and that is counted there. */
  readonly elsewhere: Uint8Array;
  /** Numbers of the objects in the sweep's id table; 0 until they have one. */
  readonly ids: Uint32Array;
}

export interface Pack {
  readonly table: PackTable;
  readonly index: PackIndex;
  /** Number in the index of entry N. */
  readonly numbers: Uint32Array;
}

/** `base`: path without `.pack`; `width`: bytes of an id. @throws Error for a pack that is damaged or of a form that is not known. */
export function readPack(base: string, width: number): Pack {
  const index = readPackIndex(`${base}.idx`, width);
  const { count } = index;
  const table: PackTable = {
    path: `${base}.pack`,
    count,
    offsets: new Float64Array(new SharedArrayBuffer((count + 1) * 8)),
    sizes: new Float64Array(new SharedArrayBuffer(count * 8)),
    headers: new Uint8Array(new SharedArrayBuffer(count)),
    types: new Uint8Array(new SharedArrayBuffer(count)),
    crcs: new Uint32Array(new SharedArrayBuffer(count * 4)),
    bases: new Int32Array(new SharedArrayBuffer(count * 4)).fill(none),
    firstDelta: new Int32Array(new SharedArrayBuffer(count * 4)).fill(none),
    nextDelta: new Int32Array(new SharedArrayBuffer(count * 4)).fill(none),
    weights: new Uint32Array(new SharedArrayBuffer(count * 4)),
    elsewhere: new Uint8Array(new SharedArrayBuffer(count)),
    ids: new Uint32Array(new SharedArrayBuffer(count * 4)),
  };
  const numbers = sortByOffset(index, table.offsets);
  for (let entry = 0; entry < count; entry++) table.crcs[entry] = index.crcAt(numbers[entry]!);
  readHeaders(table, index);
  linkDeltas(table);
  return { table, index, numbers };
}

const readSize = 1024 * 1024;
/** Longest header: a type and size of 10 bytes, then an id or a distance. */
const longestHeader = 10 + 32;

/** Fills what the entries' headers say. */
function readHeaders(table: PackTable, index: PackIndex): void {
  const { count, offsets } = table;
  const fd = openSync(table.path, 'r');
  try {
    const { size } = fstatSync(fd);
    checkFrame(fd, size, index);
    offsets[count] = size - index.width;
    const header = new HeaderReader(table, index);
    let from = 0;
    let end = 0;
    for (let entry = 0; entry < count; entry++) {
      const offset = offsets[entry]!;
      if (offset + longestHeader > end && end < size) {
        from = offset;
        end = from + readSync(fd, header.buffer, 0, header.buffer.length, from);
      }
      header.read(entry, offset - from);
    }
    if (header.isUnresolved) while (resolveTypes(table));
  } finally {
    closeSync(fd);
  }
}

/** The pack's own head and checksum must be those that the index is of. */
function checkFrame(fd: number, size: number, index: PackIndex): void {
  const head = Buffer.alloc(12);
  const tail = Buffer.alloc(index.width);
  readSync(fd, head, 0, 12, 0);
  readSync(fd, tail, 0, index.width, size - index.width);
  const version = head.readUInt32BE(4);
  if (head.toString('latin1', 0, 4) !== 'PACK' || (version !== 2 && version !== 3)) throw new Error('not a pack');
  if (head.readUInt32BE(8) !== index.count || !tail.equals(index.pack)) throw new Error('not the pack of its index');
}

class HeaderReader {
  readonly buffer = Buffer.alloc(readSize + longestHeader);
  /** Some delta comes before its base, or has none in the pack. */
  isUnresolved = false;
  readonly #table: PackTable;
  readonly #index: PackIndex;

  constructor(table: PackTable, index: PackIndex) {
    this.#table = table;
    this.#index = index;
  }

  /** Fills what the header at `at` says of the entry. */
  read(entry: number, at: number): void {
    const { buffer } = this;
    let p = at;
    let byte = buffer[p++]!;
    const type = (byte >> 4) & 7;
    let size = byte & 15;
    for (let unit = 16; byte & 128; unit *= 128) {
      byte = buffer[p++]!;
      size += (byte & 127) * unit;
    }
    const table = this.#table;
    table.sizes[entry] = size;
    if (type === packTypes.offsetDelta) {
      byte = buffer[p++]!;
      let distance = byte & 127;
      while (byte & 128) {
        byte = buffer[p++]!;
        distance = (distance + 1) * 128 + (byte & 127);
      }
      this.#setBase(entry, findBefore(table.offsets, entry, table.offsets[entry]! - distance));
    } else if (type === packTypes.idDelta) {
      const number = this.#index.find(buffer, p);
      const { offsets, count } = table;
      this.#setBase(entry, number === undefined ? none : search(offsets, [0, count], this.#index.offsetAt(number)));
      p += this.#index.width;
    } else table.types[entry] = type;
    table.headers[entry] = p - at;
  }

  #setBase(entry: number, base: number): void {
    const { types, bases } = this.#table;
    bases[entry] = base;
    if (base !== none) types[entry] = types[base]!;
    if (types[entry] === 0) this.isUnresolved = true;
  }
}

/** A delta may come before its base where the base was added to a pack that was fetched without it. True when that told more types. */
function resolveTypes({ count, types, bases }: PackTable): boolean {
  let told = false;
  for (let entry = 0; entry < count; entry++) {
    if (types[entry] !== 0 || bases[entry] === none || types[bases[entry]!] === 0) continue;
    types[entry] = types[bases[entry]!]!;
    told = true;
  }
  return told;
}

/** The entry before `entry` that begins at the offset. Bases stand near: looked for in steps that grow. */
function findBefore(offsets: Float64Array, entry: number, offset: number): number {
  let high = entry;
  let low = entry - 1;
  for (let step = 1; low > 0 && offsets[low]! > offset; step *= 2) {
    high = low;
    low = Math.max(low - step, 0);
  }
  return low < 0 ? none : search(offsets, [low, high], offset);
}

/** The entry in [from, to) that begins at the offset. */
function search(offsets: Float64Array, [from, to]: readonly [number, number], offset: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low < to && offsets[low] === offset ? low : none;
}

/** Hangs each delta on its base, and weighs the families. */
function linkDeltas(table: PackTable): void {
  const { count, bases } = table;
  for (let entry = count - 1; entry >= 0; entry--) if (bases[entry] !== none) hang(table, entry, bases[entry]!);
  const isForward = bases.every((base, entry) => base < entry);
  if (isForward) weighForward(table);
  else weighFamilies(table);
  for (let entry = 0; entry < count; entry++) putHeaviestLast(table, entry);
}

/** For a pack in which every delta stands behind its base, as git writes them. */
function weighForward({ count, bases, weights }: PackTable): void {
  for (let entry = count - 1; entry >= 0; entry--) {
    const base = bases[entry]!;
    weights[entry]!++;
    if (base !== none) weights[base]! += weights[entry]!;
  }
}

/** Entries that are made of one another in a circle weigh nothing. */
function weighFamilies({ count, bases, firstDelta, nextDelta, weights }: PackTable): void {
  const order = new Uint32Array(count);
  let length = 0;
  for (let entry = 0; entry < count; entry++) if (bases[entry] === none) order[length++] = entry;
  for (let i = 0; i < length; i++)
    for (let delta = firstDelta[order[i]!]!; delta !== none; delta = nextDelta[delta]!) order[length++] = delta;
  for (let i = length - 1; i >= 0; i--) {
    const entry = order[i]!;
    const base = bases[entry]!;
    weights[entry]!++;
    if (base !== none) weights[base]! += weights[entry]!;
  }
}

function hang({ firstDelta, nextDelta }: PackTable, entry: number, base: number): void {
  nextDelta[entry] = firstDelta[base]!;
  firstDelta[base] = entry;
}

/** So that whoever goes through a family depth-first holds few of its objects at a time. */
function putHeaviestLast({ firstDelta, nextDelta, weights }: PackTable, base: number): void {
  let heaviest = firstDelta[base]!;
  if (heaviest === none || nextDelta[heaviest] === none) return;
  let before = none;
  let last = heaviest;
  for (
    let previous = heaviest, delta = nextDelta[heaviest]!;
    delta !== none;
    previous = delta, delta = nextDelta[delta]!
  ) {
    if (weights[delta]! > weights[heaviest]!) [heaviest, before] = [delta, previous];
    last = delta;
  }
  if (heaviest === last) return;
  if (before === none) firstDelta[base] = nextDelta[heaviest]!;
  else nextDelta[before] = nextDelta[heaviest]!;
  nextDelta[last] = heaviest;
  nextDelta[heaviest] = none;
}
