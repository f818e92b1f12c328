/** Takes a log's decoration away, so that text is whole again: timestamps, colours, section marks, carriage returns, lines cut in two. */
import { utf16Length } from '../../detect/position.ts';
import type { Position } from '../../types.ts';
import type { RawBlock } from './blocks.ts';
import { controlLength } from './controls.ts';
import { moveOn, PlaceFinder, PlaceMap } from './places.ts';
import { readCliPrefix, readPrefix } from './prefix.ts';

/** A block of which the bytes are not the file's: text that was unescaped, with the way back. */
export interface DecodedBlock extends RawBlock {
  readonly places?: PlaceMap;
  /** Offset of the first byte in `places`. */
  readonly base?: number;
}

export interface CleanOptions {
  /** Lines begin with a time. */
  readonly prefixed: boolean;
  /** Lines begin with the names of job and step, as `gh run view --log` prints them. */
  readonly cli: boolean;
  /** Lines may go on with the line before. */
  readonly joins: boolean;
}

/** One file's cleaner. What is nothing but text passes through without a copy. */
export class Cleaner {
  readonly places = new PlaceMap();
  readonly #options: CleanOptions;
  /** Bytes of clean text before this block. */
  #total = 0;
  #atLineStart = true;
  /** The newline before this block was held back, as the next line may go on with its line. */
  #owesNewline = false;

  constructor(options: CleanOptions) {
    this.#options = options;
  }

  /** The block's clean text; valid until the block's bytes are not. */
  clean(block: DecodedBlock): Buffer {
    const out = new CleanOutput(block, this.places, this.#total);
    const { bytes } = block;
    const marks = new Marks(bytes);
    if (this.#isBare(bytes)) {
      // Nothing stands in front of lines, so that only control characters are looked for.
      cleanMarks([0, bytes.length], { out, marks, bytes });
      this.#atLineStart = bytes.at(-1) === 10;
      return this.#count(out.finish());
    }
    for (let from = 0; from < bytes.length;) {
      const newline = bytes.indexOf(10, from);
      const end = newline < 0 ? bytes.length : newline + 1;
      this.#cleanLine([from, end], { out, marks, bytes });
      this.#atLineStart = newline >= 0;
      from = end;
    }
    if (this.#options.joins && this.#atLineStart && bytes.length > 0) {
      out.dropNewline();
      this.#owesNewline = true;
    }
    return this.#count(out.finish());
  }

  #count(text: Buffer): Buffer {
    this.#total += text.length;
    return text;
  }

  #isBare(bytes: Buffer): boolean {
    const { prefixed, cli, joins } = this.#options;
    return !prefixed && !cli && !joins && readPrefix(bytes, 0, bytes.length).length === 0;
  }

  #cleanLine([from, end]: readonly [number, number], { out, marks, bytes }: Line): void {
    let start = from;
    if (this.#atLineStart) {
      const prefix = this.#options.cli ? readCliPrefix(bytes, from, end) : readPrefix(bytes, from, end);
      start += prefix.length;
      if (prefix.joins) out.dropNewline();
      else if (this.#owesNewline) out.newline();
      this.#owesNewline = false;
    }
    if (marks.next(start) >= end) out.copy(start, end);
    else cleanMarks([start, end], { out, marks, bytes });
  }
}

interface Line {
  readonly out: CleanOutput;
  readonly marks: Marks;
  readonly bytes: Buffer;
}

/** A line, or a block of them, with control characters in it. */
function cleanMarks([from, end]: readonly [number, number], { out, marks, bytes }: Line): void {
  let p = from;
  for (let mark = marks.next(p); mark < end; mark = marks.next(p)) {
    if (bytes[mark] === 13) {
      const start = Math.max(p, bytes.lastIndexOf(10, mark) + 1);
      out.copy(p, start);
      if (!isSectionMark(bytes, start, mark)) {
        out.copy(start, mark);
        out.newline();
      }
      p = mark + 1;
      continue;
    }
    out.copy(p, mark);
    const length = controlLength(bytes, mark);
    p = Math.min(end, mark + (length < 0 ? 1 : length));
  }
  out.copy(p, end);
}

const section = Buffer.from('section_');

/** GitLab: `section_start:TIME:NAME` or `section_end:TIME:NAME` before a carriage return. */
function isSectionMark(bytes: Buffer, from: number, end: number): boolean {
  if (bytes[from] !== 0x73 || end - from > 500 || section.compare(bytes, from, from + section.length) !== 0)
    return false;
  return /^section_(?:start|end):\d+:[\w.-]+(?:\[[^\]]*\])?$/.test(bytes.toString('latin1', from, end));
}

