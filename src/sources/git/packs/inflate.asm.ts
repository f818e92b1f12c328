/**
 * Inflate (AssemblyScript): a zlib stream (RFC 1950, RFC 1951) in memory to its bytes in memory, without a call out of it. The
 * checksum at the stream's end is not looked at: the pack's index has one of the whole entry.
 */
import {
  buildDistances, buildLengths, buildLiterals, CODE_ORDER, CODE_TABLE, DISTANCE_BITS, DISTANCE_TABLE, END, FIXED_DISTANCE_TABLE,
  FIXED_LITERAL_TABLE, LENGTHS, LITERAL, LITERAL_BITS, LITERAL_TABLE, LONGER, scratch,
} from './huffman.asm';

export { startInflate } from './huffman.asm';

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
    else if (kind == 1) p = inflateBlock(p, out, outEnd, FIXED_LITERAL_TABLE, FIXED_DISTANCE_TABLE);
    else p = readCodes() ? inflateBlock(p, out, outEnd, LITERAL_TABLE, DISTANCE_TABLE) : 0;
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

/** The tables are given by their places in the scratch memory. Returns where the output ends, 0 for an error. */
function inflateBlock(begin: usize, low: usize, outEnd: usize, literalTable: usize, distanceTable: usize): usize {
  const literals = scratch + literalTable;
  const distances = scratch + distanceTable;
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
  if (!buildLengths()) return false;
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
