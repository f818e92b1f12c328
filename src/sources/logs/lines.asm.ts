/**
 * Looks at each line of clean text (AssemblyScript) for what nobody could find where it stands: a token wrapped at a terminal's width,
 * one that reads backwards, one with blanks in between. A find is three u32: its kind, and its bytes' first and end.
 */
import { indexOf, isDigit, isLetter, isOfName } from './bytes.asm';
import { beginsWithText } from './encoded-text.asm';

// Kinds of finds; src/sources/logs/log-engine.ts has the same list.
// @ts-ignore: decorator
@inline const WRAPPED: u32 = 1; // a line that goes on in the next one
// @ts-ignore: decorator
@inline const GOES_ON: u32 = 2; // the next one
// @ts-ignore: decorator
@inline const ENDS: u32 = 3; // no more lines of that text
// @ts-ignore: decorator
@inline const DATA_ENDS: u32 = 6; // the same, of a text that only an encoder makes so long: of its lines, those near readable ones
// @ts-ignore: decorator
@inline const BACKWARDS: u32 = 4;
// @ts-ignore: decorator
@inline const SPACED: u32 = 5;

/** Two tables of 256 bytes each, which log-engine.ts fills: kinds of widths, and kinds of bytes, 0 for those that stand in no token. */
// @ts-ignore: decorator
@inline const WIDTHS: usize = 0x0;
// @ts-ignore: decorator
@inline const KINDS: usize = 0x100;
// @ts-ignore: decorator
@inline const BY_ENCODER: u8 = 1;
// @ts-ignore: decorator
@inline const LETTER: u8 = 1;
// @ts-ignore: decorator
@inline const DIGIT: u8 = 2;
// @ts-ignore: decorator
@inline const PATH_SIGN: u8 = 4;
// @ts-ignore: decorator
@inline const FIND: usize = 12; // bytes of a find
// @ts-ignore: decorator
@inline const MOST_LINES: usize = 8; // that the longest token has, at the most common width
// @ts-ignore: decorator
@inline const SHORTEST: usize = 16;
// @ts-ignore: decorator
@inline const LONGEST: usize = 512;

let find: usize = 0;
let origin: usize = 0;
/** The line before, if it is as wide as lines are wrapped; and the kind of its width and of that of the line before it, which it goes on with. */
let before: usize = 0;
let beforeEnd: usize = 0;
let width: u8 = 0;
let earlier: u8 = 0;
let isWrapped: bool = false;
/** Where the finds of the wrapped text begin. */
let wrapped: usize = 0;

/** Looks at the lines of [from, end), of which offsets count from `base`, and lists finds from `finds` on. Returns their end. */
export function findDisguises(from: usize, end: usize, finds: usize, base: usize): usize {
  find = finds;
  origin = base;
  width = 0;
  isWrapped = false;
  for (let line = from; line < end; ) {
    const newline = indexOf(10, line, end);
    // Terminals that stand behind each other give a line two carriage returns.
    let stop = newline;
    while (stop > line && newline - stop < 2 && load<u8>(stop - 1) == 13) stop--;
    lookAt(line, stop);
    line = newline + 1;
  }
  if (isWrapped) endWrapped();
  return find;
}

// @ts-ignore: decorator
@inline
function lookAt(from: usize, end: usize): void {
  const length = end - from;
  const own: u8 = length < 256 ? load<u8>(WIDTHS + length) : 0;
  if (width != 0) takeNext(from, end);
  earlier = isWrapped ? width : 0;
  width = own;
  before = from;
  beforeEnd = end;
  if (own == 0 && isWrapped) endWrapped();
  if (!isWrapped && length >= SHORTEST) lookForDisguise(from, end);
}

function takeNext(from: usize, end: usize): void {
  if (!goesOn(from, end)) {
    if (isWrapped) endWrapped();
    return;
  }
  if (!isWrapped) {
    wrapped = find;
    add(WRAPPED, before, beforeEnd);
  }
  isWrapped = true;
  add(GOES_ON, from, end);
}

function endWrapped(): void {
  isWrapped = false;
  const length = load<u32>(wrapped, 8) - load<u32>(wrapped, 4);
  const isData = find - wrapped > MOST_LINES * FIND && load<u8>(WIDTHS + <usize>length) == BY_ENCODER;
  if (isData) keepReadable();
  add(isData ? DATA_ENDS : ENDS, origin, origin);
}

/** Of encoded data, lines that begin with text, or stand beside such a line: images and archives need no look. */
function keepReadable(): void {
  let kept = wrapped;
  let last = false;
  let own = isReadable(wrapped);
  for (let at = wrapped; at < find; at += FIND) {
    const following = at + FIND < find && isReadable(at + FIND);
    if (last || own || following) {
      store<u64>(kept, load<u64>(at));
      store<u32>(kept, load<u32>(at, 8), 8);
      kept += FIND;
    }
    last = own;
    own = following;
  }
  find = kept;
}

