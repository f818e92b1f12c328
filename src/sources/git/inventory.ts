/** Every object that the repository and its alternates hold, reachable or not, by type; trees are left out, as they hold names only. */
import { GitError, streamGit, type Repository } from '../../git.ts';
import { Column } from './column.ts';
import { batchSize } from './objects.ts';
import type { OidTable } from './oid-table.ts';

/** Pack order is what makes reading them in turn fast: deltas follow their bases. */
const list = [
  'cat-file',
  '--batch-all-objects',
  '--unordered',
  '--buffer',
  '--batch-check=%(objectname) %(objecttype)',
];

export class Inventory {
  readonly blobs = new Column();
  readonly commits = new Column();
  readonly tags = new Column();
  /** Ids of objects whose type git cannot tell, as they are damaged. */
  readonly damaged: string[] = [];
  /** Why the list is not whole. */
  failure: string | undefined;
  /** Numbers up to this one are of objects that exist. */
  last = 0;
  readonly #oids: OidTable;
  #complete = false;
  #wake = (): void => {};

  constructor(oids: OidTable) {
    this.#oids = oids;
  }

  /** Objects to be read. */
  get total(): number {
    return this.blobs.length + this.commits.length + this.tags.length;
  }

  /** Reads the list. Not rejected when git breaks off: what is on the list by then can still be scanned. */
  async load(repository: Repository): Promise<void> {
    let rest: Buffer = Buffer.alloc(0);
    try {
      for await (const piece of streamGit(repository, list)) {
        rest = this.#takeLines(rest.length > 0 ? Buffer.concat([rest, piece]) : piece);
        this.#wake();
      }
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      this.failure = error.message;
    } finally {
      this.#complete = true;
      this.last = this.#oids.count - 1;
      this.#wake();
    }
  }

  /** Ids of the blobs, as the list grows. */
  async *blobBatches(): AsyncGenerator<readonly string[]> {
    for (let from = 0; ;) {
      while (!this.#complete && this.blobs.length - from < batchSize)
        await new Promise<void>((resolve) => (this.#wake = resolve));
      if (from >= this.blobs.length) return;
      const batch = hexSlice(this.#oids, this.blobs, from);
      from += batch.length;
      yield batch;
    }
  }

  #takeLines(buffer: Buffer): Buffer {
    const { hexLength } = this.#oids;
    let at = 0;
    for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10, at)) {
      const column = this.#columnOf(buffer, at + hexLength + 1);
      if (column === undefined) this.damaged.push(buffer.latin1Slice(at, at + hexLength));
      else column?.push(this.#oids.add(buffer, at));
      at = end + 1;
    }
    return buffer.subarray(at);
  }

  /** By the letters of the type; null for trees, undefined for what is no type. */
  #columnOf(buffer: Buffer, at: number): Column | null | undefined {
    switch (buffer[at]) {
      case 0x62: // b
        return this.blobs;
      case 0x63: // c
        return this.commits;
      case 0x74: // ta, tr
        return buffer[at + 1] === 0x61 ? this.tags : null;
      default:
        return undefined;
    }
  }
}

/** Ids of a column in batches. */
export function* batchColumn(oids: OidTable, column: Column): Generator<readonly string[]> {
  for (let from = 0; from < column.length; from += batchSize) yield hexSlice(oids, column, from);
}

function hexSlice(oids: OidTable, column: Column, from: number): string[] {
  const length = Math.min(batchSize, column.length - from);
  return Array.from({ length }, (_, i) => oids.hex(column.at(from + i)));
}
