/** Encoded stretches of text around a hit: base64, hex, and text full of escapes; decoded, with the way back to the original. */
import { unescapeText, type PlainText } from './unescape.ts';

export interface Encoded extends PlainText {
  /** Byte range in the text that was decoded. */
  readonly start: number;
  readonly end: number;
  /** As `place`, for the offset at which something ends. */
  placeEnd(offset: number): number;
  /** The text reaches an end of what was looked at, and may go on behind it. */
  readonly isCut: boolean;
}

/** Longest encoded stretch that is decoded on either side of a hit, in bytes; escaped text a line's part at a time. */
const limit = 65_536;
/** What is looked at first: only text that fills it is worth decoding further, else short islands in long runs would cost their square. */
const firstLook = 256;
const escapeLimit = 8192;
const shortest = 8;

/** The printable text that the base64 characters around offset `at` stand for. */
export function decodeBase64At(text: Buffer, at: number): Encoded | undefined {
  for (let phase = 0; phase < 4; phase++) {
    if (!looksEncoded(text, at, phase)) continue;
    return widen((reach) => decodeBase64From(text, at + phase, { at, reach }));
  }
  return undefined;
}

/** A quick look at the 48 characters around the hit, of which every fourth begins a group when counted from `at + phase`. */
function looksEncoded(text: Buffer, at: number, phase: number): boolean {
  const [low, high] = runAround(text, at, { belongs: isBase64Byte, limit: 24 });
  const start = alignUp(low, at + phase);
  return (
    high - start >= 8 &&
    textAround(Buffer.from(text.toString('latin1', start, high), 'base64'), bytesIn(at + 3 - start)) !== undefined
  );
}

/** Decodes a little, and all of it where the printable text goes on to where the look ended. */
function widen(decode: (reach: number) => Encoded | undefined): Encoded | undefined {
  const near = decode(firstLook);
  if (near === undefined || !near.isCut) return near;
  return decode(limit);
}

function decodeBase64From(
  text: Buffer,
  anchor: number,
  { at, reach }: { at: number; reach: number },
): Encoded | undefined {
  const [low, high] = runAround(text, at, { belongs: isBase64Byte, limit: reach });
  const start = alignUp(low, anchor);
  const decoded = Buffer.from(text.toString('latin1', start, high), 'base64');
  const printable = textAround(decoded, bytesIn(at + 3 - start));
  if (printable === undefined) return undefined;
  const [from, end] = printable;
  // Three bytes stand in four characters; a character that holds bits of two bytes belongs to both.
  const place = (offset: number): number => start + Math.floor(((offset + from) * 4) / 3);
  const placeEnd = (offset: number): number => Math.min(high, start + Math.ceil(((offset + from) * 4) / 3));
  const isCut = from === 0 || end === decoded.length;
  return { bytes: decoded.subarray(from, end), start: place(0), end: placeEnd(end - from), place, placeEnd, isCut };
}

/** The first offset from `low` on that is a multiple of four away from `anchor`. */
function alignUp(low: number, anchor: number): number {
  return low + ((((anchor - low) % 4) + 4) % 4);
}

function bytesIn(characters: number): number {
  return Math.floor((characters * 3) / 4);
}

export function decodeHexAt(text: Buffer, at: number): Encoded | undefined {
  return widen((reach) => decodeHexFrom(text, at, reach));
}

function decodeHexFrom(text: Buffer, at: number, reach: number): Encoded | undefined {
  const [low, high] = runAround(text, at, { belongs: isHexByte, limit: reach });
  const start = low + ((at - low) % 2);
  const decoded = Buffer.from(text.toString('latin1', start, high - ((high - start) % 2)), 'hex');
  const printable = textAround(decoded, (at - start) / 2);
  if (printable === undefined) return undefined;
  const [from, end] = printable;
  const place = (offset: number): number => start + (offset + from) * 2;
  return {
    bytes: decoded.subarray(from, end),
    start: place(0),
    end: place(end - from),
    place,
    placeEnd: place,
    isCut: from === 0 || end === decoded.length,
  };
}

export function decodeEscapesAt(text: Buffer, at: number): Encoded | undefined {
  const lineStart = text.subarray(Math.max(0, at - escapeLimit), at).lastIndexOf(10);
  const lineEnd = text.subarray(at, at + escapeLimit).indexOf(10);
  const start = lineStart < 0 ? Math.max(0, at - escapeLimit) : Math.max(0, at - escapeLimit) + lineStart + 1;
  const end = lineEnd < 0 ? Math.min(text.length, at + escapeLimit) : at + lineEnd;
  const plain = unescapeText(text.subarray(start, end));
  if (plain === undefined) return undefined;
  const place = (offset: number): number => plain.place(offset) + start;
  return { bytes: plain.bytes, start, end, place, placeEnd: place, isCut: false };
}

interface Run {
  belongs(byte: number): boolean;
  readonly limit: number;
}

function runAround(text: Buffer, at: number, run: Run): [low: number, high: number] {
  let low = at;
  let high = at;
  while (low > 0 && at - low < run.limit && run.belongs(text[low - 1]!)) low--;
  while (high < text.length && high - at < run.limit && run.belongs(text[high]!)) high++;
  return [low, high];
}

function isBase64Byte(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) ||
    (byte >= 65 && byte <= 90) ||
    (byte >= 47 && byte <= 57) ||
    byte === 43 ||
    byte === 45 ||
    byte === 95
  );
}

function isHexByte(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102) || (byte >= 65 && byte <= 70);
}

/** The printable range around `at`; chance hits in binary data have none. */
function textAround(bytes: Buffer, at: number): readonly [from: number, end: number] | undefined {
  let from = Math.min(at, bytes.length);
  let end = from;
  while (from > 0 && isPrintable(bytes[from - 1]!)) from--;
  while (end < bytes.length && isPrintable(bytes[end]!)) end++;
  return end - from >= shortest ? [from, end] : undefined;
}

function isPrintable(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
}
