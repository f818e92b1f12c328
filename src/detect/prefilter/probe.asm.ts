/** What must stand around a keyword for a hit to count (AssemblyScript). */
import { forgetValue, isAssignment, valueEnd } from './assignment.asm';
import { isAlphanumeric } from './classes.asm';
import { isKnown } from './remember.asm';
import { hasValue } from './runs.asm';

// @ts-ignore: decorator
@inline const PROBE_ASSIGNMENT: u8 = 1;
// @ts-ignore: decorator
@inline const PROBE_USERINFO: u8 = 2;
// @ts-ignore: decorator
@inline const PROBE_BOUNDARY: u8 = 3;
// @ts-ignore: decorator
@inline const PROBE_VALUE: u8 = 4;
// @ts-ignore: decorator
@inline const PROBE_PASSWORD: u8 = 5;
// @ts-ignore: decorator
@inline const PROBE_NAME: u8 = 6;
/** How far before a keyword a name may begin; sieve.asm.ts scans again what is so near behind a difference. */
// @ts-ignore: decorator
@inline const NAME_BEFORE: usize = 64;

/** Whether what stands around the keyword at `at` is what its probe wants; an assignment's value is that of assignment.asm.ts then. */
// @ts-ignore: decorator
@inline
export function accept(probe: u8, at: usize, length: usize, low: usize, high: usize): bool {
  forgetValue();
  if (probe == 0) return true;
  if (probe == PROBE_BOUNDARY) return at == low || !isAlphanumeric(load<u8>(at - 1)) || endsEscape(at, low);
  if (probe == PROBE_VALUE) return hasValue(at + length, high);
  if (probe == PROBE_NAME) return hasNameBefore(at, low);
  if (probe == PROBE_USERINFO) return hasUserInfo(at + length, high);
  return isAssignment(at, high, probe == PROBE_PASSWORD) && !isKnown(at, valueEnd, low, high);
}

/** `\n`, `\r`, `\t` or a terminal's colour (`[1;31m`) before `at`: its letter is none of a word's. As `endsEscape` in unescape.ts. */
function endsEscape(at: usize, low: usize): bool {
  if (at < low + 2) return false;
  const letter = load<u8>(at - 1);
  if (letter == 0x6e || letter == 0x72 || letter == 0x74) return load<u8>(at - 2) == 0x5c;
  if (letter != 0x6d) return false;
  let p = at - 2;
  while (p > low && at - p < 12 && isOfColour(load<u8>(p))) p--;
  return load<u8>(p) == 0x5b;
}

/** Digits and `;`. */
// @ts-ignore: decorator
@inline
function isOfColour(byte: u8): bool {
  return byte - 0x30 < 10 || byte == 0x3b;
}

/** `user:password@` after `://`. */
function hasUserInfo(from: usize, high: usize): bool {
  const stop = min(from + 512, high);
  let colon = false;
  for (let p = from; p < stop; p++) {
    const c = load<u8>(p);
    if (c == 0x40) return colon; // @
    if (c == 0x3a) colon = true; // :
    if (c <= 0x20 || c == 0x22 || c == 0x27 || c == 0x60 || c == 0x3c || c == 0x3e) return false; // space, quotes, < >
  }
  return false;
}

/** A name that says credential, in the line of `at`: the beginnings of password, pwd, secret, token and key. */
function hasNameBefore(at: usize, low: usize): bool {
  const from = at - low > NAME_BEFORE ? at - NAME_BEFORE : low;
  for (let p = at - 1; p >= from; p--) {
    if (load<u8>(p) == 0x0a) return false;
    const start = (load<u32>(p) & 0xffffff) | 0x202020;
    if (p + 3 <= at && (start == 0x736170 || start == 0x647770 || start == 0x636573 || start == 0x6b6f74 || start == 0x79656b)) return true;
  }
  return false;
}