/** Where the next escape, or carriage return that ends no line, stands. */
class Marks {
  readonly #bytes: Buffer;
  #escape = -1;
  #return = -1;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** From `from` on, which never goes back; beyond the end where there is none. */
  next(from: number): number {
    if (this.#escape < from) this.#escape = beyond(this.#bytes.indexOf(0x1b, from));
    if (this.#return < from) this.#return = this.#nextReturn(from);
    return Math.min(this.#escape, this.#return);
  }

  #nextReturn(from: number): number {
    let at = this.#bytes.indexOf(13, from);
    while (at >= 0 && endsLine(this.#bytes, at)) at = this.#bytes.indexOf(13, at + 1);
    return beyond(at);
  }
}

function beyond(at: number): number {
  return at < 0 ? Infinity : at;
}

function endsLine(bytes: Buffer, at: number): boolean {
  return bytes[at + 1] === 10 || (bytes[at + 1] === 13 && bytes[at + 2] === 10);
}

/** Collects stretches of a block; as long as there is only one, nothing is copied. */
class CleanOutput {
  readonly #block: DecodedBlock;
  readonly #places: PlaceMap;
  readonly #base: number;
  readonly #inner: PlaceFinder | undefined;
  #text: Buffer | undefined;
  #length = 0;
  #from = 0;
  #to = 0;
  /** Place of `#at`, counted on from one stretch to the next. */
  #place: Position;
  #at = 0;

  constructor(block: DecodedBlock, places: PlaceMap, base: number) {
    this.#block = block;
    this.#places = places;
    this.#base = base;
    this.#place = block.start;
    const { places: inner, bytes, base: innerBase = 0 } = block;
    this.#inner = inner === undefined ? undefined : new PlaceFinder(inner, bytes, innerBase);
  }

  copy(from: number, to: number): void {
    if (from === to) return;
    if (this.#to === from && this.#from < from) {
      this.#to = to;
      return;
    }
    this.#flush();
    this.#from = from;
    this.#to = to;
  }

  newline(): void {
    this.#flush();
    this.#places.add(this.#base + this.#length, this.#placeOf(this.#to));
    this.#own()[this.#length++] = 10;
  }

  /** Takes back the newline that the text ends with. */
  dropNewline(): void {
    this.#flush();
    const text = this.#own();
    if (this.#length > 0 && text[this.#length - 1] === 10) this.#length--;
    if (this.#length > 0 && text[this.#length - 1] === 13) this.#length--;
  }

  finish(): Buffer {
    const { bytes } = this.#block;
    if (this.#text === undefined && this.#length === 0 && this.#from === 0 && this.#to === bytes.length) {
      this.#mark(0, this.#to);
      return bytes;
    }
    this.#flush();
    return this.#own().subarray(0, this.#length);
  }

  #flush(): void {
    const { bytes } = this.#block;
    const [from, to] = [this.#from, this.#to];
    if (from === to) return;
    this.#mark(from, to);
    const text = this.#own();
    // A short stretch is copied faster by hand.
    if (to - from < 48) for (let p = from, at = this.#length; p < to; p++) text[at++] = bytes[p]!;
    else bytes.copy(text, this.#length, from, to);
    this.#length += to - from;
    this.#from = to;
  }

  /** A byte more than the block, for the newline that was held back. */
  #own(): Buffer {
    return (this.#text ??= Buffer.allocUnsafe(this.#block.bytes.length + 1));
  }

  /** Notes where the stretch that is next to be copied stands in the file. */
  #mark(from: number, to: number): void {
    const clean = this.#base + this.#length;
    this.#places.add(clean, this.#placeOf(from));
    const { places, base = 0 } = this.#block;
    for (const jump of places?.between(base + from, base + to) ?? [])
      this.#places.add(clean + jump - base - from, this.#placeOf(jump - base));
  }

  #placeOf(at: number): Position {
    if (this.#inner !== undefined) return this.#inner.at(at);
    const { bytes } = this.#block;
    const passed = bytes.subarray(this.#at, at);
    this.#place = passed.length < 64 ? countShort(this.#place, passed) : moveOn(this.#place, passed);
    this.#at = at;
    return this.#place;
  }
}

/** As `moveOn`, in one loop. */
function countShort({ offset, line, column }: Position, passed: Uint8Array): Position {
  let lineStart = 0;
  let newlines = 0;
  for (let p = 0; p < passed.length; p++) {
    if (passed[p] !== 10) continue;
    newlines++;
    lineStart = p + 1;
  }
  const columns = utf16Length(passed, lineStart, passed.length);
  return {
    offset: offset + passed.length,
    line: line + newlines,
    column: newlines > 0 ? 1 + columns : column + columns,
  };
}
