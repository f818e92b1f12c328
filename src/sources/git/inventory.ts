/** Every object that the repository and its alternates hold, reachable or not, by type. */
import { GitError, streamGit, type Repository } from '../../git.ts';
import { Column } from './column.ts';
import { batchSize } from './objects.ts';
import type { OidTable } from './oid-table.ts';
import type { ObjectStore } from './packs/object-store.ts';
import { packTypes, type Pack, type PackTable } from './packs/pack-table.ts';

const list = ['cat-file', '--buffer', '--batch-check=%(objectname) %(objecttype)'];
/** Pack order is what makes reading them in turn fast: deltas follow their bases. */
const listAll = [...list, '--batch-all-objects', '--unordered'];

/** Room for ids of objects that are named somewhere and not there: for one more, the whole table would move. */
const mostNamed = 1024;

export class Inventory {
  /** Blobs to be read one by one. */
  readonly blobs = new Column();
  readonly commits = new Column();
  /** How many of the commits, the first ones, are in packs that are sifted as a whole. */
  packedCommits = 0;
  readonly tags = new Column();
  /** Trees that are in no pack, where the store is read by us; git's list leaves trees out. */
  readonly looseTrees = new Column();
  /** Number of the blobs, and of the trees, in packs that are sifted as a whole. */
  packed = 0;
  packedTrees = 0;
  /** Ids of objects whose type git cannot tell, as they are damaged. */
  readonly damaged: string[] = [];
  /** Why the list is not whole. */
  failure: string | undefined;
  /** Types of objects in packs by number, for all threads. */
  packedTypes = new Uint8Array(new SharedArrayBuffer(0));
  /** 1 once all objects in packs have their numbers, for threads that have begun before. */
  readonly isNumbered = new Int32Array(new SharedArrayBuffer(4));
  /** Types of all others. */
  readonly #otherTypes = new TypeColumn();
  readonly #oids: OidTable;
  /** The list has been read, or as much of it as can be. */
  isComplete = false;
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

  /** So that the tables of ids and types stay where they are while objects are added. */
  makeRoom({ packs, loose }: Pick<ObjectStore, 'packs' | 'loose'>): void {
    const count = packs.reduce((sum, { table }) => sum + table.count, 0);
    this.#oids.reserve(count + loose.length + mostNamed);
    this.packedTypes = new Uint8Array(new SharedArrayBuffer(this.#oids.count + count));
  }

  /** Takes what the store tells; git is asked only about loose objects. Not rejected either. Packs are known when this returns. */
  async loadStore(repository: Repository, store: Pick<ObjectStore, 'packs' | 'loose'>): Promise<void> {
    const { packs, loose } = store;
    if (this.packedTypes.length === 0) this.makeRoom(store);
    const unknown = this.#addPacks(packs);
    this.packedCommits = this.commits.length;
    const asked = [...loose, ...unknown].filter((oid) => this.#oids.findHex(oid) === undefined);
    await this.#readList(repository, list, [...new Set(asked)]);
  }

  #addPacks(packs: readonly Pack[]): string[] {
    try {
      return packs.flatMap((pack) => this.#addPack(pack));
    } finally {
      // Whatever happens, nobody is left waiting.
      Atomics.store(this.isNumbered, 0, 1);
      Atomics.notify(this.isNumbered, 0);
    }
  }

  /** Returns the ids of objects whose type the pack does not tell. */
  #addPack({ table, index, numbers }: Pack): string[] {
    if (!table.types.includes(0) && this.#oids.fill(index.oids, numbers)) {
      this.#countPacked(table);
      return [];
    }
    const unknown: string[] = [];
    for (let entry = 0; entry < table.count; entry++) {
      const at = numbers[entry]! * index.width;
      if (table.types[entry] === 0)
        unknown.push(Buffer.from(index.oids.subarray(at, at + index.width)).toString('hex'));
      else this.#addPacked(table, entry, [index.oids, at]);
    }
    return unknown;
  }

  /** All entries of the only pack so far. */
  #countPacked({ count, types, ids }: PackTable): void {
    for (let entry = 0; entry < count; entry++) {
      const number = entry + 1;
      ids[entry] = number;
      this.packedTypes[number] = types[entry]!;
      this.#count(number, types[entry]!);
    }
  }

  #addPacked(table: PackTable, entry: number, [oids, at]: readonly [Uint8Array, number]): void {
    const type = table.types[entry]!;
    const known = this.#oids.count;
    const number = this.#oids.addRaw(oids, at);
    table.ids[entry] = number;
    this.packedTypes[number] = type;
    if (number < known) table.elsewhere[entry] = 1;
    else this.#count(number, type);
  }

