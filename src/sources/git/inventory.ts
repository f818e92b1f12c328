/** Every object that the repository and its alternates hold, reachable or not, by type; trees are left out, as they hold names only. */
import { GitError, streamGit, type Repository } from '../../git.ts';
import { Column } from './column.ts';
import { batchSize } from './objects.ts';
import type { OidTable } from './oid-table.ts';
import type { ObjectStore } from './packs/object-store.ts';
import { packTypes, type Pack } from './packs/pack-table.ts';

const list = ['cat-file', '--buffer', '--batch-check=%(objectname) %(objecttype)'];
/** Pack order is what makes reading them in turn fast: deltas follow their bases. */
const listAll = [...list, '--batch-all-objects', '--unordered'];

export class Inventory {
  /** Blobs to be read one by one. */
  readonly blobs = new Column();
  readonly commits = new Column();
  readonly tags = new Column();
  /** Number of the blobs in packs that are sifted as a whole. */
  packed = 0;
  /** Ids of objects whose type git cannot tell, as they are damaged. */
  readonly damaged: string[] = [];
  /** Why the list is not whole. */
  failure: string | undefined;
  /** Numbers up to this one are of objects that were on the list. */
  last = 0;
  /** Objects that came into the repository after the list had been read. */
  readonly #late = new Set<number>();
  readonly #oids: OidTable;
  #complete = false;
  #wake = (): void => {};

  constructor(oids: OidTable) {
    this.#oids = oids;
  }

  /** Objects to be read. */
  get total(): number {
    return this.blobs.length + this.packed + this.commits.length + this.tags.length;
  }

  /** Asks git for all objects. Not rejected when git breaks off: what is on the list by then can still be scanned. */
  async load(repository: Repository): Promise<void> {
    await this.#readList(repository, listAll, []);
  }

  /** Takes what the store tells; git is asked only about loose objects. Not rejected either. */
  async loadStore(repository: Repository, { packs, loose }: ObjectStore): Promise<void> {
    const unknown = packs.flatMap((pack) => this.#addPack(pack));
    const asked = [...loose, ...unknown].filter((oid) => this.#oids.findHex(oid) === undefined);
    await this.#readList(repository, list, [...new Set(asked)]);
  }

  /** Returns the ids of objects whose type the pack does not tell. */
  #addPack({ table, index, numbers }: Pack): string[] {
    const unknown: string[] = [];
    for (let entry = 0; entry < table.count; entry++) {
      const type = table.types[entry];
      if (type === packTypes.tree) continue;
      const at = numbers[entry]! * index.width;
      const column = type === packTypes.commit ? this.commits : type === packTypes.tag ? this.tags : undefined;
      if (column === undefined && type !== packTypes.blob) {
        unknown.push(Buffer.from(index.oids.subarray(at, at + index.width)).toString('hex'));
        continue;
      }
      const known = this.#oids.count;
      const number = this.#oids.addRaw(index.oids, at);
      if (number < known) table.elsewhere[entry] = 1;
      else if (column === undefined) this.packed++;
      else column.push(number);
    }
    return unknown;
  }

  async #readList(repository: Repository, args: readonly string[], asked: readonly string[]): Promise<void> {
    let rest: Buffer = Buffer.alloc(0);
    try {
      if (args !== listAll && asked.length === 0) return;
      const stdin = asked.map((oid) => `${oid}\n`);
      for await (const piece of streamGit(repository, args, { stdin })) {
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

  /** Whether the object exists, so far as is known. */
  has(number: number): boolean {
    return number <= this.last || this.#late.has(number);
  }

  /** Of blobs that were not on the list, the ids of those that are there after all: somebody works in the repository meanwhile. */
  async findLate(repository: Repository, numbers: readonly number[]): Promise<string[]> {
    const found: string[] = [];
    if (numbers.length === 0) return found;
    const stdin = numbers.map((number) => `${this.#oids.hex(number)}\n`);
    let text = '';
    try {
      for await (const piece of streamGit(repository, list, { stdin })) text += piece.toString('latin1');
    } catch (error) {
      // They stay missing.
      if (!(error instanceof GitError)) throw error;
    }
    for (const [, oid = ''] of text.matchAll(/^([0-9a-f]+) blob$/gm)) {
      this.#late.add(this.#oids.addHex(oid));
      found.push(oid);
    }
    return found;
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
