/**
 * Keyword prefilter (AssemblyScript): finds every keyword in a text, without regard to case, at memory speed.
 *
 * A keyword is registered under two grams of four folded bytes at successive offsets, one of which falls on an even address wherever
 * the keyword stands; so one lookup in a bitset for each two bytes of text is enough. Lookups run ahead, without a branch, and note
 * where the bitset has the gram; of these places, as many as look like a keyword in more or other bytes as well are kept. Only there is
 * it asked which keywords have the gram, and are these compared in full.
 * Hits whose keyword wants a probe (an assignment, a URL with user information, the beginning of a word, a value near by) are dropped here unless the text around
 * them has that form, and so are hits in a context that is known to hold nothing (`remember`).
 *
 * Memory layout: src/detect/prefilter.ts writes the tables and says where they are.
 */

// Offsets in memory; src/detect/prefilter.ts has the same table.
// @ts-ignore: decorator
@inline const HEADS: usize = 0x0; // u16[65536]: first entry for a gramHash, 0 = none
// @ts-ignore: decorator
@inline const SHORT_HEADS: usize = 0x1c1000; // u16[4096]: first entry for a shortHash, 0 = none
// @ts-ignore: decorator
@inline const ENTRIES: usize = 0x100000; // {u16 keyword, i8 gram offset, u8 last}[], from 1
// @ts-ignore: decorator
@inline const KEYWORDS: usize = 0x40000; // {u8 length, u8 probe, u8[30] bytes, folded but in exact ones}[]
// @ts-ignore: decorator
@inline const HITS: usize = 0x1d0000; // {u32 position, u32 keyword, u32 value start, u32 value end}[]
// @ts-ignore: decorator
@inline const MAX_HITS: i32 = 0x4000;
// @ts-ignore: decorator
@inline const BITSET: usize = 0x20000; // 128 KB: one bit for each value of bitHash
// @ts-ignore: decorator
@inline const SIX: usize = 0x140000; // 32 KB: of grams behind which two more bytes of the keyword stand, by all six
// @ts-ignore: decorator
@inline const FOUR: usize = 0x148000; // 16 KB: of others, by another hash
// @ts-ignore: decorator
@inline const THREE: usize = 0x1c3000; // 4 KB: of those that have three bytes of the keyword, by these
// @ts-ignore: decorator
@inline const NOTED: usize = 0x1c4000; // u32[8192]: where the bitset has the gram
// @ts-ignore: decorator
@inline const BLOCK: usize = 16_384; // bytes of text that are looked up at a time: a place for every second one of them
// @ts-ignore: decorator
@inline const KNOWN: usize = 0x220000; // u64[2^18]: contexts that hold nothing, direct-mapped
// @ts-ignore: decorator
@inline const KNOWN_MASK: u64 = 0x3ffff;
// @ts-ignore: decorator
@inline const KEYWORD_SIZE: usize = 32;
// @ts-ignore: decorator
@inline const FOLD: u64 = 0x2020202020202020;

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
@inline const EXACT: u8 = 0x80; // beside the probe: the keyword is compared with regard to case

/** Where the last call of `scan` stopped: its end, or the place to go on from when the hit list was full. */
export let resume: usize = 0;

let seed: u64 = 0;

/** Whether values of the text that is scanned stand without quotes; and a number that keeps what is remembered of such texts apart. */
let isBare: bool = false;
let textTag: u64 = 0;

export function setText(bare: bool, tag: u32): void {
  isBare = bare;
  textTag = <u64>tag * 0xd6e8feb86659fd93;
}

/** Random per process: what is remembered cannot be aimed at from outside. */
export function setSeed(low: u32, high: u32): void {
  seed = (<u64>high << 32) | <u64>low;
}

// @ts-ignore: decorator
@inline
function gramHash(gram: u32): u32 {
  return (gram * 0x9e3779b1) >>> 16;
}

/** Of three bytes, at the first or at the last three of a gram's places. */
// @ts-ignore: decorator
@inline
function shortHash(bytes: u32): u32 {
  return (bytes * 0x9e3779b1) >>> 20;
}

