/** The keyword prefilter's tables and its WebAssembly instance: text in, keyword hits out. Pure: it reads no file. */

/** What must stand around a keyword for the hit to count; the names are prefilter.asm.ts's PROBE_ constants. */
export const probes = { none: 0, assignment: 1, userInfo: 2 } as const;
export type Probe = keyof typeof probes;

export interface Keyword {
  /** 3 to 46 bytes of ASCII, compared without case. */
  readonly text: string;
  readonly probe: Probe;
}

/** The tables in the form that the build stores: a few kilobytes, put into memory at start-up. */
export interface PrefilterTables {
  /** For each gram hash with entries: hash, number of entries, then the entries as keyword | offset << 16. */
  readonly grams: readonly number[];
  readonly keywords: readonly Keyword[];
}

/** Addresses in the instance's memory; prefilter.asm.ts has the same table. */
const layout = {
  bitset: 0,
  heads: 0x2000,
  entries: 0x22000,
  keywords: 0x42000,
  hits: 0xa2000,
  classes: 0xe6000,
  inbox: 0x300000,
} as const;
const keywordSize = 48;

/** Bytes of the inbox; the memory is reserved at once and costs nothing until it is touched. */
export const inboxSize = 64 * 1024 * 1024;
/** Decoded text is placed behind the chunk that it was found in. */
export const largestChunk = 48 * 1024 * 1024;

export interface Hits {
  readonly count: number;
  /** Four numbers a hit: address, keyword index, address of the value's start and end (0 without a probe that finds one). */
  readonly fields: Uint32Array;
}

export interface Prefilter {
  readonly memory: Uint8Array;
  /** Address of the inbox's first byte. */
  readonly inbox: number;
  /** Calls `use` with each batch of hits of keywords that begin in [from, end); [low, high) is context. */
  scan(span: Span, use: (hits: Hits) => void): void;
  rememberAssignment(address: number, valueEnd: number, low: number, high: number): void;
  known(from: number, end: number, tag: number): boolean;
  remember(from: number, end: number, tag: number): void;
}

export interface Span {
  readonly from: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

interface Exports {
  readonly resume: WebAssembly.Global;
  setSeed(low: number, high: number): void;
  scan(begin: number, from: number, end: number, low: number, high: number): number;
  rememberAssignment(address: number, valueEnd: number, low: number, high: number): void;
  known(from: number, end: number, tag: number): number;
  remember(from: number, end: number, tag: number): void;
}

export function createPrefilter(code: Uint8Array<ArrayBuffer>, tables: PrefilterTables): Prefilter {
  const pages = Math.ceil((layout.inbox + inboxSize) / 65536) + 1;
  const wasmMemory = new WebAssembly.Memory({ initial: pages });
  const memory = new Uint8Array(wasmMemory.buffer);
  writeTables(memory, tables);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory: wasmMemory } });
  const asm = instance.exports as unknown as Exports;
  asm.setSeed(Math.random() * 0xffffffff, Math.random() * 0xffffffff);
  const fields = new Uint32Array(wasmMemory.buffer, layout.hits, 0x4000 * 4);
  return {
    memory,
    inbox: layout.inbox,
    scan({ from, end, low, high }, use) {
      const stop = Math.min(end + 46, high);
      let begin = from;
      while (begin < stop) {
        const count = asm.scan(begin, from, end, low, high);
        begin = asm.resume.value as number;
        if (count > 0) use({ count, fields });
      }
    },
    rememberAssignment: asm.rememberAssignment,
    known: (from, end, tag) => asm.known(from, end, tag) !== 0,
    remember: asm.remember,
  };
}

