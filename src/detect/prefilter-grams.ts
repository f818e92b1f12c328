/** Chooses the grams under which the prefilter registers keywords: four folded bytes each, as rare as can be in text like that which is scanned. */
import type { Keyword } from './prefilter-tables.ts';

/** Four folded bytes at an offset of a keyword, the first lowest. */
export interface Gram {
  readonly bytes: number;
  /** That of its first byte in the keyword: -1 for the byte before it. */
  readonly offset: number;
  /** The byte of it that is none of the keyword's, and zero in `bytes`. */
  readonly open: 'first' | 'last' | undefined;
}

export interface ChosenGrams {
  /** Of each keyword: those of its two grams. */
  readonly offsets: readonly (readonly number[])[];
  /** The bitset that the prefilter looks every gram up in. */
  readonly bits: Uint8Array;
}

/** Words of 32 bits that begin at any of 2^17 bytes. */
const bitsSize = (1 << 17) + 4;

/**
 * A gram costs its frequency in millionths, and a bit more of the bitset, which as many places meet by chance. Where the bit is set,
 * it is compared one time more. The shortest keywords come first, as they have least choice.
 */
export function chooseGrams(keywords: readonly Keyword[], sample: Uint8Array): ChosenGrams {
  const frequencies = countGrams(sample);
  const bits = new Uint8Array(bitsSize);
  // Where nothing is known of the text, what keywords share is taken for frequent.
  const shared = sample.length === 0 ? 2 : 0;
  const costOf = (keyword: Keyword, offset: number): number =>
    hashesAt(keyword, offset).reduce(
      (sum, hash) => sum + (hasBit(bits, hash) ? shared + 0.3 * frequencies[hash]! : 1 + frequencies[hash]!),
      0,
    ) * (hasNeighbours(keyword, offset) ? 1 : 2);
  const offsets: number[][] = keywords.map(() => []);
  const order = [...keywords.keys()].sort((a, b) => keywords[a]!.text.length - keywords[b]!.text.length);
  for (const index of order) {
    const keyword = keywords[index]!;
    const first = cheapest(firstOffsets(keyword), (offset) => costOf(keyword, offset) + costOf(keyword, offset + 1));
    offsets[index] = [first, first + 1];
    for (const offset of offsets[index]) {
      for (const hash of hashesAt(keyword, offset)) bits[hash >>> 3]! |= 1 << (hash & 7);
    }
  }
  return { offsets, bits };
}

/** Whether the bytes on both sides of the gram are the keyword's. */
function hasNeighbours({ text }: Keyword, offset: number): boolean {
  return offset > 0 && offset + 4 < text.length;
}

function hasBit(bits: Uint8Array, hash: number): boolean {
  return (bits[hash >>> 3]! & (1 << (hash & 7))) !== 0;
}

/** What a gram has of a short keyword, and whether it is its first or its last three bytes. */
export function threeBytes(bytes: number, open: 'first' | 'last'): number {
  return open === 'last' ? bytes & 0xffffff : (bytes >>> 8) | 0x1000000;
}

/** Where the first of two successive grams may stand: in the keyword, or if it is short with one byte before or behind it. */
function firstOffsets({ text }: Keyword): readonly number[] {
  if (text.length === 3) return [-1];
  if (text.length === 4) return [-1, 0];
  return Array.from({ length: text.length - 4 }, (_, offset) => offset);
}

function cheapest(offsets: readonly number[], costOf: (offset: number) => number): number {
  const costs = offsets.map(costOf);
  return offsets[costs.indexOf(Math.min(...costs))]!;
}

/** All texts of four folded bytes that the gram stands for. */
function hashesAt(keyword: Keyword, offset: number): readonly number[] {
  const { bytes, open } = gramAt(keyword, offset);
  if (open === undefined) return [bitHash(bytes)];
  const others = open === 'first' && keyword.probe === 'boundary' ? outsideWords : foldedBytes;
  return others.map((byte) => bitHash(open === 'first' ? bytes | byte : bytes | (byte << 24)));
}

/** Of the bytes behind and before a gram, of each the lowest three bits: the numbers that are the keyword's, or all where it has none there. */
export function neighboursAt({ text }: Keyword, offset: number): { readonly behind: number; readonly before: number } {
  const maskOf = (at: number): number => (at < 0 || at >= text.length ? 0xff : 1 << (text.charCodeAt(at) & 7));
  return { behind: maskOf(offset + 4), before: maskOf(offset - 1) };
}

export function gramAt({ text }: Keyword, offset: number): Gram {
  const byteAt = (at: number): number => (at < 0 || at >= text.length ? 0 : text.charCodeAt(at) | 0x20);
  const bytes = [0, 1, 2, 3].reduce((all, i) => all | (byteAt(offset + i) << (8 * i)), 0);
  return { bytes, offset, open: offset < 0 ? 'first' : offset + 4 > text.length ? 'last' : undefined };
}

const foldedBytes = [...new Set(Array.from({ length: 256 }, (_, byte) => byte | 0x20))];
/** Of bytes that are no letters and no digits: prefilter/probe.asm.ts. */
const outsideWords = [
  ...new Set(
    Array.from({ length: 256 }, (_, byte) => byte)
      .filter((byte) => !/[A-Za-lo-qsu-z0-9]/.test(String.fromCharCode(byte)))
      .map((byte) => byte | 0x20),
  ),
];

/** How often the hashes of four folded bytes stand in a text, in millionths. */
function countGrams(text: Uint8Array): Float64Array {
  const counts = new Float64Array(bitsSize * 8);
  for (let p = 0; p + 3 < text.length; p++) {
    const bytes = text[p]! | (text[p + 1]! << 8) | (text[p + 2]! << 16) | (text[p + 3]! << 24);
    counts[bitHash(bytes | 0x20202020)]! += 1e6 / text.length;
  }
  return counts;
}

/** Number of a gram's bit. */
function bitHash(bytes: number): number {
  return (Math.imul(bytes, 0x85ebca6b) >>> 15) * 8 + (bytes & 31);
}