// @ts-ignore: decorator
@inline
function bitHash(bytes: u32): u32 {
  return (bytes * 0x85ebca6b) >>> 12;
}

// @ts-ignore: decorator
@inline
function hasGram(bytes: u32): usize {
  return <usize>(bitOf(BITSET, bitHash(bytes)) & 1);
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
    const bytes = load<u64>(p) | FOLD;
    const four = <u32>bytes;
    const six = (four * 0x85ebca6b + (<u32>(bytes >>> 32) & 0xffff) * 0x9e3779b1) >>> 14;
    const seen = bitOf(SIX, six) | bitOf(FOUR, (four * 0xc2b2ae35) >>> 15) |
      bitOf(THREE, threeHash(four & 0xffffff)) | bitOf(THREE, threeHash((four >>> 8) | 0x1000000));
    store<u32>(kept, <u32>p);
    kept += <usize>(seen & 1) << 2;
  }
  return kept;
}

// @ts-ignore: decorator
@inline
function threeHash(bytes: u32): u32 {
  return (bytes * 0x27d4eb2f) >>> 17;
}

/** The bit is the lowest of what is returned. */
// @ts-ignore: decorator
@inline
function bitOf(set: usize, hash: u32): u32 {
  return <u32>load<u8>(set + (hash >>> 3)) >>> (hash & 7);
}

/** Keywords with the gram at `p`: those that have all four bytes of it, and those that have its first or its last three. */
function verify(p: usize, found: i32, from: usize, end: usize, low: usize, high: usize): i32 {
  const bytes = load<u32>(p) | <u32>FOLD;
  let count = found;
  const entry = <usize>load<u16>(HEADS + (<usize>gramHash(bytes) << 1));
  if (entry != 0) count = compare(p, entry, count, from, end, low, high);
  const first = <usize>load<u16>(SHORT_HEADS + (<usize>shortHash(bytes & 0xffffff) << 1));
  if (first != 0) count = compare(p, first, count, from, end, low, high);
  const last = <usize>load<u16>(SHORT_HEADS + (<usize>shortHash((bytes >>> 8) | 0x1000000) << 1));
  if (last != 0) count = compare(p, last, count, from, end, low, high);
  return count;
}

