/** A stream of pieces read by hand: a head first, to see what it is, then the rest. */

export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export class PieceReader {
  readonly #iterator: Iterator<Uint8Array> | AsyncIterator<Uint8Array>;
  #ended = false;
  #failure: unknown;

  constructor(pieces: Pieces) {
    this.#iterator = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  }

  /** The stream has nothing more to give, be it for an error. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The error that ended the stream. What came before it counts, so `take` does not throw it. */
  get failure(): unknown {
    return this.#failure;
  }

  /** The next bytes: more than `size`, or all that came before the end or an error. */
  async take(size: number): Promise<Buffer> {
    const taken: Uint8Array[] = [];
    let length = 0;
    while (length <= size) {
      const piece = await this.#next();
      if (piece === undefined) break;
      taken.push(piece);
      length += piece.length;
    }
    return Buffer.concat(taken, length);
  }

  /** `head`, then what has not been taken yet. Throws `failure` at the end. */
  async *rest(head: Uint8Array): AsyncGenerator<Uint8Array> {
    yield head;
    for (let piece = await this.#next(); piece !== undefined; piece = await this.#next()) yield piece;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Tells the producer that no more is wanted. */
  async close(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#iterator.return?.();
  }

  async #next(): Promise<Uint8Array | undefined> {
    if (this.#ended) return undefined;
    try {
      const step = await this.#iterator.next();
      if (step.done !== true) return step.value;
    } catch (error) {
      this.#failure = error;
    }
    this.#ended = true;
    return undefined;
  }
}
