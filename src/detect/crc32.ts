/** CRC-32 (IEEE 802.3), because `zlib.crc32` is missing from Node 20.19; equal input gives the same unsigned number everywhere. */

let table: Uint32Array | undefined;

function buildTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
}

/** CRC-32 of the text's UTF-8 bytes, 0 to 2³² − 1. */
export function crc32(text: string): number {
  table ??= buildTable();
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** `value` in the base that `alphabet` spells, left-padded with its first character to `width`. */
export function toBase(value: number, alphabet: string, width: number): string {
  let digits = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / alphabet.length)) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
  }
  return digits.padStart(width, alphabet.charAt(0));
}

export const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';
export const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
