/** Object ids as small numbers: 20 or 32 bytes an id and two slots of a hash table, so that millions fit where strings would not. */

/** What no object has: the id of all zeros is number 0. */
export const noObject = 0;

/** What a table held when it was taken; for other threads. */
export interface OidSnapshot {
  readonly hexLength: number;
  readonly words: Uint32Array;
  readonly slots: Uint32Array;
}

/** The ids of a snapshot, and perhaps some that were added since. */
export class OidView {
  /** Digits of an id in hex: 40 or 64. */
  readonly hexLength: number;
  protected readonly width: number;
  /** Ids as words: their bytes are a multiple of four. */
  protected words: Uint32Array;
  protected slots: Uint32Array;
  /** The id that is looked for. */
  protected readonly sought: Uint32Array;
  readonly #soughtBytes: Uint8Array;
  /** The last id that was found as a string; numbers stay what they are. */
  #known = '';
  #knownNumber = noObject;
  /** The slot that an id which was looked for in vain would take. */
  protected free = 0;

  constructor({ hexLength, words, slots }: OidSnapshot) {
    this.hexLength = hexLength;
    this.width = hexLength / 8;
    this.words = words;
    this.slots = slots;
    this.sought = new Uint32Array(this.width);
    this.#soughtBytes = new Uint8Array(this.sought.buffer);
  }

  /** Number of the id whose hex digits begin at `offset`, if it is known. */
  find(text: Uint8Array, offset: number): number | undefined {
    this.parse(text, offset);
    return this.seek();
  }

  /** The same for an id in bytes. */
  findRaw(bytes: Uint8Array, offset: number): number | undefined {
    this.copy(bytes, offset);
    return this.seek();
  }

  /**
   * The same for many ids, the first at `at` and one every `step` words, `noObject` for what is not known: side by side, as each
   * alone waits for the memory twice.
   */
  findMany(words: Uint32Array, { at, step }: { at: number; step: number }, numbers: Uint32Array): void {
    const { slots } = this;
    for (let i = 0, from = at; i < numbers.length; i++, from += step)
      numbers[i] = slots[firstSlot(words[from]!, slots)]!;
    for (let i = 0, from = at; i < numbers.length; i++, from += step)
      if (numbers[i] !== noObject && !this.#isAt(numbers[i]!, words, from))
        numbers[i] = this.#findWords(words, from) ?? noObject;
  }

  #findWords(words: Uint32Array, at: number): number | undefined {
    for (let i = 0; i < this.width; i++) this.sought[i] = words[at + i]!;
    return this.seek();
  }

