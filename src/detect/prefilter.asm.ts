/**
 * Keyword prefilter (AssemblyScript): finds every keyword in a text, without regard to case, at memory speed.
 *
 * A keyword is registered under two grams of four folded bytes at successive offsets, one of which falls on an even address wherever
 * the keyword stands; so one lookup in a bitset for each two bytes of text is enough. Lookups run ahead, without a branch, and note
 * where the bitset has the gram; of these places, those are kept on whose both sides a byte stands as beside the gram in some keyword.
 * Only there are the keywords that have the gram compared in full.
 * Hits whose keyword wants a probe (an assignment, a URL with user information, the beginning of a word, a value or a name near by) are dropped here
 * unless the text around them has that form, and so are hits in a context that is known to hold nothing (`remember`).
 *
 * Memory layout: src/detect/prefilter.ts writes the tables and says where they are.
 */
import { setBare, valueEnd, valueStart } from './prefilter/assignment.asm';
import { accept } from './prefilter/probe.asm';
import { setTag } from './prefilter/remember.asm';

export { contextHash, known, remember, rememberAssignment, setSeed } from './prefilter/remember.asm';
export { hasRun } from './prefilter/runs.asm';

// Offsets in memory; src/detect/prefilter.ts has the same table.
// @ts-ignore: decorator
@inline const BITSET: usize = 0x0; // 128 KB: one bit for each value of a gram's hash, in words that begin at any byte
// @ts-ignore: decorator
@inline const KEYWORDS: usize = 0x40000; // {u8 length, u8 probe, u8[30] bytes, folded but in exact ones}[]
// @ts-ignore: decorator
@inline const HEADS: usize = 0xc0000; // {u8 behind, u8 before, u16 first entry, 0 = none}[32768] for a gramHash
// @ts-ignore: decorator
@inline const ENTRIES: usize = 0x100000; // {u32 bytes, u16 keyword and flags, i8 gram offset, i8 place of the bytes}[], from 1
// @ts-ignore: decorator
@inline const SHORT_HEADS: usize = 0x140000; // as HEADS, 4096 for a shortHash
// @ts-ignore: decorator
@inline const NOTED: usize = 0x1c4000; // u32[8192]: where the bitset has the gram
// @ts-ignore: decorator
@inline const HITS: usize = 0x1d0000; // {u32 position, u32 keyword, u32 value start, u32 value end}[]
// @ts-ignore: decorator
@inline const MAX_HITS: i32 = 0x4000;
// @ts-ignore: decorator
@inline const BLOCK: usize = 16_384; // bytes of text that are looked up at a time: a place for every second one of them
// @ts-ignore: decorator
@inline const KEYWORD_SIZE: usize = 32;
// @ts-ignore: decorator
@inline const FOLD: u64 = 0x2020202020202020;

// Beside an entry's keyword.
// @ts-ignore: decorator
@inline const KEYWORD: u32 = 0x3fff;
// @ts-ignore: decorator
@inline const SHORT: u32 = 0x4000; // of the entry's bytes, three are the keyword's
// @ts-ignore: decorator
@inline const LAST: u32 = 0x8000; // of its chain
// @ts-ignore: decorator
@inline const EXACT: u8 = 0x80; // beside the probe: the keyword is compared with regard to case

/** Where the last call of `scan` stopped: its end, or the place to go on from when the hit list was full. */
export let resume: usize = 0;

/** Whether values of the text that is scanned stand without quotes; and a number that keeps what is remembered of such texts apart. */
export function setText(bare: bool, tag: u32): void {
  setBare(bare);
  setTag(tag);
}

// @ts-ignore: decorator
@inline
function gramHash(gram: u32): u32 {
  return (gram * 0x9e3779b1) >>> 17;
}

/** Of three bytes, at the first or at the last three of a gram's places. */
// @ts-ignore: decorator
@inline
function shortHash(bytes: u32): u32 {
  return (bytes * 0x9e3779b1) >>> 20;
}

/** 1 or 0. */
// @ts-ignore: decorator
@inline
function hasGram(bytes: u32): usize {
  // Of the last number, which the word is shifted by, its lowest five bits count.
  return <usize>((load<u32>(<usize>((bytes * 0x85ebca6b) >>> 15), BITSET) >>> bytes) & 1);
}

/**
 * Scans from `begin` on for keywords that stand in [from, end); [low, high) may be looked at around them. Returns the number of
 * hits; while `resume` is less than `end + 30`, call again with it as `begin`.
 */
export function scan(begin: usize, from: usize, end: usize, low: usize, high: usize): i32 {
  // A gram may begin with the byte before a word, which before the text is none of a word's.
  const before = load<u8>(low - 1);
  store<u8>(low - 1, 0);
  const count = scanBlocks(begin & ~1, from, end, low, high);
  store<u8>(low - 1, before);
  return count;
}

// @ts-ignore: decorator
@inline
function scanBlocks(begin: usize, from: usize, end: usize, low: usize, high: usize): i32 {
  let count = 0;
  // A keyword's grams begin up to 28 bytes after its first byte.
  const stop = min(end + 30, high);
  for (let block = begin; block < stop; block += BLOCK) {
    const noted = keep(note(block, min(block + BLOCK, stop)));
    for (let at = NOTED; at < noted; at += 4) {
      const p = <usize>load<u32>(at);
      count = verify(p, count, from, end, low, high);
      if (count > MAX_HITS - 256) {
        resume = p + 2;
        return count;
      }
    }
  }
  resume = stop;
  return count;
}

