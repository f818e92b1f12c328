/**
 * Trees (AssemblyScript): of a tree that a delta made, only the entries that its base has not, and those of the base that it has not.
 * All of them are added to one list of edges, until somebody takes them from there.
 *
 * The entries of a tree that deltas may follow are kept as {u32 start, u32 number of the name}, where the start is the offset in the
 * tree; their list ends with the tree's size.
 */
import { startCrc } from './crc.asm';
import { segmentCount, segments, startDelta, word } from './delta.asm';
import { startInflate } from './inflate.asm';
import { intern, isSame, NONE, SLASH, stampOf } from './names.asm';

export { crc } from './crc.asm';
export { applyDelta, sizeOfResult } from './delta.asm';
export { inflate } from './inflate.asm';
export { nameAddress, nameCount, nameLength, startNames } from './names.asm';

// Kinds of entries.
// @ts-ignore: decorator
@inline const GONE: u32 = 0; // the base has it
// @ts-ignore: decorator
@inline const FILE: u32 = 1;
// @ts-ignore: decorator
@inline const FOLDER: u32 = 2;
// @ts-ignore: decorator
@inline const MODULE: u32 = 3; // another repository's commit

// @ts-ignore: decorator
@inline const CRC_TABLES: usize = 0xe000; // in the scratch memory, behind what inflate needs

/** Bytes of an id. */
let width: usize = 20;
let told: usize = 0; // {i32 edges so far, u32 whether those of the last tree are all its entries, not what distinguishes it from its base}
let edges: usize = 0; // {u32 name, u32 kind, the id}[]
let mostEdges: i32 = 0;
/** The tree that is being listed, so that a name knows whether it stands in it. */
let stamp: u32 = 0;

export function start(scratch: usize, segmentsAt: usize, most: u32, idWidth: usize): void {
  startInflate(scratch);
  startCrc(scratch + CRC_TABLES);
  startDelta(segmentsAt, most);
  width = idWidth;
}

/** From `edgesAt` on there are 8 bytes for what is told of the edges, and then those. */
export function startEdges(edgesAt: usize, edgeRoom: i32): void {
  told = edgesAt;
  edges = edgesAt + 8;
  mostEdges = edgeRoom;
}

// What the entry that was parsed last consists of.
let nameAt: usize = 0;
let nameEnd: usize = 0;
let kind: u32 = 0;

/** Address of the entry's end, 0 for what is no entry as git writes them. */
function parse(at: usize, end: usize): usize {
  let p = at;
  let mode: u32 = 0;
  while (true) {
    if (p >= end || p > at + 7) return 0;
    const digit = <u32>load<u8>(p++) - 48;
    if (digit == <u32>(32 - 48)) break;
    if (digit > 7) return 0;
    mode = (mode << 3) | digit;
  }
  const format = mode & 0xf000;
  if (format == 0x8000 || format == 0xa000) kind = FILE;
  else if (format == 0x4000) kind = FOLDER;
  else if (format == 0xe000) kind = MODULE;
  else return 0;
  nameAt = p;
  while (p < end && load<u8>(p) != 0) {
    if (load<u8>(p) == SLASH) return 0;
    p++;
  }
  if (p == nameAt || p + 1 + width > end) return 0;
  nameEnd = p;
  return p + 1 + width;
}

// The name that the next one must come after.
let lastAt: usize = 0;
let lastEnd: usize = 0;
let lastKind: u32 = 0;

// @ts-ignore: decorator
@inline
function keepLast(): void {
  lastAt = nameAt;
  lastEnd = nameEnd;
  lastKind = kind;
}

/** Whether the entry that was parsed last comes after that which was kept, as it must. */
function follows(): bool {
  let p = lastAt;
  let q = nameAt;
  while (p < lastEnd && q < nameEnd && load<u8>(p) == load<u8>(q)) {
    p++;
    q++;
  }
  const a: u8 = p < lastEnd ? load<u8>(p) : lastKind == FOLDER ? SLASH : 0;
  const b: u8 = q < nameEnd ? load<u8>(q) : kind == FOLDER ? SLASH : 0;
  return a < b;
}

// @ts-ignore: decorator
@inline function startOf(list: usize, entry: i32): usize {
  return load<u32>(list + (<usize>entry << 3));
}

// @ts-ignore: decorator
@inline function numberOf(list: usize, entry: i32): u32 {
  return load<u32>(list + (<usize>entry << 3), 4);
}

// @ts-ignore: decorator
@inline function setEntry(list: usize, entry: i32, offset: usize, number: u32): void {
  store<u32>(list + (<usize>entry << 3), <u32>offset);
  store<u32>(list + (<usize>entry << 3), number, 4);
}

