/** Whether and how what commits changed is worked out from trees: only where the repository is whole, and nothing in it is out of the ordinary. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isTelling } from '../../detect/generic/lone.ts';
import { isShallow, type Repository } from '../../git.ts';
import { ChangeLog } from './change-log.ts';
import { collectChanges, type BrokenCommit } from './changes.ts';
import { batchColumn } from './inventory.ts';
import { batchSize, type ObjectReader } from './objects.ts';
import { noObject } from './oid-table.ts';
import type { Sweep } from './sweep.ts';
import { logTreeChanges } from './tree-changes.ts';

/** Git lets some files say that commits have other parents than they name. */
export function mayReadTrees(repository: Repository): boolean {
  return !isShallow(repository) && !existsSync(join(repository.commonDir, 'info', 'grafts'));
}

/**
 * Reads the trees that no thread has read. True (and so `isComplete`) when all commits can be compared by what is known then. `most`: ids of
 * objects whose changes will be asked for.
 */
export async function completeTrees(
  sweep: Sweep,
  reader: ObjectReader,
  most: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  const { trees, inventory, oids } = sweep;
  trees.resolve();
  const batches = [...batchColumn(oids, inventory.looseTrees), ...batchNumbers(sweep, trees.unread)];
  if (batches.length > 0)
    for await (const object of reader.read(batches)) {
      const tree = oids.findHex(object.oid) ?? noObject;
      if (!('bytes' in object) || object.type !== 'tree') trees.isOdd = true;
      else trees.addRaw(tree, Buffer.from(object.bytes));
    }
  if (trees.isOdd || !isWhole(sweep)) return false;
  gatherChanges(sweep, most);
  // What is missing is told with the path that it should be at.
  trees.isComplete = pickChanges(sweep, trees.missing, sweep.log);
  return trees.isComplete;
}

/** All trees are gone through for one blob as for many: once, for all those that will be asked for. */
function gatherChanges(sweep: Sweep, most: ReadonlySet<string>): void {
  const { trees, oids } = sweep;
  trees.telling = trees.findNames(isTelling);
  const blobs = new Set([...trees.missing, ...trees.telling.keys(), ...listNumbers(sweep, most)]);
  const log = new ChangeLog(oids);
  if (logTreeChanges(sweep, blobs, log)) trees.gathered = { blobs, log };
}

/** Logs the changes that brought in the blobs. False, with nothing logged, when they cannot be told. */
function pickChanges(sweep: Sweep, wanted: ReadonlySet<number>, log: ChangeLog): boolean {
  const { gathered } = sweep.trees;
  if (gathered === undefined || ![...wanted].every((blob) => gathered.blobs.has(blob)))
    return logTreeChanges(sweep, wanted, log);
  for (let i = 0; i < gathered.log.length; i++) if (wanted.has(gathered.log.nextAt(i))) log.put(gathered.log.at(i));
  return true;
}

function listNumbers({ oids }: Sweep, ids: ReadonlySet<string>): Set<number> {
  const numbers = new Set([...ids].map((oid) => oids.findHex(oid) ?? noObject));
  numbers.delete(noObject);
  return numbers;
}

function batchNumbers({ oids }: Sweep, numbers: readonly number[]): string[][] {
  return Array.from({ length: Math.ceil(numbers.length / batchSize) }, (_, i) =>
    numbers.slice(i * batchSize, (i + 1) * batchSize).map((number) => oids.hex(number)),
  );
}

/** All commits are there, and their trees. */
function isWhole({ graph, trees, inventory }: Sweep): boolean {
  if (graph.commits.length !== inventory.commits.length) return false;
  for (let i = 0; i < graph.commits.length; i++) {
    const commit = graph.commits.at(i);
    if (!trees.has(graph.treeOf(commit))) return false;
    if (!graph.parentsOf(commit).every((parent) => graph.has(parent))) return false;
  }
  return true;
}

/** Logs the changes that brought in the objects with these ids. Returns the commits that could not be compared. */
export async function logChangesOf(sweep: Sweep, found: ReadonlySet<string>): Promise<readonly BrokenCommit[]> {
  const { repository, log, inventory, trees } = sweep;
  const wanted = listNumbers(sweep, found);
  for (const blob of trees.missing) wanted.delete(blob);
  if (pickChanges(sweep, wanted, log)) return [];
  return collectChanges(repository, log, { commits: inventory.commits, deletions: false });
}
