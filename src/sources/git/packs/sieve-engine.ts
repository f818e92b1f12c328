/** What a sieve works with: texts in the prefilter's memory, their keyword hits, and where those lead. */
import { resolveOverlaps, type Candidate } from '../../../detect/candidate.ts';
import type { CompiledPattern, CompiledPatterns } from '../../../detect/compiled.ts';
import { describeMatches, type PlainMatch } from '../../../detect/describe.ts';
import { createFinder, type Finder } from '../../../detect/find.ts';
import { mayBeLone } from '../../../detect/generic/lone.ts';
import { genericPatterns } from '../../../detect/generic/detect.ts';
import type { FileTraits } from '../../../detect/generic/file-kind.ts';
import { createPrefilter, layout, type Hits, type Prefilter } from '../../../detect/prefilter.ts';
import { findRadii, radiusAround } from './dependence.ts';
import { EntryReader, inputRoom, slack, type EntryCode, type Text } from './entry-reader.ts';

/** Where things stand in the module's memory, from the prefilter's inbox on. Memory that is never touched costs nothing. */
const scratch = layout.inbox;
/** By keyword, of which the prefilter has room for fewer than 32,768. */
const radiiAt = scratch + 0x10000;
const segmentsAt = radiiAt + 0x20000;
const mostSegments = 0x10000;
export const hitsAt = segmentsAt + mostSegments * 12;
const mostHits = 0x100000;
export const hitsEnd = hitsAt + mostHits * 16;
const leadsAt = hitsEnd;
const mostLeads = 0x100000;
const leadTablesAt = leadsAt + mostLeads * 16;
const leadTablesRoom = 0x400000;
const inputAt = leadTablesAt + leadTablesRoom;
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
  startCarry(): void;
  carry(from: number, end: number, margin: number, size: number, baseSize: number): number;
  startLeads(actions: number, keywords: number, spans: number, patterns: number, room: number): void;
  placeLeads(out: number, most: number): void;
  findLeads(text: number, size: number, hits: number, count: number, wanted: number): number;
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

/** A text and its hits: 16 bytes each, see sieve.asm.ts. */
export interface Content extends Text {
  /** Their address. */
  readonly hits: number;
  readonly hitCount: number;
}

/** The mark of a hit that is not as it was in the base. */
const fresh = 0x80000000;
/** What `carry` says where there is no further place. */
const nowhere = -1;
const isByName = ({ pattern }: Candidate): boolean => pattern.regex.source === '';

export class SieveEngine {
  readonly asm: Exports;
  readonly prefilter: Prefilter;
  readonly entries: EntryReader;
  memory: Buffer;
  readonly #finder: Finder;
  readonly #compiled: CompiledPatterns;
  #patterns: ReadonlySet<string> | undefined;
  #leads: Int32Array = new Int32Array();

  constructor(code: Uint8Array<ArrayBuffer>, compiled: CompiledPatterns) {
    this.prefilter = createPrefilter(code, compiled.image);
    this.#compiled = compiled;
    this.#finder = createFinder(this.prefilter, compiled);
    this.asm = this.prefilter.exports as unknown as Exports;
    this.memory = Buffer.alloc(0);
    this.reserve(tightAbove);
    this.asm.start(scratch, radiiAt, segmentsAt, mostSegments);
    this.memory.set(new Uint8Array(findRadii(compiled).buffer), radiiAt);
    this.#startLeads(compiled);
    this.entries = new EntryReader(this.asm, {
      input: inputAt,
      delta: deltaAt,
      textsEnd: textsAt + textRoom,
      reserve: (end) => this.reserve(end),
    });
  }

  #startLeads({ actions, patterns }: CompiledPatterns): void {
    const keywords = actions[0]! - 1;
    const spans = new Uint32Array(patterns.length * 2);
    for (let i = 0; i < patterns.length; i++) {
      const { reach, runs } = patterns.spanAt(i);
      spans.set([reach, runs], i * 2);
    }
    const spansAt = leadTablesAt + actions.byteLength;
    const room = spansAt + spans.byteLength;
    if (room + (keywords + patterns.length) * 12 > inputAt) throw new Error('too many patterns for the sieve');
    this.memory.set(new Uint8Array(actions.buffer, actions.byteOffset, actions.byteLength), leadTablesAt);
    this.memory.set(new Uint8Array(spans.buffer), spansAt);
    this.asm.startLeads(leadTablesAt, keywords, spansAt, patterns.length, room);
    this.asm.placeLeads(leadsAt, mostLeads);
  }

  /** Where hits of a text lead: all of them, or those only that are not as they were in the base. Undefined where that is too much. */
  follow({ text, size, hits, hitCount }: Content, file: FileTraits, all: boolean): readonly Candidate[] | undefined {
    const count = hitCount === 0 ? 0 : this.asm.findLeads(text, size, hits, hitCount, all ? 0 : fresh);
    if (count < 0) return undefined;
    if (count === 0 && !mayBeLone(this.memory, text, size)) return [];
    this.reserve(text + size + slack);
    const { buffer } = this.memory;
    if (this.#leads.buffer !== buffer) this.#leads = new Int32Array(buffer, leadsAt, mostLeads * 4);
    const list = new Uint32Array(buffer, hits, hitCount * 4);
    const pick = (offsets: ReadonlySet<number>): Hits => pickHits(list, text, offsets);
    return this.#finder.followLeads(
      { address: text, length: size, file },
      { count, fields: this.#leads, hitsAt: pick },
    );
  }

  /**
   * What became of the base's candidates in the text that the last delta made of it, in which its fresh hits lead nowhere: those that are
   * copied with all on which they depend. Undefined where that is not all that can be said of them.
   */
  carryOver(candidates: readonly Candidate[], base: Text, content: Content): readonly Candidate[] | undefined {
    const { asm } = this;
    const carried: Candidate[] = [];
    for (const candidate of candidates) {
      const { start, end } = candidate;
      const radius = radiusAround(candidate);
      asm.startCarry();
      for (let at = 0; ;) {
        at = asm.carry(start, end, radius, content.size, base.size);
        if (at === nowhere) break;
        if (at < 0) return undefined;
        carried.push({ ...candidate, start: at, end: at + end - start });
      }
    }
    return this.#isMarked(content, carried) ? undefined : carried;
  }

  /** Whether a vendor's mark, of which more must be known, stands where a value begins that was found by its name. */
  #isMarked({ hits, hitCount }: Content, candidates: readonly Candidate[]): boolean {
    const starts = new Set(candidates.filter(isByName).map(({ start }) => start));
    if (starts.size === 0) return false;
    const list = new Uint32Array(this.memory.buffer, hits, hitCount * 4);
    for (let i = 0; i < list.length; i += 4) if (list[i + 1]! >= fresh && starts.has(list[i]!)) return true;
    return false;
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

/** The hits at some offsets, as the prefilter gives them. */
function pickHits(list: Uint32Array, text: number, offsets: ReadonlySet<number>): Hits {
  const fields: number[] = [];
  for (let i = 0; i < list.length; i += 4) {
    if (!offsets.has(list[i]!)) continue;
    const value = list[i + 3] === 0 ? 0 : text;
    fields.push(list[i]! + text, list[i + 1]! & (fresh - 1), list[i + 2]! + value, list[i + 3]! + value);
  }
  return { count: fields.length / 4, fields: Uint32Array.from(fields) };
}