// @ts-ignore: decorator
@inline
function isReadable(line: usize): bool {
  return beginsWithText(origin + <usize>load<u32>(line, 4));
}

function add(kind: u32, from: usize, end: usize): void {
  store<u32>(find, kind);
  store<u32>(find, <u32>(from - origin), 4);
  store<u32>(find, <u32>(end - origin), 8);
  find += FIND;
}

// @ts-ignore: decorator
@inline
function kindOf(p: usize): u8 {
  return load<u8>(KINDS + <usize>load<u8>(p));
}

/** Whether the line before, which has one of the usual widths, was cut where this one begins. */
// @ts-ignore: decorator
@inline
function goesOn(from: usize, end: usize): bool {
  if (end == from || end - from > beforeEnd - before) return false;
  if (kindOf(beforeEnd - 1) == 0 || kindOf(from) == 0) return false;
  if (width != BY_ENCODER) return isCutToken(from, end);
  // As what goes on with such a line, the line before has been read.
  return (earlier == BY_ENCODER || isToken(before, beforeEnd)) && isToken(from, end);
}

function isToken(from: usize, end: usize): bool {
  for (let p = from; p < end; p++) if (kindOf(p) == 0) return false;
  return true;
}

/** Whether the words on either side of the cut look like one token that was cut, and not like two lines' own words. */
function isCutToken(from: usize, end: usize): bool {
  let start = beforeEnd;
  while (start > before && kindOf(start - 1) != 0) start--;
  let stop = from;
  while (stop < end && kindOf(stop) != 0) stop++;
  if (beforeEnd - start + (stop - from) < SHORTEST) return false;
  if (load<u8>(stop) == 0x3a || beginsVariable(from, stop)) return false;
  const seen = signsIn(start, beforeEnd) | signsIn(from, stop);
  return seen == (LETTER | DIGIT);
}

/** Whether letters and digits are among the bytes. */
function signsIn(from: usize, end: usize): u8 {
  let seen: u8 = 0;
  for (let p = from; p < end; p++) {
    const byte = load<u8>(p);
    if (isDigit(byte)) seen |= DIGIT;
    else if (isLetter(byte)) seen |= LETTER;
  }
  return seen;
}

/** A name and `=`, with no `=` in the name. */
function beginsVariable(from: usize, end: usize): bool {
  const first = load<u8>(from);
  if (!isLetter(first) && first != 0x5f) return false;
  for (let p = from + 1; p < end; p++) {
    const byte = load<u8>(p);
    if (byte == 0x3d) return true;
    if (!isOfName(byte)) return false;
  }
  return false;
}

/** A line that ends in a word of the shortest length, or has blanks like a value spaced out. */
// @ts-ignore: decorator
@inline
function lookForDisguise(from: usize, end: usize): void {
  if (load<u8>(from, 1) == 0x20 && load<u8>(from, 3) == 0x20 && end - from <= 2 * LONGEST && isSpaced(from, end)) {
    add(SPACED, from, end);
    return;
  }
  if (kindOf(end - 1) == 0 || kindOf(end - 8) == 0 || kindOf(end - SHORTEST) == 0) return;
  const start = startOfToken(from, end);
  if (start != 0) add(BACKWARDS, start, end);
}

/** `g h p _ …`: what `sed 's/./& /g'` makes of a value, so that no mask knows it. */
function isSpaced(from: usize, end: usize): bool {
  if (end - from < 2 * SHORTEST - 1) return false;
  for (let p = from; p < end; p++) if (((p - from) & 1) == 1 != (load<u8>(p) == 0x20)) return false;
  return true;
}

/** Where the word that ends the line begins, if it could be a token: long, of letters and digits, and no path; else 0. */
function startOfToken(from: usize, end: usize): usize {
  let start = end;
  let seen: u8 = 0;
  const low = end - from > LONGEST + 1 ? end - LONGEST - 1 : from;
  while (start > low) {
    const kind = kindOf(start - 1);
    if (kind == 0) break;
    seen |= kind;
    if (seen & PATH_SIGN) return 0;
    start--;
  }
  // A digest is no credential, whichever way it is read.
  if (end - start < SHORTEST || end - start > LONGEST || (seen & (DIGIT | LETTER)) != (DIGIT | LETTER)) return 0;
  const byte = load<u8>(start - 1);
  return start == from || byte == 0x20 || byte == 0x3a || byte == 0x22 ? start : 0;
}
