/** The ids of all that a sweep has read, so that it is known again in any pack: of each the first bytes, enough that nobody can make another object that passes for one of them. Ascending, so that one is found without a table. */
import type { Inventory } from '../inventory.ts';
import type { OidTable } from '../oid-table.ts';

const width = 12;

/** Of all objects but trees that the inventory has. */
export function listInventory(oids: OidTable, inventory: Inventory): Uint8Array {
  const ids = Buffer.alloc(oids.count * width);
  let length = 0;
  for (let number = 1; number < oids.count; number++)
    if (inventory.has(number)) length += oids.copyStart(number, ids.subarray(length, length + width));
  return sortIds(ids.subarray(0, length));
}

/** The list with more ids, in hex, in their places. */
export function addIds(ids: Uint8Array, more: readonly string[]): Uint8Array {
  const known = new ReadIds(ids);
  const fresh = more.map((oid) => Buffer.from(oid.slice(0, width * 2), 'hex')).sort((a, b) => a.compare(b));
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const id of fresh) {
    const end = known.placeOf(id, 0) * width;
    pieces.push(ids.subarray(from, end), id);
    from = end;
  }
  return Buffer.concat([...pieces, ids.subarray(from)]);
}

function sortIds(ids: Buffer): Uint8Array {
  const count = ids.length / width;
  const keys = new BigUint64Array(count);
  // The higher half of each is what its id begins with, the lower one where that stands.
  const words = new Uint32Array(keys.buffer);
  for (let i = 0; i < count; i++) {
    words[i * 2] = i;
    words[i * 2 + 1] = ids.readUInt32BE(i * width);
  }
  keys.sort();
  const order = Uint32Array.from({ length: count }, (_, i) => words[i * 2]! * width);
  const isBefore = (a: number, b: number): boolean => ids.compare(ids, b, b + width, a, a + width) < 0;
  for (let i = 1; i < count; i++)
    for (let at = i; at > 0 && words[at * 2 + 1] === words[at * 2 - 1] && isBefore(order[at]!, order[at - 1]!); at--)
      [order[at], order[at - 1]] = [order[at - 1]!, order[at]!];
  const sorted = Buffer.alloc(ids.length);
  for (const [i, at] of order.entries()) ids.copy(sorted, i * width, at, at + width);
  return sorted;
}

/** What was read, and which of it has been seen since. */
export class ReadIds {
  readonly #ids: Buffer;
  readonly #count: number;
  /** How far from where it is expected an id is looked for first: ids are random. */
  readonly #near: number;
  #seen: Uint8Array | undefined;
  #left: number;

  /** `ids`: a list as those above; in one of another order, most are not found. */
  constructor({ buffer, byteOffset, length }: Uint8Array) {
    this.#ids = Buffer.from(buffer, byteOffset, length);
    this.#count = Math.floor(length / width);
    this.#near = 2 * Math.ceil(Math.sqrt(this.#count));
    this.#left = this.#count;
  }

  /** All that was read has been seen. */
  get isWhole(): boolean {
    return this.#left === 0;
  }

  /** Whether the object with the id at `at` was read. */
  see(oids: Uint8Array, at: number): boolean {
    const place = this.#find(oids, at);
    if (place === undefined) return false;
    this.#seen ??= new Uint8Array(this.#count);
    if (this.#seen[place] === 0) this.#left--;
    this.#seen[place] = 1;
    return true;
  }

  has(oid: string): boolean {
    return this.hasRaw(Buffer.from(oid, 'hex'), 0);
  }

  hasRaw(oids: Uint8Array, at: number): boolean {
    return this.#find(oids, at) !== undefined;
  }

  /** How many ids come before it. */
  placeOf(oids: Uint8Array, at: number): number {
    const first = ((oids[at]! << 24) | (oids[at + 1]! << 16) | (oids[at + 2]! << 8) | oids[at + 3]!) >>> 0;
    const expected = Math.floor((first / 2 ** 32) * this.#count);
    let low = Math.max(0, expected - this.#near);
    let high = Math.min(this.#count, expected + this.#near);
    if (low > 0 && this.#compare(low - 1, oids, at) >= 0) low = 0;
    if (high < this.#count && this.#compare(high, oids, at) < 0) high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, oids, at) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #find(oids: Uint8Array, at: number): number | undefined {
    const place = this.placeOf(oids, at);
    return place < this.#count && this.#compare(place, oids, at) === 0 ? place : undefined;
  }

  /** Negative where the id in the list comes before the other. */
  #compare(place: number, oids: Uint8Array, at: number): number {
    const ids = this.#ids;
    const from = place * width;
    for (let i = 0; i < width; i++) {
      const difference = ids[from + i]! - oids[at + i]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
