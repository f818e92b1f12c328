/**
 * Goes through the blobs of a pack, family by family, and tells those that may hold a match; of all others it is certain. What
 * a delta copied from its base has been looked at there, so only what it brought is scanned, and what may depend on that.
 */
import { rank, type Candidate } from '../../../detect/candidate.ts';
import type { PlainMatch } from '../../../detect/describe.ts';
import { tellKind } from '../../../detect/find.ts';
import { readFileTraits, traitsSample, type FileTraits } from '../../../detect/generic/file-kind.ts';
import { markValue } from '../../../detect/value-mark.ts';
import type { Confidence } from '../../../types.ts';
import { segmentSize } from '../../segment.ts';
import { sampleSize, sniff, type ContentKind } from '../../text.ts';
import { align, type Text } from './entry-reader.ts';
import { listFamily, walkFamily, type Frame } from './family.ts';
import { none } from './pack-table.ts';
import { hitsAt, hitsEnd, textsAt, tightAbove, type Content, type SieveEngine } from './sieve-engine.ts';

interface BlobFrame extends Content, Frame {
  readonly kind: ContentKind;
  readonly file: FileTraits;
  /** -1 when hits are not known: then every delta is scanned in full. */
  readonly hitCount: number;
  /** All of them, those that were copied of the base's included; undefined for a text that was not scanned. */
  readonly candidates: readonly Candidate[] | undefined;
}

type Scanned = Pick<BlobFrame, 'kind' | 'file' | 'hitCount' | 'candidates'>;

/** What became of families of blobs. */
export interface Sifted {
  /** Entries that may hold a match, or that cannot be read. */
  readonly suspects: readonly number[];
  /** Those that do, with all matches. */
  readonly found: readonly FoundBlob[];
  /** Those that hold only matches of less than the least confidence. */
  readonly doubtful: readonly Doubtful[];
  /** Blobs that hold none, and their bytes; those that another pack has, too, are left out. */
  readonly blobs: number;
  readonly bytes: number;
}

export interface FoundBlob {
  readonly entry: number;
  readonly size: number;
  readonly matches: readonly PlainMatch[];
}

export interface Doubtful {
  readonly entry: number;
  readonly size: number;
  /** Marks of the values. */
  readonly marks: readonly string[];
  /** All matches, unless there are many, here or in all: then the blob is read again, should one of them be certain elsewhere. */
  readonly matches?: readonly PlainMatch[];
}

/** A blob with more is scanned where no copy of them is needed. */
const mostMatches = 1000;
/** The same for one that is most probably told of in vain, and matches of all such blobs that a thread keeps ready. */
const mostDoubtful = 20;
const mostReady = 30_000;

const nothingSettled: ReadonlySet<number> = new Set();

export class Sieve {
  readonly #engine: SieveEngine;
  #settled: ReadonlySet<number> = nothingSettled;
  #suspects: number[] = [];
  #found: FoundBlob[] = [];
  #doubtful: Doubtful[] = [];
  readonly #least: number;
  #blobs = 0;
  #bytes = 0;
  #ready = 0;

  constructor(engine: SieveEngine, minConfidence: Confidence) {
    this.#least = rank[minConfidence];
    this.#engine = engine;
  }

