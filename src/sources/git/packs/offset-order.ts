/** Puts the objects of a pack in the order in which they stand in it: millions are sorted before anything else can begin. */
import type { PackIndex } from './pack-index.ts';

/** Fills in the offsets, ascending. Returns the index's numbers of the objects in that order. */
export function sortByOffset({ count, offsetAt }: PackIndex, offsets: Float64Array): Uint32Array {
  const numbers = new Uint32Array(count);
  const low = new Uint32Array(count);
  let isWide = false;
  for (let number = 0; number < count; number++) {
    const offset = offsetAt(number);
    numbers[number] = number;
    low[number] = offset;
    isWide ||= offset >= wide;
  }
  let sorted = sortByKey({ numbers, keys: low });
  if (!isWide) {
    offsets.set(sorted.keys);
    return sorted.numbers;
  }
  sorted = sortByKey({ numbers: sorted.numbers, keys: sorted.numbers.map((number) => offsetAt(number) / wide) });
  for (const [entry, number] of sorted.numbers.entries()) offsets[entry] = offsetAt(number);
  return sorted.numbers;
}

const wide = 0x100000000;
const digitBits = 11;
const digits = 1 << digitBits;

/** What is moved together. */
interface Columns {
  readonly numbers: Uint32Array;
  readonly keys: Uint32Array;
}

/** A stable radix sort. What it is given is overwritten. */
function sortByKey(columns: Columns): Columns {
  const { length } = columns.keys;
  let from = columns;
  let to: Columns = { numbers: new Uint32Array(length), keys: new Uint32Array(length) };
  for (let shift = 0; shift < 32; shift += digitBits) {
    const ends = new Uint32Array(digits);
    for (let i = 0; i < length; i++) ends[(from.keys[i]! >>> shift) & (digits - 1)]!++;
    if (ends.includes(length)) continue;
    for (let digit = 1; digit < digits; digit++) ends[digit]! += ends[digit - 1]!;
    moveByDigit(from, to, { shift, ends });
    [from, to] = [to, from];
  }
  return from;
}

/** `ends`: where the keys with each digit end. */
function moveByDigit(from: Columns, to: Columns, { shift, ends }: { shift: number; ends: Uint32Array }): void {
  const { numbers, keys } = to;
  for (let i = from.keys.length - 1; i >= 0; i--) {
    const key = from.keys[i]!;
    const at = --ends[(key >>> shift) & (digits - 1)]!;
    numbers[at] = from.numbers[i]!;
    keys[at] = key;
  }
}
