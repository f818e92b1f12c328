/** Parents and dates of commits, by number: who is reachable from where, and which of two commits is the older. */
import { Column } from './column.ts';
import { findParents, findTree, readClock } from './commits.ts';
import { noObject, type OidTable } from './oid-table.ts';

/** From where a commit is reachable; the smallest that applies. */
export const reach = { branch: 0, stash: 1, note: 2, none: 3 } as const;
export type Reach = (typeof reach)[keyof typeof reach];

/** What a commit says of others. All ids as numbers. */
export interface CommitLinks {
  readonly commit: number;
  /** `noObject` where the id table does not have it. */
  readonly tree: number;
  readonly parents: Iterable<number>;
  /** Seconds since 1970 of the committer's clock; 0 for none. */
  readonly clock: number;
}

export class CommitGraph {
  readonly oids: OidTable;
  /** Numbers of the commits, in the order they were added. */
  readonly commits = new Column();
  /** Row of a commit by its number, plus 1. */
  #rows = new Uint32Array(1024);
  readonly #trees = new Column();
  readonly #firstParent = new Column();
  readonly #parents = new Column();
  readonly #clock: number[] = [];
  /** Ages of commits that are no part of the graph. */
  readonly #known = new Map<number, number>();
  #ages: Float64Array | undefined;
  #reach: Uint8Array | undefined;

  constructor(oids: OidTable) {
    this.oids = oids;
  }

  /** Adds a commit from its raw object. */
  add(commit: number, bytes: Buffer): void {
    this.addLinks({
      commit,
      tree: this.oids.find(bytes, findTree(bytes)) ?? noObject,
      parents: Array.from(findParents(bytes), (at) => this.oids.add(bytes, at)),
      clock: readClock(bytes, 'committer'),
    });
  }

  /** Adds a commit unless it is there already. */
  addLinks({ commit, tree, parents, clock }: CommitLinks): void {
    if (this.has(commit)) return;
    if (commit >= this.#rows.length) {
      const larger = new Uint32Array(Math.max(this.oids.count, this.#rows.length * 2));
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#ages = undefined;
    this.commits.push(commit);
    this.#rows[commit] = this.commits.length;
    this.#trees.push(tree);
    this.#firstParent.push(this.#parents.length);
    for (const parent of parents) this.#parents.push(parent);
    this.#clock.push(clock);
  }

  has(commit: number): boolean {
    return this.#rowOf(commit) !== undefined;
  }

  #rowOf(commit: number): number | undefined {
    const row = this.#rows[commit];
    return row === undefined || row === 0 ? undefined : row - 1;
  }

  /** Number of the tree; `noObject` where it is not known. */
  treeOf(commit: number): number {
    const row = this.#rowOf(commit);
    return row === undefined ? noObject : this.#trees.at(row);
  }

  /** Numbers of the parents; some may be no part of the graph. */
  parentsOf(commit: number): number[] {
    const row = this.#rowOf(commit);
    if (row === undefined) return [];
    const parents: number[] = [];
    for (let i = this.#firstParent.at(row); i < this.#endOfParents(row); i++) parents.push(this.#parents.at(i));
    return parents;
  }

  /** A number that is greater for each commit than for its ancestors, whatever their clocks say; else it is the committer's clock. */
  ageOf(commit: number): number {
    const row = this.#rowOf(commit);
    if (row === undefined) return 0;
    return this.#settleAges()[row]!;
  }

  /** Reckons all ages now, while there is time; else the first one that is asked for does. */
  reckonAges(): void {
    this.#settleAges();
  }

  #settleAges(): Float64Array {
    return (this.#ages ??= this.#correctClocks());
  }

  /** Tells the age of a commit that is no part of the graph, for those that come after it. */
  noteAge(commit: number, age: number): void {
    this.#known.set(commit, age);
  }

  /** Remembers what each kind of tip reaches; a commit that two kinds reach belongs to the first. */
  mark(tips: Readonly<Record<'branch' | 'stash' | 'note', Iterable<number>>>): void {
    this.#reach = new Uint8Array(this.commits.length).fill(reach.none);
    for (const kind of ['note', 'stash', 'branch'] as const) this.#spread(tips[kind], reach[kind]);
  }

  reachOf(commit: number): Reach {
    const row = this.#rowOf(commit);
    if (row === undefined) return reach.none;
    return (this.#reach?.[row] ?? reach.branch) as Reach;
  }

  #spread(tips: Iterable<number>, kind: Reach): void {
    const marks = this.#reach!;
    const open = [...tips];
    for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
      const row = this.#rowOf(commit);
      if (row === undefined || marks[row]! <= kind) continue;
      marks[row] = kind;
      open.push(...this.parentsOf(commit));
    }
  }

  /** Git's "corrected commit date": the clock, but at least one second after every parent. */
  #correctClocks(): Float64Array {
    const ages = new Float64Array(this.commits.length);
    const entered = new Uint8Array(ages.length);
    for (let row = 0; row < ages.length; row++) if (ages[row] === 0) this.#correctFrom(row, { ages, entered });
    return ages;
  }

  /** A commit that is its own ancestor, as a forged one can be, does not wait for itself. */
  #correctFrom(start: number, { ages, entered }: { ages: Float64Array; entered: Uint8Array }): void {
    const open = [start];
    while (open.length > 0) {
      const row = open.at(-1)!;
      const height = open.length;
      let least = 0;
      for (let i = this.#firstParent.at(row); i < this.#endOfParents(row); i++) {
        const commit = this.#parents.at(i);
        const parent = this.#rowOf(commit);
        if (parent !== undefined && ages[parent] === 0 && entered[row] === 0) open.push(parent);
        const age = parent === undefined ? 0 : ages[parent]!;
        least = Math.max(least, age, this.#known.get(commit) ?? 0);
      }
      entered[row] = 1;
      if (open.length > height) continue;
      open.pop();
      ages[row] = Math.max(least + 1, this.#clock[row]!);
    }
  }

  #endOfParents(row: number): number {
    return row + 1 < this.#firstParent.length ? this.#firstParent.at(row + 1) : this.#parents.length;
  }
}
