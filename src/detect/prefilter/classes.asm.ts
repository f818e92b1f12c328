/** Classes of bytes (AssemblyScript), read from a table: what names, values and what stands between them are made of. */

// src/detect/prefilter-tables.ts writes the table.
// @ts-ignore: decorator
@inline export const CLASSES: usize = 0x1c0000; // u8[256], and behind it another one for runs.asm.ts
// @ts-ignore: decorator
@inline export const NAME: u8 = 1; // letters, digits, _ - .
// @ts-ignore: decorator
@inline export const QUOTE: u8 = 2; // " ' ` and the backslash before an escaped one
// @ts-ignore: decorator
@inline export const OPERATOR: u8 = 4; // = : > , ( ? |
// @ts-ignore: decorator
@inline export const BLANK: u8 = 8; // space, tab
// @ts-ignore: decorator
@inline export const ENDS: u8 = 16; // ends a value: control characters, blanks, quotes
// @ts-ignore: decorator
@inline export const DIGIT: u8 = 32;
// @ts-ignore: decorator
@inline export const CLOSER: u8 = 64; // ] ) } that may stand between a name and its operator
// @ts-ignore: decorator
@inline export const TOKEN: u8 = 128; // what random and encoded values are made of

// @ts-ignore: decorator
@inline
export function classOf(p: usize): u8 {
  return load<u8>(CLASSES + <usize>load<u8>(p));
}

// @ts-ignore: decorator
@inline
export function isAlphanumeric(c: u8): bool {
  return (c | 0x20) - 0x61 < 26 || c - 0x30 < 10;
}

// @ts-ignore: decorator
@inline
export function isNewline(byte: u8): bool {
  return byte == 10 || byte == 13;
}

export function hasDigit(from: usize, end: usize): bool {
  for (let p = from; p < end; p++) if (classOf(p) & DIGIT) return true;
  return false;
}

export function skipName(from: usize, end: usize): usize {
  let p = from;
  while (p < end && classOf(p) & NAME) p++;
  return p;
}

/** Past line ends and blanks. */
export function skipSpace(from: usize, end: usize): usize {
  let p = from;
  while (p < end && load<u8>(p) <= 0x20) p++;
  return p;
}