/** Lists the even addresses in [from, stop) at which the bitset has the gram. Returns the list's end. */
// @ts-ignore: decorator
@inline
function note(from: usize, stop: usize): usize {
  let noted = NOTED;
  let p = from;
  for (; p + 8 <= stop; p += 8) {
    const bytes = load<u64>(p) | FOLD;
    store<u32>(noted, <u32>p);
    noted += hasGram(<u32>bytes) << 2;
    store<u32>(noted, <u32>p + 2);
    noted += hasGram(<u32>(bytes >>> 16)) << 2;
    store<u32>(noted, <u32>p + 4);
    noted += hasGram(<u32>(bytes >>> 32)) << 2;
    store<u32>(noted, <u32>p + 6);
    noted += hasGram(load<u32>(p + 6) | <u32>FOLD) << 2;
  }
  for (; p < stop; p += 2) {
    store<u32>(noted, <u32>p);
    noted += hasGram(load<u32>(p) | <u32>FOLD) << 2;
  }
  return noted;
}

/** Drops of the list what only looks like a keyword as far as the bitset goes. Returns the list's end. */
// @ts-ignore: decorator
@inline
function keep(noted: usize): usize {
  let kept = NOTED;
  for (let at = NOTED; at < noted; at += 4) {
    const p = <usize>load<u32>(at);
    const gram = load<u32>(p) | <u32>FOLD;
    const behind = load<u8>(p, 4) & 7;
    const before = (load<u8>(p - 1) & 7) | 8;
    const seen = fits(headOf(gram), behind, before) | fits(headOfFirst(gram), behind, before) | fits(headOfLast(gram), behind, before);
    store<u32>(kept, <u32>p);
    kept += <usize>(seen & 1) << 2;
  }
  return kept;
}

/** Of keywords that have all four bytes of a gram. */
// @ts-ignore: decorator
@inline
function headOf(gram: u32): u32 {
  return load<u32>(<usize>gramHash(gram) << 2, HEADS);
}

/** Of those that have its first three. */
// @ts-ignore: decorator
@inline
function headOfFirst(gram: u32): u32 {
  return load<u32>(<usize>shortHash(gram & 0xffffff) << 2, SHORT_HEADS);
}

/** Of those that have its last three. */
// @ts-ignore: decorator
@inline
function headOfLast(gram: u32): u32 {
  return load<u32>(<usize>shortHash((gram >>> 8) | 0x1000000) << 2, SHORT_HEADS);
}

/** Whether some keyword of the chain goes on with such a byte behind and before the gram: the lowest bit. */
// @ts-ignore: decorator
@inline
function fits(head: u32, behind: u32, before: u32): u32 {
  return (head >>> behind) & (head >>> before);
}

/** Keywords with the gram at `p`. */
function verify(p: usize, found: i32, from: usize, end: usize, low: usize, high: usize): i32 {
  const gram = load<u32>(p) | <u32>FOLD;
  const behind = load<u8>(p, 4) & 7;
  const before = (load<u8>(p - 1) & 7) | 8;
  let count = found;
  let head = headOf(gram);
  if (fits(head, behind, before) & 1) count = compare(p, head >>> 16, count, from, end, low, high);
  head = headOfFirst(gram);
  if (fits(head, behind, before) & 1) count = compare(p, head >>> 16, count, from, end, low, high);
  head = headOfLast(gram);
  if (fits(head, behind, before) & 1) count = compare(p, head >>> 16, count, from, end, low, high);
  return count;
}

/** Adds the hits among the keywords of a chain of entries. */
function compare(p: usize, first: u32, found: i32, from: usize, end: usize, low: usize, high: usize): i32 {
  let count = found;
  let entry = ENTRIES + (<usize>first << 3);
  while (true) {
    const flags = <u32>load<u16>(entry, 4);
    // Four bytes that the gram does not have, where the keyword is so long, tell most of them apart.
    const difference = (load<u32>(p + <isize>load<i8>(entry, 7)) | <u32>FOLD) ^ load<u32>(entry);
    if (difference << (flags & SHORT ? 8 : 0) == 0)
      count = addHit(p - <isize>load<i8>(entry, 6), flags & KEYWORD, count, from, end, low, high);
    if (flags & LAST) return count;
    entry += 8;
  }
}

/** Adds the keyword if it stands at `at`. Returns the number of hits. */
// @ts-ignore: decorator
@inline
function addHit(at: usize, keyword: u32, count: i32, from: usize, end: usize, low: usize, high: usize): i32 {
  const slot = KEYWORDS + <usize>keyword * KEYWORD_SIZE;
  const length = <usize>load<u8>(slot);
  if (!isEqual(at, slot, length) || at < from || at >= end || at + length > high) return count;
  if (count >= MAX_HITS || !accept(load<u8>(slot, 1) & ~EXACT, at, length, low, high)) return count;
  const hit = HITS + (<usize>count << 4);
  store<u32>(hit, <u32>at);
  store<u32>(hit, keyword, 4);
  store<u32>(hit, <u32>valueStart, 8);
  store<u32>(hit, <u32>valueEnd, 12);
  return count + 1;
}

/** Eight bytes at a time; the last eight overlap those before them. */
// @ts-ignore: decorator
@inline
function isEqual(at: usize, slot: usize, length: usize): bool {
  const text = slot + 2;
  const fold: u64 = load<u8>(slot, 1) & EXACT ? 0 : FOLD;
  const difference = (load<u64>(at) | fold) ^ load<u64>(text);
  if (length <= 8) return difference << ((8 - <u64>length) << 3) == 0;
  if (difference != 0) return false;
  for (let i: usize = 8; i + 8 < length; i += 8) {
    if ((load<u64>(at + i) | fold) != load<u64>(text + i)) return false;
  }
  return (load<u64>(at + length - 8) | fold) == load<u64>(text + length - 8);
}
