/** Deltas of packs (AssemblyScript): makes the object that a delta stands for, and tells what of it was copied from where. */

/** {u32 offset in the result, u32 offset in the base, u32 length}[]: what the last delta copies, ascending in the result. */
export let segments: usize = 0;
export let segmentCount: u32 = 0;
let mostSegments: u32 = 0;

export function startDelta(segmentsAt: usize, most: u32): void {
  segments = segmentsAt;
  mostSegments = most;
}

// @ts-ignore: decorator
@inline
export function word(at: usize): usize {
  return <usize>load<u32>(at);
}

let readAt: usize = 0;

function readSize(end: usize): u64 {
  let size: u64 = 0;
  let shift: u64 = 0;
  while (readAt < end && shift < 63) {
    const byte = load<u8>(readAt++);
    size |= <u64>(byte & 127) << shift;
    if (!(byte & 128)) return size;
    shift += 7;
  }
  return 0xffffffffffffffff;
}

/** Size of the object that a delta makes, -1 when the delta does not begin like one for a base of this size. */
export function sizeOfResult(delta: usize, deltaEnd: usize, baseSize: usize): i32 {
  readAt = delta;
  if (readSize(deltaEnd) != <u64>baseSize) return -1;
  const size = readSize(deltaEnd);
  return size > 0x7fffffff ? -1 : <i32>size;
}

/** Above this a call out of the module is the quicker copy. */
const longCopy: usize = 512;

/** Up to 15 bytes behind both ends are read and overwritten. */
// @ts-ignore: decorator
@inline
function copyShort(to: usize, from: usize, length: usize): void {
  let at: usize = 0;
  do {
    v128.store(to + at, v128.load(from + at));
    at += 16;
  } while (at < length);
}

/**
 * Writes the object that a delta makes of a base to [out, out + size), after `sizeOfResult`, and up to 15 bytes behind it; as many are
 * read behind the base and the delta. False for a delta that does not hold.
 */
export function applyDelta(deltaEnd: usize, base: usize, baseSize: usize, out: usize, size: usize): bool {
  let p = readAt;
  let to = out;
  const end = out + size;
  segmentCount = 0;
  let segment = segments - 12;
  while (p < deltaEnd) {
    const command = <u32>load<u8>(p++);
    if (command & 128) {
      let offset: usize = 0;
      let length: usize = 0;
      if (command & 1) offset = load<u8>(p++);
      if (command & 2) offset |= <usize>load<u8>(p++) << 8;
      if (command & 4) offset |= <usize>load<u8>(p++) << 16;
      if (command & 8) offset |= <usize>load<u8>(p++) << 24;
      if (command & 16) length = load<u8>(p++);
      if (command & 32) length |= <usize>load<u8>(p++) << 8;
      if (command & 64) length |= <usize>load<u8>(p++) << 16;
      if (length == 0) length = 0x10000;
      if (offset > baseSize || length > baseSize - offset || length > end - to) return false;
      if (length > longCopy) memory.copy(to, base + offset, length);
      else copyShort(to, base + offset, length);
      if (segmentCount > 0 && follows(segment, to - out, offset)) {
        store<u32>(segment + 8, <u32>(word(segment + 8) + length));
      } else if (segmentCount < mostSegments) {
        segment += 12;
        segmentCount++;
        store<u32>(segment, <u32>(to - out));
        store<u32>(segment + 4, <u32>offset);
        store<u32>(segment + 8, <u32>length);
      }
      to += length;
    } else {
      const length = <usize>command;
      if (length == 0 || length > deltaEnd - p || length > end - to) return false;
      copyShort(to, p, length);
      p += length;
      to += length;
    }
  }
  return to == end && p == deltaEnd;
}

/** Bytes at the beginning that the last delta took from the beginning of its base. */
export function sharedStart(): u32 {
  return segmentCount > 0 && word(segments) == 0 && word(segments + 4) == 0 ? <u32>word(segments + 8) : 0;
}

// @ts-ignore: decorator
@inline
function follows(segment: usize, at: usize, from: usize): bool {
  const length = word(segment + 8);
  return word(segment) + length == at && word(segment + 4) + length == from;
}
