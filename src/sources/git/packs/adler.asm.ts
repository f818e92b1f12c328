/** Adler-32 (AssemblyScript), the checksum at a zlib stream's end. */

/** RFC 1950: two sums modulo 65,521, which cannot overflow within 5,552 bytes. */
export function adler32(from: usize, end: usize): u32 {
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
