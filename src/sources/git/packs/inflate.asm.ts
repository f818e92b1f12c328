/**
 * Inflate (AssemblyScript): a zlib stream (RFC 1950, RFC 1951) in memory to its bytes in memory, without a call out of it. The
 * checksum at the stream's end is not looked at: the pack's index has one of the whole entry.
 */
import { adler32 } from './adler.asm';
import {
  buildDistances, buildLengths, buildLiterals, CODE_ORDER, CODE_TABLE, DISTANCE_BITS, DISTANCE_TABLE, END, FIXED_DISTANCE_BITS,
  FIXED_DISTANCE_TABLE, FIXED_LITERAL_BITS, FIXED_LITERAL_TABLE, LENGTHS, LITERAL, LITERAL_BITS, LITERAL_TABLE, LONGER,
  lookFurther, scratch, UNUSED, valueOf,
} from './huffman.asm';

export { startInflate } from './huffman.asm';

let hold: u64 = 0;
let held: u32 = 0;
let input: usize = 0;
let inputEnd: usize = 0;
/** Bits of the first steps of the codes that were read last. */
let literalBits: u32 = 0;
let distanceBits: u32 = 0;

/**
 * Writes the stream at [from, end) to [out, outEnd), and up to 16 bytes behind what it wrote. Up to 24 bytes behind `end` are read but
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
    else if (kind == 1) p = inflateBlock(p, out, outEnd, FIXED_LITERAL_TABLE, FIXED_LITERAL_BITS, FIXED_DISTANCE_TABLE, FIXED_DISTANCE_BITS);
    else p = readCodes() ? inflateBlock(p, out, outEnd, LITERAL_TABLE, literalBits, DISTANCE_TABLE, distanceBits) : 0;
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

/** The tables are given by their places in the scratch memory, and the bits of their first steps. Returns where the output ends, 0 for an error. */
function inflateBlock(
  begin: usize, low: usize, outEnd: usize, literalTable: usize, literalBits: u32, distanceTable: usize, distanceBits: u32,
): usize {
  const literals = scratch + literalTable;
  const distances = scratch + distanceTable;
  const literalMask: usize = (1 << literalBits) - 1;
  const distanceMask: usize = (1 << distanceBits) - 1;
  let out = begin;
  // In locals, which stay in registers.
  let bits = hold;
  let count = held;
  let p = input;
  const stop = inputEnd + 8;
  while (true) {
    // Three literals at most were written since this was last looked at.
    if (u32(p > stop) | u32(out > outEnd)) return 0;
    bits |= load<u64>(p) << count;
    p += (63 - count) >>> 3;
    count |= 56;
    let entry = load<u32>(literals + ((<usize>bits & literalMask) << 2));
    if (entry & LITERAL) {
      bits >>= entry;
      count -= entry & 63;
      store<u8>(out++, <u8>(entry >>> 16));
      entry = load<u32>(literals + ((<usize>bits & literalMask) << 2));
      if (entry & LITERAL) {
        bits >>= entry;
        count -= entry & 63;
        store<u8>(out++, <u8>(entry >>> 16));
        entry = load<u32>(literals + ((<usize>bits & literalMask) << 2));
        if (entry & LITERAL) {
          bits >>= entry;
          count -= entry & 63;
          store<u8>(out++, <u8>(entry >>> 16));
          continue;
        }
      }
      bits |= load<u64>(p) << count;
      p += (63 - count) >>> 3;
      count |= 56;
    }
    if (entry & (LONGER | END)) {
      if (entry & LONGER) {
        entry = lookFurther(literals, entry, bits);
        bits >>= LITERAL_BITS;
        count -= LITERAL_BITS;
      }
      if (entry & LITERAL) {
        bits >>= entry;
        count -= entry & 63;
        store<u8>(out++, <u8>(entry >>> 16));
        continue;
      }
      if (entry & LONGER) return 0;
      if (entry & END) {
        bits >>= entry;
        count -= entry & 63;
        break;
      }
    }
    const length = valueOf(entry, bits);
    bits >>= entry;
    count -= entry & 63;
    entry = load<u32>(distances + ((<usize>bits & distanceMask) << 2));
    if (entry & LONGER) {
      if (entry & END) return 0;
      entry = lookFurther(distances, entry, bits);
      bits >>= DISTANCE_BITS;
      count -= DISTANCE_BITS;
      if (entry & LONGER) return 0;
    }
    const distance = valueOf(entry, bits);
    bits >>= entry;
    count -= entry & 63;
    // One less than nothing is more than anything.
    if (distance - 1 >= out - low || out + length > outEnd) return 0;
    copyMatch(out, distance, length);
    out += length;
  }
  hold = bits;
  held = count;
  input = p;
  return isOverdrawn() || out > outEnd ? 0 : out;
}

