/**
 * The codes of inflate (AssemblyScript): from the lengths of RFC 1951's Huffman codes to tables in which a code is looked up.
 *
 * In one step for codes of up to LITERAL_BITS or DISTANCE_BITS bits, and in a second step for longer ones. An entry of a table: bits
 * 0–7 code length (of this step) and extra bits together, 8–12 code length or bits of the second step, 13–15 what it is, 16–31
 * base value or, in a first-step entry of long codes, the offset of the second step.
 */

// @ts-ignore: decorator
@inline export const LITERAL_BITS: u32 = 11;
// @ts-ignore: decorator
@inline export const DISTANCE_BITS: u32 = 9;
// @ts-ignore: decorator
@inline export const FIXED_LITERAL_BITS: u32 = 9;
// @ts-ignore: decorator
@inline export const FIXED_DISTANCE_BITS: u32 = 5;

// What an entry is.
// @ts-ignore: decorator
@inline export const LITERAL: u32 = 1 << 13;
// @ts-ignore: decorator
@inline export const LONGER: u32 = 1 << 14;
// @ts-ignore: decorator
@inline export const END: u32 = 1 << 15;
// @ts-ignore: decorator
@inline export const UNUSED: u32 = LONGER | END; // no code, or one that stands for nothing

/** Scratch memory: tables, code lengths and the rest; 64 KB, zeroed at the start. */
export let scratch: usize = 0;
// @ts-ignore: decorator
@inline export const LITERAL_TABLE: usize = 0; // u32[4096]
// @ts-ignore: decorator
@inline export const DISTANCE_TABLE: usize = 0x4000; // u32[2048]
// @ts-ignore: decorator
@inline export const LENGTHS: usize = 0x6000; // u8[512]: code lengths of literals, then of distances
// @ts-ignore: decorator
@inline const COUNTS: usize = 0x6200; // u16[16]
// @ts-ignore: decorator
@inline const NEXT: usize = 0x6240; // u16[16]
// @ts-ignore: decorator
@inline const SORTED: usize = 0x6280; // u16[320]
// @ts-ignore: decorator
@inline export const CODE_TABLE: usize = 0x6600; // u32[128]: the code of the code lengths
// @ts-ignore: decorator
@inline const LITERAL_MEANING: usize = 0x6800; // u32[288]: an entry without its code length
// @ts-ignore: decorator
@inline const DISTANCE_MEANING: usize = 0x6d00; // u32[32]
// @ts-ignore: decorator
@inline const CODE_MEANING: usize = 0x6e00; // u32[19]
// @ts-ignore: decorator
@inline export const CODE_ORDER: usize = 0x6e80; // u8[20]: the order in which the lengths of the code lengths are written
// @ts-ignore: decorator
@inline export const FIXED_LITERAL_TABLE: usize = 0x7000; // u32[2048]
// @ts-ignore: decorator
@inline export const FIXED_DISTANCE_TABLE: usize = 0x9000; // u32[512]
// @ts-ignore: decorator
@inline const ONES: usize = 0x9800; // u16[16][16]: a one at the place of a length
// @ts-ignore: decorator
@inline const SYMBOLS: usize = 0x9a00; // u16[320]: those that have a code
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
    store<u32>(meaning + (symbol << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(meaning + (285 << 2), 258 << 16);
  base = 1;
  for (let symbol: u32 = 0; symbol < 30; symbol++) {
    const extra: u32 = symbol < 4 ? 0 : (symbol - 2) >> 1;
    store<u32>(scratch + DISTANCE_MEANING + (symbol << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  for (let at = meaning + (286 << 2); at < meaning + (288 << 2); at += 4) store<u32>(at, UNUSED);
  for (let symbol: u32 = 30; symbol < 32; symbol++) store<u32>(scratch + DISTANCE_MEANING + (symbol << 2), UNUSED);
  for (let symbol: u32 = 0; symbol < 19; symbol++) store<u32>(scratch + CODE_MEANING + (symbol << 2), symbol << 16);
  // 16, 17, 18, 0, then 8, 7, 9, 6 and so on to 15.
  const order = scratch + CODE_ORDER;
  store<u32>(order, 0x00121110);
  for (let i: usize = 0; i < 8; i++) {
    store<u8>(order + 4 + 2 * i, <u8>(8 + i));
    store<u8>(order + 5 + 2 * i, <u8>(7 - i));
  }
  for (let length: usize = 0; length < 16; length++) store<u16>(scratch + ONES + length * 34, 1);
  layOutFixedCodes();
}

/** The codes that every reader knows, which most small entries use: laid out once, as the tables of others would be. */
function layOutFixedCodes(): void {
  const lengths = scratch + LENGTHS;
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  memory.fill(lengths + 288, 5, 32);
  buildLiterals(288);
  buildDistances(288, 32);
  memory.copy(scratch + FIXED_LITERAL_TABLE, scratch + LITERAL_TABLE, 4 << FIXED_LITERAL_BITS);
  memory.copy(scratch + FIXED_DISTANCE_TABLE, scratch + DISTANCE_TABLE, 4 << FIXED_DISTANCE_BITS);
}

/** The code of the code lengths, from the first 19 lengths. Like the others, returns the bits of the first step; 0 for what is no code. */
export function buildLengths(): u32 {
  return buildTable(scratch + CODE_TABLE, scratch + CODE_MEANING, scratch + LENGTHS, 19, 7, 128);
}

export function buildLiterals(count: u32): u32 {
  return buildTable(
    scratch + LITERAL_TABLE, scratch + LITERAL_MEANING, scratch + LENGTHS, count, LITERAL_BITS, MOST_LITERAL,
  );
}

export function buildDistances(after: u32, count: u32): u32 {
  return buildTable(
    scratch + DISTANCE_TABLE, scratch + DISTANCE_MEANING, scratch + LENGTHS + after, count, DISTANCE_BITS, MOST_DISTANCE,
  );
}

/**
 * Fills a table from code lengths. Returns the bits of its first step, at most `most`; 0 for lengths that are no code: too many, or too few
 * but for the one code that a single distance may have. Entries of unused codes are UNUSED.
 */
function buildTable(table: usize, meaning: usize, lengths: usize, count: u32, most: u32, room: u32): u32 {
  const counts = scratch + COUNTS;
  const next = scratch + NEXT;
  const sorted = scratch + SORTED;
  const symbolsEnd = countLengths(lengths, count);
  let space: i32 = 1;
  let used: u32 = 0;
  let longest: u32 = 1;
  store<u16>(next, 0);
  for (let length: u32 = 1; length <= 15; length++) {
    const those = <u32>load<u16>(counts + (length << 1));
    space = (space << 1) - <i32>those;
    if (space < 0) return 0;
    store<u16>(next + (length << 1), <u16>used);
    used += those;
    if (those != 0) longest = length;
  }
  if (space > 0 && used > 1) return 0;
  for (let at = scratch + SYMBOLS; at < symbolsEnd; at += 2) {
    const symbol = load<u16>(at);
    const place = next + (<usize>load<u8>(lengths + <usize>symbol) << 1);
    store<u16>(sorted + (<usize>load<u16>(place) << 1), symbol);
    store<u16>(place, load<u16>(place) + 1);
  }
  const bits = min(longest, most);
  return fillTable(table, meaning, bits, room, space > 0) ? bits : 0;
}

/** Lists the symbols that have a code, most have none, and counts those of each length. Returns the list's end. */
// @ts-ignore: decorator
@inline
function countLengths(lengths: usize, count: u32): usize {
  let symbolsEnd = scratch + SYMBOLS;
  let low = i16x8.splat(0); // of lengths up to 7
  let high = low;
  for (let from: u32 = 0; from < count; from += 16) {
    let those = <u32>i8x16.bitmask(i8x16.ne(v128.load(lengths + from), i8x16.splat(0)));
    if (count - from < 16) those &= (1 << (count - from)) - 1;
    for (; those != 0; those &= those - 1) {
      const symbol = from + ctz(those);
      const ones = scratch + ONES + (<usize>load<u8>(lengths + symbol) << 5);
      low = i16x8.add(low, v128.load(ones));
      high = i16x8.add(high, v128.load(ones, 16));
      store<u16>(symbolsEnd, <u16>symbol);
      symbolsEnd += 2;
    }
  }
  v128.store(scratch + COUNTS, low);
  v128.store(scratch + COUNTS, high, 16);
  return symbolsEnd;
}

function markUnused(entries: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) store<u32>(entries + (<usize>i << 2), UNUSED);
}

/** Writes entries behind themselves. */
// @ts-ignore: decorator
@inline
function double(table: usize, filled: u32): void {
  const size = <usize>filled << 2;
  if (size < 16) {
    if (filled == 1) store<u32>(table, load<u32>(table), 4);
    else store<u64>(table, load<u64>(table), 8);
    return;
  }
  const end = table + size;
  for (let at = table; at < end; at += 16) v128.store(at + size, v128.load(at));
}

/** Codes in the order of their lengths; the table of one length is doubled for the next. */
function fillTable(table: usize, meaning: usize, bits: u32, room: u32, hasUnused: bool): bool {
  const counts = scratch + COUNTS;
  let sorted = scratch + SORTED;
  let code: u32 = 0; // bits reversed
  let filled: u32 = 1; // entries that are laid out, a power of two
  store<u32>(table, UNUSED);
  for (let length: u32 = 1; length <= bits; length++) {
    let those = <u32>load<u16>(counts + (length << 1));
    // Entries of shorter codes repeat in the upper half.
    double(table, filled);
    filled <<= 1;
    for (; those > 0; those--) {
      const symbol = load<u16>(sorted);
      sorted += 2;
      store<u32>(table + (<usize>code << 2), load<u32>(meaning + (<usize>symbol << 2)) + length * 0x101);
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
        if (hasUnused) markUnused(table + (<usize>start << 2), 1 << step);
        store<u32>(table + (<usize>prefix << 2), LONGER | (start << 16) | (step << 8) | bits);
      }
      const symbol = load<u16>(sorted);
      sorted += 2;
      const entry = load<u32>(meaning + (<usize>symbol << 2)) + (length - bits) * 0x101;
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
  const bit: u32 = (1 << (length - 1)) >>> clz(~code << (32 - length));
  return (code & (bit - 1)) | bit;
}

/** The entry of the second step. */
// @ts-ignore: decorator
@inline
export function lookFurther(table: usize, entry: u32, bits: u64): u32 {
  const rest = <u32>(bits >> entry) & ((1 << (entry >>> 8)) - 1);
  return load<u32>(table + (<usize>((entry >>> 16) + rest) << 2));
}

/** The entry's base value and what its extra bits add. Of what it is shifted by, the lowest bits count. */
// @ts-ignore: decorator
@inline
export function valueOf(entry: u32, bits: u64): usize {
  return <usize>((entry >>> 16) + ((<u32>bits & ((1 << entry) - 1)) >>> (entry >>> 8)));
}
