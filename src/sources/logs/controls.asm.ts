/** Control sequences of terminals and of CI services (AssemblyScript), by their length: ECMA-48, section 5.4 and 8.3, and what the services add to it. */
import { indexOf } from './bytes.asm';

// @ts-ignore: decorator
@inline const ESCAPE: u8 = 0x1b;
/** A sequence that is longer is no sequence: its escape is dropped, its text is read. */
// @ts-ignore: decorator
@inline const LONGEST: usize = 4096;
/** Jenkins hides serialised objects in its console: `ESC [8mha:`, base64, `ESC [0m`. The eighth byte is not looked at. */
// @ts-ignore: decorator
@inline const HIDDEN_NOTE: u64 = 0x003a61686d385b1b;
// @ts-ignore: decorator
@inline const LONGEST_NOTE: usize = 256 * 1024;

/** The bytes that the sequence at `at`, an escape, takes up; -1 where the text ends before it does. */
export function controlLength(at: usize, end: usize): isize {
  if (at + 1 >= end) return -1;
  const next = load<u8>(at, 1);
  if (next == 0x5b) return isHiddenNote(at, end) ? noteLength(at, end) : csiLength(at, end);
  // OSC, DCS, SOS, PM and APC carry text up to a bell or a string terminator. Buildkite puts timestamps into APC.
  if (next == 0x5d || next == 0x50 || next == 0x58 || next == 0x5e || next == 0x5f) return stringLength(at, end);
  // Intermediate bytes and one final byte; an escape before anything else stands for itself.
  return next >= 0x20 && next <= 0x2f ? 3 : next >= 0x30 && next <= 0x7e ? 2 : 1;
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

function isHiddenNote(at: usize, end: usize): bool {
  return at + 7 <= end && load<u64>(at) << 8 == HIDDEN_NOTE << 8;
}

function noteLength(at: usize, end: usize): isize {
  const close = indexOf(ESCAPE, at + 7, end);
  if (close == end) return end - at < LONGEST_NOTE ? -1 : csiLength(at, end);
  return close + 4 <= end && load<u32>(close) == 0x6d305b1b ? close + 4 - at : csiLength(at, end);
}
