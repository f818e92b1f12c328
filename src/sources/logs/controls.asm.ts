/** Control sequences of terminals and of CI services (AssemblyScript), by their length: ECMA-48, section 5.4 and 8.3, and what the services add to it. */
import { indexOf, isDigit, isLetter } from './bytes.asm';

// @ts-ignore: decorator
@inline const ESCAPE: u8 = 0x1b;
/** A sequence that is longer is no sequence: its escape is dropped, its text is read. */
// @ts-ignore: decorator
@inline const LONGEST: usize = 4096;
/** Jenkins hides serialised objects in its console: `ESC [8mha:`, base64 without a break, `ESC [0m` (hudson.console.ConsoleNote). */
// @ts-ignore: decorator
@inline const NOTE_BEGINS: u64 = 0x3a61686d385b1b;
// @ts-ignore: decorator
@inline const NOTE_ENDS: u64 = 0x6d305b1b;
// @ts-ignore: decorator
@inline const LONGEST_NOTE: usize = 256 * 1024;

/** As far as nothing in [from, end), which may go on, is cut: no sequence, and no carriage return that perhaps ends a line. */
export function wholeEnd(from: usize, end: usize): usize {
  let stop = end;
  while (stop > from && end - stop < 2 && load<u8>(stop - 1) == 13) stop--;
  for (let p = indexOf(ESCAPE, from, stop); p < stop; p = indexOf(ESCAPE, p, stop)) {
    const length = controlLength(p, end);
    if (length < 0) return p;
    p += <usize>length;
  }
  return stop;
}

/** The bytes that the sequence at `at`, an escape, takes up; -1 where the text ends before it does. */
export function controlLength(at: usize, end: usize): isize {
  if (at + 1 >= end) return -1;
  const next = load<u8>(at, 1);
  if (next == 0x5b) {
    const length = noteLength(at, end);
    return length == 0 ? csiLength(at, end) : length;
  }
  // OSC, DCS, SOS, PM and APC carry text up to a bell or a string terminator. Buildkite puts timestamps into APC.
  if (next == 0x5d || next == 0x50 || next == 0x58 || next == 0x5e || next == 0x5f) return stringLength(at, end);
  // An intermediate byte and a final one; an escape before anything else stands for itself.
  if (next >= 0x20 && next <= 0x2f) return at + 2 >= end ? -1 : isFinal(load<u8>(at, 2)) ? 3 : 2;
  return isFinal(next) ? 2 : 1;
}

// @ts-ignore: decorator
@inline
function isFinal(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x7e;
}

/** Parameters, intermediates, and one final byte. */
function csiLength(at: usize, end: usize): isize {
  for (let p = at + 2; p < at + 64; p++) {
    if (p >= end) return -1;
    const byte = load<u8>(p);
    if (byte >= 0x40 && byte <= 0x7e) return p - at + 1;
    if (byte < 0x20 || byte > 0x3f) return p - at;
  }
  return 2;
}

function stringLength(at: usize, end: usize): isize {
  for (let p = at + 2; p < at + LONGEST; p++) {
    if (p >= end) return -1;
    const byte = load<u8>(p);
    if (byte == 0x07) return p - at + 1;
    if (byte == ESCAPE && p + 1 < end && load<u8>(p, 1) == 0x5c) return p - at + 2;
    if (byte == 10) return 2;
  }
  return 2;
}

/** 0 where no note begins, as what hides anything else is no note. */
function noteLength(at: usize, end: usize): isize {
  if (!agree(at, min(end, at + 7), NOTE_BEGINS)) return 0;
  const most = min(end, at + LONGEST_NOTE);
  let p = at + 7;
  while (p < most && isOfBase64(load<u8>(p))) p++;
  if (p >= end) return -1;
  const close = min(end, p + 4);
  if (!agree(p, close, NOTE_ENDS)) return 0;
  return close < p + 4 ? -1 : close - at;
}

/** Whether the bytes, eight at most, are those that the mark begins with. */
function agree(from: usize, end: usize, mark: u64): bool {
  return (load<u64>(from) ^ mark) << (64 - ((<u64>(end - from)) << 3)) == 0;
}

// @ts-ignore: decorator
@inline
function isOfBase64(byte: u8): bool {
  return isLetter(byte) || isDigit(byte) || byte == 0x2b || byte == 0x2f || byte == 0x3d;
}
