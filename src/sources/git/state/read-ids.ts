/** The ids of all that a sweep has read, so that it is known again in other packs: of each the first bytes, enough that nobody can make another object that passes for one of them. */
import type { Inventory } from '../inventory.ts';
import { OidTable } from '../oid-table.ts';

const width = 12;

/** Of all objects but trees that the inventory has. */
export function listInventory(oids: OidTable, inventory: Inventory): Uint8Array {
  const ids = Buffer.alloc(oids.count * width);
  let length = 0;
  for (let number = 1; number < oids.count; number++)
    if (inventory.has(number)) length += oids.copyStart(number, ids.subarray(length, length + width));
  return ids.subarray(0, length);
}

/** The same of ids in hex. */
export function listIds(oids: readonly string[]): Uint8Array {
  return Buffer.from(oids.map((oid) => oid.slice(0, width * 2)).join(''), 'hex');
}

/** What was read, and which of it has been seen since. */
export class ReadIds {
  readonly #table = new OidTable(width * 2);
  readonly #seen: Uint8Array;
  #left: number;

  constructor(ids: Uint8Array) {
    this.#table.reserve(ids.length / width);
    for (let at = 0; at + width <= ids.length; at += width) this.#table.addRaw(ids, at);
    this.#seen = new Uint8Array(this.#table.count);
    this.#left = this.#table.count - 1;
  }

  /** All that was read has been seen. */
  get isWhole(): boolean {
    return this.#left === 0;
  }

  /** Whether the object with the id at `at` was read. */
  see(oids: Uint8Array, at: number): boolean {
    const number = this.#table.findRaw(oids, at);
    if (number === undefined) return false;
    if (this.#seen[number] === 0) this.#left--;
    this.#seen[number] = 1;
    return true;
  }

  has(oid: string): boolean {
    return this.#table.findHex(oid.slice(0, width * 2)) !== undefined;
  }
}
