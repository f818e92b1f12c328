/** What CI services put in front of a line's text: timestamps, names of streams, and with `gh run view` those of job and step. */

/** A line's text begins `length` bytes behind its start; with `joins` it goes on with the line before. */
export interface Prefix {
  readonly length: number;
  readonly joins: boolean;
}

const none: Prefix = { length: 0, joins: false };
/** One object for each kind of prefix, as there are millions of lines. */
const known = new Map<number, Prefix>();

/** Reads the decoration of the line in bytes [from, end). A line without any costs a few comparisons. */
export function readPrefix(bytes: Uint8Array, from: number, end: number): Prefix {
  const bracket = bytes[from] === 0x5b ? 1 : 0;
  const time = timestampLength(bytes, from + bracket, end);
  if (time === 0) return none;
  let at = from + bracket + time;
  if (bracket === 1 && bytes[at] !== 0x5d) return none;
  at += bracket;
  if (isStream(bytes, at, end)) return prefixOf(at + 5 - from, bytes[at + 4] === 0x2b);
  return prefixOf(bytes[at] === 0x20 ? at + 1 - from : at - from, false);
}

/** `job TAB step TAB timestamp text`, as `gh run view --log` prints it. */
export function readCliPrefix(bytes: Uint8Array, from: number, end: number): Prefix {
  const job = bytes.indexOf(9, from);
  if (job < 0 || job > end) return none;
  const step = bytes.indexOf(9, job + 1);
  if (step < 0 || step > end) return none;
  const mark = bytes[step + 1] === 0xef && bytes[step + 2] === 0xbb ? 3 : 0;
  const at = step + 1 + mark;
  return prefixOf(at + readPrefix(bytes, at, end).length - from, false);
}

function prefixOf(length: number, joins: boolean): Prefix {
  const key = length * 2 + Number(joins);
  let prefix = known.get(key);
  if (prefix === undefined) known.set(key, (prefix = { length, joins }));
  return prefix;
}

/** Length of an ISO 8601 time with a zone, as in `2024-05-01T12:34:56.1234567Z`; 0 where there is none. */
function timestampLength(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at + 10] !== 0x54 || bytes[at + 4] !== 0x2d || bytes[at + 13] !== 0x3a || end - at < 20) return 0;
  for (const digit of digits) if (!isDigit(bytes[at + digit]!)) return 0;
  let p = at + 19;
  if (bytes[p] === 0x2e || bytes[p] === 0x2c) {
    p++;
    while (p < end && isDigit(bytes[p]!)) p++;
  }
  if (bytes[p] === 0x5a) return p + 1 - at;
  if (bytes[p] !== 0x2b && bytes[p] !== 0x2d) return 0;
  const zone = bytes[p + 3] === 0x3a ? 6 : 5;
  return p + zone <= end ? p + zone - at : 0;
}

const digits = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18];

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** GitLab's name of a stream: ` 00O ` or ` 00E `; with `+` for the blank the line goes on with the one before. */
function isStream(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 5 > end || bytes[at] !== 0x20 || !isHex(bytes[at + 1]!) || !isHex(bytes[at + 2]!)) return false;
  const isKind = bytes[at + 3] === 0x4f || bytes[at + 3] === 0x45;
  return isKind && (bytes[at + 4] === 0x20 || bytes[at + 4] === 0x2b);
}

function isHex(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x61 && byte <= 0x66);
}
