/** Control sequences of terminals and of CI services, by their length: ECMA-48, section 5.4 and 8.3, and what the services add to it. */

const escape = 0x1b;
/** A sequence that is longer is no sequence: its escape is dropped, its text is read. */
const longest = 4096;

/** The bytes that the sequence at `at` takes up; -1 where the text ends before it does. `bytes[at]` is an escape. */
export function controlLength(bytes: Uint8Array, at: number): number {
  const next = bytes[at + 1];
  if (next === undefined) return -1;
  if (next === 0x5b) return isHiddenNote(bytes, at) ? noteLength(bytes, at) : csiLength(bytes, at);
  // OSC, DCS, SOS, PM and APC carry text up to a bell or a string terminator. Buildkite puts timestamps into APC.
  if (next === 0x5d || next === 0x50 || next === 0x58 || next === 0x5e || next === 0x5f) return stringLength(bytes, at);
  // Intermediate bytes and one final byte; an escape before anything else stands for itself.
  return next >= 0x20 && next <= 0x2f ? 3 : next >= 0x30 && next <= 0x7e ? 2 : 1;
}

/** Parameters, intermediates, and one final byte. */
function csiLength(bytes: Uint8Array, at: number): number {
  for (let p = at + 2; p < at + 64; p++) {
    const byte = bytes[p];
    if (byte === undefined) return -1;
    if (byte >= 0x40 && byte <= 0x7e) return p - at + 1;
    if (byte < 0x20 || byte > 0x3f) return p - at;
  }
  return 2;
}

function stringLength(bytes: Uint8Array, at: number): number {
  for (let p = at + 2; p < at + longest; p++) {
    const byte = bytes[p];
    if (byte === undefined) return p - at < longest ? -1 : 1;
    if (byte === 0x07) return p - at + 1;
    if (byte === escape && bytes[p + 1] === 0x5c) return p - at + 2;
    if (byte === 10) return 2;
  }
  return 2;
}

/** Jenkins hides serialised objects in its console: `ESC [8mha:`, base64, `ESC [0m`. */
const hiddenNote = Buffer.from('\u001b[8mha:');
const longestNote = 256 * 1024;

function isHiddenNote(bytes: Uint8Array, at: number): boolean {
  return hiddenNote.every((byte, i) => bytes[at + i] === byte);
}

function noteLength(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(escape, at + hiddenNote.length);
  if (end < 0) return bytes.length - at < longestNote ? -1 : csiLength(bytes, at);
  const isWhole = bytes[end + 1] === 0x5b && bytes[end + 2] === 0x30 && bytes[end + 3] === 0x6d;
  return isWhole ? end + 4 - at : csiLength(bytes, at);
}
