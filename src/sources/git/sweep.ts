/** What one sweep of a history knows, gathered by several files and owned by none. */
import type { Repository } from '../../git.ts';
import type { ScanContext } from '../../types.ts';
import { readHexLength } from '../../git/repository.ts';
import { ChangeLog } from './change-log.ts';
import { CommitGraph } from './commit-graph.ts';
import { Inventory } from './inventory.ts';
import { OidTable } from './oid-table.ts';
import type { NamedFile } from './named.ts';
import type { ObjectStore } from './packs/object-store.ts';
import type { Doubtful, Sifted } from './packs/sieve.ts';
import type { Placed } from './places.ts';
import type { Tips } from './refs.ts';
import { TagTable } from './tags.ts';
import { TreeTable } from './tree-table.ts';

export interface Sweep {
  readonly repository: Repository;
  /** Everything is read all the same: what is unreachable is known only at the end. */
  readonly reachableOnly: boolean;
  readonly oids: OidTable;
  readonly inventory: Inventory;
  readonly log: ChangeLog;
  /** All trees, where they are read by us; else the log has all changes. */
  readonly trees: TreeTable;
  readonly graph: CommitGraph;
  readonly tags: TagTable;
  /** Blobs and trees that refs or tags name themselves, by number, and the names. */
  readonly named: Map<number, string>;
  /** Set where the next sweep is to begin where this one ended. */
  readonly trace?: SweepTrace;
}

/** What else the next sweep must know. Filled as the sweep goes on. */
export interface SweepTrace {
  tips?: Tips;
  /** Something came into the repository meanwhile. */
  late?: boolean;
  /** Packed blobs that hold uncertain values only. */
  doubtful: readonly Doubtful[];
  /** Blobs that only their names tell to be credentials. */
  named: readonly NamedFile[];
  placed: readonly Placed[];
  /** Portions of blobs that an earlier sweep has done, by number. Is told of those that this one does. */
  readonly portions: Map<number, SiftedBlobs>;
  /** Called once the packs are known, before the first portion. */
  readonly onStore: (store: ObjectStore) => void;
}

/** What became of a portion. */
export interface SiftedBlobs extends Sifted {
  readonly pack: number;
}

export function createSweep(repository: Repository, reachableOnly: boolean, trace?: SweepTrace): Sweep {
  const oids = new OidTable(readHexLength(repository));
  const inventory = new Inventory(oids);
  return {
    repository,
    reachableOnly,
    oids,
    inventory,
    trees: new TreeTable(oids, inventory),
    log: new ChangeLog(oids),
    graph: new CommitGraph(oids),
    tags: new TagTable(oids),
    named: new Map(),
    ...(trace && { trace }),
  };
}

/** Of all objects that are read, by whichever thread or process. */
export function tellProgress({ inventory, trees }: Sweep, { stats, progress }: ScanContext): void {
  const total = inventory.isComplete ? inventory.total + trees.expected : undefined;
  progress(stats.blobs + stats.commits + trees.length, total, 'objects');
}
