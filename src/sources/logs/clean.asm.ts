/**
 * Takes a log's decoration away (AssemblyScript): timestamps, colours, section marks, carriage returns, lines cut in two.
 * What stays is copied stretch by stretch, each with a jump, two u32: its offset in the clean text and that in the block.
 */
import { copyBytes, indexOf, indexOfEither, isDigit, isOfName, lastIndexOf } from './bytes.asm';
import { controlLength } from './controls.asm';
import { cliPrefixLength, joins, prefixLength } from './prefix.asm';

/** Bits of `flags`; src/sources/logs/log-engine.ts has the same list. Lines begin with a time; with the names of job and step; may go on with the line before. */
// @ts-ignore: decorator
@inline const PREFIXED: i32 = 1;
// @ts-ignore: decorator
@inline const CLI: i32 = 2;
// @ts-ignore: decorator
@inline const JOINS: i32 = 4;

/** Bits of `state`. */
// @ts-ignore: decorator
@inline const LINE_START: i32 = 1;
/** The newline before this block was held back, as the next line may go on with its line. */
// @ts-ignore: decorator
@inline const OWES_NEWLINE: i32 = 2;

/** `ESC ]8;`, before parameters, another semicolon and an address: a link of terminals. */
// @ts-ignore: decorator
@inline const LINK: u32 = 0x3b385d1b;

/** What goes from one block of a log to the next; and of the last block: bytes of clean text, and number of jumps. */
export let state: i32 = 0;
export let cleanSize: usize = 0;
export let jumpCount: i32 = 0;

let base: usize = 0;
let out: usize = 0;
let next: usize = 0; // of the clean text
let jumps: usize = 0;
/** The stretch that is to be copied. */
let stretchFrom: usize = 0;
let stretchTo: usize = 0;

/** Cleans [from, end) to `outAt`, which has room for a byte more, and writes jumps to `jumpsAt`. Returns whether nothing was taken away. */
export function clean(from: usize, end: usize, outAt: usize, jumpsAt: usize, flags: i32, before: i32): bool {
  base = stretchFrom = stretchTo = from;
  out = next = outAt;
  jumps = jumpsAt;
  state = before;
  cleanSize = 0;
  jumpCount = 0;
  if (from == end) return true;
  // Nothing stands in front of lines, so that only control characters are looked for.
  if (flags == 0 && prefixLength(from, end) == 0) {
    cleanMarks(from, end, end);
    state = load<u8>(end - 1) == 10 ? LINE_START : 0;
  } else cleanLines(from, end, flags);
  const isWhole = next == out && stretchFrom == from && stretchTo == end;
  flush();
  cleanSize = next - out;
  jumpCount = i32((jumps - jumpsAt) >>> 3);
  return isWhole;
}

function cleanLines(from: usize, end: usize, flags: i32): void {
  for (let line = from; line < end; ) {
    const newline = indexOf(10, line, end);
    const stop = newline == end ? end : newline + 1;
    let start = line;
    if (state & LINE_START) {
      start += flags & CLI ? cliPrefixLength(line, stop) : prefixLength(line, stop);
      if (joins) dropNewline();
      else if (state & OWES_NEWLINE) addNewline();
    }
    cleanMarks(start, stop, end);
    state = newline == end ? 0 : LINE_START;
    line = stop;
  }
  if (flags & JOINS && state & LINE_START && end > from) {
    dropNewline();
    state |= OWES_NEWLINE;
  }
}

/** Copies [from, stop) without control characters; the block ends at `end`. */
function cleanMarks(from: usize, stop: usize, end: usize): void {
  let p = from;
  for (let mark = nextMark(p, stop, end); mark < stop; mark = nextMark(p, stop, end)) {
    if (load<u8>(mark) == 13) {
      const start = max(p, lastIndexOf(10, p, mark) + 1);
      copy(p, start);
      if (!isSectionMark(start, mark)) {
        copy(start, mark);
        addNewline();
      }
      p = mark + 1;
      continue;
    }
    copy(p, mark);
    const length = controlLength(mark, end);
    p = min(stop, mark + (length < 0 ? 1 : <usize>length));
    if (p > mark + 4 && load<u32>(mark) == LINK) copyAddress(mark + 4, p);
  }
  copy(p, stop);
}

/** A link's address is shown by no terminal, but stands in the log for all who read it: as a line of its own, what it is about going on behind it. */
function copyAddress(parameters: usize, end: usize): void {
  const from = indexOf(0x3b, parameters, end) + 1;
  const to = end - (load<u8>(end - 1) == 0x07 ? 1 : 2);
  if (from >= to) return;
  addNewline();
  copy(from, to);
  addNewline();
}

/** Where the next escape, or carriage return that ends no line, stands; `stop` where there is none. */
function nextMark(from: usize, stop: usize, end: usize): usize {
  let mark = indexOfEither(0x1b, 13, from, stop);
  while (mark < stop && load<u8>(mark) == 13 && endsLine(mark, end)) mark = indexOfEither(0x1b, 13, mark + 1, stop);
  return mark;
}

function endsLine(at: usize, end: usize): bool {
  if (at + 1 < end && load<u8>(at, 1) == 10) return true;
  return at + 2 < end && load<u16>(at, 1) == 0x0a0d;
}

/** GitLab: `section_start:TIME:NAME` or `section_end:TIME:NAME`, perhaps with options in brackets, before a carriage return. */
function isSectionMark(from: usize, end: usize): bool {
  if (end - from > 500 || end < from + 15 || load<u64>(from) != 0x5f6e6f6974636573) return false;
  let p = from + 8;
  if (load<u32>(p) == 0x72617473 && load<u16>(p, 4) == 0x3a74) p += 6;
  else if (load<u32>(p) == 0x3a646e65) p += 4;
  else return false;
  const time = p;
  while (p < end && isDigit(load<u8>(p))) p++;
  if (p == time || p >= end || load<u8>(p) != 0x3a) return false;
  const name = ++p;
  while (p < end && isOfName(load<u8>(p))) p++;
  if (p == name) return false;
  if (p == end) return true;
  return load<u8>(p) == 0x5b && load<u8>(end - 1) == 0x5d && indexOf(0x5d, p, end) == end - 1;
}

function copy(from: usize, to: usize): void {
  if (from == to) return;
  if (stretchTo != from || stretchFrom == from) {
    flush();
    stretchFrom = from;
  }
  stretchTo = to;
}

function flush(): void {
  const length = stretchTo - stretchFrom;
  if (length == 0) return;
  addJump(stretchFrom);
  copyBytes(next, stretchFrom, length);
  next += length;
  stretchFrom = stretchTo;
}

function addJump(at: usize): void {
  store<u32>(jumps, <u32>(next - out));
  store<u32>(jumps, <u32>(at - base), 4);
  jumps += 8;
}

function addNewline(): void {
  flush();
  addJump(stretchTo);
  store<u8>(next++, 10);
}

/** Takes back the newline that the text ends with. */
function dropNewline(): void {
  flush();
  if (next > out && load<u8>(next - 1) == 10) next--;
  if (next > out && load<u8>(next - 1) == 13) next--;
}
