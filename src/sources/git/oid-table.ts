/** Object ids as small numbers: 20 or 32 bytes an id and two slots of a hash table, so that millions fit where strings would not. */

/** What no object has: the id of all zeros is number 0. */
export const noObject = 0;

export class OidTable {
  /** Digits of an id in hex: 40 or 64. */
  readonly hexLength: number;
  /** Ids so far, the zero id included: valid numbers are below it. */
  count = 1;
  readonly #width: number;
  #bytes: Uint8Array;
  #slots = new Uint32Array(4096);
  readonly #scratch: Uint8Array;

  constructor(hexLength: number) {
    this.hexLength = hexLength;
    this.#width = hexLength / 2;
    this.#bytes = new Uint8Array(this.#width * 1024);
    this.#scratch = new Uint8Array(this.#width);
  }

  /** Number of the id whose hex digits begin at `offset`; a new one when it is new. */
  add(text: Uint8Array, offset: number): number {
    this.#parse(text, offset);
    return this.#seek() ?? this.#insert();
  }

  /** The same for an id in bytes. */
  addRaw(bytes: Uint8Array, offset: number): number {
    for (let i = 0; i < this.#width; i++) this.#scratch[i] = bytes[offset + i]!;
    return this.#seek() ?? this.#insert();
  }

  /** Number of the id whose hex digits begin at `offset`, if it is known. */
  find(text: Uint8Array, offset: number): number | undefined {
    this.#parse(text, offset);
    return this.#seek();
  }

  /** The same for a string. */
  findHex(oid: string): number | undefined {
    return oid.length === this.hexLength ? this.find(Buffer.from(oid, 'latin1'), 0) : undefined;
  }

  addHex(oid: string): number {
    return this.add(Buffer.from(oid, 'latin1'), 0);
  }

  /** The id in hex. */
  hex(index: number): string {
    const at = index * this.#width;
    return Buffer.from(this.#bytes.buffer, at, this.#width).toString('hex');
  }

  #parse(text: Uint8Array, offset: number): void {
    for (let i = 0, at = offset; i < this.#width; i++, at += 2)
      this.#scratch[i] = (digits[text[at]!]! << 4) | digits[text[at + 1]!]!;
  }

  /** Leaves the slot that the id would take in `#free` when it is not found. */
  #seek(): number | undefined {
    const scratch = this.#scratch;
    if (isZero(scratch)) return noObject;
    const mask = this.#slots.length - 1;
    for (let slot = hash(scratch, 0) & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot]!;
      if (index === 0) {
        this.#free = slot;
        return undefined;
      }
      if (this.#equals(index)) return index;
    }
  }

  #free = 0;

  #equals(index: number): boolean {
    const at = index * this.#width;
    for (let i = 0; i < this.#width; i++) if (this.#bytes[at + i] !== this.#scratch[i]) return false;
    return true;
  }

  #insert(): number {
    const index = this.count++;
    const end = (index + 1) * this.#width;
    if (end > this.#bytes.length) this.#bytes = grow(this.#bytes);
    this.#bytes.set(this.#scratch, index * this.#width);
    this.#slots[this.#free] = index;
    if (this.count * 2 > this.#slots.length) this.#rehash();
    return index;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let index = 1; index < this.count; index++) {
      let slot = hash(this.#bytes, index * this.#width) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
    this.#slots = slots;
  }
}

/** Values of hex digits by character code. */
const digits = new Uint8Array(256);
for (const [value, digit] of [...'0123456789abcdef'].entries()) digits[digit.charCodeAt(0)] = value;

/** Ids are random already: four of their bytes are the hash. */
function hash(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function isZero(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes.every((byte) => byte === 0);
}

function grow(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(bytes.length * 2);
  larger.set(bytes);
  return larger;
}