  #count(number: number, type: number): void {
    if (type === packTypes.blob) this.packed++;
    else if (type === packTypes.commit) this.commits.push(number);
    else if (type === packTypes.tag) this.tags.push(number);
    else this.packedTrees++;
  }

  async #readList(repository: Repository, args: readonly string[], asked: readonly string[]): Promise<void> {
    let rest: Buffer = Buffer.alloc(0);
    try {
      if (args !== listAll && asked.length === 0) return;
      const stdin = asked.map((oid) => `${oid}\n`);
      for await (const piece of streamGit(repository, args, { stdin })) {
        rest = this.#takeLines(rest.length > 0 ? Buffer.concat([rest, piece]) : piece, args !== listAll);
        this.#wake();
      }
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      this.failure = error.message;
    } finally {
      this.isComplete = true;
      this.#wake();
    }
  }

  /** Type of the object, as packs number them; 0 for one that is not there, so far as is known, and for trees on git's list. */
  typeOf(number: number): number {
    return this.packedTypes[number] || this.#otherTypes.at(number);
  }

  /** Whether there is such an object that is no tree. */
  has(number: number): boolean {
    const type = this.typeOf(number);
    return type !== 0 && type !== packTypes.tree;
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
      this.#otherTypes.set(this.#oids.addHex(oid), packTypes.blob);
      found.push(oid);
    }
    return found;
  }

  /** Ids of the blobs, as the list grows. */
  async *blobBatches(): AsyncGenerator<readonly string[]> {
    for (let from = 0; ;) {
      while (!this.isComplete && this.blobs.length - from < batchSize)
        await new Promise<void>((resolve) => (this.#wake = resolve));
      if (from >= this.blobs.length) return;
      const batch = hexSlice(this.#oids, this.blobs, from);
      from += batch.length;
      yield batch;
    }
  }

  #takeLines(buffer: Buffer, withTrees: boolean): Buffer {
    const { hexLength } = this.#oids;
    let at = 0;
    for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10, at)) {
      const type = readType(buffer, at + hexLength + 1);
      if (type === 0) this.damaged.push(buffer.latin1Slice(at, at + hexLength));
      else if (type !== packTypes.tree || withTrees) this.#addListed(this.#oids.add(buffer, at), type);
      at = end + 1;
    }
    return buffer.subarray(at);
  }

  #addListed(number: number, type: number): void {
    this.#otherTypes.set(number, type);
    if (type === packTypes.blob) this.blobs.push(number);
    else if (type === packTypes.commit) this.commits.push(number);
    else if (type === packTypes.tag) this.tags.push(number);
    else this.looseTrees.push(number);
  }
}

/** By the letters of the type; 0 for what is none. */
function readType(buffer: Buffer, at: number): number {
  switch (buffer[at]) {
    case 0x62: // b
      return packTypes.blob;
    case 0x63: // c
      return packTypes.commit;
    case 0x74: // ta, tr
      return buffer[at + 1] === 0x61 ? packTypes.tag : packTypes.tree;
    default:
      return 0;
  }
}

/** A byte for each number. */
class TypeColumn {
  #data = new Uint8Array(1024);

  at(number: number): number {
    return this.#data[number] ?? 0;
  }

  set(number: number, type: number): void {
    if (number >= this.#data.length) {
      const larger = new Uint8Array(Math.max(number + 1, this.#data.length * 2));
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[number] = type;
  }
}

/** Ids of a column, from one on, in batches. */
export function* batchColumn(oids: OidTable, column: Column, first = 0): Generator<readonly string[]> {
  for (let from = first; from < column.length; from += batchSize) yield hexSlice(oids, column, from);
}

function hexSlice(oids: OidTable, column: Column, from: number): string[] {
  const length = Math.min(batchSize, column.length - from);
  return Array.from({ length }, (_, i) => oids.hex(column.at(from + i)));
}
