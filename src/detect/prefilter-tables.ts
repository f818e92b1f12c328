/** Builds the prefilter's tables from a list of keywords, as an image of the memory that the prefilter loads. */
import { layout } from './prefilter.ts';

/** What must stand around a keyword for the hit to count; the names are prefilter.asm.ts's PROBE_ constants. */
const probes = { none: 0, assignment: 1, userInfo: 2, boundary: 3, value: 4, password: 5 } as const;
export type Probe = keyof typeof probes;

/** Most bytes of a keyword: more would not make it rarer. */
export const longestKeyword = 30;

export interface Keyword {
  /** 3 to 30 bytes of ASCII, compared without case. */
  readonly text: string;
  readonly probe: Probe;
}

const entrySize = 12;
const keywordSize = 32;
const mostKeywords = 16_383;
const mostEntries = 65_535;

/** An entry: keyword | (offset & 0xff) << 16, the offset being that of the gram in the keyword, -1 for the byte before it. */
type Entry = number;

/**
 * Registers each keyword under the two successive grams that are rarest in `sample`, a text of the kind that is scanned, so that
 * few places need a full comparison. Throws a RangeError for a keyword that is not 3 to 30 bytes of ASCII, or for too many.
 */
export function buildImage(keywords: readonly Keyword[], sample: Uint8Array): Uint8Array {
  const lists = registerAll(keywords, sample);
  const count = lists.reduce((sum, [, entries]) => sum + entries.size, 1);
  if (keywords.length > mostKeywords || count > mostEntries)
    throw new RangeError(`too many keywords: ${keywords.length}`);
  const heads = new DataView(new ArrayBuffer(65_536 * 2));
  const bits = new Uint8Array(1 << 17);
  const entries = new DataView(new ArrayBuffer(count * entrySize));
  let next = 1;
  for (const [hash, list] of lists) {
    heads.setUint16(hash * 2, next, true);
    for (const entry of list) {
      writeEntry(new DataView(entries.buffer, next++ * entrySize, entrySize), entry, keywords);
    }
    entries.setUint8((next - 1) * entrySize + 3, 1);
  }
  for (let at = entrySize; at < entries.byteLength; at += entrySize)
    writeBits(bits, entries.getUint32(at + 4, true), entries.getUint32(at + 8, true));
  return joinSections([
    [layout.heads, heads],
    [layout.bitset, bits],
    [layout.keywords, writeKeywords(keywords)],
    [layout.entries, entries],
    [layout.classes, writeClasses()],
  ]);
}

/** Entries by gram hash, ascending. */
function registerAll(keywords: readonly Keyword[], sample: Uint8Array): [hash: number, entries: Set<Entry>][] {
  const frequencies = countGrams(sample);
  const byHash = new Map<number, Set<Entry>>();
  const register = (gram: number, entry: Entry): void => {
    const hash = gramHash(gram);
    byHash.set(hash, (byHash.get(hash) ?? new Set()).add(entry));
  };
  for (const [index, { text }] of keywords.entries()) {
    if (!/^[\x20-\x7e]{3,30}$/.test(text)) throw new RangeError(`keyword ${index} is not 3 to 30 bytes of ASCII`);
    if (text.length === 3) {
      register(gramAt(text, 0), index);
      for (let first = 0; first < 256; first++) register((gramAt(text, 0) << 8) | first | 0x20, index | (0xff << 16));
    } else {
      const offset = rarestOffset(text, (at) => {
        const chain = byHash.get(gramHash(gramAt(text, at)))?.size ?? 0;
        return frequencyAt(frequencies, text, at) + 20 * chain;
      });
      for (const at of [offset, offset + 1]) register(gramAt(text, at), index | (at << 16));
    }
  }
  return [...byHash].sort(([a], [b]) => a - b);
}

/** The entry, then the four folded bytes that stand at its gram, as far as the keyword reaches, and their mask. */
function writeEntry(view: DataView, entry: Entry, keywords: readonly Keyword[]): void {
  const offset = (entry << 8) >> 24;
  const { text } = keywords[entry & 0xffff]!;
  view.setUint32(0, entry, true);
  for (let i = 0; i < 4; i++) {
    const code = text.charCodeAt(offset + i);
    view.setUint8(4 + i, Number.isNaN(code) ? 0 : code | 0x20);
    view.setUint8(8 + i, Number.isNaN(code) ? 0 : 0xff);
  }
}

/** One bit for each text of four folded bytes that fits; at most one byte is open. */
function writeBits(bits: Uint8Array, bytes: number, mask: number): void {
  const open = [0, 8, 16, 24].find((shift) => ((mask >>> shift) & 0xff) === 0);
  for (let value = 0; value < (open === undefined ? 1 : 256); value++) {
    const hash = bitHash(open === undefined ? bytes : bytes | ((value | 0x20) << open));
    bits[hash >>> 3]! |= 1 << (hash & 7);
  }
}

function writeKeywords(keywords: readonly Keyword[]): Uint8Array {
  const slots = new Uint8Array(keywords.length * keywordSize);
  for (const [index, { text, probe }] of keywords.entries()) {
    const folded = [...text].map((character) => character.charCodeAt(0) | 0x20);
    slots.set([text.length, probes[probe], ...folded], index * keywordSize);
  }
  return slots;
}

/** Classes of prefilter.asm.ts's assignment probe. */
function writeClasses(): Uint8Array {
  const classes = new Uint8Array(256);
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
  add(letters + letters.toUpperCase() + digits + '_.+/=\\%-', 128);
  return classes;
}

function joinSections(sections: readonly (readonly [address: number, section: ArrayBufferView])[]): Uint8Array {
  const parts = sections.flatMap(([address, section]) => {
    const head = new Uint8Array(new Uint32Array([address, section.byteLength]).buffer);
    return [head, new Uint8Array(section.buffer as ArrayBuffer, section.byteOffset, section.byteLength)];
  });
  return new Uint8Array(Buffer.concat(parts));
}

/** How often the hashes of three and of four folded bytes stand in a text, in millionths. */
interface Frequencies {
  readonly three: Float64Array;
  readonly four: Float64Array;
}

function countGrams(text: Uint8Array): Frequencies {
  const [three, four] = [new Float64Array(65_536), new Float64Array(1 << 20)];
  for (let p = 0; p + 3 < text.length; p++) {
    const gram = text[p]! | 0x20 | ((text[p + 1]! | 0x20) << 8) | ((text[p + 2]! | 0x20) << 16);
    three[gramHash(gram)]! += 1e6 / text.length;
    four[bitHash(gram | ((text[p + 3]! | 0x20) << 24))]! += 1e6 / text.length;
  }
  return { three, four };
}

/** Of what the bitset sees of the keyword there: four bytes, or three at its end. */
function frequencyAt({ three, four }: Frequencies, text: string, offset: number): number {
  const gram = gramAt(text, offset);
  if (offset + 3 >= text.length) return three[gramHash(gram)]!;
  return four[bitHash(gram | ((text.charCodeAt(offset + 3) | 0x20) << 24))]!;
}

function bitHash(bytes: number): number {
  return Math.imul(bytes, 0x85ebca6b) >>> 12;
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
function rarestOffset(text: string, costOf: (offset: number) => number): number {
  let best = 0;
  let least = Infinity;
  // Four bytes from either gram on, if the keyword has them.
  for (let offset = 0; offset + Math.min(5, text.length) <= text.length; offset++) {
    const cost = costOf(offset) + costOf(offset + 1);
    if (cost < least) [best, least] = [offset, cost];
  }
  return best;
}
