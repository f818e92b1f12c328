/** Finds known values, and pieces of them, in any text in one pass, however many values there are. */

export interface KnownValues {
  /** Ranges of `text` that belong to known values: any 8 characters of a long one, whole short ones and cut ones at either end, names as whole words. */
  find(text: string): readonly Range[];
}

/** UTF-16 units, the end exclusive. */
export type Range = readonly [from: number, to: number];

/** `names` are less than secrets, such as a user or a host: hidden where they stand as a word of their own. */
export function indexValues(values: Iterable<string>, names: Iterable<string> = []): KnownValues {
  const long = new Set<string>();
  const short = new Set<string>();
  for (const value of values) {
    // A key's frame of words is no secret, and it would hide the words everywhere else.
    const bare = value.replace(/-----(?:BEGIN|END)[A-Z0-9 ]{0,40}-----/g, '');
    if (bare.length >= longFrom) long.add(bare);
    else if (bare.length >= 2) short.add(bare);
  }
  const grams = indexGrams(long);
  const words = indexShort(short, new Set(names));
  return {
    find: (text) => mergeRanges([...findGrams(text, grams), ...findShort(text, words), ...findCut(text, words)]),
  };
}

/** Sorted, and joined where they touch. */
function mergeRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** A value this long is known by each eight characters of it. */
const longFrom = 16;
const size = 8;
const base = 0x01000193;
const highest = Array.from({ length: size - 1 }).reduce<number>((power) => Math.imul(power, base), 1);

/** Hashes in open addressing; 0 is an empty slot. A collision hides eight harmless characters, once in thousands of frames. */
function indexGrams(values: ReadonlySet<string>): Uint32Array {
  let count = 0;
  for (const value of values) count += value.length;
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * count + 2)));
  for (const value of values) {
    forEachGram(value, (at, hash) => {
      if (isTelling(value, at)) insert(table, hash);
    });
  }
  return table;
}

function findGrams(text: string, table: Uint32Array): Range[] {
  const found: [number, number][] = [];
  if (table.length <= 2) return found;
  forEachGram(text, (at, hash) => {
    if (!has(table, hash)) return;
    const last = found.at(-1);
    if (last !== undefined && at <= last[1]) last[1] = at + size;
    else found.push([at, at + size]);
  });
  return found;
}

/** Start and rolling hash of each run of eight units. */
function forEachGram(text: string, visit: (at: number, hash: number) => void): void {
  let hash = 0;
  for (let end = 0; end < text.length; end++) {
    if (end >= size) hash -= Math.imul(text.charCodeAt(end - size), highest);
    hash = (Math.imul(hash, base) + text.charCodeAt(end)) | 0;
    if (end >= size - 1) visit(end - size + 1, (hash ^ (hash >>> 15)) >>> 0 || 1);
  }
}

/** Whether there are more than three kinds of units in it: dashes, blanks and zeros in a row tell nothing. */
function isTelling(text: string, at: number): boolean {
  let [a, b, c] = [-1, -1, -1];
  for (let here = at; here < at + size; here++) {
    const unit = text.charCodeAt(here);
    if (unit === a || unit === b || unit === c) continue;
    if (a < 0) a = unit;
    else if (b < 0) b = unit;
    else if (c < 0) c = unit;
    else return true;
  }
  return false;
}

function insert(table: Uint32Array, hash: number): void {
  let slot = hash & (table.length - 1);
  while (table[slot] !== 0 && table[slot] !== hash) slot = (slot + 1) & (table.length - 1);
  table[slot] = hash;
}

function has(table: Uint32Array, hash: number): boolean {
  let slot = hash & (table.length - 1);
  while (table[slot] !== 0 && table[slot] !== hash) slot = (slot + 1) & (table.length - 1);
  return table[slot] === hash;
}

interface ShortIndex {
  readonly values: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly lengths: readonly number[];
  /** Which hashes of two first units occur. */
  readonly heads: Uint8Array;
  readonly beginnings: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
}

function indexShort(values: ReadonlySet<string>, names: ReadonlySet<string>): ShortIndex {
  const heads = new Uint8Array(0x10000);
  const beginnings = new Set<string>();
  const endings = new Set<string>();
  const all = [...values, ...names].filter((value) => value.length >= 2);
  for (const value of all) heads[headOf(value, 0)] = 1;
  for (const value of values) {
    for (let length = shortestCut; length < value.length; length++) {
      beginnings.add(value.slice(0, length));
      endings.add(value.slice(-length));
    }
  }
  const lengths = [...new Set(all.map((value) => value.length))].sort((a, b) => b - a);
  return { values, names, lengths, heads, beginnings, endings };
}

function findShort(text: string, { values, names, lengths, heads }: ShortIndex): Range[] {
  const found: Range[] = [];
  const isKnown = (from: number, to: number): boolean => {
    const piece = text.slice(from, to);
    if (values.has(piece) && to - from > 3) return true;
    return (values.has(piece) || names.has(piece)) && standsAlone(text, from, to);
  };
  for (let at = 0; at + 1 < text.length; at++) {
    if (heads[headOf(text, at)] === 0) continue;
    const length = lengths.find((each) => at + each <= text.length && isKnown(at, at + each));
    if (length !== undefined) found.push([at, at + length]);
  }
  return found;
}

function headOf(text: string, at: number): number {
  return (Math.imul(text.charCodeAt(at), 31) + text.charCodeAt(at + 1)) & 0xffff;
}

/** A user `sa` must not blot out every `sa` in a frame. */
function standsAlone(text: string, from: number, to: number): boolean {
  return !/[\p{L}\p{N}]/u.test(`${text[from - 1] ?? ' '}${text[to] ?? ' '}`);
}

/** A frame may begin or end in the middle of a value. */
const shortestCut = 4;

function findCut(text: string, { beginnings, endings }: ShortIndex): Range[] {
  const found: Range[] = [];
  for (let length = Math.min(longFrom, text.length); length >= shortestCut; length--) {
    if (beginnings.has(text.slice(-length))) found.push([text.length - length, text.length]);
    if (endings.has(text.slice(0, length))) found.push([0, length]);
  }
  return found;
}
