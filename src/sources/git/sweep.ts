/** What one sweep of a history knows, gathered by several files and owned by none. */
import type { Repository } from '../../git.ts';
import { readHexLength } from '../../git/repository.ts';
import { ChangeLog } from './change-log.ts';
import { CommitGraph } from './commit-graph.ts';
import { Inventory } from './inventory.ts';
import { OidTable } from './oid-table.ts';
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
}

export function createSweep(repository: Repository, reachableOnly: boolean): Sweep {
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
  };
}
