/** Which change brought which blob to which path: 16 bytes a change, as large histories have millions. */
import { Column } from './column.ts';
import { noObject, type OidTable } from './oid-table.ts';
import { gitlinkMode, type RawEntry } from './raw-diff.ts';

export interface Change {
  /** Number of the commit in the id table; `noObject` for the index. */
  readonly commit: number;
  /** Bytes as Latin-1. */
  readonly path: string;
  /** The blob that it brought; `noObject` for a deletion. */
  readonly next: number;
  /** The blob that was there before, in each parent; `noObject` where there was none. */
  readonly previous: readonly number[];
}

export class ChangeLog {
  readonly oids: OidTable;
  readonly #commits = new Column();
  readonly #paths = new Column();
  readonly #next = new Column();
  readonly #previous = new Column();
  /** All parents' blobs of changes that a merge made, by number of the change. */
  readonly #merged = new Map<number, readonly number[]>();
  readonly #pathNumbers = new Map<string, number>();
  readonly #pathTexts: string[] = [];

  constructor(oids: OidTable) {
    this.oids = oids;
  }

  get length(): number {
    return this.#next.length;
  }

  /** Adds what git printed; what holds no content of this repository (submodules) is left out, deletions are kept only when asked for. */
  add(commit: number, entry: RawEntry, { deletions }: { deletions: boolean }): void {
    const next = entry.mode === gitlinkMode ? noObject : this.oids.add(entry.header, entry.next);
    if (next === noObject && !(deletions && entry.parents === 1 && entry.mode === '000000')) return;
    const previous = this.oids.add(entry.header, entry.previous);
    if (entry.parents > 1) this.#merged.set(this.length, this.#readParents(entry));
    this.#commits.push(commit);
    this.#paths.push(this.#internPath(entry.path));
    this.#next.push(next);
    this.#previous.push(previous);
  }

  /** Adds a change. */
  put({ commit, path, next, previous }: Change): void {
    if (previous.length > 1) this.#merged.set(this.length, previous);
    this.#commits.push(commit);
    this.#paths.push(this.#internPath(path));
    this.#next.push(next);
    this.#previous.push(previous[0] ?? noObject);
  }

  at(index: number): Change {
    return {
      commit: this.#commits.at(index),
      path: this.#pathTexts[this.#paths.at(index)] ?? '',
      next: this.#next.at(index),
      previous: this.#merged.get(index) ?? [this.#previous.at(index)],
    };
  }

  /** The blob of change `index`, without the rest. */
  nextAt(index: number): number {
    return this.#next.at(index);
  }

  commitAt(index: number): number {
    return this.#commits.at(index);
  }

  /** Blobs that some change brought to a path that is looked for, by number, with these paths. */
  findPaths(isSought: (path: string) => boolean): Map<number, Set<string>> {
    const found = new Map<number, Set<string>>();
    const sought = this.#pathTexts.map(isSought);
    if (!sought.includes(true)) return found;
    for (let i = 0; i < this.length; i++) {
      const [next, path] = [this.#next.at(i), this.#paths.at(i)];
      if (next === noObject || sought[path] !== true) continue;
      const paths = found.get(next);
      if (paths === undefined) found.set(next, new Set([this.#pathTexts[path]!]));
      else paths.add(this.#pathTexts[path]!);
    }
    return found;
  }

  #readParents(entry: RawEntry): number[] {
    return Array.from({ length: entry.parents }, (_, i) =>
      this.oids.add(entry.header, entry.previous + i * entry.step),
    );
  }

  #internPath(path: string): number {
    const known = this.#pathNumbers.get(path);
    if (known !== undefined) return known;
    const number = this.#pathTexts.push(path) - 1;
    this.#pathNumbers.set(path, number);
    return number;
  }
}
