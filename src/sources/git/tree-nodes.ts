/** Pruned trees, each kept once: names and what they stand for, all in one array, so that a million of them leave no garbage. */
import { Column } from './column.ts';

/** A tree without names. */
export const empty = 0;

/** Nodes have numbers. Names are numbers, too; so is what they stand for, where 0 is what is not there: no blob, or a tree without names. */
export class TreeNodes {
  /** Name and value of each entry, one node's behind the other's, by ascending names. */
  #entries = new Uint32Array(1 << 16);
  /** Where the entries of each node begin, and where the next ones will. */
  readonly #starts = new Column();
  /** What its entries come to, by node. */
  readonly #sums = new Column();
  /** Nodes, each near the slot of its sum; 0 for a free slot. */
  #slots = new Uint32Array(1 << 12);

  constructor() {
    for (const first of [0, 0]) this.#starts.push(first);
    this.#sums.push(0);
  }

  /** Names in all nodes. */
  get names(): number {
    return this.#starts.at(this.#starts.length - 1) / 2;
  }

  /** The entries of a node: [from, to) in steps of 1. */
  spanOf(node: number): { from: number; to: number } {
    return { from: this.#starts.at(node) / 2, to: this.#starts.at(node + 1) / 2 };
  }

  nameAt(entry: number): number {
    return this.#entries[entry * 2]!;
  }

  valueAt(entry: number): number {
    return this.#entries[entry * 2 + 1]!;
  }

  /** What a name stands for in a node. */
  find(node: number, name: number): number {
    const entries = this.#entries;
    const end = this.#starts.at(node + 1) / 2;
    let low = this.#starts.at(node) / 2;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (entries[middle * 2]! < name) low = middle + 1;
      else high = middle;
    }
    return low < end && entries[low * 2] === name ? entries[low * 2 + 1]! : 0;
  }

  /** The node with other values for some names, given in the order of the names as `joinEntry` makes them; a name goes with 0. */
  change(node: number, changes: Float64Array): number {
    const from = this.#starts.at(node);
    const end = this.#starts.at(node + 1);
    const start = this.#starts.at(this.#starts.length - 1);
    this.#reserve(start + end - from + changes.length * 2);
    const entries = this.#entries;
    let sum = this.#sums.at(node);
    let read = from;
    let to = start;
    for (const change of changes) {
      const name = nameOf(change);
      const value = change % shift;
      while (read < end && entries[read]! < name) {
        entries[to++] = entries[read++]!;
        entries[to++] = entries[read++]!;
      }
      if (read < end && entries[read] === name) {
        sum ^= mix(name, entries[read + 1]!);
        read += 2;
      }
      if (value === 0) continue;
      sum ^= mix(name, value);
      entries[to++] = name;
      entries[to++] = value;
    }
    entries.copyWithin(to, read, end);
    return to + end - read === start ? empty : this.#intern(start, to + end - read, sum >>> 0);
  }

  /** The node whose entries stand in [start, end), behind all others: one that is there already, or a new one. */
  #intern(start: number, end: number, sum: number): number {
    const mask = this.#slots.length - 1;
    let slot = sum & mask;
    for (let node = this.#slots[slot]!; node !== 0; node = this.#slots[slot]!) {
      if (this.#sums.at(node) === sum && this.#isSame(node, start, end)) return node;
      slot = (slot + 1) & mask;
    }
    const node = this.#sums.length;
    this.#sums.push(sum);
    this.#starts.push(end);
    this.#slots[slot] = node;
    if (node * 2 > this.#slots.length) this.#rehash();
    return node;
  }

  #isSame(node: number, start: number, end: number): boolean {
    const entries = this.#entries;
    const from = this.#starts.at(node);
    if (this.#starts.at(node + 1) - from !== end - start) return false;
    for (let at = start; at < end; at++) if (entries[at] !== entries[from + at - start]) return false;
    return true;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let node = 1; node < this.#sums.length; node++) {
      let slot = this.#sums.at(node) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = node;
    }
    this.#slots = slots;
  }

  #reserve(length: number): void {
    if (length <= this.#entries.length) return;
    const larger = new Uint32Array(Math.max(length, this.#entries.length * 2));
    larger.set(this.#entries);
    this.#entries = larger;
  }
}

const shift = 0x100000000;

/** A name and what it stands for as one number, which sorts by name. There are fewer than two million names. */
export function joinEntry(name: number, value: number): number {
  return name * shift + value;
}

/** The name of such a number. */
export function nameOf(entry: number): number {
  return Math.floor(entry / shift);
}

function mix(name: number, value: number): number {
  const sum = Math.imul(name ^ Math.imul(value, 0x9e3779b1), 0x85ebca6b);
  return Math.imul(sum ^ (sum >>> 15), 0xc2b2ae35);
}
