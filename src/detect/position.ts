/** From byte offsets to lines and columns, forward only, so that 50,000 matches in one file cost one pass. */
import type { Position } from '../types.ts';

export class PositionCounter {
  readonly #bytes: Uint8Array;
  #offset = 0;
  #line: number;
  #column: number;
  readonly #base: number;

  /** `start` is the place of the first byte in the whole text. */
  constructor(bytes: Uint8Array, start: Position) {
    this.#bytes = bytes;
    this.#base = start.offset;
    this.#line = start.line;
    this.#column = start.column;
  }

  /** Place of the byte at `offset`, which must not be less than in the call before. */
  at(offset: number): Position {
    // Never a look past `offset`: the next newline may be 200 MB away.
    const passed = this.#bytes.subarray(this.#offset, offset);
    let lineStart = 0;
    for (let newline = passed.indexOf(10); newline >= 0; newline = passed.indexOf(10, lineStart)) {
      this.#line++;
      this.#column = 1;
      lineStart = newline + 1;
    }
    this.#column += utf16Length(passed, lineStart, passed.length);
    this.#offset = offset;
    return { offset: this.#base + offset, line: this.#line, column: this.#column };
  }
}

/**
 * UTF-16 units of the text in bytes [from, end): one for each character, two past U+FFFF. A byte that is no valid UTF-8 counts
 * as one, as editors show it.
 */
export function utf16Length(bytes: Uint8Array, from: number, end: number): number {
  let units = 0;
  let p = from;
  while (p < end) {
    const lead = bytes[p]!;
    const length = lead < 0x80 ? 1 : sequenceLength(bytes, p);
    units += length === 4 ? 2 : 1;
    p += length;
  }
  return units;
}

function sequenceLength(bytes: Uint8Array, p: number): number {
  const lead = bytes[p]!;
  const length = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
  for (let i = 1; i < length; i++) {
    if (((bytes[p + i] ?? 0) & 0xc0) !== 0x80) return 1;
  }
  return lead > 0xf4 ? 1 : length;
}
