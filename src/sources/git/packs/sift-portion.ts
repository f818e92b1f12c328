/** What is done with a portion, on whichever thread: blobs and commits go through the sieve, trees become edges. */
import type { CompiledPatterns } from '../../../detect/compiled.ts';
import type { Confidence } from '../../../types.ts';
import { OidView, type OidSnapshot } from '../oid-table.ts';
import { CommitSieve, type SiftedCommits } from './commit-sieve.ts';
import { listFamily } from './family.ts';
import { packTypes, type PackTable } from './pack-table.ts';
import type { Portion } from './portions.ts';
import { Sieve, type Sifted } from './sieve.ts';
import { sieveCode } from './sieve-code.build.ts';
import { SieveEngine } from './sieve-engine.ts';
import { TreeReader, type ReadTrees } from './tree-reader.ts';
import { treesCode } from './trees-code.build.ts';

/** What is known of all objects, for every thread to see. */
export interface SharedObjects {
  readonly tables: readonly PackTable[];
  readonly oids: OidSnapshot;
  /** Types of the objects by their number in the id table. */
  readonly types: Uint8Array;
  /** 1 once these two are filled; portions of blobs do without. */
  readonly isNumbered?: Int32Array;
}

/** What became of a portion, by what it consists of. */
export type PortionResult =
  | ({ readonly of: 'blobs' } & Sifted)
  | ({ readonly of: 'commits' } & SiftedCommits)
  | ({ readonly of: 'trees' } & ReadTrees);

export class PortionSifter {
  readonly #objects: SharedObjects;
  readonly #compiled: CompiledPatterns;
  readonly #minConfidence: Confidence;
  readonly #oids: OidView;
  #engine: SieveEngine | undefined;
  #sieve: Sieve | undefined;
  #commits: CommitSieve | undefined;
  #trees: TreeReader | undefined;

  constructor(objects: SharedObjects, compiled: CompiledPatterns, minConfidence: Confidence) {
    this.#objects = objects;
    this.#compiled = compiled;
    this.#minConfidence = minConfidence;
    this.#oids = new OidView(objects.oids);
  }

  sift(portion: Portion): PortionResult {
    const { tables, isNumbered } = this.#objects;
    const table = tables[portion.pack]!;
    if (portion.type !== packTypes.blob && isNumbered !== undefined) Atomics.wait(isNumbered, 0, 0);
    try {
      if (portion.type === packTypes.tree) {
        const trees = this.#startTrees();
        trees.entries.open(table, portion.roots);
        return { of: 'trees', ...trees.read(portion.roots) };
      }
      const engine = this.#startEngine();
      engine.entries.open(table, portion.roots);
      if (portion.type === packTypes.commit)
        return { of: 'commits', ...(this.#commits ??= new CommitSieve(engine, this.#oids)).sift(portion.roots) };
      return {
        of: 'blobs',
        ...(this.#sieve ??= new Sieve(engine, this.#minConfidence)).sift(portion.roots, portion.settled),
      };
    } catch {
      // A pack that has just gone: git may have its objects elsewhere.
      return leaveAll(table, portion);
    }
  }

  close(): void {
    this.#engine?.entries.close();
    this.#trees?.entries.close();
  }

  #startEngine(): SieveEngine {
    return (this.#engine ??= new SieveEngine(sieveCode, this.#compiled));
  }

  /** Trees come last: what the sieve took of the memory is free by then. */
  #startTrees(): TreeReader {
    this.#engine?.entries.close();
    this.#engine = this.#sieve = this.#commits = undefined;
    return (this.#trees ??= new TreeReader(treesCode, { oids: this.#oids, types: this.#objects.types }));
  }
}

/** Leaves all of a portion to the object reader. */
export function leaveAll(table: PackTable, { type, roots }: Portion): PortionResult {
  const entries: number[] = [];
  for (const root of roots) listFamily(table, root, entries);
  const none = new Uint32Array();
  if (type === packTypes.blob) return { of: 'blobs', suspects: entries, found: [], doubtful: [], blobs: 0, bytes: 0 };
  if (type === packTypes.commit)
    return {
      ...{ of: 'commits', entries: none, trees: none, parents: none, parentCounts: new Uint8Array() },
      ...{ clocks: new Float64Array(), unknown: [], suspects: [], unread: entries, bytes: 0 },
    };
  return {
    ...{ of: 'trees', trees: none, bases: none, ends: none, names: none, children: none },
    ...{ unknown: [], newNames: [], unread: entries, odd: false },
  };
}
