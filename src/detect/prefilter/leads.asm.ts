/**
 * Where keyword hits lead (AssemblyScript): the windows and places in which a pattern's expression must be run, the assignments that must be
 * weighed and the stretches that must be decoded. What is known to hold nothing, or is too short for any value, is left out.
 *
 * Does for a list of ascending hits what src/detect/find.ts does for those of a whole text, whose places, windows and tags these are.
 */
import { isKnown, known } from './remember.asm';
import { hasRun } from './runs.asm';

// What a keyword leads to; src/detect/compiled.ts has the same. A pattern's index and the bytes before the keyword else.
// @ts-ignore: decorator
@inline const GENERIC: i32 = -1;
/** Matches that begin no further before their keyword are tried at each place (match.ts). */
// @ts-ignore: decorator
@inline const NEAR_BEFORE: usize = 6;
// @ts-ignore: decorator
@inline const LONGEST_KEYWORD: usize = 64;
/** How far an escape is looked for before and behind a keyword (match.ts). */
// @ts-ignore: decorator
@inline const ESCAPE_BEFORE: usize = 12;
// @ts-ignore: decorator
@inline const ESCAPE_BEHIND: usize = 128;
/** What is remembered (find.ts): windows up to this size under the pattern's index, places under this tag. */
// @ts-ignore: decorator
@inline const LONGEST_KNOWN: usize = 4096;
// @ts-ignore: decorator
@inline const PLACE_TAG: u32 = 0x10000;

let actions: usize = 0; // i32[]: compiled.ts
let marks: usize = 0; // {u32 before, u32 reach, u32 runs} by keyword: as in mark-runs.ts, or no runs
let spans: usize = 0; // {u32 reach, u32 runs} by pattern
let windows: usize = 0; // {u32 from, u32 end} by pattern: the window that is open, or nothing
let touched: usize = 0; // u32[]: patterns that have one
let touchedCount: u32 = 0;
let out: usize = 0; // {i32 what, u32, u32, u32}[]
let outCount: i32 = 0;
let mostLeads: i32 = 0;

/** Tells where the list of actions is, with `keywords` keywords, and that of spans, with `patterns`; behind `room` there is room for 12 bytes each. */
export function startLeads(actionsAt: usize, keywords: u32, spansAt: usize, patterns: u32, room: usize): void {
  actions = actionsAt;
  spans = spansAt;
  marks = room;
  windows = marks + <usize>keywords * 12;
  touched = windows + (<usize>patterns << 3);
  memory.fill(room, 0, <usize>(keywords + patterns) * 12);
  for (let keyword: u32 = 0; keyword < keywords; keyword++) combine(keyword);
}

export function placeLeads(outAt: usize, most: i32): void {
  out = outAt;
  mostLeads = most;
}

/** What all patterns of a keyword ask of the text around it, if it leads to nothing else and stands at their values' beginning. */
function combine(keyword: u32): void {
  const list = actions + (<usize>keyword << 2);
  let before: u32 = 0;
  let reach: u32 = 0;
  let runs: u32 = 0xffffffff;
  const stop = <usize>load<u32>(list, 4);
  for (let next = <usize>load<u32>(list); next < stop; next++) {
    const action = load<i32>(actions + (next << 2));
    if (action < 0 || <usize>(action & 0xffff) > NEAR_BEFORE) return;
    const span = spans + (<usize>(action >>> 16) << 3);
    before = max(before, <u32>action & 0xffff);
    reach = max(reach, load<u32>(span));
    runs = leastOfEach(runs, load<u32>(span, 4));
  }
  const mark = marks + <usize>keyword * 12;
  store<u32>(mark, before);
  store<u32>(mark, reach, 4);
  store<u32>(mark, runs == 0xffffffff ? 0 : runs, 8);
}

/** Of each of the four lengths the smaller one. */
function leastOfEach(a: u32, b: u32): u32 {
  let packed: u32 = 0;
  for (let shift: u32 = 0; shift < 32; shift += 8) packed |= min((a >>> shift) & 0xff, (b >>> shift) & 0xff) << shift;
  return packed;
}

/**
 * Lists what the hits at `hits` (sieve.asm.ts) lead to, all of them or those that have one of the bits `wanted` in their keyword.
 * Returns the number of leads, -1 where there are more than there is room for. A lead, addresses from the text's beginning:
 * twice a pattern's index, place of the keyword, bytes before it; one more than that, window's beginning and end;
 * or the number of the action, place of the keyword, value's beginning and end.
 */
