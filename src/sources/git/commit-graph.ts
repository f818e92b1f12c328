/** Parents and dates of commits, by number: who is reachable from where, and which of two commits is the older. */
import { Column } from './column.ts';
import { findParents, readClock } from './commits.ts';
import type { OidTable } from './oid-table.ts';

/** From where a commit is reachable; the smallest that applies. */
export const reach = { branch: 0, stash: 1, note: 2, none: 3 } as const;
export type Reach = (typeof reach)[keyof typeof reach];

export class CommitGraph {
  readonly oids: OidTable;
  /** Numbers of the commits, in the order they were added. */
  readonly commits = new Column();
  readonly #rows = new Map<number, number>();
  readonly #firstParent = new Column();
  readonly #parents = new Column();
  readonly #clock: number[] = [];
  #ages: Float64Array | undefined;
  #reach: Uint8Array | undefined;

  constructor(oids: OidTable) {
    this.oids = oids;
  }

  /** Adds a commit from its raw object. */
  add(commit: number, bytes: Buffer): void {
    this.#rows.set(commit, this.commits.length);
    this.commits.push(commit);
    this.#firstParent.push(this.#parents.length);
    for (const at of findParents(bytes)) this.#parents.push(this.oids.add(bytes, at));
    this.#clock.push(readClock(bytes, 'committer'));
  }

  has(commit: number): boolean {
    return this.#rows.has(commit);
  }

  /** Numbers of the parents; some may be no part of the graph. */
  parentsOf(commit: number): number[] {
    const row = this.#rows.get(commit);
    if (row === undefined) return [];
    const end = row + 1 < this.#firstParent.length ? this.#firstParent.at(row + 1) : this.#parents.length;
    const parents: number[] = [];
    for (let i = this.#firstParent.at(row); i < end; i++) parents.push(this.#parents.at(i));
    return parents;
  }

  /** A number that is greater for each commit than for its ancestors, whatever their clocks say; else it is the committer's clock. */
  ageOf(commit: number): number {
    const row = this.#rows.get(commit);
    if (row === undefined) return 0;
    this.#ages ??= this.#correctClocks();
    return this.#ages[row]!;
  }

  /** Remembers what each kind of tip reaches; a commit that two kinds reach belongs to the first. */
  mark(tips: Readonly<Record<'branch' | 'stash' | 'note', Iterable<number>>>): void {
    this.#reach = new Uint8Array(this.commits.length).fill(reach.none);
    for (const kind of ['note', 'stash', 'branch'] as const) this.#spread(tips[kind], reach[kind]);
  }

  reachOf(commit: number): Reach {
    const row = this.#rows.get(commit);
    if (row === undefined) return reach.none;
    return (this.#reach?.[row] ?? reach.branch) as Reach;
  }

  #spread(tips: Iterable<number>, kind: Reach): void {
    const marks = this.#reach!;
    const open = [...tips];
    for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
      const row = this.#rows.get(commit);
      if (row === undefined || marks[row]! <= kind) continue;
      marks[row] = kind;
      open.push(...this.parentsOf(commit));
    }
  }

  /** Git's "corrected commit date": the clock, but at least one second after every parent. */
  #correctClocks(): Float64Array {
    const ages = new Float64Array(this.commits.length);
    for (let row = 0; row < ages.length; row++) this.#correctFrom(this.commits.at(row), ages);
    return ages;
  }

  #correctFrom(start: number, ages: Float64Array): void {
    const open = [start];
    while (open.length > 0) {
      const commit = open.at(-1)!;
      const row = this.#rows.get(commit)!;
      const parents = this.parentsOf(commit).filter((parent) => this.#rows.has(parent));
      const waiting = ages[row] === 0 ? parents.filter((parent) => ages[this.#rows.get(parent)!] === 0) : [];
      if (waiting.length > 0) open.push(...waiting);
      else {
        open.pop();
        const least = Math.max(0, ...parents.map((parent) => ages[this.#rows.get(parent)!]!)) + 1;
        ages[row] = Math.max(least, this.#clock[row]!, 1);
      }
    }
  }
}
