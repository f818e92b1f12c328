/**
 * Which commits brought some wanted blobs to which paths, worked out from trees. Of each tree only what leads to wanted blobs is kept, and
 * trees that are alike in that are one and the same: most commits differ in nothing from their parents, and cost a comparison of two numbers.
 */
import type { ChangeLog } from './change-log.ts';
import type { CommitGraph } from './commit-graph.ts';
import type { Inventory } from './inventory.ts';
import { noObject } from './oid-table.ts';
import { packTypes } from './packs/pack-table.ts';
import type { TreeEdges, TreeTable } from './tree-table.ts';

export interface TreeHistory {
  readonly trees: TreeTable;
  readonly graph: CommitGraph;
  readonly inventory: Inventory;
}

/** Names and what they stand for, one behind the other, by ascending names: a blob's number, or a node's for a folder. */
type Node = Uint32Array;

/** A tree that leads to no wanted blob. */
const empty = 0;
/** More than this many names in nodes, and there is no gain in it. */
const mostNames = 2_000_000;

/** Adds the changes to the log. False, with nothing added, when that takes more memory than it is worth, or a tree contains itself. */
export function logTreeChanges(history: TreeHistory, wanted: ReadonlySet<number>, log: ChangeLog): boolean {
  const { graph } = history;
  if (wanted.size === 0) return true;
  const pruner = new Pruner(history, wanted);
  const differ = new Differ(pruner, history.trees.names, log);
  const roots = new Uint32Array(graph.commits.length);
  for (let row = 0; row < roots.length; row++) {
    const node = pruner.prune(graph.treeOf(graph.commits.at(row)));
    if (node === undefined) return false;
    roots[row] = node;
  }
  for (let row = 0; row < roots.length; row++) {
    const commit = graph.commits.at(row);
    if (roots[row] === empty) continue;
    const parents = graph.parentsOf(commit).map((parent) => pruner.nodeOf(graph.treeOf(parent)));
    differ.compare(commit, { node: roots[row]!, before: parents.length === 0 ? [empty] : parents });
  }
  return true;
}

class Pruner {
  readonly nodes: Node[] = [new Uint32Array()];
  readonly #trees: TreeTable;
  readonly #inventory: Inventory;
  readonly #wanted: ReadonlySet<number>;
  /** By number of the tree, its node plus 1. */
  readonly #nodeOf: Uint32Array;
  /** By number of the tree, whether what it leads to was on its way to be pruned. */
  readonly #entered: Uint8Array;
  readonly #known = new Map<string, number>([['', empty]]);
  #names = 0;

  constructor({ trees, inventory, graph }: TreeHistory, wanted: ReadonlySet<number>) {
    this.#trees = trees;
    this.#inventory = inventory;
    this.#wanted = wanted;
    this.#nodeOf = new Uint32Array(graph.oids.count);
    this.#entered = new Uint8Array(graph.oids.count);
  }

  /** The node of a tree that has been pruned. */
  nodeOf(tree: number): number {
    return this.#nodeOf[tree]! - 1;
  }

  /** Undefined when there is no room for more, and for a tree that contains itself: nobody has looked whether ids are those of what they name. */
  prune(tree: number): number | undefined {
    const open = [tree];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const edges = this.#nodeOf[top] === 0 ? this.#trees.edgesOf(top)! : undefined;
      const waiting = open.length;
      if (edges !== undefined) this.#listOpen(edges, open);
      if (open.length === waiting) {
        if (this.#names > mostNames) return undefined;
        if (edges !== undefined) this.#nodeOf[top] = this.#build(edges) + 1;
        open.pop();
      } else if (this.#entered[top] === 0) this.#entered[top] = 1;
      else return undefined;
    }
    return this.nodeOf(tree);
  }

  /** Adds the trees that must be pruned before. */
  #listOpen({ chunk, base, from, to }: TreeEdges, open: number[]): void {
    if (base !== noObject && this.#nodeOf[base] === 0) open.push(base);
    for (let edge = from; edge < to; edge++) {
      const child = chunk.children[edge]!;
      if (child !== noObject && this.#nodeOf[child] === 0 && this.#isTree(child)) open.push(child);
    }
  }

  #isTree(child: number): boolean {
    return this.#inventory.typeOf(child) === packTypes.tree;
  }

  #build({ chunk, base, from, to }: TreeEdges): number {
    const start = base === noObject ? empty : this.nodeOf(base);
    const node = this.nodes[start]!;
    let changes: (readonly [name: number, value: number])[] | undefined;
    for (let edge = from; edge < to; edge++) {
      const name = chunk.names[edge]!;
      const value = this.#valueOf(chunk.children[edge]!);
      if (value === valueIn(node, name)) continue;
      (changes ??= []).push([name, value]);
    }
    return changes === undefined ? start : this.#intern(changeNode(node, changes));
  }

  #valueOf(child: number): number {
    if (child === noObject) return noObject;
    if (this.#isTree(child)) return this.nodeOf(child);
    return this.#wanted.has(child) ? child : noObject;
  }

  #intern(node: Node): number {
    const key = Buffer.from(node.buffer, 0, node.byteLength).latin1Slice();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#names += node.length / 2;
    const number = this.nodes.push(node) - 1;
    this.#known.set(key, number);
    return number;
  }
}

/** The node with other values for some names; a name goes with `noObject`. */
function changeNode(node: Node, changes: (readonly [name: number, value: number])[]): Node {
  const next = new Uint32Array(node.length + changes.length * 2);
  let from = 0;
  let to = 0;
  const copyUntil = (end: number): void => {
    while (from < node.length && node[from]! < end) {
      next[to++] = node[from++]!;
      next[to++] = node[from++]!;
    }
  };
  for (const [name, value] of changes.sort(([a], [b]) => a - b)) {
    copyUntil(name);
    if (node[from] === name) from += 2;
    if (value === noObject) continue;
    next[to++] = name;
    next[to++] = value;
  }
  copyUntil(Infinity);
  return next.slice(0, to);
}

/** What a name stands for; 0 for what is not there: that is no blob, and the node of a tree without wanted ones. */
function valueIn(node: Node, name: number): number {
  let low = 0;
  let high = node.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (node[middle * 2]! < name) low = middle + 1;
    else high = middle;
  }
  return low * 2 < node.length && node[low * 2] === name ? node[low * 2 + 1]! : 0;
}

interface Comparison {
  readonly node: number;
  /** Nodes of the parents. */
  readonly before: readonly number[];
}

class Differ {
  readonly #nodes: readonly Node[];
  readonly #names: readonly string[];
  readonly #log: ChangeLog;

  constructor({ nodes }: Pruner, names: readonly string[], log: ChangeLog) {
    this.#nodes = nodes;
    this.#names = names;
    this.#log = log;
  }

  /** Logs what differs from every parent, folders where they stand: they may be nested deeper than calls can be. */
  compare(commit: number, { node, before }: Comparison): void {
    const open = before.includes(node) ? [] : [{ name: '', entries: this.#nodes[node]!, before, at: 0 }];
    for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
      if (folder.at === folder.entries.length) {
        open.pop();
        continue;
      }
      const number = folder.entries[folder.at++]!;
      const next = folder.entries[folder.at++]!;
      const previous = folder.before.map((parent) => valueIn(this.#nodes[parent]!, number));
      if (previous.includes(next)) continue;
      const name = this.#names[number]!;
      if (name.endsWith('/')) open.push({ name, entries: this.#nodes[next]!, before: previous, at: 0 });
      else this.#log.put({ commit, path: open.map((each) => each.name).join('') + name, next, previous });
    }
  }
}
