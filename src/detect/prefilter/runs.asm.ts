/** Runs of characters of one alphabet (AssemblyScript): what random and encoded values are made of. */
import { CLASSES, TOKEN, classOf, hasDigit } from './classes.asm';

/** Sixteen token characters in a row, a digit among them, or forty of any kind, not far behind a vendor's name or a token's short prefix. */
export function hasValue(from: usize, high: usize): bool {
  const stop = min(from + 256, high);
  // A run of sixteen covers one of every sixteen successive bytes.
  for (let probe = from + 15; probe < stop; ) {
    let start = probe;
    while (start >= from && classOf(start) & TOKEN) start--;
    let end = probe;
    if (start < probe) {
      while (end < stop && classOf(end) & TOKEN) end++;
      if (end - start > 16 && (end - start > 40 || hasDigit(start + 1, end))) return true;
    }
    probe = end + 16;
  }
  return false;
}

/**
 * Whether [from, end) holds a run of each alphabet that is as long as the alphabet's byte of `lengths` says: token characters in the
 * lowest one, those of words, alphanumeric ones, hexadecimal ones in the highest.
 */
export function hasRun(from: usize, end: usize, lengths: u32): bool {
  let longest: u32 = 0;
  // The narrowest alphabet first: a run of it is one of all others.
  for (let alphabet: u8 = 8; alphabet > 0; alphabet >>= 1) {
    const least = alphabet == 8 ? lengths >>> 24 : alphabet == 4 ? (lengths >>> 16) & 0xff : alphabet == 2 ? (lengths >>> 8) & 0xff : lengths & 0xff;
    if (least <= longest) continue;
    if (!hasRunOf(alphabet, from, end, least)) return false;
    longest = least;
  }
  return true;
}

function hasRunOf(alphabet: u8, from: usize, end: usize, least: usize): bool {
  // A run of that length covers one of every `least` successive bytes.
  for (let probe = from + least - 1; probe < end; ) {
    let start = probe;
    while (start >= from && alphabetsOf(start) & alphabet) start--;
    if (start + least <= probe) return true;
    let stop = probe;
    if (start < probe) {
      while (stop < end && alphabetsOf(stop) & alphabet) stop++;
      if (stop - start - 1 >= least) return true;
    }
    probe = stop + least;
  }
  return false;
}

// @ts-ignore: decorator
@inline
function alphabetsOf(p: usize): u8 {
  return load<u8>(CLASSES + 0x100 + <usize>load<u8>(p));
}
