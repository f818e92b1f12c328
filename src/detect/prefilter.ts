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
  /** For each gram hash with entries: hash, number of entries, then the entries as keyword | (offset & 0xff) << 16. */
  readonly grams: readonly number[];
  readonly keywords: readonly Keyword[];
}

/** Addresses in the instance's memory; prefilter.asm.ts has the same table. */
const layout = {
  heads: 0,
  entries: 0x22000,
  keywords: 0x82000,
  hits: 0x142000,
  classes: 0x190000,
  bitset: 0x3a0000,
  inbox: 0x400000,
} as const;
const entrySize = 12;
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
    view.setUint16(layout.heads + hash * 2, entry, true);
    for (let left = entries; left > 0; left--) {
      const packed = tables.grams[at++] ?? 0;
      writeEntry(view, layout.entries + entry * entrySize, left === 1 ? packed | (1 << 24) : packed, tables.keywords);
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

/** An entry also holds the four folded bytes that stand at its gram, as far as the keyword reaches, and their mask. */
function writeEntry(view: DataView, address: number, packed: number, keywords: readonly Keyword[]): void {
  const offset = offsetOf(packed);
  const { text } = keywords[packed & 0xffff]!;
  view.setUint32(address, packed, true);
  for (let i = 0; i < 4; i++) {
    const code = text.charCodeAt(offset + i);
    view.setUint8(address + 4 + i, Number.isNaN(code) ? 0 : code | 0x20);
    view.setUint8(address + 8 + i, Number.isNaN(code) ? 0 : 0xff);
  }
  writeBits(view, view.getUint32(address + 4, true), view.getUint32(address + 8, true));
}

/** One bit for each text of four folded bytes that fits; at most one byte is open. */
function writeBits(view: DataView, bytes: number, mask: number): void {
  const open = [0, 8, 16, 24].find((shift) => ((mask >>> shift) & 0xff) === 0);
  for (let value = 0; value < (open === undefined ? 1 : 256); value++) {
    const hash = Math.imul(open === undefined ? bytes : bytes | ((value | 0x20) << open), 0x85ebca6b) >>> 12;
    const address = layout.bitset + (hash >>> 3);
    view.setUint8(address, view.getUint8(address) | (1 << (hash & 7)));
  }
}

/** -1 where the gram begins with the byte before the keyword. */
function offsetOf(packed: number): number {
  return (packed << 8) >> 24;
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
 * Registers each keyword under the two successive grams that are rarest in `sample`, a text of the kind that is scanned, so that
 * few places need a full comparison. Throws a RangeError for a keyword that is not 3 to 46 bytes of ASCII.
 */
export function buildTables(keywords: readonly Keyword[], sample: Uint8Array): PrefilterTables {
  const frequencies = countGrams(sample);
  const byHash = new Map<number, Set<number>>();
  const register = (hash: number, entry: number): void => {
    byHash.set(hash, (byHash.get(hash) ?? new Set()).add(entry));
  };
  for (const [index, { text }] of keywords.entries()) {
    if (!/^[\x20-\x7e]{3,46}$/.test(text)) throw new RangeError(`keyword ${index} is not 3 to 46 bytes of ASCII`);
    if (text.length === 3) {
      register(gramHash(gramAt(text, 0)), index);
      for (let first = 0; first < 256; first++) register(gramHash((gramAt(text, 0) << 8) | first | 0x20), index | (0xff << 16));
    } else {
      const offset = rarestOffset(text, (hash) => (frequencies[hash] ?? 0) + 20 * (byHash.get(hash)?.size ?? 0));
      for (const at of [offset, offset + 1]) register(gramHash(gramAt(text, at)), index | (at << 16));
    }
  }
  const hashes = [...byHash].sort(([a], [b]) => a - b);
  return { grams: hashes.flatMap(([hash, entries]) => [hash, entries.size, ...entries]), keywords };
}

/** How often each gram hash stands in a text, in millionths. */
function countGrams(text: Uint8Array): Float64Array {
  const counts = new Float64Array(65_536);
  for (let p = 0; p + 2 < text.length; p++) {
    const gram = (text[p]! | 0x20) | ((text[p + 1]! | 0x20) << 8) | ((text[p + 2]! | 0x20) << 16);
    counts[gramHash(gram)]! += 1e6 / text.length;
  }
  return counts;
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

/** Offset of the two successive grams that cost least: by their frequency and the keywords that stand there already. */
function rarestOffset(text: string, costOf: (hash: number) => number): number {
  let best = 0;
  let least = Infinity;
  // Four bytes from either gram on, if the keyword has them.
  for (let offset = 0; offset + Math.min(5, text.length) <= text.length; offset++) {
    const cost = costOf(gramHash(gramAt(text, offset))) + costOf(gramHash(gramAt(text, offset + 1)));
    if (cost < least) [best, least] = [offset, cost];
  }
  return best;
}
