/** Trees as they differ from one another: the edges of the whole history's graph, each told once, some bytes each. */
import type { ChangeLog } from './change-log.ts';
import { packTypes } from './packs/pack-table.ts';
import type { ReadTrees, TreeChunk } from './packs/tree-reader.ts';
import type { Inventory } from './inventory.ts';
import { noObject, type OidTable } from './oid-table.ts';

export class TreeTable {
  /** By number, bytes as Latin-1; those of folders end with a slash. */
  readonly names: string[] = [];
  /** Trees that have to be read through git, by number. */
  readonly unread: number[] = [];
  /** Blobs that trees name and that are not there, by number. */
  readonly missing = new Set<number>();
  /** Something in a tree is not as git writes it, or leads to a tree that is not there. */
  isOdd = false;
  /** How many there will be. */
  expected = 0;
  /** All trees are there, and with them all that commits changed. */
  isComplete = false;
  /** Files whose name tells what they are, by number, with these names. */
  telling: ReadonlyMap<number, ReadonlySet<string>> = new Map();
  /** The changes that brought in some blobs, which have been worked out before somebody asks for them. */
  gathered: { readonly blobs: ReadonlySet<number>; readonly log: ChangeLog } | undefined;
  readonly #oids: OidTable;
  readonly #inventory: Inventory;
  readonly #nameNumbers = new Map<string, number>();
  readonly #namesOf = new Map<number, number[]>();
  /** As they were added. */
  readonly chunks: TreeChunk[] = [];
  /** How many have been read. */
  length = 0;
  /** By number of the object, 1 for a tree that was read. */
  #isRead = new Uint8Array(0);
  #unknown: { chunk: TreeChunk; edge: number; oid: string }[] = [];

  constructor(oids: OidTable, inventory: Inventory) {
    this.#oids = oids;
    this.#inventory = inventory;
  }

  /** Adds what a thread has read; its chunks must come in the order in which it made them. */
  add(thread: number, { newNames, unknown, odd, ...chunk }: Omit<ReadTrees, 'unread'>): void {
    let known = this.#namesOf.get(thread);
    if (known === undefined) this.#namesOf.set(thread, (known = []));
    for (const name of newNames) known.push(this.#nameNumber(name));
    const { names } = chunk;
    for (let edge = 0; edge < names.length; edge++) names[edge] = known[names[edge]!]!;
    for (const [edge, oid] of unknown) this.#unknown.push({ chunk, edge, oid });
    this.isOdd ||= odd;
    this.#addChunk(chunk);
  }

  /** Adds a tree from its raw object. */
  addRaw(tree: number, bytes: Buffer): void {
    const names: number[] = [];
    const children: number[] = [];
    for (const entry of readEntries(bytes, this.#oids.hexLength / 2)) {
      if (entry === undefined) {
        this.isOdd = true;
        return;
      }
      names.push(this.#nameNumber(entry.name));
      children.push(entry.type === packTypes.commit ? noObject : this.#findChild(entry.type, entry.oid));
    }
    this.#addChunk({
      trees: Uint32Array.of(tree),
      bases: Uint32Array.of(noObject),
      ends: Uint32Array.of(names.length),
      names: Uint32Array.from(names),
      children: Uint32Array.from(children),
    });
  }

  /** What a thread did not find may have been no part of a pack. */
  resolve(): void {
    for (const { chunk, edge, oid } of this.#unknown) {
      const isFolder = this.names[chunk.names[edge]!]!.endsWith('/');
      chunk.children[edge] = this.#findChild(isFolder ? packTypes.tree : packTypes.blob, oid);
    }
    this.#unknown = [];
  }

  /** Whether the tree was read. */
  has(tree: number): boolean {
    return this.#isRead[tree] === 1;
  }

  /** Files with a name that is looked for, by number, with these names: in any tree, whatever that belongs to. */
  findNames(isSought: (name: string) => boolean): Map<number, Set<string>> {
    const found = new Map<number, Set<string>>();
    const sought = Uint8Array.from(this.names, (name) => Number(!name.endsWith('/') && isSought(name)));
    if (!sought.includes(1)) return found;
    for (const { names, children } of this.chunks)
      for (let edge = 0; edge < names.length; edge++) {
        if (sought[names[edge]!] === 0 || children[edge] === noObject) continue;
        const name = this.names[names[edge]!]!;
        const known = found.get(children[edge]!);
        if (known === undefined) found.set(children[edge]!, new Set([name]));
        else known.add(name);
      }
    return found;
  }

  #addChunk(chunk: TreeChunk): void {
    if (this.#isRead.length < this.#oids.count) {
      const larger = new Uint8Array(this.#oids.count);
      larger.set(this.#isRead);
      this.#isRead = larger;
    }
    for (const tree of chunk.trees) this.#isRead[tree] = 1;
    this.chunks.push(chunk);
    this.length += chunk.trees.length;
  }

  #nameNumber(name: string): number {
    const known = this.#nameNumbers.get(name);
    if (known !== undefined) return known;
    const number = this.names.push(name) - 1;
    this.#nameNumbers.set(name, number);
    return number;
  }

  #findChild(type: number, oid: string): number {
    const child = this.#oids.findHex(oid);
    if (child !== undefined && this.#inventory.typeOf(child) === type) return child;
    if (type === packTypes.blob && (child === undefined || this.missing.has(child))) {
      const number = child ?? this.#oids.addHex(oid);
      if (this.missing.add(number).size <= mostMissing) return number;
    }
    this.isOdd = true;
    return noObject;
  }
}

/** More are those of a partial clone, which git knows better. */
const mostMissing = 10_000;

interface RawTreeEntry {
  readonly name: string;
  readonly type: number;
  readonly oid: string;
}

/** The entries of a raw tree; undefined, and then no more, for one that is not as git writes it. */
function* readEntries(bytes: Buffer, width: number): Generator<RawTreeEntry | undefined> {
  let previous = '';
  for (let at = 0; at < bytes.length;) {
    const gap = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, at);
    const type = types.get(Number.parseInt(bytes.latin1Slice(at, gap), 8) & 0xf000);
    const name = bytes.latin1Slice(gap + 1, end) + (type === packTypes.tree ? '/' : '');
    const next = end + 1 + width;
    if (gap < at || end <= gap + 1 || next > bytes.length || type === undefined || name <= previous)
      return yield undefined;
    // It would pass for a folder, which is told by that.
    if (name.indexOf('/') + 1 !== (type === packTypes.tree ? name.length : 0)) return yield undefined;
    yield { name, type, oid: bytes.toString('hex', end + 1, next) };
    previous = name;
    at = next;
  }
}

/** Types of objects by the format in an entry's mode; of a module there is only a commit's id. */
const types = new Map<number, number>([
  [0x4000, packTypes.tree],
  [0x8000, packTypes.blob],
  [0xa000, packTypes.blob],
  [0xe000, packTypes.commit],
]);
