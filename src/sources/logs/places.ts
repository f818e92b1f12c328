/** The way back from cleaned text to the file: a list of the places where text was left out, and counting in between. */
import { utf16Length } from '../../detect/position.ts';
import type { Position } from '../../types.ts';

/** Numbers of an entry: offset in the clean text, then offset, line and column in the file. */
const width = 4;

/** Entries ascend by clean offset. Between two of them the clean text is what the file holds. */
export class PlaceMap {
  #entries: number[] = [];

  add(clean: number, { offset, line, column }: Position): void {
    this.#entries.push(clean, offset, line, column);
  }

  /** The last entry at or before the clean offset. */
  entryAt(clean: number): { readonly clean: number; readonly place: Position } {
    const at = this.#find(clean);
    const [from = 0, offset = 0, line = 1, column = 1] = this.#entries.slice(at, at + width);
    return { clean: from, place: { offset, line, column } };
  }

  /** Clean offsets of the entries in (from, to). */
  *between(from: number, to: number): Iterable<number> {
    for (let at = this.#find(from) + width; at < this.#entries.length; at += width) {
      const clean = this.#entries[at]!;
      if (clean >= to) return;
      if (clean > from) yield clean;
    }
  }

  /** Drops what only text before the clean offset needs. */
  forget(clean: number): void {
    const at = this.#find(clean);
    if (at > 0) this.#entries = this.#entries.slice(at);
  }

  #find(clean: number): number {
    let low = 0;
    let high = this.#entries.length / width;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle * width]! <= clean) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, (low - 1) * width);
  }
}

/** Where a byte stands in the file, which is as far behind `place` as `passed` is long. */
export function moveOn({ offset, line, column }: Position, passed: Uint8Array): Position {
  let lineStart = 0;
  let newlines = 0;
  for (let newline = passed.indexOf(10); newline >= 0; newline = passed.indexOf(10, lineStart)) {
    newlines++;
    lineStart = newline + 1;
  }
  const columns = utf16Length(passed, lineStart, passed.length);
  return {
    offset: offset + passed.length,
    line: line + newlines,
    column: newlines > 0 ? 1 + columns : column + columns,
  };
}

/** Looks places up in one chunk. Fast for offsets that ascend; right for all. */
export class PlaceFinder {
  readonly #map: PlaceMap;
  readonly #bytes: Uint8Array;
  /** Clean offset of the chunk's first byte. An entry of the map begins there. */
  readonly #base: number;
  #last: { clean: number; place: Position } | undefined;

  constructor(map: PlaceMap, bytes: Uint8Array, base: number) {
    this.#map = map;
    this.#bytes = bytes;
    this.#base = base;
  }

  at(offset: number): Position {
    return this.#count(offset, offset);
  }

  /** Where the byte before `offset` ends. */
  endAt(offset: number): Position {
    return this.#count(offset, Math.max(0, offset - 1));
  }

  /** The place of `offset`, counted from the last entry at or before `known`. */
  #count(offset: number, known: number): Position {
    const clean = this.#base + offset;
    const entry = this.#map.entryAt(this.#base + known);
    const from =
      this.#last !== undefined && this.#last.clean >= entry.clean && this.#last.clean <= clean ? this.#last : entry;
    const place = moveOn(from.place, this.#bytes.subarray(from.clean - this.#base, offset));
    // At an entry the end of what is before it is not the place of what is behind it.
    if (offset === known) this.#last = { clean, place };
    return place;
  }
}
