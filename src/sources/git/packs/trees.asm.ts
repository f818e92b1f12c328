/**
 * Trees (AssemblyScript): of a tree that a delta made, only the entries that its base has not, and those of the base that it has not.
 * Names are numbers, in the order in which they first came; a folder's name ends with a slash, as it does where git sorts.
 *
 * An entry's start is its offset in the tree; a list of starts ends with the tree's size.
 */
import { startCrc } from './crc.asm';
import { segmentCount, segments, startDelta, word } from './delta.asm';
import { startInflate } from './inflate.asm';

export { crc } from './crc.asm';
export { applyDelta, sizeOfResult } from './delta.asm';
export { inflate } from './inflate.asm';

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
// @ts-ignore: decorator
@inline const NONE: u32 = 0xffffffff;
// @ts-ignore: decorator
@inline const SLASH: u8 = 0x2f;

/** Bytes of an id. */
let width: usize = 20;
let edges: usize = 0; // {u32 name, u32 kind, the id}[]
let mostEdges: i32 = 0;
let slots: usize = 0; // u32[]: number of a name, plus 1
let mask: u32 = 0; // of the slots in use: few are looked up faster
let slotMask: u32 = 0;
let names: usize = 0; // {u32 address, u32 length, u32 stamp}[]
let mostNames: u32 = 0;
let letters: usize = 0; // what the names consist of
let lettersEnd: usize = 0;
/** The tree that is being listed, so that a name knows whether it stands in it. */
let stamp: u32 = 0;

export let edgeCount: i32 = 0;
/** The edges are all entries of the tree, not what distinguishes it from its base. */
export let isWhole: bool = false;
export let nameCount: u32 = 0;

export function start(scratch: usize, segmentsAt: usize, most: u32, idWidth: usize): void {
  startInflate(scratch);
  startCrc(scratch + CRC_TABLES);
  startDelta(segmentsAt, most);
  width = idWidth;
}

/** `room`: bytes from `slotsAt` on for the names' table (a power of two), from `namesAt`, and from `lettersAt`. */
export function startLists(
  edgesAt: usize, edgeRoom: i32, slotsAt: usize, slotCount: u32, namesAt: usize, nameRoom: u32, lettersAt: usize, letterRoom: usize,
): void {
  edges = edgesAt;
  mostEdges = edgeRoom;
  slots = slotsAt;
  slotMask = slotCount - 1;
  mask = min(slotMask, 0x3fff);
  names = namesAt;
  mostNames = nameRoom;
  letters = lettersAt;
  lettersEnd = lettersAt + letterRoom;
}

export function nameAddress(number: u32): usize {
  return word(names + <usize>number * 12);
}

export function nameLength(number: u32): usize {
  return word(names + <usize>number * 12 + 4);
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

/** Whether the entry at `right` comes after that at `left`, as it must. */
function follows(left: usize, right: usize, end: usize): bool {
  if (parse(left, end) == 0) return false;
  let p = nameAt;
  const leftEnd = nameEnd;
  const leftLast: u8 = kind == FOLDER ? SLASH : 0;
  if (parse(right, end) == 0) return false;
  let q = nameAt;
  while (p < leftEnd && q < nameEnd && load<u8>(p) == load<u8>(q)) {
    p++;
    q++;
  }
  const a = p < leftEnd ? load<u8>(p) : leftLast;
  const b = q < nameEnd ? load<u8>(q) : kind == FOLDER ? SLASH : 0;
  return a < b;
}

// @ts-ignore: decorator
@inline
function hashOf(at: usize, end: usize, isFolder: bool): u32 {
  let hash: u32 = isFolder ? 0x9e3779b9 : 0x811c9dc5;
  for (let p = at; p < end; p++) hash = (hash ^ load<u8>(p)) * 0x01000193;
  return hash ^ (hash >>> 15);
}

/** Number of the name that was parsed last, NONE where there is no room for it. */
function intern(): u32 {
  const isFolder = kind == FOLDER;
  const length = nameEnd - nameAt;
  const full = length + usize(isFolder);
  let slot = hashOf(nameAt, nameEnd, isFolder) & mask;
  for (let number = load<u32>(slots + (<usize>slot << 2)); number != 0; number = load<u32>(slots + (<usize>slot << 2))) {
    const name = names + <usize>(number - 1) * 12;
    const at = word(name);
    if (word(name + 4) == full && (load<u8>(at + full - 1) == SLASH) == isFolder && isSame(at, nameAt, length)) return number - 1;
    slot = (slot + 1) & mask;
  }
  if (nameCount == mostNames || letters + full > lettersEnd) return NONE;
  store<u32>(slots + (<usize>slot << 2), nameCount + 1);
  const name = names + <usize>nameCount * 12;
  store<u32>(name, <u32>letters);
  store<u32>(name + 4, <u32>full);
  memory.copy(letters, nameAt, length);
  if (isFolder) store<u8>(letters + length, SLASH);
  letters += full;
  if (++nameCount * 4 > mask && mask < slotMask) spread();
  return nameCount - 1;
}

// @ts-ignore: decorator
@inline function isSame(left: usize, right: usize, length: usize): bool {
  let at: usize = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(left + at) != load<u64>(right + at)) return false;
  for (; at < length; at++) if (load<u8>(left + at) != load<u8>(right + at)) return false;
  return true;
}

