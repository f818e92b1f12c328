/** Clean text of any size as chunks in bounded memory: segments that overlap, each of which begins where its place is known. */
import type { LogText } from '../../log-types.ts';
import type { Chunk, Origin } from '../../types.ts';
import type { Cleaner } from './clean.ts';

/** Owned bytes of a segment, and the context behind them: as long as the longest match. */
const size = 4 * 1024 * 1024;
const overlap = 64 * 1024;

export interface LogSegment extends Chunk {
  readonly owned: readonly [from: number, to: number];
  readonly log: LogText;
}

export interface LogLabels {
  readonly path: string;
  readonly origin: Origin;
  /** Tells how bytes of the text came to be printed. */
  explainer(text: Buffer): LogText['explain'];
}

/** `push` each block of clean text, then `finish`; a segment is valid until the next one is asked for. */
export class LogSegmenter {
  readonly #labels: LogLabels;
  readonly #cleaner: Cleaner;
  #buffer = Buffer.allocUnsafe(256 * 1024);
  #length = 0;
  #ownedFrom = 0;
  /** Clean offset of the buffer's first byte. */
  #base = 0;
  /** Buffer offsets at which blocks begin. */
  #starts: number[] = [];

  constructor(labels: LogLabels, cleaner: Cleaner) {
    this.#labels = labels;
    this.#cleaner = cleaner;
  }

  *push(text: Uint8Array): Iterable<LogSegment> {
    this.#grow(text.length);
    this.#starts.push(this.#length);
    this.#buffer.set(text, this.#length);
    this.#length += text.length;
    if (this.#length < size + overlap) return;
    const ownedTo = characterStart(this.#buffer, this.#length - overlap);
    yield this.#segment(ownedTo);
    this.#shift(ownedTo);
  }

  *finish(): Iterable<LogSegment> {
    if (this.#length > this.#ownedFrom) yield this.#segment(this.#length);
  }

  #segment(ownedTo: number): LogSegment {
    const { path, origin, explainer } = this.#labels;
    const bytes = this.#buffer.subarray(0, this.#length);
    const { places } = this.#cleaner;
    const base = this.#base;
    const log: LogText = {
      place: (offset) => places.at(base + offset),
      placeEnd: (offset) => places.endAt(base + offset),
      explain: explainer(bytes),
    };
    return { path, origin, bytes, owned: [this.#ownedFrom, ownedTo], log };
  }

  /** Keeps what the next segment needs, from the beginning of a block on. */
  #shift(ownedTo: number): void {
    const wanted = Math.max(0, ownedTo - overlap);
    const from = this.#starts.findLast((start) => start <= wanted) ?? 0;
    this.#buffer.copyWithin(0, from, this.#length);
    this.#length -= from;
    this.#ownedFrom = ownedTo - from;
    this.#base += from;
    this.#starts = this.#starts.filter((start) => start >= from).map((start) => start - from);
    this.#cleaner.places.forget(this.#base);
  }

  #grow(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#length + more, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

function characterStart(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (start > offset - 4 && start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}
