/** Builds the prefilter's tables from a list of keywords, as an image of the memory that the prefilter loads. */
import { chooseGrams, gramAt, neighboursAt, threeBytes } from './prefilter-grams.ts';
import { layout } from './prefilter.ts';

/** What must stand around a keyword for the hit to count; the names are prefilter/probe.asm.ts's PROBE_ constants. */
const probes = { none: 0, assignment: 1, userInfo: 2, boundary: 3, value: 4, password: 5, name: 6 } as const;
export type Probe = keyof typeof probes;
/** prefilter.asm.ts's EXACT. */
const exactFlag = 0x80;

/** Most bytes of a keyword: more would not make it rarer. */
export const longestKeyword = 30;

export interface Keyword {
  /** 3 to 30 bytes of UTF-8, each as a character. Case is that of ASCII. */
  readonly text: string;
  readonly probe: Probe;
  /** Compared with regard to case. Default: without. */
  readonly exact?: boolean;
}

const entrySize = 8;
const keywordSize = 32;
const mostKeywords = 16_383;
const mostEntries = 32_767;
/** Beside an entry's keyword: three of its bytes count; its chain ends. */
const shortFlag = 0x4000;
const lastFlag = 0x8000;
const heads = 32_768;
const shortHeads = 4096;

/**
 * Registers each keyword under the two successive grams that are rarest in `sample`, a text of the kind that is scanned, so that
 * few places need a full comparison. Throws a RangeError for a keyword that is not 3 to 30 printable bytes, or for too many.
 */
export function buildImage(keywords: readonly Keyword[], sample: Uint8Array): Uint8Array {
  const wrong = keywords.findIndex(({ text }) => !/^[\x20-\x7e\x80-\xff]{3,30}$/.test(text));
  if (wrong >= 0) throw new RangeError(`keyword ${wrong} is not 3 to 30 printable bytes`);
  const { offsets, bits } = chooseGrams(keywords, sample);
  const lists = { long: new Chains(heads), short: new Chains(shortHeads) };
  for (const [index, keyword] of keywords.entries()) {
    for (const offset of offsets[index]!) register(lists, { keyword, index, offset });
  }
  const count = 1 + lists.long.size + lists.short.size;
  if (keywords.length > mostKeywords || count > mostEntries)
    throw new RangeError(`too many keywords: ${keywords.length}`);
  const entries = new DataView(new ArrayBuffer(count * entrySize));
  return joinSections([
    [layout.bitset, bits],
    [layout.heads, lists.long.write(entries, 1)],
    [layout.keywords, writeKeywords(keywords)],
    [layout.entries, entries],
    [layout.classes, writeClasses()],
    [layout.shortHeads, lists.short.write(entries, 1 + lists.long.size)],
  ]);
}

/** A keyword and where in it one of its grams stands, -1 for the byte before it. */
interface Entry {
  readonly keyword: Keyword;
  readonly index: number;
  readonly offset: number;
}

function register({ long, short }: { long: Chains; short: Chains }, entry: Entry): void {
  const { bytes, open } = gramAt(entry.keyword, entry.offset);
  if (open === undefined) long.add(gramHash(bytes), entry);
  else short.add(shortHash(threeBytes(bytes, open)), entry);
}

/** Entries by hash, and what stands around their grams. */
class Chains {
  readonly #heads: number;
  readonly #lists = new Map<number, Entry[]>();
  size = 0;

  constructor(count: number) {
    this.#heads = count;
  }

  add(hash: number, entry: Entry): void {
    const list = this.#lists.get(hash) ?? [];
    this.#lists.set(hash, list);
    list.push(entry);
    this.size++;
  }

  /** Writes the chains to `entries` from index `first` on, and returns the heads that lead to them. */
  write(entries: DataView, first: number): Uint32Array {
    const table = new Uint32Array(this.#heads);
    let next = first;
    for (const [hash, list] of [...this.#lists].sort(([a], [b]) => a - b)) {
      table[hash] = next << 16;
      for (const entry of list) {
        const { behind, before } = neighboursAt(entry.keyword, entry.offset);
        table[hash]! |= behind | (before << 8);
        writeEntry(entries, next++ * entrySize, entry);
      }
      const flags = (next - 1) * entrySize + 4;
      entries.setUint16(flags, entries.getUint16(flags, true) | lastFlag, true);
    }
    return table;
  }
}

/** Bytes that tell the keyword from others with the gram, its number, and where the gram stands in it and those bytes from there. */
function writeEntry(entries: DataView, at: number, { keyword, index, offset }: Entry): void {
  const { length } = keyword.text;
  const other = findOther(length, offset);
  entries.setUint32(at, gramAt(keyword, other).bytes, true);
  entries.setUint16(at + 4, index | (length < 4 ? shortFlag : 0), true);
  entries.setInt8(at + 6, offset);
  entries.setInt8(at + 7, other - offset);
}

/** Where four bytes of a keyword begin, as many as can be of which the gram does not have. */
function findOther(length: number, offset: number): number {
  if (offset + 8 <= length) return offset + 4;
  if (offset >= 4) return offset - 4;
  return length - 4 - offset > offset ? Math.max(0, length - 4) : 0;
}

function gramHash(bytes: number): number {
  return Math.imul(bytes, 0x9e3779b1) >>> 17;
}

function shortHash(bytes: number): number {
  return Math.imul(bytes, 0x9e3779b1) >>> 20;
}

function writeKeywords(keywords: readonly Keyword[]): Uint8Array {
  const slots = new Uint8Array(keywords.length * keywordSize);
  for (const [index, { text, probe, exact = false }] of keywords.entries()) {
    const bytes = [...text].map((character) => character.charCodeAt(0) | (exact ? 0 : 0x20));
    slots.set([text.length, probes[probe] | (exact ? exactFlag : 0), ...bytes], index * keywordSize);
  }
  return slots;
}

/** Classes of prefilter/classes.asm.ts, then the alphabets of its search for runs. */
function writeClasses(): Uint8Array {
  const classes = new Uint8Array(512);
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
  const token = letters + letters.toUpperCase() + digits + '_.+/=\\%-';
  add(token, 128);
  // Backslash, percent and what follows them: a value may stand there in escapes, which are no shorter than what they mean.
  const alphabets = [
    token,
    `${letters}${letters.toUpperCase()}${digits}_-\\%`,
    `${letters}${letters.toUpperCase()}${digits}\\%`,
    `abcdefABCDEFux${digits}\\%`,
  ];
  for (const [at, characters] of alphabets.entries())
    for (const character of characters) classes[256 + character.charCodeAt(0)]! |= 1 << at;
  return classes;
}

function joinSections(sections: readonly (readonly [address: number, section: ArrayBufferView])[]): Uint8Array {
  const parts = sections.flatMap(([address, section]) => {
    const head = new Uint8Array(new Uint32Array([address, section.byteLength]).buffer);
    return [head, new Uint8Array(section.buffer as ArrayBuffer, section.byteOffset, section.byteLength)];
  });
  return new Uint8Array(Buffer.concat(parts));
}
