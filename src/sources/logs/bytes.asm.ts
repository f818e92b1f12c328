/** Searches in bytes, sixteen at a time (AssemblyScript). They may read, but never find, up to 15 bytes behind the end. */

/** The first byte equal to `byte` in [from, end), or `end`. */
export function indexOf(byte: u8, from: usize, end: usize): usize {
  const wanted = i8x16.splat(<i8>byte);
  for (let p = from; p < end; p += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(p), wanted));
    if (found != 0) return min(p + <usize>ctz(found), end);
  }
  return end;
}

/** The last byte equal to `byte` in [from, end), or 0. */
export function lastIndexOf(byte: u8, from: usize, end: usize): usize {
  for (let p = end; p > from; p--) if (load<u8>(p - 1) == byte) return p - 1;
  return 0;
}

/** The first byte equal to one of the two in [from, end), or `end`. */
export function indexOfEither(one: u8, other: u8, from: usize, end: usize): usize {
  const first = i8x16.splat(<i8>one);
  const second = i8x16.splat(<i8>other);
  for (let p = from; p < end; p += 16) {
    const bytes = v128.load(p);
    const found = i8x16.bitmask(v128.or(i8x16.eq(bytes, first), i8x16.eq(bytes, second)));
    if (found != 0) return min(p + <usize>ctz(found), end);
  }
  return end;
}

export function countNewlines(from: usize, end: usize): i32 {
  const newline = i8x16.splat(10);
  let count = 0;
  let p = from;
  for (; p + 16 <= end; p += 16) count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(p), newline)));
  for (; p < end; p++) count += i32(load<u8>(p) == 10);
  return count;
}

/** Copies forward to where nothing stands yet; may write up to 15 bytes behind the end. */
export function copyBytes(to: usize, from: usize, length: usize): void {
  if (length > 512) {
    memory.copy(to, from, length);
    return;
  }
  for (let done: usize = 0; done < length; done += 16) v128.store(to + done, v128.load(from + done));
}

// @ts-ignore: decorator
@inline
export function isDigit(byte: u8): bool {
  return byte - 0x30 < 10;
}

// @ts-ignore: decorator
@inline
export function isLetter(byte: u8): bool {
  return (byte | 0x20) - 0x61 < 26;
}

/** Letters, digits, `_ . -`. */
// @ts-ignore: decorator
@inline
export function isOfName(byte: u8): bool {
  return isLetter(byte) || isDigit(byte) || byte == 0x5f || byte == 0x2e || byte == 0x2d;
}