/** Adds the hits among the keywords of a chain of entries. */
function compare(p: usize, first: usize, found: i32, from: usize, end: usize, low: usize, high: usize): i32 {
  let count = found;
  let entry = ENTRIES + (first << 2);
  while (true) {
    const keyword = load<u16>(entry);
    const at = p - <isize>load<i8>(entry, 2);
    const slot = KEYWORDS + <usize>keyword * KEYWORD_SIZE;
    const length = <usize>load<u8>(slot);
    if (isEqual(at, slot, length) && at >= from && at < end && at + length <= high) {
      if (count < MAX_HITS && accept(at, slot, length, low, high)) {
        const hit = HITS + (<usize>count << 4);
        store<u32>(hit, <u32>at);
        store<u32>(hit, <u32>keyword, 4);
        store<u32>(hit, <u32>valueStart, 8);
        store<u32>(hit, <u32>valueEnd, 12);
        count++;
      }
    }
    if (load<u8>(entry, 3)) return count;
    entry += 4;
  }
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

/** The value that the last accepted hit's probe found. */
let valueStart: usize = 0;
let valueEnd: usize = 0;

// @ts-ignore: decorator
@inline
function accept(at: usize, slot: usize, length: usize, low: usize, high: usize): bool {
  const probe = load<u8>(slot, 1) & ~EXACT;
  valueStart = 0;
  valueEnd = 0;
  if (probe == 0) return true;
  if (probe == PROBE_BOUNDARY) return at == low || !isAlphanumeric(load<u8>(at - 1));
  if (probe == PROBE_VALUE) return hasValue(at + length, high);
  if (probe == PROBE_USERINFO) return hasUserInfo(at + length, high);
  return isAssignment(at + length, high, probe == PROBE_PASSWORD) && !isKnown(at, high, low);
}

// @ts-ignore: decorator
@inline
function isAlphanumeric(c: u8): bool {
  return (c | 0x20) - 0x61 < 26 || c - 0x30 < 10;
}

/** Sixteen token characters in a row, a digit among them, not far behind a vendor's name or a token's short prefix. */
function hasValue(from: usize, high: usize): bool {
  const stop = min(from + 256, high);
  // A run of sixteen covers one of every sixteen successive bytes.
  for (let probe = from + 15; probe < stop; ) {
    let start = probe;
    while (start >= from && classOf(start) & TOKEN) start--;
    let end = probe;
    if (start < probe) {
      while (end < stop && classOf(end) & TOKEN) end++;
      if (end - start > 16 && hasDigit(start + 1, end)) return true;
    }
    probe = end + 16;
  }
  return false;
}

function hasDigit(from: usize, end: usize): bool {
  for (let p = from; p < end; p++) if (classOf(p) & DIGIT) return true;
  return false;
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

/** Classes of a byte in an assignment; src/detect/prefilter.ts fills the table at CLASSES. */
// @ts-ignore: decorator
@inline const CLASSES: usize = 0x1c0000; // u8[256], and behind it another one for `hasRun`
// @ts-ignore: decorator
@inline const NAME: u8 = 1; // letters, digits, _ - .
// @ts-ignore: decorator
@inline const QUOTE: u8 = 2; // " ' ` and the backslash before an escaped one
// @ts-ignore: decorator
@inline const OPERATOR: u8 = 4; // = : > , ( ? |
// @ts-ignore: decorator
@inline const BLANK: u8 = 8; // space, tab
// @ts-ignore: decorator
@inline const ENDS: u8 = 16; // ends a value: control characters, blanks, quotes
// @ts-ignore: decorator
@inline const DIGIT: u8 = 32;
// @ts-ignore: decorator
@inline const CLOSER: u8 = 64; // ] ) } that may stand between a name and its operator

// @ts-ignore: decorator
@inline const TOKEN: u8 = 128; // what random and encoded values are made of

// @ts-ignore: decorator
@inline
function classOf(p: usize): u8 {
  return load<u8>(CLASSES + <usize>load<u8>(p));
}

/** Of the gap between a name and its value that was read last. */
let operators: i32 = 0;
let blanks: i32 = 0;
let isList: bool = false;

/**
 * Rest of a name, then what assigns (an operator between optional quotes and blanks, a type and `=`, `value=`, the tag or the line of a value;
 * a blank alone after a flag's name), then a value that is long enough, with a digit in it, or in quotes, or where texts need none.
 * Sets valueStart and valueEnd.
 */
function isAssignment(from: usize, high: usize, isPassword: bool): bool {
  let p = skipName(from, min(from + 40, high));
  const nameEnd = p;
  p = skipGap(p, min(p + 40, high));
  if (p >= high || operators > 4) return false;
  let quoted = false;
  const declared = operators < 2 ? skipDeclaration(nameEnd, p, high) : 0;
  if (declared != 0) {
    p = declared;
    quoted = true;
  } else {
    if (operators == 0 && (blanks == 0 || blanks > 2)) return false;
    quoted = p > nameEnd && (classOf(p - 1) & QUOTE) != 0;
    const inner = operators == 0 || quoted && !isList ? 0 : isList ? skipNextKey(p, high) : skipConversion(p, high);
    if (inner != 0) {
      p = inner;
      quoted = true;
    }
  }
  valueStart = p;
  let digit = false;
  const stop = min(p + 600, high);
  while (p < stop) {
    const c = classOf(p);
    if (c & ENDS) break;
    if (c & DIGIT) digit = true;
    p++;
  }
  valueEnd = p;
  const length = p - valueStart;
  if (isPassword) return length >= 3 && (quoted || digit || isBare);
  return length >= 6 && (quoted || digit);
}

function skipName(from: usize, end: usize): usize {
  let p = from;
  while (p < end && classOf(p) & NAME) p++;
  return p;
}

/** Past quotes, blanks and operators, `or` among them; sets `operators`, `blanks` and `isList`. A line may end behind a tag. */
function skipGap(from: usize, end: usize): usize {
  operators = 0;
  blanks = 0;
  isList = false;
  let tag = false;
  let p = from;
  for (; p < end; p++) {
    const c = classOf(p);
    if (c & OPERATOR) {
      operators++;
      tag = load<u8>(p) == 0x3e;
      isList = load<u8>(p) == 0x2c;
    } else if (c & BLANK) blanks++;
    else if (c & QUOTE || (c & CLOSER && operators == 0)) continue;
    else if (tag && isNewline(load<u8>(p))) continue;
    else if (operators == 0 && (isCompound(load<u16>(p)) || load<u16>(p) == 0x5d5b)) continue;
    else if (operators == 0 && blanks == 1 && isOr(p)) {
      operators = 1;
      p++;
    } else break;
  }
  return p;
}

// @ts-ignore: decorator
@inline
function isNewline(byte: u8): bool {
  return byte == 10 || byte == 13;
}

/** `or `, behind a blank: what stands in for a missing value. */
// @ts-ignore: decorator
@inline
function isOr(p: usize): bool {
  return load<u16>(p) == 0x726f && load<u8>(p, 2) == 0x20;
}

/** Where the quoted value of `"name", key: "` or `"name", key="` begins, or 0. */
function skipNextKey(at: usize, high: usize): usize {
  let p = skipName(at, min(at + 16, high));
  if (p == at) return 0;
  if (p < high && classOf(p) & QUOTE) p++;
  while (p < high && classOf(p) & BLANK) p++;
  if (p + 1 >= high || (load<u8>(p) != 0x3a && load<u8>(p) != 0x3d)) return 0;
  p++;
  while (p < high && classOf(p) & BLANK) p++;
  return p < high && classOf(p) & QUOTE ? p + 1 : 0;
}

/** Where the text in `b"`, `@"`, `[]byte("`, `String("` begins, or 0. */
function skipConversion(at: usize, high: usize): usize {
  const end = min(at + 24, high);
  let p = at;
  while (p < end && isOfConversion(p)) p++;
  if (p >= end || p == at) return 0;
  if (load<u8>(p) == 0x28) return p + 1 < high && classOf(p + 1) & QUOTE ? p + 2 : 0;
  return p - at <= 2 && classOf(p) & QUOTE ? p + 1 : 0;
}

/** Names, and `@ [ ] :`. */
// @ts-ignore: decorator
@inline
function isOfConversion(p: usize): bool {
  const byte = load<u8>(p);
  return (classOf(p) & NAME) != 0 || byte == 0x40 || byte == 0x5b || byte == 0x5d || byte == 0x3a;
}

/** `.=`, `+=`, `!=`; and `[]` is skipped as they are. */
// @ts-ignore: decorator
@inline
function isCompound(pair: u16): bool {
  return pair == 0x3d2e || pair == 0x3d2b || pair == 0x3d21;
}

/** Where the quoted value of `name: type = "`, `name type = "`, `name" value="` begins, or that of `name`'s next tag or line; or 0. */
function skipDeclaration(nameEnd: usize, at: usize, high: usize): usize {
  const byte = load<u8>(at);
  if (byte == 0x3c) return operators == 0 ? skipTag(at, high) : skipValueTag(at, high);
  if (isNewline(byte)) return operators == 0 ? skipValueLine(at, high) : 0;
  if (at == nameEnd || blanks == 0 || !(classOf(at) & NAME)) return 0;
  let p = skipType(at, min(at + 32, high));
  while (p < high && classOf(p) & BLANK) p++;
  if (load<u8>(p) == 0x3a) p++;
  if (load<u8>(p) != 0x3d || load<u8>(p + 1) == 0x3d) return 0;
  p++;
  while (p < high && classOf(p) & BLANK) p++;
  return p < high && classOf(p) & QUOTE ? p + 1 : 0;
}

/** Names, and `* & ? < > [ ]`. */
function skipType(from: usize, end: usize): usize {
  let p = from;
  for (; p < end; p++) {
    const byte = load<u8>(p);
    if (classOf(p) & NAME || byte == 0x2a || byte == 0x26 || byte == 0x3f) continue;
    if (byte == 0x3c || byte == 0x3e || byte == 0x5b || byte == 0x5d) continue;
    break;
  }
  return p;
}

/** `<value>`. */
function skipValueTag(at: usize, high: usize): usize {
  return at + 7 <= high && load<u32>(at) == 0x6c61763c && load<u32>(at, 3) == 0x3e65756c ? at + 7 : 0;
}

/** `</key>`, blanks, `<string>`; `</name>`, blanks, `<value>`. */
function skipTag(at: usize, high: usize): usize {
  if (at + 48 > high) return 0;
  if (load<u32>(at) == 0x616e2f3c) {
    const value = skipSpace(at + 7, at + 40);
    return load<u32>(at, 3) == 0x3e656d61 ? skipValueTag(value, high) : 0;
  }
  if (load<u32>(at) != 0x656b2f3c || load<u16>(at, 4) != 0x3e79) return 0;
  const p = skipSpace(at + 6, at + 40);
  return load<u64>(p) == 0x3e676e697274733c ? p + 8 : 0;
}

/** A new line, then `value` and an operator, in quotes or where texts need none. */
function skipValueLine(at: usize, high: usize): usize {
  if (at + 64 > high) return 0;
  let p = skipSpace(at, at + 40);
  if ((load<u32>(p) | 0x20202020) != 0x756c6176 || (load<u8>(p, 4) | 0x20) != 0x65) return 0;
  p += 5;
  while (classOf(p) & BLANK) p++;
  if (load<u8>(p) != 0x3a && load<u8>(p) != 0x3d) return 0;
  p++;
  while (classOf(p) & BLANK) p++;
  return classOf(p) & QUOTE ? p + 1 : p;
}

function skipSpace(from: usize, end: usize): usize {
  let p = from;
  while (p < end && load<u8>(p) <= 0x20) p++;
  return p;
}

/** Whether the context of the value that was just probed is remembered as holding nothing. */
function isKnown(at: usize, high: usize, low: usize): bool {
  const key = assignmentKey(at, valueEnd, low, high);
  return load<u64>(KNOWN + <usize>((key & KNOWN_MASK) << 3)) == key;
}

/** Two names may share a value, and near the beginning of a text the context as well. */
function assignmentKey(at: usize, end: usize, low: usize, high: usize): u64 {
  const name = <u64>(end - at) * 0xbf58476d1ce4e5b9;
  return (contextHash(contextStart(at, low), min(end + 16, high)) ^ textTag ^ name) | 1;
}

function contextStart(at: usize, low: usize): usize {
  return at >= low + 64 ? at - 64 : low;
}

/** Remembers that the context of an assignment hit holds nothing: the same bytes are not reported again. */
export function rememberAssignment(at: usize, end: usize, low: usize, high: usize): void {
  const key = assignmentKey(at, end, low, high);
  store<u64>(KNOWN + <usize>((key & KNOWN_MASK) << 3), key);
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

/** Whether the bytes [from, end) were remembered under the same tag. */
export function known(from: usize, end: usize, tag: u32): bool {
  const key = contextHash(from, end) ^ (<u64>tag * 0x9e3779b97f4a7c15);
  return load<u64>(KNOWN + <usize>((key & KNOWN_MASK) << 3)) == key;
}

export function remember(from: usize, end: usize, tag: u32): void {
  const key = contextHash(from, end) ^ (<u64>tag * 0x9e3779b97f4a7c15);
  store<u64>(KNOWN + <usize>((key & KNOWN_MASK) << 3), key);
}

/** 64-bit hash, eight bytes a step (multiply and fold), seeded. */
export function contextHash(from: usize, end: usize): u64 {
  let h: u64 = seed ^ (<u64>(end - from) * 0x9e3779b97f4a7c15);
  let p = from;
  while (p + 8 <= end) {
    h = mix(h ^ load<u64>(p));
    p += 8;
  }
  let tail: u64 = 0;
  while (p < end) {
    tail = (tail << 8) | <u64>load<u8>(p);
    p++;
  }
  return mix(h ^ tail) | 1;
}

// @ts-ignore: decorator
@inline
function mix(x: u64): u64 {
  let h = x * 0xff51afd7ed558ccd;
  h ^= h >>> 32;
  h *= 0xc4ceb9fe1a85ec53;
  return h ^ (h >>> 29);
}
