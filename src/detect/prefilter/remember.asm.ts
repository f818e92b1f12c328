/** What is remembered (AssemblyScript): hashes of texts that hold nothing, so that the same bytes are not looked at again. */

// @ts-ignore: decorator
@inline const KNOWN: usize = 0x220000; // u64[2^18]: contexts that hold nothing, direct-mapped
// @ts-ignore: decorator
@inline const KNOWN_MASK: u64 = 0x3ffff;

let seed: u64 = 0;

/** Keeps what is remembered of different kinds of texts apart. */
let textTag: u64 = 0;

export function setTag(tag: u32): void {
  textTag = <u64>tag * 0xd6e8feb86659fd93;
}

/** Random per process: what is remembered cannot be aimed at from outside. */
export function setSeed(low: u32, high: u32): void {
  seed = (<u64>high << 32) | <u64>low;
}

/** Whether the context of an assignment whose value ends at `end` is remembered as holding nothing. */
export function isKnown(at: usize, end: usize, low: usize, high: usize): bool {
  const key = assignmentKey(at, end, low, high);
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

/** Whether the bytes [from, end) were remembered under the same tag. */
export function known(from: usize, end: usize, tag: u32): bool {
  const key = contextHash(from, end) ^ (<u64>tag * 0x9e3779b97f4a7c15);
  return load<u64>(KNOWN + <usize>((key & KNOWN_MASK) << 3)) == key;
}

export function remember(from: usize, end: usize, tag: u32): void {
  const key = contextHash(from, end) ^ (<u64>tag * 0x9e3779b97f4a7c15);
  store<u64>(KNOWN + <usize>((key & KNOWN_MASK) << 3), key);
}

/** 64-bit hash, sixteen bytes a step in two lanes (multiply and fold), seeded. */
export function contextHash(from: usize, end: usize): u64 {
  let h: u64 = seed ^ (<u64>(end - from) * 0x9e3779b97f4a7c15);
  let g: u64 = h ^ 0xd1b54a32d192ed03;
  let p = from;
  for (; p + 16 <= end; p += 16) {
    h = mix(h ^ load<u64>(p));
    g = mix(g ^ load<u64>(p, 8));
  }
  if (p + 8 <= end) {
    h = mix(h ^ load<u64>(p));
    p += 8;
  }
  let tail: u64 = 0;
  while (p < end) {
    tail = (tail << 8) | <u64>load<u8>(p);
    p++;
  }
  return mix(mix(h ^ tail) + g) | 1;
}

// @ts-ignore: decorator
@inline
function mix(x: u64): u64 {
  let h = x * 0xff51afd7ed558ccd;
  h ^= h >>> 32;
  h *= 0xc4ceb9fe1a85ec53;
  return h ^ (h >>> 29);
}
