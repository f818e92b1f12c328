/** Goes through the trees of a pack, family by family, and tells of each what distinguishes it from its base: all edges of the history's graph, each once. */
import { packTypes } from './pack-table.ts';
import { Column } from '../column.ts';
import type { OidView } from '../oid-table.ts';
import { align, EntryReader, inputRoom, type EntryCode } from './entry-reader.ts';
import { listFamily, walkFamily, type Frame } from './family.ts';
import { none, type PackTable } from './pack-table.ts';

/** Where things stand in the module's memory. Memory that is never touched costs nothing. */
const scratch = 0x10000;
const segmentsAt = scratch + 0x10000;
const mostSegments = 0x10000;
const edgesAt = segmentsAt + mostSegments * 12;
const mostEdges = 0x100000;
const slotsAt = edgesAt + 8 + mostEdges * (8 + 32);
const mostNames = 0x200000;
const namesAt = slotsAt + mostNames * 2 * 4;
const lettersAt = namesAt + mostNames * 12;
const letterRoom = 48 * 1024 * 1024;
const listsAt = lettersAt + letterRoom;
const mostListed = 0x400000;
const inputAt = listsAt + mostListed * 8;
const deltaAt = inputAt + inputRoom;
const textsAt = deltaAt + inputRoom;
const textRoom = 96 * 1024 * 1024;
/** Above this a base makes room as soon as its last delta is made. */
const tightAbove = textsAt + 1024 * 1024;

/** So many edges are looked up together, as long as they are near. */
const enoughEdges = 4096;

interface Exports extends EntryCode {
  readonly nameCount: WebAssembly.Global;
  start(scratch: number, segments: number, mostSegments: number, idWidth: number): void;
  startEdges(edges: number, mostEdges: number): void;
  startNames(
    slots: number,
    slotCount: number,
    names: number,
    mostNames: number,
    letters: number,
    letterRoom: number,
  ): void;
  nameAddress(number: number): number;
  nameLength(number: number): number;
  listTree(text: number, size: number, list: number, most: number): number;
  listChanges(
    text: number,
    size: number,
    list: number,
    most: number,
    base: number,
    baseList: number,
    baseCount: number,
  ): number;
}

/** Trees, each behind its base. */
export interface TreeChunk {
  /** Numbers of the trees in the id table, and of those that they are told by; 0 for a tree that is told in full. */
  readonly trees: Uint32Array;
  readonly bases: Uint32Array;
  /** Where the edges of each tree end. */
  readonly ends: Uint32Array;
  /** Edges: the name, and the object that it stands for now; 0 where that is none of this repository's. */
  readonly names: Uint32Array;
  readonly children: Uint32Array;
}

export interface ReadTrees extends TreeChunk {
  /** Edges whose object was not in the id table, and its id. */
  readonly unknown: readonly (readonly [edge: number, oid: string])[];
  /** Names that have not been told before, in the order of their numbers, which go on from those told; bytes as Latin-1, folders with a slash. */
  readonly newNames: readonly string[];
  /** Entries that could not be read. */
  readonly unread: readonly number[];
  /** Some edge leads to an object of another type than it says, or very many to none: now, or in what was read before. */
  readonly odd: boolean;
}

/** A clone without its files has millions of such edges, and needs no list of them. */
const mostUnknown = 100_000;

/** Where the module tells of the edges, in words: their number, and whether the last tree's are all its entries. */
const edgeCountAt = edgesAt / 4;
const isWholeAt = edgeCountAt + 1;
/** Kinds of edges; see trees.asm.ts. */
const edgeKinds = { gone: 0, file: 1, folder: 2, module: 3 } as const;

interface TreeFrame extends Frame {
  /** Address of the list of its entries, and their number. */
  readonly list: number;
  readonly count: number;
}

export interface TreeReaderOptions {
  readonly oids: OidView;
  /** Types of the id table's objects, by number. */
  readonly types: Uint8Array;
}

export class TreeReader {
  readonly entries: EntryReader;
  readonly #oids: OidView;
  readonly #types: Uint8Array;
  readonly #wasmMemory = new WebAssembly.Memory({ initial: Math.ceil(tightAbove / 65_536) });
  readonly #asm: Exports;
  #memory: Buffer;
  /** The same in words. */
  #words: Uint32Array;
  #told = 0;
  #trees = new Column();
  #bases = new Column();
  #ends = new Column();
  #names = new Column();
  #children = new Column();
  #unknown: [number, string][] = [];
  #unread: number[] = [];
  #unknownCount = 0;
  #odd = false;

