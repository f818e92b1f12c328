/**
 * Inflate (AssemblyScript): a zlib stream (RFC 1950, RFC 1951) in memory to its bytes in memory, without a call out of it. The
 * checksum at the stream's end is not looked at: the pack's index has one of the whole entry.
 *
 * Codes are looked up in tables of one step for those of up to LITERAL_BITS or DISTANCE_BITS bits, and of a second step for longer ones.
 * An entry of a table: bits 0–7 code length (of this step), 8–12 number of extra bits or bits of the second step, 13–15 what it
 * is, 16–31 base value or, in a first-step entry of long codes, the offset of the second step.
 */

// @ts-ignore: decorator
@inline const LITERAL_BITS: u32 = 11;
// @ts-ignore: decorator
@inline const DISTANCE_BITS: u32 = 9;

// What an entry is.
// @ts-ignore: decorator
@inline const LITERAL: u32 = 1 << 13;
// @ts-ignore: decorator
@inline const LONGER: u32 = 1 << 14;
// @ts-ignore: decorator
@inline const END: u32 = 1 << 15;

/** Scratch memory: tables, code lengths and the rest; 64 KB, zeroed at the start. */
let scratch: usize = 0;
// @ts-ignore: decorator
@inline const LITERAL_TABLE: usize = 0; // u32[4096]
// @ts-ignore: decorator
@inline const DISTANCE_TABLE: usize = 0x4000; // u32[2048]
// @ts-ignore: decorator
@inline const LENGTHS: usize = 0x6000; // u8[512]: code lengths of literals, then of distances
// @ts-ignore: decorator
@inline const COUNTS: usize = 0x6200; // u16[16]
// @ts-ignore: decorator
@inline const NEXT: usize = 0x6240; // u16[16]
// @ts-ignore: decorator
@inline const SORTED: usize = 0x6280; // u16[320]
// @ts-ignore: decorator
@inline const CODE_TABLE: usize = 0x6600; // u32[128]: the code of the code lengths
// @ts-ignore: decorator
@inline const LITERAL_MEANING: usize = 0x6800; // u32[288]: an entry without its code length
// @ts-ignore: decorator
@inline const DISTANCE_MEANING: usize = 0x6d00; // u32[32]
// @ts-ignore: decorator
@inline const CODE_MEANING: usize = 0x6e00; // u32[19]
// @ts-ignore: decorator
@inline const CODE_ORDER: usize = 0x6e80; // u8[20]: the order in which the lengths of the code lengths are written
/** Largest number of entries that any code needs, both steps together. */
// @ts-ignore: decorator
@inline const MOST_LITERAL: u32 = 4096;
// @ts-ignore: decorator
@inline const MOST_DISTANCE: u32 = 2048;

/** Tells where the scratch memory is and fills what never changes. */
export function startInflate(address: usize): void {
  scratch = address;
  const meaning = scratch + LITERAL_MEANING;
  for (let symbol: u32 = 0; symbol < 256; symbol++) store<u32>(meaning + (symbol << 2), LITERAL | (symbol << 16));
  store<u32>(meaning + (256 << 2), END);
  let base: u32 = 3;
  for (let symbol: u32 = 257; symbol < 285; symbol++) {
    const extra: u32 = symbol < 265 ? 0 : (symbol - 261) >> 2;
    store<u32>(meaning + (symbol << 2), (base << 16) | (extra << 8));
    base += 1 << extra;
  }
  store<u32>(meaning + (285 << 2), 258 << 16);
  base = 1;
  for (let symbol: u32 = 0; symbol < 30; symbol++) {
    const extra: u32 = symbol < 4 ? 0 : (symbol - 2) >> 1;
    store<u32>(scratch + DISTANCE_MEANING + (symbol << 2), (base << 16) | (extra << 8));
    base += 1 << extra;
  }
  for (let symbol: u32 = 0; symbol < 19; symbol++) store<u32>(scratch + CODE_MEANING + (symbol << 2), symbol << 16);
  // 16, 17, 18, 0, then 8, 7, 9, 6 and so on to 15.
  const order = scratch + CODE_ORDER;
  store<u32>(order, 0x00121110);
  for (let i: usize = 0; i < 8; i++) {
    store<u8>(order + 4 + 2 * i, <u8>(8 + i));
    store<u8>(order + 5 + 2 * i, <u8>(7 - i));
  }
}

let hold: u64 = 0;
let held: u32 = 0;
let input: usize = 0;
let inputEnd: usize = 0;

