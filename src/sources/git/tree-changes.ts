/**
 * Which commits brought some wanted blobs to which paths, worked out from trees. Of each tree only what leads to wanted blobs is kept, and
 * trees that are alike in that are one and the same: most commits differ in nothing from their parents, and cost a comparison of two numbers.
 */
import type { ChangeLog } from './change-log.ts';
import type { CommitGraph } from './commit-graph.ts';
import type { Inventory } from './inventory.ts';
import { noObject } from './oid-table.ts';
import { packTypes } from './packs/pack-table.ts';
import type { TreeChunk } from './packs/tree-reader.ts';
import { empty, joinEntry, nameOf, TreeNodes } from './tree-nodes.ts';
import type { TreeTable } from './tree-table.ts';

export interface TreeHistory {
  readonly trees: TreeTable;
  readonly graph: CommitGraph;
  readonly inventory: Inventory;
}

/** More than this many names in nodes, and there is no gain in it. */
const mostNames = 2_000_000;

/** Trees that are nested deeper than this are compared by git. */
const deepest = 200;

/** Adds the changes to the log. False, with nothing added, when that takes more memory than it is worth, or a tree contains itself. */
export function logTreeChanges(history: TreeHistory, wanted: ReadonlySet<number>, log: ChangeLog): boolean {
  const { graph } = history;
  if (wanted.size === 0) return true;
  const pruner = new Pruner(history, wanted);
  if (!pruner.prune()) return false;
  const roots = new Int32Array(graph.commits.length);
  for (let row = 0; row < roots.length; row++) {
    roots[row] = pruner.nodeOf(graph.treeOf(graph.commits.at(row)));
    if (roots[row]! < 0) return false;
  }
  const differ = new Differ(pruner.nodes, history.trees.names, log);
  for (let row = 0; row < roots.length; row++) {
    const commit = graph.commits.at(row);
    if (roots[row] === empty) continue;
    const parents = graph.parentsOf(commit).map((parent) => pruner.nodeOf(graph.treeOf(parent)));
    differ.compare(commit, { node: roots[row]!, before: parents.length === 0 ? [empty] : parents });
  }
  return true;
}

class Pruner {
  readonly nodes = new TreeNodes();
  readonly #chunks: readonly TreeChunk[];
  /** What stands for an object in a node, plus 1: the number of a wanted blob, the node of a tree; 0 for a tree that is not pruned yet. */
  readonly #values: Uint32Array;
  /** By number of the name, whether any node has it. */
  readonly #isUsed: Uint8Array;
  /** Changes of one tree: as many as there were edges in any. */
  #changes = new Float64Array(1024);

  constructor({ trees, inventory, graph }: TreeHistory, wanted: ReadonlySet<number>) {
    this.#chunks = trees.chunks;
    this.#isUsed = new Uint8Array(trees.names.length);
    this.#values = new Uint32Array(graph.oids.count);
    const isTree = (number: number): boolean => inventory.typeOf(number) === packTypes.tree;
    for (let number = 0; number < this.#values.length; number++) this.#values[number] = isTree(number) ? 0 : 1;
    for (const blob of wanted) if (!isTree(blob)) this.#values[blob] = blob + 1;
  }

  /** The node of a tree; -1 for one that has none: it is nested too deep, or contains itself, as nobody has looked whether ids are right. */
  nodeOf(tree: number): number {
    return this.#values[tree]! - 1;
  }

  /**
   * Goes through all trees again and again, and each time prunes those that lead to none that waits: as often as folders are nested, and
   * ever fewer. That is faster than to go from each to those that it leads to, all over the memory. False when there is no room for more.
   */
  prune(): boolean {
    const waiting: Uint32Array[] = this.#chunks.map(({ trees }) => trees.map((_, place) => place));
    for (let depth = 0, left = -1; depth < deepest && left !== 0; depth++) {
      const before = left;
      left = 0;
      for (const [i, chunk] of this.#chunks.entries()) {
        waiting[i] = this.#pruneChunk(chunk, waiting[i]!);
        left += waiting[i]!.length;
        if (this.nodes.names > mostNames) return false;
      }
      if (left === before) return true;
    }
    return true;
  }

  /** Returns the trees that still wait, by their place in the chunk. */
  #pruneChunk(chunk: TreeChunk, waiting: Uint32Array): Uint32Array {
    let left = 0;
    for (const place of waiting) {
      const node = this.#build(chunk, place);
      if (node === undefined) waiting[left++] = place;
      else this.#values[chunk.trees[place]!] = node + 1;
    }
    return waiting.subarray(0, left);
  }

  /** Undefined while something that it leads to waits. */
  #build({ bases, ends, names, children }: TreeChunk, place: number): number | undefined {
    const values = this.#values;
    const base = bases[place]!;
    if (base !== noObject && values[base] === 0) return undefined;
    const start = base === noObject ? empty : this.nodeOf(base);
    const from = place === 0 ? 0 : ends[place - 1]!;
    const to = ends[place]!;
    if (to - from > this.#changes.length) this.#changes = new Float64Array((to - from) * 2);
    let count = 0;
    for (let edge = from; edge < to; edge++) {
      const known = values[children[edge]!]!;
      if (known === 0) return undefined;
      const name = names[edge]!;
      if (known === 1 && this.#isUsed[name] === 0) continue;
      if (this.nodes.find(start, name) === known - 1) continue;
      this.#changes[count++] = joinEntry(name, known - 1);
    }
    return count === 0 ? start : this.#change(start, this.#changes.subarray(0, count));
  }

  #change(node: number, changes: Float64Array): number {
    changes.sort();
    for (const change of changes) this.#isUsed[nameOf(change)] = 1;
    return this.nodes.change(node, changes);
  }
}

interface Comparison {
  readonly node: number;
  /** Nodes of the parents. */
  readonly before: readonly number[];
}

class Differ {
  readonly #nodes: TreeNodes;
  readonly #names: readonly string[];
  readonly #log: ChangeLog;

  constructor(nodes: TreeNodes, names: readonly string[], log: ChangeLog) {
    this.#nodes = nodes;
    this.#names = names;
    this.#log = log;
  }

  /** Logs what differs from every parent, folders where they stand: they may be nested deeper than calls can be. */
  compare(commit: number, { node, before }: Comparison): void {
    const nodes = this.#nodes;
    const open = before.includes(node) ? [] : [{ name: '', ...nodes.spanOf(node), before }];
    for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
      if (folder.from === folder.to) {
        open.pop();
        continue;
      }
      const entry = folder.from++;
      const number = nodes.nameAt(entry);
      const next = nodes.valueAt(entry);
      const previous = folder.before.map((parent) => nodes.find(parent, number));
      if (previous.includes(next)) continue;
      const name = this.#names[number]!;
      if (name.endsWith('/')) open.push({ name, ...nodes.spanOf(next), before: previous });
      else this.#log.put({ commit, path: open.map((each) => each.name).join('') + name, next, previous });
    }
  }
}