function writeTables(memory: Uint8Array, tables: PrefilterTables): void {
  const view = new DataView(memory.buffer);
  let entry = 1;
  for (let at = 0; at < tables.grams.length;) {
    const hash = tables.grams[at++] ?? 0;
    const entries = tables.grams[at++] ?? 0;
    memory[layout.bitset + (hash >>> 3)]! |= 1 << (hash & 7);
    view.setUint16(layout.heads + hash * 2, entry, true);
    for (let left = entries; left > 0; left--) {
      const packed = tables.grams[at++] ?? 0;
      view.setUint32(layout.entries + entry * 4, left === 1 ? packed | (1 << 24) : packed, true);
      entry++;
    }
  }
  for (const [index, { text, probe }] of tables.keywords.entries()) {
    const slot = layout.keywords + index * keywordSize;
    memory[slot] = text.length;
    memory[slot + 1] = probes[probe];
    for (let i = 0; i < text.length; i++) memory[slot + 2 + i] = text.charCodeAt(i) | 0x20;
  }
  writeClasses(memory.subarray(layout.classes, layout.classes + 256));
}

/** Classes of prefilter.asm.ts's assignment probe. */
function writeClasses(classes: Uint8Array): void {
  const add = (characters: string, bit: number): void => {
    for (const character of characters) classes[character.charCodeAt(0)]! |= bit;
  };
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const digits = '0123456789';
  add(letters + letters.toUpperCase() + digits + '_-.', 1);
  add('"\'`\\', 2);
  add('=:>,(?|', 4);
  add(' \t', 8);
  for (let code = 0; code <= 0x20; code++) classes[code]! |= 16;
  add('"\'`', 16);
  add(digits, 32);
  add('])}', 64);
  add(letters.toUpperCase(), 128);
}

/**
 * Registers each keyword under the two successive grams that are rarest in text, so that few places need a full comparison.
 * Throws a RangeError for a keyword that is not 3 to 46 bytes of ASCII.
 */
export function buildTables(keywords: readonly Keyword[]): PrefilterTables {
  const byHash = new Map<number, Set<number>>();
  const register = (gram: number, keyword: number, offset: number): void => {
    const hash = gramHash(gram);
    const entries = byHash.get(hash) ?? new Set();
    byHash.set(hash, entries.add(keyword | (offset << 16)));
  };
  for (const [index, { text }] of keywords.entries()) {
    if (!/^[\x20-\x7e]{3,46}$/.test(text)) throw new RangeError(`keyword ${index} is not 3 to 46 bytes of ASCII`);
    if (text.length === 3) {
      register(gramAt(text, 0), index, 0);
      for (let last = 0; last < 256; last++) register(gramAt(text, 1) | ((last | 0x20) << 16), index, 1);
    } else {
      const offset = rarestOffset(text);
      register(gramAt(text, offset), index, offset);
      register(gramAt(text, offset + 1), index, offset + 1);
    }
  }
  const hashes = [...byHash].sort(([a], [b]) => a - b);
  return { grams: hashes.flatMap(([hash, entries]) => [hash, entries.size, ...entries]), keywords };
}

function gramHash(gram: number): number {
  return Math.imul(gram & 0xffffff, 0x9e3779b1) >>> 16;
}

/** Three folded bytes, the first lowest; bytes past the end are zero. */
function gramAt(text: string, offset: number): number {
  let gram = 0;
  for (let i = 0; i < 3; i++) {
    if (offset + i < text.length) gram |= (text.charCodeAt(offset + i) | 0x20) << (8 * i);
  }
  return gram;
}

/** Offset of the four successive bytes that are rarest in source code, by single-letter frequency. */
function rarestOffset(text: string): number {
  let best = 0;
  let least = Infinity;
  for (let offset = 0; offset + 4 <= text.length; offset++) {
    const weights = [...text.slice(offset, offset + 4)].map(commonness);
    const [a = 0, b = 0, c = 0, d = 0] = weights;
    const score = a * b * c + b * c * d;
    if (score < least) [best, least] = [offset, score];
  }
  return best;
}

/** Rough share of a folded character in source code, in thousandths. */
function commonness(character: string): number {
  const order = ' etaoinsrlhdcumpfgybwv_kxjqz-./0123456789';
  const rank = order.indexOf(character.toLowerCase());
  return rank < 0 ? 8 : Math.max(2, 90 - 2.6 * rank);
}
