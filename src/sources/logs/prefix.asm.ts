/** What CI services put in front of a line's text (AssemblyScript): timestamps, names of streams, and with `gh run view` those of job and step. */
import { indexOf, isDigit } from './bytes.asm';

/** The prefix that was read last: the line goes on with the one before. */
export let joins: bool = false;

/** Length of the decoration of the line in bytes [from, end). */
export function prefixLength(from: usize, end: usize): usize {
  joins = false;
  const bracket: usize = load<u8>(from) == 0x5b ? 1 : 0;
  const time = timestampLength(from + bracket, end);
  if (time == 0) return 0;
  let at = from + bracket + time;
  if (bracket == 1 && load<u8>(at) != 0x5d) return 0;
  at += bracket;
  if (isStream(at, end)) {
    joins = load<u8>(at, 4) == 0x2b;
    return at + 5 - from;
  }
  return load<u8>(at) == 0x20 ? at + 1 - from : at - from;
}

/** `job TAB step TAB timestamp text`, as `gh run view --log` prints it. */
export function cliPrefixLength(from: usize, end: usize): usize {
  joins = false;
  const job = indexOf(9, from, end);
  if (job == end) return 0;
  const step = indexOf(9, job + 1, end);
  if (step == end) return 0;
  const hasMark = load<u8>(step, 1) == 0xef && load<u8>(step, 2) == 0xbb;
  const at = step + (hasMark ? 4 : 1);
  const length = at + prefixLength(at, end) - from;
  joins = false;
  return length;
}

/** Length of an ISO 8601 time with a zone, as in `2024-05-01T12:34:56.1234567Z`; 0 where there is none. */
function timestampLength(at: usize, end: usize): usize {
  if (load<u8>(at, 10) != 0x54 || load<u8>(at, 4) != 0x2d || load<u8>(at, 13) != 0x3a || end < at + 20) return 0;
  if (!areDigits(at, 4) || !areDigits(at + 5, 2) || !areDigits(at + 8, 2)) return 0;
  if (!areDigits(at + 11, 2) || !areDigits(at + 14, 2) || !areDigits(at + 17, 2)) return 0;
  let p = at + 19;
  if (load<u8>(p) == 0x2e || load<u8>(p) == 0x2c) {
    p++;
    while (p < end && isDigit(load<u8>(p))) p++;
  }
  if (load<u8>(p) == 0x5a) return p + 1 - at;
  if (load<u8>(p) != 0x2b && load<u8>(p) != 0x2d) return 0;
  const zone: usize = load<u8>(p, 3) == 0x3a ? 6 : 5;
  return p + zone <= end ? p + zone - at : 0;
}

function areDigits(from: usize, count: usize): bool {
  for (let p = from; p < from + count; p++) if (!isDigit(load<u8>(p))) return false;
  return true;
}

/** GitLab's name of a stream: ` 00O ` or ` 00E `; with `+` for the blank the line goes on with the one before. */
function isStream(at: usize, end: usize): bool {
  if (at + 5 > end || load<u8>(at) != 0x20 || !isHex(load<u8>(at, 1)) || !isHex(load<u8>(at, 2))) return false;
  const isKind = load<u8>(at, 3) == 0x4f || load<u8>(at, 3) == 0x45;
  return isKind && (load<u8>(at, 4) == 0x20 || load<u8>(at, 4) == 0x2b);
}

// @ts-ignore: decorator
@inline
function isHex(byte: u8): bool {
  return isDigit(byte) || byte - 0x61 < 6;
}
