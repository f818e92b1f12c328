/** What content is, told from its first 8,000 bytes, and UTF-16 and UTF-32 text as UTF-8. Plain text must cost next to nothing here. */

export type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** `text` is UTF-8 or Latin-1 without more ado; `text-bom` is UTF-8 after a 3-byte mark. */
export type ContentKind = 'text' | 'text-bom' | WideEncoding | 'zip' | 'gzip' | 'tar' | 'binary';

/** Bytes that are looked at: as many as git looks at before it calls a file binary. */
export const sampleSize = 8_000;

/** Buffer's own search on any bytes: 30 times as fast as Uint8Array.prototype.indexOf. */
const indexOf = Buffer.prototype.indexOf;

/** Tells what the content is. Never throws; what cannot be told is `binary` when it has NUL bytes and `text` when it has none. */
export function sniff(bytes: Uint8Array): ContentKind {
  const sample = bytes.length > sampleSize ? bytes.subarray(0, sampleSize) : bytes;
  const marked = sniffMark(sample);
  if (marked !== undefined) return marked;
  return indexOf.call(sample, 0) < 0 ? 'text' : sniffNul(sample);
}

export function isWide(kind: ContentKind): kind is WideEncoding {
  return kind.startsWith('utf-');
}

/** Formats and encodings that begin with a mark of their own. */
function sniffMark(bytes: Uint8Array): ContentKind | undefined {
  switch (bytes[0]) {
    case 0x50:
      return beginsWith(bytes, [0x50, 0x4b, 3, 4]) || beginsWith(bytes, [0x50, 0x4b, 5, 6]) ? 'zip' : undefined;
    case 0x1f:
      return beginsWith(bytes, [0x1f, 0x8b, 8]) ? 'gzip' : undefined;
    case 0x00:
      return beginsWith(bytes, [0, 0, 0xfe, 0xff]) && isPlausible(bytes, 'utf-32be') ? 'utf-32be' : undefined;
    case 0xef:
      return beginsWith(bytes, [0xef, 0xbb, 0xbf]) ? 'text-bom' : undefined;
    case 0xff:
      if (beginsWith(bytes, [0xff, 0xfe, 0, 0]) && isPlausible(bytes, 'utf-32le')) return 'utf-32le';
      return beginsWith(bytes, [0xff, 0xfe]) && isPlausible(bytes, 'utf-16le') ? 'utf-16le' : undefined;
    case 0xfe:
      return beginsWith(bytes, [0xfe, 0xff]) && isPlausible(bytes, 'utf-16be') ? 'utf-16be' : undefined;
    case 0x25: // %PDF-: mostly compressed, and often without a NUL
      return beginsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]) ? 'binary' : undefined;
    case 0x42: // BZh, then a digit and pi
      return beginsWith(bytes, [0x42, 0x5a, 0x68]) && bytes[4] === 0x31 && bytes[5] === 0x41 ? 'binary' : undefined;
    default:
      return undefined;
  }
}

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

/** Content with a NUL byte: a tar, text of wide characters, text with NUL as a separator, or binary. */
function sniffNul(bytes: Uint8Array): ContentKind {
  if (isTar(bytes)) return 'tar';
  const zeros = countZeros(bytes);
  return guessWide(bytes, zeros) ?? (isNearlyText(bytes, zeros) ? 'text' : 'binary');
}

/** A tar header's checksum is right: POSIX ustar, "Header Block"; holds for the formats before it too. */
function isTar(bytes: Uint8Array): boolean {
  if (bytes.length < 512 || bytes[0] === 0) return false;
  const field = String.fromCharCode(...bytes.subarray(148, 156));
  const octal = /^ *([0-7]{1,7})[ \0]/.exec(field)?.[1];
  if (octal === undefined) return false;
  let sum = 8 * 0x20;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += bytes[i] ?? 0;
  return sum === Number.parseInt(octal, 8);
}

/** Zero bytes at each offset modulo 4. */
type ZeroCounts = readonly [number, number, number, number];

function countZeros(bytes: Uint8Array): ZeroCounts {
  const zeros: [number, number, number, number] = [0, 0, 0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0) zeros[(i & 3) as 0 | 1 | 2 | 3]++;
  }
  return zeros;
}