/** The id stands at `id`; of an entry that is gone it is of no use. */
function addEdge(number: u32, how: u32, id: usize): bool {
  const count = load<i32>(told);
  if (count == mostEdges) return false;
  store<i32>(told, count + 1);
  const edge = edges + <usize>count * (8 + width);
  store<u32>(edge, number);
  store<u32>(edge, how, 4);
  if (how != GONE) for (let i: usize = 0; i < width; i += 4) store<u32>(edge + i, load<u32>(id + i), 8);
  return true;
}

/** Adds the entry that was parsed last. Returns the number of its name, NONE where there is no room. */
function addParsed(): u32 {
  const number = intern(nameAt, nameEnd, kind == FOLDER);
  if (number == NONE || !addEdge(number, kind, nameEnd + 1)) return NONE;
  store<u32>(stampOf(number), stamp);
  return number;
}

/** Lists all entries of a tree. Returns their number; -1 for what is no tree, or not sorted, or too large: its edges are of no use. */
export function listTree(text: usize, size: usize, list: usize, most: i32): i32 {
  store<u32>(told, 1, 4);
  const end = text + size;
  let count = 0;
  for (let at = text; at < end;) {
    const next = parse(at, end);
    if (next == 0 || count >= most || (count > 0 && !follows())) return -1;
    const number = addParsed();
    if (number == NONE) return -1;
    setEntry(list, count++, at - text, number);
    keepLast();
    at = next;
  }
  setEntry(list, count, size, NONE);
  return count;
}

/** The same for the tree that the last delta made: only what distinguishes it from its base, where that is the shorter. */
export function listChanges(text: usize, size: usize, list: usize, most: i32, base: usize, baseList: usize, baseCount: i32): i32 {
  const first = load<i32>(told);
  store<u32>(told, 0, 4);
  stamp++;
  const end = text + size;
  let count = 0;
  let kept = 0; // entries of the base up to here stand in the tree, or have changed, or are gone
  let isKnown = true; // the last entry has the name of one of them
  let segment = segments;
  const segmentsEnd = segments + segmentCount * 12;
  let at = text;
  while (at < end) {
    const offset = at - text;
    while (segment < segmentsEnd && word(segment) + word(segment + 8) <= offset) segment += 12;
    let from = -1;
    let to = -1;
    if (segment < segmentsEnd && word(segment) <= offset) {
      const source = word(segment + 4);
      from = find(baseList, baseCount, offset - word(segment) + source);
      if (from >= 0) to = lastUpTo(baseList, from, baseCount, source + word(segment + 8));
    }
    if (to > from) {
      // Another order than the base's cannot be told as changes.
      if (from < kept || count + to - from > most) return listAgain(text, size, list, most, first);
      if (!isKnown && (parse(at, end) == 0 || !follows())) return -1;
      const shift = offset - startOf(baseList, from);
      for (let i = from; i < to; i++) setEntry(list, count++, startOf(baseList, i) + shift, numberOf(baseList, i));
      at = text + startOf(baseList, to) + shift;
      if (!addGone(baseList, kept, from)) return -1;
      kept = to;
      isKnown = true;
    } else {
      const next = parse(at, end);
      if (next == 0 || count >= most) return -1;
      // Most often a file is what it was but for its content.
      const isOld = kept < baseCount && isSame(base + startOf(baseList, kept), at, nameEnd + 1 - at);
      if (!(isKnown && isOld) && count > 0) {
        if (isKnown) {
          parse(text + startOf(list, count - 1), end);
          keepLast();
          parse(at, end);
        }
        if (!follows()) return -1;
      }
      const number = isOld ? numberOf(baseList, kept++) : addParsed();
      if (isOld ? !addEdge(number, kind, nameEnd + 1) : number == NONE) return -1;
      setEntry(list, count++, offset, number);
      isKnown = isOld;
      if (!isOld) keepLast();
      at = next;
    }
  }
  setEntry(list, count, size, NONE);
  if (!addGone(baseList, kept, baseCount)) return -1;
  return load<i32>(told) - first > count ? listAgain(text, size, list, most, first) : count;
}

/** Lists all entries in the place of the edges from `first` on. */
function listAgain(text: usize, size: usize, list: usize, most: i32, first: i32): i32 {
  store<i32>(told, first);
  return listTree(text, size, list, most);
}

/** Entries [from, to) of the base are not in the tree as they are there. Some may be, otherwise. */
function addGone(baseList: usize, from: i32, to: i32): bool {
  for (let i = from; i < to; i++) {
    const number = numberOf(baseList, i);
    if (load<u32>(stampOf(number)) != stamp && !addEdge(number, GONE, 0)) return false;
  }
  return true;
}

/** Index of the entry that begins at `offset`, -1 for none. */
function find(list: usize, count: i32, offset: usize): i32 {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(list, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low < count && startOf(list, low) == offset ? low : -1;
}

/** The last of [from, count] that begins at `limit` or before. */
function lastUpTo(list: usize, from: i32, count: i32, limit: usize): i32 {
  let low = from;
  let high = count;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (startOf(list, middle) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
