/** A hash of lines that tells whether they are the same: quick to have, as Node's own takes milliseconds to load; not for secrets. */

/** 64 bits in hex: two multiplicative hashes over the bytes, each mixed with the length. */
export function hashLines(bytes: Uint8Array): string {
  let a = 0x9e3779b1 ^ bytes.length;
  let b = 0x85ebca6b ^ bytes.length;
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0xcc9e2d51) + (a >>> 15);
  }
  return hex(a ^ (a >>> 16)) + hex(b ^ (b >>> 13));
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