/** All names in more slots. */
function spread(): void {
  mask = min(slotMask, (mask << 2) | 3);
  memory.fill(slots, 0, (<usize>mask + 1) << 2);
  for (let number: u32 = 0; number < nameCount; number++) {
    const at = word(names + <usize>number * 12);
    const length = word(names + <usize>number * 12 + 4);
    const end = at + length - 1;
    let slot = (load<u8>(end) == SLASH ? hashOf(at, end, true) : hashOf(at, end + 1, false)) & mask;
    while (load<u32>(slots + (<usize>slot << 2)) != 0) slot = (slot + 1) & mask;
    store<u32>(slots + (<usize>slot << 2), number + 1);
  }
}

/** Adds the entry that was parsed last. */
function addEdge(how: u32): bool {
  const number = intern();
  if (number == NONE || edgeCount == mostEdges) return false;
  const name = names + <usize>number * 12 + 8;
  if (how == GONE) {
    // Changed, not gone.
    if (load<u32>(name) == stamp) return true;
  } else store<u32>(name, stamp);
  const edge = edges + <usize>edgeCount * (8 + width);
  store<u32>(edge, number);
  store<u32>(edge + 4, how);
  memory.copy(edge + 8, nameEnd + 1, width);
  edgeCount++;
  return true;
}

/** Lists all entries of a tree. Returns their number; -1 for what is no tree, or not sorted, or too large. */
export function listTree(text: usize, size: usize, starts: usize, most: i32): i32 {
  edgeCount = 0;
  isWhole = true;
  stamp++;
  const end = text + size;
  let count = 0;
  let previous: usize = 0;
  let at = text;
  while (at < end) {
    if (count >= most || (previous != 0 && !follows(previous, at, end))) return -1;
    const next = parse(at, end);
    if (next == 0 || !addEdge(kind)) return -1;
    store<u32>(starts + ((<usize>(count++)) << 2), <u32>(at - text));
    previous = at;
    at = next;
  }
  store<u32>(starts + (<usize>count << 2), <u32>size);
  return count;
}

/** The same for the tree that the last delta made: only what distinguishes it from its base, where that is the shorter. */
export function listChanges(
  text: usize, size: usize, starts: usize, most: i32, base: usize, baseSize: usize, baseStarts: usize, baseCount: i32,
): i32 {
  edgeCount = 0;
  isWhole = false;
  stamp++;
  const end = text + size;
  let count = 0;
  let kept = 0; // entries of the base up to here stand in the tree, or are gone
  let gone = 0;
  let previous: usize = 0;
  let segment = segments;
  const segmentsEnd = segments + segmentCount * 12;
  let at = text;
  while (at < end) {
    const offset = at - text;
    while (segment < segmentsEnd && word(segment) + word(segment + 8) <= offset) segment += 12;
    if (previous != 0 && !follows(previous, at, end)) return -1;
    let from = -1;
    let to = -1;
    if (segment < segmentsEnd && word(segment) <= offset) {
      const source = word(segment + 4);
      from = find(baseStarts, baseCount, offset - word(segment) + source);
      if (from >= 0) to = lastUpTo(baseStarts, from, baseCount, source + word(segment + 8));
    }
    if (to > from) {
      // Another order than the base's cannot be told as changes.
      if (from < kept || count + to - from > most) return listTree(text, size, starts, most);
      gone += from - kept;
      const shift = offset - word(baseStarts + (<usize>from << 2));
      for (let i = from; i < to; i++)
        store<u32>(starts + ((<usize>(count++)) << 2), <u32>(word(baseStarts + (<usize>i << 2)) + shift));
      previous = text + word(starts + (<usize>(count - 1) << 2));
      at = text + word(baseStarts + (<usize>to << 2)) + shift;
      if (!addGone(base, baseSize, baseStarts, kept, from)) return -1;
      kept = to;
    } else {
      const next = parse(at, end);
      if (next == 0 || count >= most || !addEdge(kind)) return -1;
      store<u32>(starts + ((<usize>(count++)) << 2), <u32>offset);
      previous = at;
      at = next;
    }
  }
  store<u32>(starts + (<usize>count << 2), <u32>size);
  if (!addGone(base, baseSize, baseStarts, kept, baseCount)) return -1;
  return edgeCount > count ? listTree(text, size, starts, most) : count;
}

/** Entries [from, to) of the base are not in the tree as they are there. */
function addGone(base: usize, baseSize: usize, baseStarts: usize, from: i32, to: i32): bool {
  for (let i = from; i < to; i++)
    if (parse(base + word(baseStarts + (<usize>i << 2)), base + baseSize) == 0 || !addEdge(GONE)) return false;
  return true;
}

/** Index of the entry that begins at `offset`, -1 for none. */
function find(starts: usize, count: i32, offset: usize): i32 {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (word(starts + (<usize>middle << 2)) < offset) low = middle + 1;
    else high = middle;
  }
  return low < count && word(starts + (<usize>low << 2)) == offset ? low : -1;
}

/** The last of [from, count] that begins at `limit` or before. */
function lastUpTo(starts: usize, from: i32, count: i32, limit: usize): i32 {
  let low = from;
  let high = count;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (word(starts + (<usize>middle << 2)) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