/** Each step writes eight bytes, of which as many as the distance are right at once. Up to 16 bytes behind the end are overwritten. */
// @ts-ignore: decorator
@inline
function copyMatch(out: usize, distance: usize, length: usize): void {
  let from = out - distance;
  let to = out;
  const end = out + length;
  if (distance >= 8) {
    // Most are no longer, which is quicker done than found out.
    store<u64>(to, load<u64>(from));
    store<u64>(to, load<u64>(from, 8), 8);
    to += 16;
    from += 16;
    while (to < end) {
      store<u64>(to, load<u64>(from));
      to += 8;
      from += 8;
    }
  } else if (distance == 1) {
    const run = <u64>load<u8>(from) * 0x0101010101010101;
    do {
      store<u64>(to, run);
      to += 8;
    } while (to < end);
  } else {
    do {
      store<u64>(to, load<u64>(from));
      to += distance;
      from += distance;
    } while (to < end);
  }
}

function readCodes(): bool {
  refill();
  const literalCount = take(5) + 257;
  const distanceCount = take(5) + 1;
  const codeCount = take(4) + 4;
  if (literalCount > 286 || distanceCount > 30) return false;
  const lengths = scratch + LENGTHS;
  for (let at: usize = 0; at < 24; at += 8) store<u64>(lengths + at, 0);
  for (let i: u32 = 0; i < codeCount; i++) {
    if (held < 3) refill();
    store<u8>(lengths + load<u8>(scratch + CODE_ORDER + i), <u8>take(3));
  }
  const codeBits = buildLengths();
  if (codeBits == 0 || !readLengths(lengths, literalCount + distanceCount, (1 << codeBits) - 1)) return false;
  if (load<u8>(lengths + 256) == 0) return false;
  literalBits = buildLiterals(literalCount);
  distanceBits = buildDistances(literalCount, distanceCount);
  return literalBits != 0 && distanceBits != 0;
}

/** The code lengths of literals and distances. Up to 16 bytes behind them are overwritten. */
function readLengths(lengths: usize, total: u32, mask: usize): bool {
  let bits = hold;
  let count = held;
  let p = input;
  const stop = inputEnd + 8;
  let previous: u64 = 0;
  let to = lengths;
  const end = lengths + total;
  while (to < end) {
    if (p > stop) return false;
    bits |= load<u64>(p) << count;
    p += (63 - count) >>> 3;
    count |= 56;
    let entry = load<u32>(scratch + CODE_TABLE + ((<usize>bits & mask) << 2));
    let symbol = entry >>> 16;
    // Seven bits each at most: there are enough for some.
    for (let some = 0; symbol < 16 && some < 5 && to < end; some++) {
      if (entry & UNUSED) return false;
      bits >>= entry & 63;
      count -= entry & 63;
      store<u8>(to++, <u8>symbol);
      previous = symbol;
      entry = load<u32>(scratch + CODE_TABLE + ((<usize>bits & mask) << 2));
      symbol = entry >>> 16;
    }
    if (symbol < 16 || to >= end) continue;
    bits >>= entry & 63;
    count -= entry & 63;
    let extra: u32 = 2;
    let least: u32 = 3;
    if (symbol == 16) {
      if (to == lengths) return false;
    } else {
      previous = 0;
      extra = symbol == 17 ? 3 : 7;
      if (symbol == 18) least = 11;
    }
    const next = to + least + (<u32>bits & ((1 << extra) - 1));
    bits >>= extra;
    count -= extra;
    if (next > end) return false;
    const run = previous * 0x0101010101010101;
    do {
      store<u64>(to, run);
      to += 8;
    } while (to < next);
    to = next;
  }
  hold = bits;
  held = count;
  input = p;
  return !isOverdrawn();
}
