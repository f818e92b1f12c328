/**
 * Goes through the blobs of a pack, family by family, and tells those that may hold a match; of all others it is certain. What
 * a delta copied from its base has been looked at there, so only what it brought is scanned, and what may depend on that.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { rank, type Candidate } from '../../../detect/candidate.ts';
import type { CompiledPatterns } from '../../../detect/compiled.ts';
import { createFinder, tellKind, type Finder } from '../../../detect/find.ts';
import { readFileTraits, traitsSample, type FileTraits } from '../../../detect/generic/file-kind.ts';
import { createPrefilter, layout, type Prefilter } from '../../../detect/prefilter.ts';
import { markValue } from '../../../detect/value-mark.ts';
import type { Confidence } from '../../../types.ts';
import { sampleSize, sniff, type ContentKind } from '../../text.ts';
import { findRadii } from './dependence.ts';
import { none, type PackTable } from './pack-table.ts';

/** Objects above this size, and their families, are left to the object reader. */
const largestObject = 16 * 1024 * 1024;
const slack = 64;

/** Where things stand in the module's memory, from the prefilter's inbox on. Memory that is never touched costs nothing. */
const scratch = layout.inbox;
const radiiAt = scratch + 0x10000;
const segmentsAt = radiiAt + 0x10000;
const mostSegments = 0x10000;
const hitsAt = segmentsAt + mostSegments * 12;
const mostHits = 0x100000;
const inputAt = hitsAt + mostHits * 16;
const deltaAt = inputAt + largestObject + 0x10000;
const textsAt = deltaAt + largestObject + 0x10000;
/** Texts of the bases that wait for their other deltas, at most. */
const textRoom = 192 * 1024 * 1024;
/** Above this a base makes room as soon as its last delta is made. */
const tightAbove = 8 * 1024 * 1024;

interface Exports {
  readonly freshCount: WebAssembly.Global;
  start(scratch: number, radii: number, segments: number, mostSegments: number): void;
  inflate(from: number, end: number, out: number, outEnd: number): number;
  sizeOfResult(delta: number, deltaEnd: number, baseSize: number): number;
  applyDelta(deltaEnd: number, base: number, baseSize: number, out: number, size: number): number;
  sharedStart(): number;
  findAll(text: number, size: number, hits: number, most: number): number;
  findFresh(
    text: number,
    size: number,
    baseSize: number,
    baseHits: number,
    baseCount: number,
    hits: number,
    most: number,
  ): number;
}

/** An object in memory. */
interface Content {
  readonly text: number;
  readonly size: number;
  /** Where its hits stand, or would. */
  readonly hits: number;
}

/** One whose deltas are being gone through. */
interface Frame extends Content {
  readonly kind: ContentKind;
  readonly file: FileTraits;
  /** -1 when they are not known: then every delta is scanned in full. */
  readonly hitCount: number;
  /** Undefined for a text that was not scanned. While there are any, what its deltas took over of them is theirs as well. */
  readonly candidates: readonly Candidate[] | undefined;
  /** The delta that comes next. */
  delta: number;
}

/** What became of a family. */
export interface Sifted {
  /** Entries that may hold a match, or that cannot be read. */
  readonly suspects: readonly number[];
  /** Those that hold only matches of less than the least confidence. */
  readonly doubtful: readonly Doubtful[];
  /** Blobs that hold none, and their bytes; those that another pack has, too, are left out. */
  readonly blobs: number;
  readonly bytes: number;
}

export interface Doubtful {
  readonly entry: number;
  readonly size: number;
  /** Marks of the values. */
  readonly marks: readonly string[];
}

export class Sieve {
  readonly #prefilter: Prefilter;
  readonly #finder: Finder;
  readonly #asm: Exports;
  #memory: Buffer;
  #fields = new Uint32Array(1024);
  #table!: PackTable;
  #fd = none;
  #suspects: number[] = [];
  #doubtful: Doubtful[] = [];
  readonly #least: number;
  #blobs = 0;
  #bytes = 0;