  /**
   * Goes through families of the pack that the engine's reader has open, given by their blobs that are no deltas. Of what is `settled`, what
   * it holds itself is of no use any more: it is there for its deltas, and counts as if it held nothing.
   */
  sift(roots: Iterable<number>, settled: ReadonlySet<number> = nothingSettled): Sifted {
    this.#settled = settled;
    this.#suspects = [];
    this.#found = [];
    this.#doubtful = [];
    this.#blobs = 0;
    this.#bytes = 0;
    const visitor = {
      open: (entry: number, base: BlobFrame | undefined) => this.#open(entry, base),
      settle: (frame: BlobFrame, base: BlobFrame) =>
        frame.text > tightAbove ? this.#moveDown(frame, base) : undefined,
    };
    for (const root of roots) walkFamily(this.#engine.entries.table, root, visitor);
    const [suspects, found, doubtful] = [this.#suspects, this.#found, this.#doubtful];
    return { suspects, found, doubtful, blobs: this.#blobs, bytes: this.#bytes };
  }

  /** Reads and scans an entry. Undefined where no delta of it is left to be read. */
  #open(entry: number, base: BlobFrame | undefined): BlobFrame | undefined {
    const { entries } = this.#engine;
    const { table } = entries;
    const text = base === undefined ? textsAt : base.text + align(base.size);
    const size = entries.read(entry, text, base);
    if (size < 0) {
      listFamily(table, entry, this.#suspects);
      return undefined;
    }
    const hits = base === undefined ? hitsAt : base.hits + Math.max(0, base.hitCount) * 16;
    const scanned = this.#scan({ text, size, hits }, base, this.#settled.has(entry));
    if (scanned.candidates === undefined) this.#suspects.push(entry);
    else if (scanned.candidates.length > 0) this.#note(entry, { text, size }, scanned);
    else if (table.elsewhere[entry] === 0) {
      this.#blobs++;
      this.#bytes += size;
    }
    const delta = table.firstDelta[entry]!;
    return delta === none ? undefined : { text, size, hits, ...scanned, delta };
  }

  #note(entry: number, text: Text, scanned: Scanned): void {
    const { candidates = [] } = scanned;
    const { size } = text;
    if (candidates.some(({ confidence }) => rank[confidence] >= this.#least)) {
      const matches = this.#describe(text, scanned, mostMatches);
      if (matches === undefined) this.#suspects.push(entry);
      else this.#found.push({ entry, size, matches });
      return;
    }
    const marks = [...new Set(candidates.map(({ value }) => markValue(value)))];
    const matches = this.#ready < mostReady ? this.#describe(text, scanned, mostDoubtful) : undefined;
    this.#ready += matches?.length ?? 0;
    this.#doubtful.push({ entry, size, marks, ...(matches === undefined ? {} : { matches }) });
  }

  /** All matches of the text; undefined where it must be read in another way, or has more than `most`. */
  #describe(text: Text, { kind, candidates = [] }: Scanned, most: number): PlainMatch[] | undefined {
    if (kind !== 'text' || text.size > segmentSize || candidates.length > most) return undefined;
    return this.#engine.describe(text, candidates);
  }

  /** Finds the text's keyword hits, and sees where those lead that the base does not answer for. */
  #scan(content: Omit<Content, 'hitCount'>, base: BlobFrame | undefined, isSettled: boolean): Scanned {
    const { text, size, hits } = content;
    const { asm, memory, prefilter } = this.#engine;
    const shared = base === undefined ? 0 : asm.sharedStart();
    const kind = base !== undefined && shared >= sampleSize ? base.kind : sniff(memory.subarray(text, text + size));
    const file =
      base !== undefined && shared >= traitsSample
        ? base.file
        : readFileTraits('', memory.subarray(text, text + Math.min(size, traitsSample)));
    // Encodings and archives are for those who can read them.
    if (kind !== 'text' && kind !== 'text-bom' && kind !== 'binary')
      return { kind, file, hitCount: -1, candidates: undefined };
    const most = (hitsEnd - hits) / 16;
    const known = base !== undefined && base.hitCount >= 0 && base.file.kind === file.kind ? base : undefined;
    tellKind(prefilter, file);
    const hitCount =
      known === undefined
        ? asm.findAll(text, size, hits, most)
        : asm.findFresh(text, size, known.size, known.hits, known.hitCount, hits, most);
    if (hitCount < 0) return { kind, file, hitCount, candidates: undefined };
    if (isSettled) return { kind, file, hitCount, candidates: [] };
    return { kind, file, hitCount, candidates: this.#findCandidates({ ...content, hitCount }, file, known) };
  }

  /** Where fresh hits lead to candidates, or those of the base do not simply stay, all hits of the text are followed. */
  #findCandidates(content: Content, file: FileTraits, base: BlobFrame | undefined): readonly Candidate[] | undefined {
    const engine = this.#engine;
    if (base?.candidates !== undefined && engine.follow(content, file, false)?.length === 0) {
      if (base.candidates.length === 0) return base.candidates;
      const carried = engine.carryOver(base.candidates, base, content);
      if (carried !== undefined) return carried;
    }
    return engine.follow(content, file, true);
  }

  /** The base is not needed any more: its last delta takes its place. */
  #moveDown(frame: BlobFrame, base: BlobFrame): BlobFrame {
    const { memory } = this.#engine;
    const { text, size, hits, hitCount } = frame;
    memory.copyWithin(base.text, text, text + size);
    if (hitCount > 0) memory.copyWithin(base.hits, hits, hits + hitCount * 16);
    return { ...frame, text: base.text, hits: base.hits };
  }
}
