/** A list of 32-bit numbers that grows: four bytes each, however many millions there are. */

export class Column {
  length = 0;
  #data = new Uint32Array(1024);

  push(value: number): void {
    if (this.length === this.#data.length) this.#grow(this.length * 2);
    this.#data[this.length++] = value;
  }

  /** Adds so many numbers, which are to be filled in at once. */
  extend(count: number): Uint32Array {
    const from = this.length;
    this.length += count;
    if (this.length > this.#data.length) this.#grow(Math.max(this.length, this.#data.length * 2));
    return this.#data.subarray(from, this.length);
  }

  #grow(length: number): void {
    const larger = new Uint32Array(length);
    larger.set(this.#data);
    this.#data = larger;
  }

  /** The number at `index`; 0 past the end. */
  at(index: number): number {
    return index < this.length ? this.#data[index]! : 0;
  }

  /** A copy, exactly as long. */
  toArray(): Uint32Array {
    return this.#data.slice(0, this.length);
  }
}