  constructor(code: Uint8Array<ArrayBuffer>, compiled: CompiledPatterns, minConfidence: Confidence) {
    this.#least = rank[minConfidence];
    this.#prefilter = createPrefilter(code, compiled.image);
    this.#finder = createFinder(this.#prefilter, compiled);
    this.#asm = this.#prefilter.exports as unknown as Exports;
    this.#memory = Buffer.alloc(0);
    this.#reserve(textsAt + tightAbove);
    this.#asm.start(scratch, radiiAt, segmentsAt, mostSegments);
    this.#memory.set(new Uint8Array(findRadii(compiled).buffer), radiiAt);
  }

  /** Goes on with another pack. @throws Error when it cannot be opened. */
  open(table: PackTable): void {
    this.close();
    this.#table = table;
    this.#fd = openSync(table.path, 'r');
  }

  close(): void {
    if (this.#fd !== none) closeSync(this.#fd);
    this.#fd = none;
  }

  /** Goes through families, given by their blobs that are no deltas. */
  sift(roots: Iterable<number>): Sifted {
    this.#suspects = [];
    this.#doubtful = [];
    this.#blobs = 0;
    this.#bytes = 0;
    for (const root of roots) this.#siftFamily(root);
    return { suspects: this.#suspects, doubtful: this.#doubtful, blobs: this.#blobs, bytes: this.#bytes };
  }

  #siftFamily(root: number): void {
    const first = this.#open(root, undefined);
    const stack = first === undefined ? [] : [first];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const entry = frame.delta;
      if (entry === none) {
        stack.pop();
        continue;
      }
      frame.delta = this.#table.nextDelta[entry]!;
      const next = this.#open(entry, frame);
      if (next === undefined) continue;
      if (frame.delta === none && next.text > textsAt + tightAbove)
        stack[stack.length - 1] = this.#moveDown(next, frame);
      else stack.push(next);
    }
  }

  /** Reads and scans an entry. Undefined where no delta of it is left to be read. */
  #open(entry: number, base: Frame | undefined): Frame | undefined {
    const text = base === undefined ? textsAt : base.text + align(base.size);
    const size = this.#read(entry, text, base);
    if (size < 0) {
      listFamily(this.#table, entry, this.#suspects);
      return undefined;
    }
    const hits = base === undefined ? hitsAt : base.hits + Math.max(0, base.hitCount) * 16;
    const scanned = this.#scan({ text, size, hits }, base);
    if (scanned.candidates === undefined) this.#suspects.push(entry);
    else if (scanned.candidates.length > 0) this.#note(entry, size, scanned.candidates);
    else if (this.#table.elsewhere[entry] === 0) {
      this.#blobs++;
      this.#bytes += size;
    }
    const delta = this.#table.firstDelta[entry]!;
    return delta === none ? undefined : { text, size, hits, ...scanned, delta };
  }

