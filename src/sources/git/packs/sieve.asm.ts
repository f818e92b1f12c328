/**
 * What the sieve does with every object (AssemblyScript): inflate it or apply its delta, and find its keyword hits by scanning what is
 * new and taking over the rest from the base.
 *
 * A text's hits are a list of 16 bytes each: offset of the keyword in the text; keyword index, with `FRESH` set where something
 * within the keyword's radius differs from the base; offsets of the value's start and end, or 0 without a probe that finds one.
 */
import { resume, scan } from '../../../detect/prefilter.asm';
import { startCrc } from './crc.asm';
import { segmentCount, segments, startDelta, word } from './delta.asm';
import { startInflate } from './inflate.asm';

export { findLeads, placeLeads, startLeads } from '../../../detect/prefilter/leads.asm';
export { contextHash, hasRun, known, remember, rememberAssignment, resume, scan, setSeed, setText } from '../../../detect/prefilter.asm';
export { crc } from './crc.asm';
export { applyDelta, sharedStart, sizeOfResult } from './delta.asm';
export { inflate } from './inflate.asm';

// @ts-ignore: decorator
@inline const FOUND: usize = 0x1d0000; // the prefilter's hit list
// @ts-ignore: decorator
@inline const CRC_TABLES: usize = 0xe000; // in the scratch memory, behind what inflate needs
// @ts-ignore: decorator
@inline const FRESH: u32 = 0x80000000;

/** Where nothing differs, and the radius of what may depend on all of the text. */
// @ts-ignore: decorator
@inline const NOWHERE: usize = 0xffffffff;
/** A keyword that begins this far before a difference may still have it in its probe's reach: a name, a gap and 600 bytes of a value. */
// @ts-ignore: decorator
@inline const PROBE_BEFORE: usize = 960;
/** The value itself ends with its line; what stands before it, line ends included, is no longer than this. */
// @ts-ignore: decorator
@inline const GAP_BEFORE: usize = 256;
/** What an assignment's probe looks at behind the value, and so beyond a line end. */
// @ts-ignore: decorator
@inline const PROBE_BEHIND: usize = 16;
/** How far before a keyword its probe looks. */
// @ts-ignore: decorator
@inline const PROBE_AFTER: usize = 65;

let radii: usize = 0; // u32 by keyword: how far from the keyword something that is found by it may depend on the text

/** Hits of the last text that are marked as fresh. */
export let freshCount: i32 = 0;

export function start(scratch: usize, radiiAt: usize, segmentsAt: usize, most: u32): void {
  startInflate(scratch);
  startCrc(scratch + CRC_TABLES);
  radii = radiiAt;
  startDelta(segmentsAt, most);
}

let hits: usize = 0;
let hitCount: i32 = 0;
let mostHits: i32 = 0;

/** Lists the hits of the whole text at `hitsAt`. Returns their number, -1 when there are more than `most`. */
export function findAll(text: usize, size: usize, hitsAt: usize, most: i32): i32 {
  hits = hitsAt;
  hitCount = 0;
  mostHits = most;
  if (!findIn(text, size, 0, size)) return -1;
  freshCount = hitCount;
  return hitCount;
}

/**
 * The same for the text that the last delta made: hits of the base (`baseHits`, ascending) are taken over where what is copied
 * surrounds them.
 */
export function findFresh(
  text: usize, size: usize, baseSize: usize, baseHits: usize, baseCount: i32, hitsAt: usize, most: i32,
): i32 {
  hits = hitsAt;
  hitCount = 0;
  mostHits = most;
  freshCount = 0;
  let from: usize = 0; // all before it is done
  let scanned: usize = 0; // up to here it is to be scanned
  let gapFrom: usize = 0; // where the last segment ended
  let left: usize = 0; // the last segment
  for (let i: u32 = 0; ; i++) {
    const right = i < segmentCount ? segments + i * 12 : 0;
    const gapEnd = right != 0 ? word(right) : size;
    if (isDifferent(gapFrom, gapEnd, left, right, size, baseSize)) {
      // Most differences are near the last one, and are scanned with it.
      const next = gapFrom > scanned + PROBE_BEHIND + GAP_BEFORE ? startOfWindow(text, gapFrom) : 0;
      if (next > scanned) {
        if (!findIn(text, size, from, scanned) || !takeOver(left, scanned, next, size, baseSize, baseHits, baseCount)) return -1;
        from = next;
      }
      scanned = min(size, gapEnd + PROBE_AFTER);
    }
    if (right == 0) break;
    left = right;
    gapFrom = gapEnd + word(right + 8);
  }
  if (!findIn(text, size, from, scanned)) return -1;
  return left == 0 || takeOver(left, scanned, size, size, baseSize, baseHits, baseCount) ? hitCount : -1;
}

/** Whether the text between two segments differs from the base: always, but at a beginning or an end that both have. */
// @ts-ignore: decorator
@inline
function isDifferent(from: usize, end: usize, left: usize, right: usize, size: usize, baseSize: usize): bool {
  if (left == 0 && right != 0 && end == 0) return word(right + 4) != 0;
  if (right == 0 && left != 0 && from == size) return word(left + 4) + word(left + 8) != baseSize;
  return true;
}