/** An encoding without a mark shows in where the zeros stand: every other byte of Western UTF-16, three of four of UTF-32. */
function guessWide(bytes: Uint8Array, zeros: ZeroCounts): WideEncoding | undefined {
  if (bytes.length < 8) return undefined;
  const quads = bytes.length >> 2;
  const units = bytes.length >> 1;
  const even = zeros[0] + zeros[2];
  const odd = zeros[1] + zeros[3];
  const candidates: readonly (readonly [boolean, WideEncoding])[] = [
    [zeros[3] >= quads && zeros[2] > quads * 0.5 && zeros[0] < quads * 0.1, 'utf-32le'],
    [zeros[0] >= quads && zeros[1] > quads * 0.5 && zeros[3] < quads * 0.1, 'utf-32be'],
    [odd > units * 0.25 && even < units * 0.05, 'utf-16le'],
    [even > units * 0.25 && odd < units * 0.05, 'utf-16be'],
  ];
  return candidates.find(([fits, encoding]) => fits && isPlausible(bytes, encoding))?.[1];
}

/** Read as this encoding, fewer than 2% of the characters are ones that no text has. */
function isPlausible(bytes: Uint8Array, encoding: WideEncoding): boolean {
  const text = createTranscoder(encoding).push(bytes).toString();
  let strange = 0;
  for (let i = 0; i < text.length; i++) if (isStrange(text.charCodeAt(i))) strange++;
  return text.length > 0 && strange * 50 <= text.length;
}

/** A control character that is no white space and no escape, or what stands for a character that could not be decoded. */
function isStrange(code: number): boolean {
  return code < 0x20 ? !(code >= 9 && code <= 13) && code !== 0x1b : code >= 0xfffd;
}

/** NUL-separated lists (`env -0`, `find -print0`) and logs with a hole are text to whoever reads them. */
function isNearlyText(bytes: Uint8Array, zeros: ZeroCounts): boolean {
  if (zeros[0] + zeros[1] + zeros[2] + zeros[3] >= bytes.length * 0.1) return false;
  let controls = 0;
  let high = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) high++;
    else if (byte !== 0 && isStrange(byte)) controls++;
  }
  return controls < bytes.length * 0.01 && high < bytes.length * 0.05;
}

export interface Transcoder {
  /** UTF-8 of the characters that are complete so far; what is left waits for the next call. */
  push(bytes: Uint8Array): Buffer;
  /** What the end of the text makes of the rest. */
  finish(): Buffer;
}

/**
 * Wide text to UTF-8, piece by piece, without the byte order mark. What is no character becomes U+FFFD, one for each unit, so
 * that columns in UTF-16 units stay right.
 */
export function createTranscoder(encoding: WideEncoding): Transcoder {
  const width = encoding.startsWith('utf-16') ? 2 : 4;
  const decoder = new TextDecoder('utf-16le');
  let rest: Uint8Array = new Uint8Array(0);
  return {
    push(bytes) {
      const all = Buffer.concat([rest, bytes]);
      const whole = all.length - (all.length % width);
      rest = all.subarray(whole);
      const units = toLittleEndian(all.subarray(0, whole), encoding);
      return Buffer.from(decoder.decode(width === 2 ? units : narrow(units), { stream: true }));
    },
    finish: () => Buffer.from(decoder.decode()),
  };
}

function toLittleEndian(units: Buffer, encoding: WideEncoding): Buffer {
  if (encoding === 'utf-16be') return units.swap16();
  return encoding === 'utf-32be' ? units.swap32() : units;
}

/** UTF-32 to UTF-16, both little endian. */
function narrow(units: Buffer): Uint8Array {
  const out = Buffer.allocUnsafe(units.length);
  let length = 0;
  for (let i = 0; i < units.length; i += 4) {
    const point = units.readUInt32LE(i);
    const valid = point <= 0x10ffff && (point & 0xfff800) !== 0xd800;
    if (valid && point > 0xffff) {
      out.writeUInt16LE(0xd800 + ((point - 0x10000) >> 10), length);
      length = out.writeUInt16LE(0xdc00 + (point & 0x3ff), length + 2);
    } else {
      length = out.writeUInt16LE(valid ? point : 0xfffd, length);
    }
  }
  return out.subarray(0, length);
}