  #note(entry: number, size: number, candidates: readonly Candidate[]): void {
    if (candidates.some(({ confidence }) => rank[confidence] >= this.#least)) this.#suspects.push(entry);
    else this.#doubtful.push({ entry, size, marks: [...new Set(candidates.map(({ value }) => markValue(value)))] });
  }

  /** The object's size; -1 when it cannot be made. */
  #read(entry: number, text: number, base: Frame | undefined): number {
    const { offsets, sizes, headers, crcs } = this.#table;
    const size = sizes[entry]!;
    const from = offsets[entry]!;
    const length = offsets[entry + 1]! - from;
    if (size > largestObject || length > largestObject + 0x8000) return -1;
    if (text + size + slack > textsAt + textRoom) return -1;
    if (!this.#readInput(from, length)) return -1;
    if (crc32(this.#memory.subarray(inputAt, inputAt + length)) !== crcs[entry]) return -1;
    const input = inputAt + headers[entry]!;
    const inputEnd = inputAt + length;
    if (base === undefined) {
      this.#reserve(text + size + slack);
      return this.#asm.inflate(input, inputEnd, text, text + size) === size ? size : -1;
    }
    if (this.#asm.inflate(input, inputEnd, deltaAt, deltaAt + size) !== size) return -1;
    const made = this.#asm.sizeOfResult(deltaAt, deltaAt + size, base.size);
    if (made < 0 || made > largestObject || text + made + slack > textsAt + textRoom) return -1;
    this.#reserve(text + made + slack);
    return this.#asm.applyDelta(deltaAt + size, base.text, base.size, text, made) !== 0 ? made : -1;
  }

  #readInput(from: number, length: number): boolean {
    try {
      return readSync(this.#fd, this.#memory, inputAt, length, from) === length;
    } catch {
      return false;
    }
  }

  /** Finds the text's keyword hits, and sees where those lead that the base does not answer for. */
  #scan(content: Content, base: Frame | undefined): Pick<Frame, 'kind' | 'file' | 'hitCount' | 'candidates'> {
    const { text, size, hits } = content;
    const shared = base === undefined ? 0 : this.#asm.sharedStart();
    const memory = this.#memory;
    const kind = base !== undefined && shared >= sampleSize ? base.kind : sniff(memory.subarray(text, text + size));
    const file =
      base !== undefined && shared >= traitsSample
        ? base.file
        : readFileTraits('', memory.subarray(text, text + Math.min(size, traitsSample)));
    // Encodings and archives are for those who can read them.
    if (kind !== 'text' && kind !== 'text-bom' && kind !== 'binary')
      return { kind, file, hitCount: -1, candidates: undefined };
    const most = (hitsAt + mostHits * 16 - hits) / 16;
    const known = base !== undefined && base.hitCount >= 0 && base.file.kind === file.kind ? base : undefined;
    tellKind(this.#prefilter, file);
    const hitCount =
      known === undefined
        ? this.#asm.findAll(text, size, hits, most)
        : this.#asm.findFresh(text, size, known.size, known.hits, known.hitCount, hits, most);
    if (hitCount < 0) return { kind, file, hitCount, candidates: undefined };
    const all = known?.candidates?.length !== 0;
    const count = all ? hitCount : (this.#asm.freshCount.value as number);
    const candidates = count > 0 ? this.#follow({ ...content, file }, { hitCount, count, all }) : [];
    return { kind, file, hitCount, candidates };
  }

  /** Where the hits lead, all or the fresh ones. */
  #follow(
    { text, size, hits, file }: Content & Pick<Frame, 'file'>,
    { hitCount, count, all }: { hitCount: number; count: number; all: boolean },
  ): readonly Candidate[] {
    if (count * 4 > this.#fields.length) this.#fields = new Uint32Array(count * 8);
    const fields = this.#fields;
    const list = new Uint32Array(this.#memory.buffer, hits, hitCount * 4);
    let length = 0;
    for (let i = 0; i < list.length; i += 4) {
      const keyword = list[i + 1]!;
      if (!all && keyword < fresh) continue;
      const hasValue = list[i + 3] !== 0;
      fields[length] = list[i]! + text;
      fields[length + 1] = keyword & (fresh - 1);
      fields[length + 2] = hasValue ? list[i + 2]! + text : 0;
      fields[length + 3] = hasValue ? list[i + 3]! + text : 0;
      length += 4;
    }
    this.#reserve(text + size + slack);
    return this.#finder.followHits({ address: text, length: size, file }, { count, fields });
  }

  /** The base is not needed any more: its last delta takes its place. */
  #moveDown(frame: Frame, base: Frame): Frame {
    const { text, size, hits, hitCount } = frame;
    this.#memory.copyWithin(base.text, text, text + size);
    if (hitCount > 0) this.#memory.copyWithin(base.hits, hits, hits + hitCount * 16);
    return { ...frame, text: base.text, hits: base.hits };
  }

  /** The memory, large enough for what stands below `end` and for what is decoded behind it. */
  #reserve(end: number): void {
    this.#prefilter.reserve(end - layout.inbox);
    const { buffer } = this.#prefilter.memory;
    if (buffer !== this.#memory.buffer) this.#memory = Buffer.from(buffer);
  }
}

/** The mark of a hit that is not as it was in the base. */
const fresh = 0x80000000;

function align(size: number): number {
  return (size + slack + 15) & ~15;
}

/** Adds an entry and all that are made of it. */
export function listFamily({ firstDelta, nextDelta }: PackTable, entry: number, list: number[]): void {
  const open = [entry];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    list.push(next);
    for (let delta = firstDelta[next]!; delta !== none; delta = nextDelta[delta]!) open.push(delta);
  }
}