  #isAt(index: number, words: Uint32Array, from: number): boolean {
    const at = index * this.width;
    for (let i = 0; i < this.width; i++) if (this.words[at + i] !== words[from + i]) return false;
    return true;
  }

  /** The same for a string. */
  findHex(oid: string): number | undefined {
    if (oid.length !== this.hexLength) return undefined;
    // What is asked about findings is asked for all of an object, one after the other.
    if (oid !== this.#known) {
      const number = this.find(Buffer.from(oid, 'latin1'), 0);
      if (number === undefined) return undefined;
      [this.#known, this.#knownNumber] = [oid, number];
    }
    return this.#knownNumber;
  }

  protected parse(text: Uint8Array, offset: number): void {
    const bytes = this.#soughtBytes;
    for (let i = 0, at = offset; i < bytes.length; i++, at += 2)
      bytes[i] = (digits[text[at]!]! << 4) | digits[text[at + 1]!]!;
  }

  protected copy(bytes: Uint8Array, offset: number): void {
    const sought = this.#soughtBytes;
    for (let i = 0; i < sought.length; i++) sought[i] = bytes[offset + i]!;
  }

  /** Ids are random already: what they begin with is the hash. */
  protected seek(): number | undefined {
    const { sought, slots } = this;
    if (sought[0] === 0 && sought.every((word) => word === 0)) return noObject;
    const mask = slots.length - 1;
    for (let slot = firstSlot(sought[0]!, slots); ; slot = (slot + 1) & mask) {
      const index = slots[slot]!;
      if (index === 0) {
        this.free = slot;
        return undefined;
      }
      if (this.#isAt(index, sought, 0)) return index;
    }
  }
}

/** In shared memory, so that other threads can look ids up without a copy. */
export class OidTable extends OidView {
  /** Ids so far, the zero id included: valid numbers are below it. */
  count = 1;

  constructor(hexLength: number) {
    super({ hexLength, words: shareWords((hexLength / 8) * 1024), slots: shareWords(4096) });
  }

  /** Makes room for so many more ids at once. */
  reserve(more: number): void {
    const total = this.count + more;
    if (total * this.width > this.words.length) this.#grow(total * this.width);
    let length = this.slots.length;
    while (total * 2 > length) length *= 2;
    if (length > this.slots.length) this.#rehash(length);
  }

  /**
   * Adds ids, one behind the other and ascending, to an empty table with room for them: id `order[i]` becomes number i + 1. False, with
   * nothing added, where there are others already, or they are not ascending.
   */
  fill(ids: Uint8Array, order: Uint32Array): boolean {
    const { words, slots, width } = this;
    if (this.count > 1 || !isAscending(ids, width * 4)) return false;
    const from = toWords(ids);
    const numbers = new Uint32Array(order.length);
    for (let i = 0; i < order.length; i++) {
      const id = order[i]!;
      numbers[id] = i + 1;
      for (let word = 0; word < width; word++) words[(i + 1) * width + word] = from[id * width + word]!;
    }
    // In the order of their slots: looking each up in turn takes ten times as long, most of it for memory.
    const mask = slots.length - 1;
    for (let id = 0; id < numbers.length; id++) {
      let slot = firstSlot(from[id * width]!, slots);
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = numbers[id]!;
    }
    this.count = order.length + 1;
    return true;
  }

  snapshot(): OidSnapshot {
    return { hexLength: this.hexLength, words: this.words, slots: this.slots };
  }

  /** Number of the id whose hex digits begin at `offset`; a new one when it is new. */
  add(text: Uint8Array, offset: number): number {
    this.parse(text, offset);
    return this.seek() ?? this.#insert();
  }

  /** The same for an id in bytes. */
  addRaw(bytes: Uint8Array, offset: number): number {
    this.copy(bytes, offset);
    return this.seek() ?? this.#insert();
  }

  addHex(oid: string): number {
    return this.add(Buffer.from(oid, 'latin1'), 0);
  }

  /** The id in hex. */
  hex(index: number): string {
    return Buffer.from(this.words.buffer, index * this.width * 4, this.width * 4).toString('hex');
  }

  /** Copies the first bytes of the id, as many as there is room for. Returns their number. */
  copyStart(index: number, to: Uint8Array): number {
    to.set(new Uint8Array(this.words.buffer, index * this.width * 4, to.length));
    return to.length;
  }

  #insert(): number {
    const index = this.count++;
    const end = (index + 1) * this.width;
    if (end > this.words.length) this.#grow(this.words.length * 2);
    this.words.set(this.sought, index * this.width);
    this.slots[this.free] = index;
    if (this.count * 2 > this.slots.length) this.#rehash(this.slots.length * 2);
    return index;
  }

  #grow(length: number): void {
    const larger = shareWords(length);
    larger.set(this.words);
    this.words = larger;
  }

  #rehash(length: number): void {
    const slots = shareWords(length);
    const mask = slots.length - 1;
    for (let index = 1; index < this.count; index++) {
      let slot = firstSlot(this.words[index * this.width]!, slots);
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
    this.slots = slots;
  }
}

/** The slot at which an id that begins with the word is looked for: ascending ids have ascending slots, and fill them from end to end. */
function firstSlot(word: number, { length }: Uint32Array): number {
  const first = (word << 24) | ((word << 8) & 0xff0000) | ((word >>> 8) & 0xff00) | (word >>> 24);
  return first >>> (Math.clz32(length) + 1);
}

/** Whether each id is greater than the one before, and than that of all zeros. */
function isAscending(ids: Uint8Array, size: number): boolean {
  const bytes = Buffer.from(ids.buffer, ids.byteOffset, ids.length);
  const zeros = Buffer.alloc(size);
  let start = 0;
  for (let at = 0; at < bytes.length; at += size) {
    const next = bytes.readUInt32BE(at);
    if (next < start) return false;
    // Two of millions begin alike now and then.
    if (next === start) {
      const order = at === 0 ? zeros.compare(bytes, 0, size) : bytes.compare(bytes, at, at + size, at - size, at);
      if (order >= 0) return false;
    }
    start = next;
  }
  return true;
}

function toWords(bytes: Uint8Array): Uint32Array {
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(buffer, byteOffset, bytes.length / 4);
}

function shareWords(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

/** Values of hex digits by character code. */
const digits = new Uint8Array(256);
for (const [value, digit] of [...'0123456789abcdef'].entries()) digits[digit.charCodeAt(0)] = value;
