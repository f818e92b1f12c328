/** What a sieve works with: texts in the prefilter's memory, their keyword hits, and where those lead. */
import { resolveOverlaps, type Candidate } from '../../../detect/candidate.ts';
import type { CompiledPattern, CompiledPatterns } from '../../../detect/compiled.ts';
import { describeMatches, type PlainMatch } from '../../../detect/describe.ts';
import { createFinder, type Finder } from '../../../detect/find.ts';
import { mayBeLone } from '../../../detect/generic/lone.ts';
import { genericPatterns } from '../../../detect/generic/detect.ts';
import type { FileTraits } from '../../../detect/generic/file-kind.ts';
import { createPrefilter, layout, type Prefilter } from '../../../detect/prefilter.ts';
import { findRadii } from './dependence.ts';
import { EntryReader, inputRoom, slack, type EntryCode, type Text } from './entry-reader.ts';

/** Where things stand in the module's memory, from the prefilter's inbox on. Memory that is never touched costs nothing. */
const scratch = layout.inbox;
const radiiAt = scratch + 0x10000;
const segmentsAt = radiiAt + 0x10000;
const mostSegments = 0x10000;
export const hitsAt = segmentsAt + mostSegments * 12;
const mostHits = 0x100000;
export const hitsEnd = hitsAt + mostHits * 16;
const inputAt = hitsEnd;
const deltaAt = inputAt + inputRoom;
export const textsAt = deltaAt + inputRoom;
/** Texts of the bases that wait for their other deltas, at most. */
const textRoom = 192 * 1024 * 1024;
/** Above this a base makes room as soon as its last delta is made. */
export const tightAbove = textsAt + 8 * 1024 * 1024;

interface Exports extends EntryCode {
  readonly freshCount: WebAssembly.Global;
  start(scratch: number, radii: number, segments: number, mostSegments: number): void;
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

/** A text and the address of its hits: 16 bytes each, see sieve.asm.ts. */
export interface Content extends Text {
  readonly hits: number;
}

export interface HitRange {
  readonly hitCount: number;
  /** How many are wanted: all, or those that are not as they were in the base. */
  readonly count: number;
  readonly all: boolean;
}

/** The mark of a hit that is not as it was in the base. */
const fresh = 0x80000000;

export class SieveEngine {
  readonly asm: Exports;
  readonly prefilter: Prefilter;
  readonly entries: EntryReader;
  memory: Buffer;
  readonly #finder: Finder;
  readonly #compiled: CompiledPatterns;
  #patterns: ReadonlySet<string> | undefined;
  #fields = new Uint32Array(1024);

  constructor(code: Uint8Array<ArrayBuffer>, compiled: CompiledPatterns) {
    this.prefilter = createPrefilter(code, compiled.image);
    this.#compiled = compiled;
    this.#finder = createFinder(this.prefilter, compiled);
    this.asm = this.prefilter.exports as unknown as Exports;
    this.memory = Buffer.alloc(0);
    this.reserve(tightAbove);
    this.asm.start(scratch, radiiAt, segmentsAt, mostSegments);
    this.memory.set(new Uint8Array(findRadii(compiled).buffer), radiiAt);
    this.entries = new EntryReader(this.asm, {
      input: inputAt,
      delta: deltaAt,
      textsEnd: textsAt + textRoom,
      reserve: (end) => this.reserve(end),
    });
  }

  /** Where hits of a text lead. */
  follow({ text, size, hits }: Content, file: FileTraits, { hitCount, count, all }: HitRange): readonly Candidate[] {
    if (count === 0 && !mayBeLone(this.memory, text, size)) return [];
    if (count * 4 > this.#fields.length) this.#fields = new Uint32Array(count * 8);
    const fields = this.#fields;
    const list = new Uint32Array(this.memory.buffer, hits, hitCount * 4);
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
    this.reserve(text + size + slack);
    return this.#finder.followHits({ address: text, length: size, file }, { count, fields });
  }

  /** All candidates of a text, as a scan of it alone finds them. */
  find({ text, size }: Text, file: FileTraits): readonly Candidate[] {
    this.reserve(text + size + slack);
    return this.#finder.findPlaced({ address: text, length: size, file }).candidates;
  }

  /** The matches that all candidates of a text make. */
  describe({ text, size }: Text, candidates: readonly Candidate[]): PlainMatch[] {
    const bytes = this.memory.subarray(text, text + size);
    const isPattern = (id: string): boolean => this.#listPatterns().has(id);
    return describeMatches(resolveOverlaps(candidates), { chunk: {}, bytes, isPattern });
  }

  #listPatterns(): ReadonlySet<string> {
    const list = (): CompiledPattern[] => [...this.#compiled.patterns.all(), ...Object.values(genericPatterns)];
    return (this.#patterns ??= new Set(list().map(({ id }) => id)));
  }

  /** The memory, large enough for what stands below `end` and for what is decoded behind it. */
  reserve(end: number): Buffer {
    this.prefilter.reserve(end - layout.inbox);
    const { buffer } = this.prefilter.memory;
    if (buffer !== this.memory.buffer) this.memory = Buffer.from(buffer);
    return this.memory;
  }
}