  constructor(code: Uint8Array<ArrayBuffer>, { oids, types }: TreeReaderOptions) {
    this.#oids = oids;
    this.#types = types;
    this.#memory = Buffer.from(this.#wasmMemory.buffer);
    this.#words = new Uint32Array(this.#wasmMemory.buffer);
    const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory: this.#wasmMemory } });
    this.#asm = instance.exports as unknown as Exports;
    this.#asm.start(scratch, segmentsAt, mostSegments, oids.hexLength / 2);
    this.#asm.startEdges(edgesAt, mostEdges);
    this.#asm.startNames(slotsAt, mostNames * 2, namesAt, mostNames, lettersAt, letterRoom);
    const reserve = (end: number): Buffer => this.#reserve(end);
    this.entries = new EntryReader(this.#asm, {
      input: inputAt,
      delta: deltaAt,
      textsEnd: textsAt + textRoom,
      reserve,
    });
  }

  /** Goes through families of the pack that the reader has open, given by their trees that are no deltas. */
  read(roots: Iterable<number>): ReadTrees {
    for (const column of [this.#trees, this.#bases, this.#ends, this.#names, this.#children]) column.length = 0;
    [this.#unknown, this.#unread] = [[], []];
    const visitor = {
      open: (entry: number, base: TreeFrame | undefined) => this.#open(entry, base),
      settle: (frame: TreeFrame, base: TreeFrame) =>
        frame.text > tightAbove ? this.#moveDown(frame, base) : undefined,
    };
    for (const root of roots) walkFamily(this.entries.table, root, visitor);
    this.#takeEdges();
    return {
      trees: this.#trees.toArray(),
      bases: this.#bases.toArray(),
      ends: this.#ends.toArray(),
      names: this.#names.toArray(),
      children: this.#children.toArray(),
      unknown: this.#unknown,
      newNames: this.#takeNewNames(),
      unread: this.#unread,
      odd: this.#odd,
    };
  }

  #open(entry: number, base: TreeFrame | undefined): TreeFrame | undefined {
    const { table } = this.entries;
    const text = base === undefined ? textsAt : base.text + align(base.size);
    const list = base === undefined ? listsAt : base.list + (base.count + 1) * 8;
    const before = this.#words[edgeCountAt]!;
    const size = this.entries.read(entry, text, base);
    const count = size < 0 ? size : this.#list({ text, size, list }, base);
    if (count < 0) {
      this.#words[edgeCountAt] = before;
      listFamily(table, entry, this.#unread);
      return undefined;
    }
    // What another pack has, too, is told there.
    if (table.elsewhere[entry] === 1) this.#words[edgeCountAt] = before;
    else this.#note(table, entry);
    const delta = table.firstDelta[entry]!;
    return delta === none ? undefined : { text, size, list, count, delta };
  }

  #list({ text, size, list }: Pick<TreeFrame, 'text' | 'size' | 'list'>, base: TreeFrame | undefined): number {
    const most = mostListed - (list - listsAt) / 8 - 1;
    if (base === undefined) return this.#asm.listTree(text, size, list, most);
    return this.#asm.listChanges(text, size, list, most, base.text, base.list, base.count);
  }

  #note({ ids, bases }: PackTable, entry: number): void {
    const isWhole = this.#words[isWholeAt] !== 0;
    const count = this.#words[edgeCountAt]!;
    this.#trees.push(ids[entry]!);
    this.#bases.push(isWhole ? 0 : ids[bases[entry]!]!);
    this.#ends.push(this.#names.length + count);
    if (count >= enoughEdges) this.#takeEdges();
  }

  /** Takes the edges out of the module's memory. */
  #takeEdges(): void {
    const first = edgesAt / 4 + 2;
    const step = 2 + this.#oids.hexLength / 8;
    const count = this.#words[edgeCountAt]!;
    this.#words[edgeCountAt] = 0;
    const edges = this.#words.subarray(first, first + count * step);
    const known = this.#children.length;
    const names = this.#names.extend(count);
    const children = this.#children.extend(count);
    this.#oids.findMany(edges, { at: 2, step }, children);
    for (let i = 0, at = 0; i < count; i++, at += step) {
      names[i] = edges[at]!;
      const kind = edges[at + 1]!;
      const type = this.#types[children[i]!] ?? 0;
      if (kind === edgeKinds.gone || kind === edgeKinds.module) children[i] = 0;
      else if (type === 0) {
        children[i] = 0;
        this.#noteUnknown(known + i, edges.byteOffset + (at + 2) * 4);
      } else if (type !== (kind === edgeKinds.folder ? packTypes.tree : packTypes.blob)) this.#odd = true;
    }
  }

  /** Its id stands at the address. */
  #noteUnknown(edge: number, at: number): void {
    if (++this.#unknownCount > mostUnknown) this.#odd = true;
    else this.#unknown.push([edge, this.#memory.toString('hex', at, at + this.#oids.hexLength / 2)]);
  }

  #takeNewNames(): string[] {
    const names: string[] = [];
    for (const count = this.#asm.nameCount.value as number; this.#told < count; this.#told++) {
      const at = this.#asm.nameAddress(this.#told);
      names.push(this.#memory.latin1Slice(at, at + this.#asm.nameLength(this.#told)));
    }
    return names;
  }

  /** The base is not needed any more: its last delta takes its place. */
  #moveDown(frame: TreeFrame, base: TreeFrame): TreeFrame {
    const { text, size, list, count } = frame;
    this.#memory.copyWithin(base.text, text, text + size);
    this.#memory.copyWithin(base.list, list, list + (count + 1) * 8);
    return { ...frame, text: base.text, list: base.list };
  }

  #reserve(end: number): Buffer {
    const missing = end + 0x10000 - this.#wasmMemory.buffer.byteLength;
    if (missing > 0) this.#wasmMemory.grow(Math.ceil(missing / 65_536));
    if (this.#memory.buffer !== this.#wasmMemory.buffer) {
      this.#memory = Buffer.from(this.#wasmMemory.buffer);
      this.#words = new Uint32Array(this.#wasmMemory.buffer);
    }
    return this.#memory;
  }
}
