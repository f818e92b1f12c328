/** The way back from clean text to the file: by block, what was kept of it; lines and columns are only counted where somebody asks. */
import { utf16Length } from '../../detect/position.ts';
import type { Position } from '../../types.ts';
import { countNewlines } from './log-engine.ts';

/** Stretches of a text that were taken from another one, as two numbers each: their offset in the text, and where they stand in the other. */
export type Jumps = Uint32Array;

export interface PlacedBlock {
  /** Offset of the block's first byte in the clean text. */
  readonly clean: number;
  /** The file's bytes, and the place of the first. */
  readonly raw: Buffer;
  readonly start: Position;
  /** From the clean text to the file's bytes, in as many steps as it was made of them. */
  readonly steps: readonly Jumps[];
}

export class PlaceMap {
  #blocks: PlacedBlock[] = [];
  /** The place that was asked for last: most questions ascend. */
  #last: { readonly block: PlacedBlock; readonly at: number; readonly place: Position } | undefined;

  /** Blocks come in their order. */
  add(block: PlacedBlock): void {
    this.#blocks.push(block);
  }

  /** Where the byte at the clean offset stands. */
  at(clean: number): Position {
    const block = this.#blockAt(clean);
    return this.#placeIn(block, inFile(block, clean));
  }

  /** Where the byte before the clean offset ends. */
  endAt(clean: number): Position {
    if (clean === 0) return this.at(0);
    const block = this.#blockAt(clean - 1);
    return this.#placeIn(block, inFile(block, clean - 1) + 1);
  }

  /** Drops what only text before the clean offset needs. */
  forget(clean: number): void {
    const at = this.#find(clean);
    if (at > 0) this.#blocks = this.#blocks.slice(at);
  }

  #placeIn(block: PlacedBlock, at: number): Position {
    const last = this.#last;
    const [from, start] = last?.block === block && last.at <= at ? [last.at, last.place] : [0, block.start];
    const passed = block.raw.subarray(from, at);
    const place = passBy(start, passed, countNewlines(passed));
    this.#last = { block, at, place };
    return place;
  }

  #blockAt(clean: number): PlacedBlock {
    return this.#blocks[this.#find(clean)]!;
  }

  /** The last block that begins at or before the clean offset. */
  #find(clean: number): number {
    let low = 1;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#blocks[middle]!.clean <= clean) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

function inFile({ clean, steps }: PlacedBlock, offset: number): number {
  return steps.reduce(jump, offset - clean);
}

/** Where the byte at the offset of the text stands in the other one. */
export function jump(offset: number, jumps: Jumps): number {
  let low = 0;
  let high = jumps.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (jumps[middle * 2]! <= offset) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return offset;
  return jumps[low * 2 - 1]! + offset - jumps[low * 2 - 2]!;
}

/** The place behind the bytes, of which the first stands at the given place, and in which there are `newlines`. */
export function passBy({ offset, line, column }: Position, passed: Buffer, newlines: number): Position {
  const lineStart = newlines === 0 ? 0 : passed.lastIndexOf(10) + 1;
  const columns = utf16Length(passed, lineStart, passed.length);
  return {
    offset: offset + passed.length,
    line: line + newlines,
    column: newlines > 0 ? 1 + columns : column + columns,
  };
}
