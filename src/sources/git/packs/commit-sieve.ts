/** Goes through the commits of a pack: how they hang together, and which of them may say something that matches. */
import { tellKind } from '../../../detect/find.ts';
import { readFileTraits, type FileTraits } from '../../../detect/generic/file-kind.ts';
import { Column } from '../column.ts';
import { expandMessage, messagePaths } from '../messages.ts';
import type { OidView } from '../oid-table.ts';
import { CommitHeader, mostParents } from './commit-header.ts';
import { align } from './entry-reader.ts';
import { listFamily, walkFamily, type Frame } from './family.ts';
import { none } from './pack-table.ts';
import { hitsAt, hitsEnd, textsAt, tightAbove, type SieveEngine } from './sieve-engine.ts';

/** Commits that were read. Numbers are those of the id table; 0 stands for what it has not. */
export interface SiftedCommits {
  readonly entries: Uint32Array;
  readonly trees: Uint32Array;
  readonly parentCounts: Uint8Array;
  /** Those of the first commit, then those of the second, and so on. */
  readonly parents: Uint32Array;
  readonly clocks: Float64Array;
  /** Ids of parents that stand as 0, in that order. */
  readonly unknown: readonly string[];
  /** Entries among them that may hold a match. */
  readonly suspects: readonly number[];
  /** Entries that could not be read. */
  readonly unread: readonly number[];
  /** The bytes of all that were read and are no suspects. */
  readonly bytes: number;
}

const noText = Buffer.alloc(0);
const traits = new Map<string, FileTraits>(
  Object.values(messagePaths.commit).map((path) => [path, readFileTraits(path, noText)]),
);

export class CommitSieve {
  readonly #engine: SieveEngine;
  readonly #oids: OidView;
  readonly #header: CommitHeader;
  readonly #entries = new Column();
  readonly #trees = new Column();
  readonly #parents = new Column();
  readonly #parentCounts = new Column();
  #clocks: number[] = [];
  #unknown: string[] = [];
  #suspects: number[] = [];
  #unread: number[] = [];
  #bytes = 0;

  constructor(engine: SieveEngine, oids: OidView) {
    this.#engine = engine;
    this.#oids = oids;
    this.#header = new CommitHeader(oids.hexLength);
  }

  /** Goes through families, given by their commits that are no deltas. */
  sift(roots: Iterable<number>): SiftedCommits {
    for (const column of [this.#entries, this.#trees, this.#parents, this.#parentCounts]) column.length = 0;
    [this.#clocks, this.#unknown, this.#suspects, this.#unread, this.#bytes] = [[], [], [], [], 0];
    const visitor = {
      open: (entry: number, base: Frame | undefined) => this.#open(entry, base),
      settle: (frame: Frame, base: Frame) => (frame.text > tightAbove ? this.#moveDown(frame, base) : undefined),
    };
    for (const root of roots) walkFamily(this.#engine.entries.table, root, visitor);
    return {
      entries: this.#entries.toArray(),
      trees: this.#trees.toArray(),
      parentCounts: new Uint8Array(this.#parentCounts.toArray()),
      parents: this.#parents.toArray(),
      clocks: new Float64Array(this.#clocks),
      unknown: this.#unknown,
      suspects: this.#suspects,
      unread: this.#unread,
      bytes: this.#bytes,
    };
  }

  #open(entry: number, base: Frame | undefined): Frame | undefined {
    const { entries } = this.#engine;
    const { table } = entries;
    const text = base === undefined ? textsAt : base.text + align(base.size);
    const size = entries.read(entry, text, base);
    if (size < 0) {
      listFamily(table, entry, this.#unread);
      return undefined;
    }
    // What another pack has, too, is counted there.
    if (table.elsewhere[entry] === 0) this.#note(entry, text, size);
    const delta = table.firstDelta[entry]!;
    return delta === none ? undefined : { text, size, delta };
  }

  #note(entry: number, text: number, size: number): void {
    const header = this.#header;
    header.read(this.#engine.memory, text, text + size);
    const { bytes, parents, parentCount } = header;
    if (parentCount > mostParents) {
      this.#unread.push(entry);
      return;
    }
    this.#entries.push(entry);
    this.#trees.push(this.#oids.find(bytes, header.tree) ?? 0);
    for (let i = 0; i < parentCount; i++) this.#parents.push(this.#findParent(bytes, parents[i]!));
    this.#parentCounts.push(parentCount);
    this.#clocks.push(header.clock);
    if (header.hasEncoding || this.#mayMatch(text, size)) this.#suspects.push(entry);
    else this.#bytes += size;
  }

  #findParent(raw: Buffer, at: number): number {
    const known = this.#oids.find(raw, at);
    if (known === undefined) this.#unknown.push(raw.latin1Slice(at, at + this.#oids.hexLength));
    return known ?? 0;
  }

  /** Scans what the commit says, in a copy: deltas of it may follow. Most have no keyword even with all ids and signatures. */
  #mayMatch(text: number, size: number): boolean {
    if (this.#findHits(text, size, messagePaths.commit.message) === 0) return false;
    const copy = text + align(size);
    const memory = this.#engine.reserve(copy + align(size));
    memory.copyWithin(copy, text, text + size);
    const bytes = memory.subarray(copy, copy + size);
    const chunks = [...expandMessage({ oid: '', kind: 'commit', via: 'message', bytes })];
    return chunks.some((chunk) => this.#mayMatchAt(chunk.bytes.byteOffset, chunk.bytes.length, chunk.path));
  }

  #mayMatchAt(text: number, size: number, path: string): boolean {
    const hitCount = this.#findHits(text, size, path);
    if (hitCount < 0) return true;
    return this.#engine.follow({ text, size, hits: hitsAt, hitCount }, traits.get(path)!, true)?.length !== 0;
  }

  /** Number of the keyword hits, -1 where there are too many. */
  #findHits(text: number, size: number, path: string): number {
    const { asm, prefilter } = this.#engine;
    tellKind(prefilter, traits.get(path)!);
    return asm.findAll(text, size, hitsAt, (hitsEnd - hitsAt) / 16);
  }

  #moveDown(frame: Frame, base: Frame): Frame {
    this.#engine.memory.copyWithin(base.text, frame.text, frame.text + frame.size);
    return { ...frame, text: base.text };
  }
}
