/** CRC-32 (AssemblyScript), eight bytes a step: for short stretches, where a call out of the module costs more than the sum. */

/** u32[8][256] */
let tables: usize = 0;

/** Fills 8 KB. */
export function startCrc(at: usize): void {
  tables = at;
  for (let byte: u32 = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    store<u32>(tables + (<usize>byte << 2), value);
  }
  for (let i: usize = 256; i < 2048; i++) {
    const value = load<u32>(tables + ((i - 256) << 2));
    store<u32>(tables + (i << 2), (value >>> 8) ^ load<u32>(tables + (<usize>(value & 255) << 2)));
  }
}

// @ts-ignore: decorator
@inline
function look(table: usize, byte: u32): u32 {
  return load<u32>(tables + (table << 10) + (<usize>(byte & 255) << 2));
}

export function crc(from: usize, end: usize): u32 {
  let sum: u32 = 0xffffffff;
  let p = from;
  for (; p + 8 <= end; p += 8) {
    const low = load<u32>(p) ^ sum;
    const high = load<u32>(p, 4);
    sum =
      look(7, low) ^ look(6, low >>> 8) ^ look(5, low >>> 16) ^ look(4, low >>> 24) ^
      look(3, high) ^ look(2, high >>> 8) ^ look(1, high >>> 16) ^ look(0, high >>> 24);
  }
  for (; p < end; p++) sum = (sum >>> 8) ^ look(0, sum ^ load<u8>(p));
  return ~sum;
}