/**
 * Writes the stream at [from, end) to [out, outEnd), and up to 16 bytes behind what it wrote. Up to 8 bytes behind `end` are read but
 * not used. Returns the number of bytes, or -1 for what is no whole valid stream or does not fit.
 */
export function inflate(from: usize, end: usize, out: usize, outEnd: usize): i32 {
  if (end < from + 6) return -1;
  const method = load<u8>(from);
  const flags = load<u8>(from, 1);
  if ((method & 15) != 8 || method >>> 4 > 7 || ((<u32>method << 8) | flags) % 31 != 0 || flags & 32) return -1;
  input = from + 2;
  inputEnd = end;
  hold = 0;
  held = 0;
  let p = out;
  while (true) {
    refill();
    const last = take(1);
    const kind = take(2);
    if (kind == 0) p = copyStored(p, outEnd);
    else if (kind == 3) return -1;
    else if (kind == 1 ? !readFixedCodes() : !readCodes()) return -1;
    else p = inflateBlock(p, out, outEnd);
    if (p == 0) return -1;
    if (last) break;
  }
  // The checksum must be there in full.
  return input - <usize>(held >>> 3) + 4 <= inputEnd ? <i32>(p - out) : -1;
}

/** The same for a stream whose checksum counts: -1 also when it is wrong. */
export function inflateChecked(from: usize, end: usize, out: usize, outEnd: usize): i32 {
  const size = inflate(from, end, out, outEnd);
  if (size < 0) return -1;
  return bswap<u32>(load<u32>(input - <usize>(held >>> 3))) == adler32(out, out + size) ? size : -1;
}