/** The first place at which a keyword may begin whose probe reaches `at`. */
function startOfWindow(text: usize, at: usize): usize {
  const low = at > PROBE_BEFORE ? at - PROBE_BEFORE : 0;
  let p = at > PROBE_BEHIND ? at - PROBE_BEHIND : 0;
  while (p > low && load<u8>(text + p - 1) != 10) p--;
  return p > low + GAP_BEFORE ? p - GAP_BEFORE : low;
}

/** Hits of the base in [from, end) of a segment's result; false when there is no room for them. */
function takeOver(
  segment: usize, from: usize, end: usize, size: usize, baseSize: usize, baseHits: usize, baseCount: i32,
): bool {
  if (from >= end) return true;
  const to = word(segment);
  const source = word(segment + 4);
  const length = word(segment + 8);
  const shift = to - source;
  // Nothing differs beyond a beginning or an end that both have.
  const low = to == 0 && source == 0 ? NOWHERE : to;
  const high = to + length == size && source + length == baseSize ? NOWHERE : to + length;
  for (let i = firstFrom(baseHits, baseCount, from - shift); i < baseCount; i++) {
    const hit = baseHits + (<usize>i << 4);
    const at = word(hit) + shift;
    if (at >= end) break;
    if (hitCount == mostHits) return false;
    const keyword = load<u32>(hit + 4) & ~FRESH;
    const radius = word(radii + (<usize>keyword << 2));
    const fresh = radius == NOWHERE || (low != NOWHERE && at - low < radius) || (high != NOWHERE && high - at < radius);
    const taken = hits + (<usize>hitCount << 4);
    const valueEnd = word(hit + 12);
    store<u32>(taken, <u32>at);
    store<u32>(taken + 4, fresh ? keyword | FRESH : keyword);
    store<u32>(taken + 8, valueEnd == 0 ? 0 : <u32>(word(hit + 8) + shift));
    store<u32>(taken + 12, valueEnd == 0 ? 0 : <u32>(valueEnd + shift));
    hitCount++;
    if (fresh) freshCount++;
  }
  return true;
}

/** Where `carry` is to go on. */
let nextSegment: u32 = 0;

/** Begins to tell where a stretch of the base stands in the text that the last delta made. */
export function startCarry(): void {
  nextSegment = 0;
}

/**
 * The next place at which [from, end) of the base stands in the text with `margin` bytes around it, or up to a beginning or an end that
 * both have: -1 when there are no more, -2 when it stands somewhere, in part at least, but with less around it.
 */
export function carry(from: usize, end: usize, margin: usize, size: usize, baseSize: usize): i32 {
  while (nextSegment < segmentCount) {
    const segment = segments + nextSegment * 12;
    const to = word(segment);
    const source = word(segment + 4);
    const stop = source + word(segment + 8);
    nextSegment++;
    if (stop <= from || source >= end) continue;
    // Differences, as a margin may be larger than any sum has room for.
    const isLow = to == 0 && source == 0 || (from >= source && from - source >= margin);
    const isHigh = stop == baseSize && to + stop - source == size || (end <= stop && stop - end >= margin);
    return isLow && isHigh ? <i32>(to + from - source) : -2;
  }
  return -1;
}

/** Index of the first hit at `offset` or behind it. */
function firstFrom(list: usize, count: i32, offset: usize): i32 {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (word(list + (<usize>middle << 4)) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds the hits of keywords that begin in [from, end), ascending, all of them fresh. */
function findIn(text: usize, size: usize, from: usize, end: usize): bool {
  if (from >= end) return true;
  const high = text + size;
  const stop = min(text + end + 30, high);
  const first = hitCount;
  let begin = text + from;
  while (begin < stop) {
    const count = scan(begin, text + from, text + end, text, high);
    begin = resume;
    if (hitCount + count > mostHits) return false;
    for (let i = 0; i < count; i++) insert(first, FOUND + (<usize>i << 4), text);
  }
  return true;
}

/** The prefilter's order is that of the keywords' rarest bytes, which is nearly that of their beginnings. */
// @ts-ignore: decorator
@inline
function insert(first: i32, found: usize, text: usize): void {
  const at = word(found) - text;
  let place = hitCount++;
  while (place > first && word(hits + (<usize>(place - 1) << 4)) > at) {
    v128.store(hits + (<usize>place << 4), v128.load(hits + (<usize>(place - 1) << 4)));
    place--;
  }
  const hit = hits + (<usize>place << 4);
  const valueEnd = word(found + 12);
  store<u32>(hit, <u32>at);
  store<u32>(hit + 4, load<u32>(found + 4) | FRESH);
  store<u32>(hit + 8, valueEnd == 0 ? 0 : <u32>(word(found + 8) - text));
  store<u32>(hit + 12, valueEnd == 0 ? 0 : <u32>(valueEnd - text));
  freshCount++;
}
