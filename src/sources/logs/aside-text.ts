/** Stretches of a segment's text that are read in another way than they stand there, with the way back. */
import type { Leak, LogText } from '../../log-types.ts';

/** Lines taken out of a segment's text, each stretch with its place there; the offsets in it are those of the segment. */
export class AsideText {
  #bytes = Buffer.allocUnsafe(4096);
  length = 0;
  /** Of each stretch: offset here, offset in the segment, step in the segment for each byte here. */
  readonly #stretches: (readonly [here: number, there: number, step: 1 | 2 | -1])[] = [];

  add(stretch: Buffer, there: number, step: 1 | 2 | -1): void {
    this.#reserve(stretch.length + 1);
    this.#stretches.push([this.length, there, step]);
    stretch.copy(this.#bytes, this.length);
    this.length += stretch.length;
  }

  endLine(): void {
    this.#bytes[this.length++] = 10;
  }

  get text(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  logOf(segment: LogText): LogText {
    const there = (offset: number): number => {
      const [from, start, step] = this.#stretchAt(offset);
      return start + (offset - from) * step;
    };
    const isBackward = (offset: number): boolean => this.#stretchAt(offset)[2] === -1;
    return {
      // What reads backwards begins where it ends.
      place: (offset) => (isBackward(offset) ? segment.placeEnd(there(offset)) : segment.place(there(offset))),
      placeEnd: (offset) =>
        isBackward(offset - 1) ? segment.place(there(offset - 1) - 1) : segment.placeEnd(there(offset - 1) + 1),
      explain: (start, end): Leak => {
        const [, , step] = this.#stretchAt(start);
        const [from, to] = [there(start), there(end - 1)];
        const leak = segment.explain(Math.min(from, to), Math.max(from, to) + 1);
        return step === 1 ? leak : { ...leak, disguise: step === -1 ? 'reversed' : 'spaced' };
      },
    };
  }

  #stretchAt(offset: number): readonly [number, number, 1 | 2 | -1] {
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stretches[middle]![0] <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#stretches[Math.max(0, low - 1)]!;
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.length + more, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}
