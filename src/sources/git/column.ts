/** A list of 32-bit numbers that grows: four bytes each, however many millions there are. */

export class Column {
  length = 0;
  #data = new Uint32Array(1024);

  push(value: number): void {
    if (this.length === this.#data.length) {
      const larger = new Uint32Array(this.#data.length * 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.length++] = value;
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