/** RFC 1950: two sums modulo 65,521, which cannot overflow within 5,552 bytes. */
function adler32(from: usize, end: usize): u32 {
  let a: u32 = 1;
  let b: u32 = 0;
  for (let p = from; p < end; ) {
    const stop = min(p + 5552, end);
    for (; p < stop; p++) {
      a += load<u8>(p);
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return (b << 16) | a;
}

// @ts-ignore: decorator
@inline
function refill(): void {
  hold |= load<u64>(input) << held;
  input += (63 - held) >>> 3;
  held |= 56;
}

// @ts-ignore: decorator
@inline
function take(bits: u32): u32 {
  const value = <u32>hold & ((1 << bits) - 1);
  hold >>= bits;
  held -= bits;
  return value;
}

/** Whether more bits were used than there are: the input is cut. */
// @ts-ignore: decorator
@inline
function isOverdrawn(): bool {
  return input - <usize>(held >>> 3) > inputEnd;
}

function copyStored(out: usize, outEnd: usize): usize {
  take(held & 7);
  const from = input - <usize>(held >>> 3);
  if (from + 4 > inputEnd) return 0;
  const length = <usize>load<u16>(from);
  if (length != <usize>(load<u16>(from, 2) ^ 0xffff)) return 0;
  if (from + 4 + length > inputEnd || out + length > outEnd) return 0;
  memory.copy(out, from + 4, length);
  input = from + 4 + length;
  hold = 0;
  held = 0;
  return out + length;
}

/** Returns where the output ends, 0 for an error. */
function inflateBlock(begin: usize, low: usize, outEnd: usize): usize {
  const literals = scratch + LITERAL_TABLE;
  const distances = scratch + DISTANCE_TABLE;
  let out = begin;
  // In locals, which stay in registers.
  let bits = hold;
  let count = held;
  let p = input;
  const stop = inputEnd + 8;
  while (true) {
    if (p > stop) return 0;
    bits |= load<u64>(p) << count;
    p += (63 - count) >>> 3;
    count |= 56;
    let entry = load<u32>(literals + ((<usize>bits & ((1 << LITERAL_BITS) - 1)) << 2));
    if (entry & LITERAL) {
      if (out >= outEnd) return 0;
      bits >>= entry & 63;
      count -= entry & 63;
      store<u8>(out++, <u8>(entry >>> 16));
      entry = load<u32>(literals + ((<usize>bits & ((1 << LITERAL_BITS) - 1)) << 2));
      if (entry & LITERAL) {
        if (out >= outEnd) return 0;
        bits >>= entry & 63;
        count -= entry & 63;
        store<u8>(out++, <u8>(entry >>> 16));
        continue;
      }
      bits |= load<u64>(p) << count;
      p += (63 - count) >>> 3;
      count |= 56;
    }
    if (entry & LONGER) {
      bits >>= LITERAL_BITS;
      count -= LITERAL_BITS;
      const index = (entry >>> 16) + (<u32>bits & ((1 << ((entry >>> 8) & 31)) - 1));
      entry = load<u32>(literals + (<usize>index << 2));
      if (entry & LITERAL) {
        bits >>= entry & 63;
        count -= entry & 63;
        if (out >= outEnd) return 0;
        store<u8>(out++, <u8>(entry >>> 16));
        continue;
      }
    }
    if (entry == 0) return 0;
    bits >>= entry & 63;
    count -= entry & 63;
    if (entry & END) break;
    let extra = (entry >>> 8) & 31;
    const length = <usize>(entry >>> 16) + <usize>(<u32>bits & ((1 << extra) - 1));
    bits >>= extra;
    count -= extra;
    entry = load<u32>(distances + ((<usize>bits & ((1 << DISTANCE_BITS) - 1)) << 2));
    if (entry & LONGER) {
      bits >>= DISTANCE_BITS;
      count -= DISTANCE_BITS;
      const index = (entry >>> 16) + (<u32>bits & ((1 << ((entry >>> 8) & 31)) - 1));
      entry = load<u32>(distances + (<usize>index << 2));
    }
    if (entry == 0) return 0;
    bits >>= entry & 63;
    count -= entry & 63;
    extra = (entry >>> 8) & 31;
    const distance = <usize>(entry >>> 16) + <usize>(<u32>bits & ((1 << extra) - 1));
    bits >>= extra;
    count -= extra;
    // One less than nothing is more than anything.
    if (distance - 1 >= out - low || out + length > outEnd) return 0;
    copyMatch(out, distance, length);
    out += length;
  }
  hold = bits;
  held = count;
  input = p;
  return isOverdrawn() ? 0 : out;
}

// @ts-ignore: decorator
@inline
function copyMatch(out: usize, distance: usize, length: usize): void {
  let from = out - distance;
  let to = out;
  const end = out + length;
  if (distance >= 8) {
    do {
      store<u64>(to, load<u64>(from));
      to += 8;
      from += 8;
    } while (to < end);
  } else {
    while (to < end) store<u8>(to++, load<u8>(from++));
  }
}

function readFixedCodes(): bool {
  const lengths = scratch + LENGTHS;
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  // The last two stand for nothing: a distance of 0 is none.
  memory.fill(lengths + 288, 5, 32);
  return buildLiterals(288) && buildDistances(288, 32);
}


function readCodes(): bool {
  refill();
  const literalCount = take(5) + 257;
  const distanceCount = take(5) + 1;
  const codeCount = take(4) + 4;
  if (literalCount > 286 || distanceCount > 30) return false;
  const lengths = scratch + LENGTHS;
  memory.fill(lengths, 0, 19);
  for (let i: u32 = 0; i < codeCount; i++) {
    if (held < 3) refill();
    store<u8>(lengths + load<u8>(scratch + CODE_ORDER + i), <u8>take(3));
  }
  if (!buildTable(scratch + CODE_TABLE, scratch + CODE_MEANING, lengths, 19, 7, 128)) return false;
  const total = literalCount + distanceCount;
  let i: u32 = 0;
  let previous: u8 = 0;
  while (i < total) {
    refill();
    if (isOverdrawn()) return false;
    const entry = load<u32>(scratch + CODE_TABLE + ((<usize>hold & 127) << 2));
    if (entry == 0) return false;
    take(entry & 63);
    const symbol = entry >>> 16;
    let repeat: u32 = 1;
    if (symbol < 16) previous = <u8>symbol;
    else if (symbol == 16) {
      if (i == 0) return false;
      repeat = take(2) + 3;
    } else {
      previous = 0;
      repeat = symbol == 17 ? take(3) + 3 : take(7) + 11;
    }
    if (i + repeat > total) return false;
    memory.fill(lengths + i, previous, repeat);
    i += repeat;
  }
  if (load<u8>(lengths + 256) == 0) return false;
  return buildLiterals(literalCount) && buildDistances(literalCount, distanceCount);
}

function buildLiterals(count: u32): bool {
  return buildTable(
    scratch + LITERAL_TABLE, scratch + LITERAL_MEANING, scratch + LENGTHS, count, LITERAL_BITS, MOST_LITERAL,
  );
}

function buildDistances(after: u32, count: u32): bool {
  return buildTable(
    scratch + DISTANCE_TABLE, scratch + DISTANCE_MEANING, scratch + LENGTHS + after, count, DISTANCE_BITS, MOST_DISTANCE,
  );
}

/**
 * Fills a table from code lengths. False for lengths that are no code: too many, or too few but for the one code that
 * a single distance may have. Entries of unused codes are 0.
 */
function buildTable(table: usize, meaning: usize, lengths: usize, count: u32, bits: u32, room: u32): bool {
  const counts = scratch + COUNTS;
  const next = scratch + NEXT;
  const sorted = scratch + SORTED;
  memory.fill(counts, 0, 32);
  for (let i: u32 = 0; i < count; i++) {
    const at = counts + (<usize>load<u8>(lengths + i) << 1);
    store<u16>(at, load<u16>(at) + 1);
  }
  let space: i32 = 1;
  let used: u32 = 0;
  store<u16>(next, 0);
  store<u16>(counts, 0);
  for (let length: u32 = 1; length <= 15; length++) {
    const those = <u32>load<u16>(counts + (length << 1));
    space = (space << 1) - <i32>those;
    if (space < 0) return false;
    store<u16>(next + (length << 1), <u16>used);
    used += those;
  }
  if (space > 0 && used > 1) return false;
  for (let i: u32 = 0; i < count; i++) {
    const length = <u32>load<u8>(lengths + i);
    if (length == 0) continue;
    const at = next + (length << 1);
    const place = load<u16>(at);
    store<u16>(sorted + (<usize>place << 1), <u16>i);
    store<u16>(at, place + 1);
  }
  if (space > 0) memory.fill(table, 0, <usize>1 << (bits + 2));
  return fillTable(table, meaning, bits, room);
}

/** Codes in the order of their lengths; the table of one length is doubled for the next. */
function fillTable(table: usize, meaning: usize, bits: u32, room: u32): bool {
  const counts = scratch + COUNTS;
  let sorted = scratch + SORTED;
  let code: u32 = 0; // bits reversed
  let filled: u32 = 1; // entries that are laid out, a power of two
  let width: u32 = 0;
  if (load<u32>(table) != 0) store<u32>(table, 0);
  for (let length: u32 = 1; length <= bits; length++) {
    let those = <u32>load<u16>(counts + (length << 1));
    // Entries of shorter codes repeat in the upper half.
    memory.copy(table + (<usize>filled << 2), table, <usize>filled << 2);
    filled <<= 1;
    width = length;
    for (; those > 0; those--) {
      const symbol = load<u16>(sorted);
      sorted += 2;
      store<u32>(table + (<usize>code << 2), load<u32>(meaning + (<usize>symbol << 2)) | length);
      code = advance(code, length);
    }
  }
  let end = filled; // where the next second step goes
  let first: u32 = 0xffffffff; // low bits of the first step that is being laid out
  let start: u32 = 0;
  let step: u32 = 0;
  for (let length = bits + 1; length <= 15; length++) {
    for (let those = <u32>load<u16>(counts + (length << 1)); those > 0; those--) {
      const prefix = code & ((1 << bits) - 1);
      if (prefix != first) {
        first = prefix;
        start = end;
        step = widthOfStep(length, those, bits);
        end += 1 << step;
        if (end > room) return false;
        memory.fill(table + (<usize>start << 2), 0, <usize>4 << step);
        store<u32>(table + (<usize>prefix << 2), LONGER | (start << 16) | (step << 8) | bits);
      }
      const symbol = load<u16>(sorted);
      sorted += 2;
      const entry = load<u32>(meaning + (<usize>symbol << 2)) | (length - bits);
      for (let at = code >>> bits; at < <u32>1 << step; at += 1 << (length - bits))
        store<u32>(table + (<usize>(start + at) << 2), entry);
      code = advance(code, length);
    }
  }
  return true;
}

/** Bits of a second step that begins with codes of this length: enough for all codes that share its first step. */
// @ts-ignore: decorator
@inline
function widthOfStep(length: u32, those: u32, bits: u32): u32 {
  const counts = scratch + COUNTS;
  let width = length - bits;
  let left: i32 = (1 << width) - <i32>those;
  while (left > 0 && width + bits < 15) {
    width++;
    left = (left << 1) - <i32>load<u16>(counts + ((width + bits) << 1));
  }
  return width;
}

/** The next code of the same length, its bits reversed: from the top bit down, ones turn to zeros up to the first zero. */
// @ts-ignore: decorator
@inline
function advance(code: u32, length: u32): u32 {
  let bit: u32 = 1 << (length - 1);
  let next = code;
  while (next & bit) {
    next ^= bit;
    bit >>>= 1;
  }
  return next | bit;
}