export function findLeads(text: usize, size: usize, hits: usize, count: i32, wanted: u32): i32 {
  const high = text + size;
  outCount = 0;
  touchedCount = 0;
  for (let hit = hits, end = hits + (<usize>count << 4); hit < end; hit += 16) {
    const keyword = load<u32>(hit, 4);
    if (wanted != 0 && !(keyword & wanted)) continue;
    follow(text, high, hit, keyword & 0x7fffffff);
    if (outCount > mostLeads) break;
  }
  for (let i: u32 = 0; i < touchedCount; i++) {
    const index = load<u32>(touched + (<usize>i << 2));
    const window = windows + (<usize>index << 3);
    if (outCount <= mostLeads) closeWindow(index, text, <usize>load<u32>(window), <usize>load<u32>(window, 4));
    store<u64>(window, 0);
  }
  return outCount > mostLeads ? -1 : outCount;
}

// @ts-ignore: decorator
@inline
function follow(text: usize, high: usize, hit: usize, keyword: u32): void {
  const offset = load<u32>(hit);
  const at = text + <usize>offset;
  const mark = marks + <usize>keyword * 12;
  const runs = load<u32>(mark, 8);
  if (runs != 0 && !hasRun(back(at, load<u32>(mark), text), min(high, at + <usize>load<u32>(mark, 4)), runs)) return;
  const list = actions + (<usize>keyword << 2);
  for (let next = <usize>load<u32>(list), stop = <usize>load<u32>(list, 4); next < stop; next++) {
    const action = load<i32>(actions + (next << 2));
    if (action >= 0) {
      const before = <usize>(action & 0xffff);
      if (before <= NEAR_BEFORE) tryPlace(<u32>action >>> 16, before, at, text, high);
      else widenWindow(<u32>action >>> 16, before, at, text, high);
    } else if (action != GENERIC) add(action, offset, 0, 0);
    else if (!isKnown(at, text + <usize>load<u32>(hit, 12), text, high)) add(action, offset, load<u32>(hit, 8), load<u32>(hit, 12));
  }
}

// @ts-ignore: decorator
@inline
function back(at: usize, by: usize, low: usize): usize {
  return at - low > by ? at - by : low;
}

/** As `findAt` in find.ts, up to the expression. */
function tryPlace(index: u32, before: usize, at: usize, text: usize, high: usize): void {
  const span = spans + (<usize>index << 3);
  const reach = <usize>load<u32>(span);
  const runs = load<u32>(span, 4);
  if (runs != 0 && !hasRun(back(at, before, text), min(high, at + reach), runs)) return;
  const low = back(at, max(before + 1, ESCAPE_BEFORE), text);
  const tag = PLACE_TAG + index + <u32>before * 0x20000 + <u32>(at - low) * 0x100000;
  if (!known(low, min(high, at + max(reach, ESCAPE_BEHIND)), tag)) add(<i32>(index << 1), <u32>(at - text), <u32>before, 0);
}

/** As `windowsAround` in match.ts: a window that touches the last one makes it longer. */
function widenWindow(index: u32, before: usize, at: usize, text: usize, high: usize): void {
  const from = <u32>(back(at, before + 1, text) - text);
  const end = <u32>(min(high, at + <usize>load<u32>(spans + (<usize>index << 3)) + LONGEST_KEYWORD) - text);
  const window = windows + (<usize>index << 3);
  const last = load<u32>(window, 4);
  if (last == 0) {
    store<u32>(touched + (<usize>touchedCount << 2), index);
    touchedCount++;
  } else if (from <= last) {
    store<u32>(window, max(last, end), 4);
    return;
  } else closeWindow(index, text, <usize>load<u32>(window), <usize>last);
  store<u32>(window, from);
  store<u32>(window, end, 4);
}

/** As `findInWindow` in find.ts, up to the expression. */
function closeWindow(index: u32, text: usize, from: usize, end: usize): void {
  const runs = load<u32>(spans + (<usize>index << 3), 4);
  if (runs != 0 && !hasRun(text + from, text + end, runs)) return;
  if (end - from <= LONGEST_KNOWN && known(text + from, text + end, index + 1)) return;
  add(<i32>((index << 1) | 1), <u32>from, <u32>end, 0);
}

// @ts-ignore: decorator
@inline
function add(what: i32, first: u32, second: u32, third: u32): void {
  if (outCount < mostLeads) {
    const lead = out + (<usize>outCount << 4);
    store<i32>(lead, what);
    store<u32>(lead, first, 4);
    store<u32>(lead, second, 8);
    store<u32>(lead, third, 12);
  }
  outCount++;
}
