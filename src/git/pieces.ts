/** The pieces of a stream one by one, as they were read: Node's own iterator joins those that wait, which copies every byte once more. */
import type { Readable } from 'node:stream';

/** More than this many pieces do not wait: then the writer does. */
const maxWaiting = 4;

export class Pieces {
  readonly #stream: Readable;
  readonly #waiting: Buffer[] = [];
  #ended = false;
  #failure: Error | undefined;
  #wake = (): void => {};

  constructor(stream: Readable) {
    this.#stream = stream;
    stream.on('data', (piece: Buffer) => {
      if (this.#waiting.push(piece) >= maxWaiting) stream.pause();
      this.#wake();
    });
    stream.on('error', (error) => (this.#failure = error));
    stream.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** The next piece; undefined after the last. Throws when reading failed. One call at a time. */
  async next(): Promise<Buffer | undefined> {
    while (this.#waiting.length === 0) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#ended) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const piece = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#stream.resume();
    return piece;
  }
}
