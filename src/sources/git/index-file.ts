/** Git's index in its usual form: the entries, and the trees that it remembers of the folders that nobody touched since. */

export interface IndexFile {
  readonly length: number;
  /** Bytes as Latin-1. */
  pathAt(entry: number): string;
  modeAt(entry: number): number;
  /** Id in hexadecimal. */
  oidAt(entry: number): string;
  /** What is remembered of the top folder. */
  readonly top: CachedTree | undefined;
}

/** A folder's tree, as far as it is known. */
export interface CachedTree {
  /** Id in hexadecimal; undefined where something in the folder changed. */
  readonly oid: string | undefined;
  /** Entries of the index below the folder. */
  readonly entries: number;
  readonly folders: ReadonlyMap<string, CachedTree>;
}

/** Bytes of an entry before its id: times, device, owner, size. */
const statLength = 40;
/** Flags of an entry: a second pair of bytes with flags, and the stage of a conflict. */
const extended = 0x4000;
const stages = 0x3000;

/**
 * `idLength`: bytes of an id. Undefined for all that is not plainly this (gitformat-index, versions 2 and 3): conflicts, what is only
 * intended to be added, split and sparse indexes, damage.
 */
export function parseIndex(bytes: Buffer, idLength: number): IndexFile | undefined {
  if (bytes.length < 12 + idLength || bytes.latin1Slice(0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  if (version !== 2 && version !== 3) return undefined;
  const end = bytes.length - idLength;
  const starts = findEntries(bytes, { count: bytes.readUInt32BE(8), end, idLength });
  if (starts === undefined) return undefined;
  const trees = findTrees(bytes, starts.at(-1)!, end);
  if (trees === undefined) return undefined;
  const idAt = (entry: number): number => starts[entry]! + statLength;
  return {
    length: starts.length - 1,
    pathAt(entry) {
      const from = idAt(entry) + idLength + (bytes.readUInt16BE(idAt(entry) + idLength) & extended ? 4 : 2);
      return bytes.latin1Slice(from, bytes.indexOf(0, from));
    },
    modeAt: (entry) => bytes.readUInt32BE(starts[entry]! + 24),
    oidAt: (entry) => bytes.toString('hex', idAt(entry), idAt(entry) + idLength),
    top: trees.length === 0 ? undefined : parseTrees(trees, idLength),
  };
}

interface EntryTable {
  readonly count: number;
  readonly end: number;
  readonly idLength: number;
}

/** Where each entry begins, and where the last one ends. */
function findEntries(bytes: Buffer, { count, end, idLength }: EntryTable): Uint32Array | undefined {
  // An entry takes 64 bytes at least: a count that cannot be true reserves nothing.
  if (count > bytes.length / 60) return undefined;
  const starts = new Uint32Array(count + 1);
  let at = 12;
  for (let entry = 0; entry < count; entry++) {
    starts[entry] = at;
    const flagsAt = at + statLength + idLength;
    if (flagsAt + 4 > end) return undefined;
    const flags = bytes.readUInt16BE(flagsAt);
    const isExtended = (flags & extended) !== 0;
    if (flags & stages || (isExtended && bytes.readUInt16BE(flagsAt + 2) & intendedToAdd)) return undefined;
    const path = flagsAt + (isExtended ? 4 : 2);
    const length = flags & longest;
    const pathEnd = length < longest ? path + length : bytes.indexOf(0, path);
    if (pathEnd <= path || pathEnd >= end || bytes[pathEnd] !== 0) return undefined;
    // One to eight NUL bytes make the entry a multiple of eight.
    at += (pathEnd - at + 8) & ~7;
    if (at > end) return undefined;
  }
  starts[count] = at;
  return starts;
}

const intendedToAdd = 0x2000;
/** As a path's length: that long or longer. */
const longest = 0xfff;

/** The extension TREE; empty without one, undefined where another must be understood. */
function findTrees(bytes: Buffer, from: number, end: number): Buffer | undefined {
  let trees: Buffer = Buffer.alloc(0);
  let at = from;
  while (at < end) {
    if (at + 8 > end) return undefined;
    const size = bytes.readUInt32BE(at + 4);
    // Those that may be passed over begin with a capital.
    if (bytes[at]! < 65 || bytes[at]! > 90 || at + 8 + size > end) return undefined;
    if (bytes.latin1Slice(at, at + 4) === 'TREE') trees = bytes.subarray(at + 8, at + 8 + size);
    at += 8 + size;
  }
  return trees;
}

/** Undefined where the trees do not read as such: then nothing is known of any folder. */
function parseTrees(bytes: Buffer, idLength: number): CachedTree | undefined {
  let at = 0;
  const read = (depth: number): [name: string, tree: CachedTree] | undefined => {
    const nameEnd = bytes.indexOf(0, at);
    const lineEnd = bytes.indexOf(10, nameEnd);
    if (nameEnd < 0 || lineEnd < 0 || depth > deepest) return undefined;
    const name = bytes.latin1Slice(at, nameEnd);
    const [, entries, folders] = /^(-1|\d{1,9}) (\d{1,9})$/.exec(bytes.latin1Slice(nameEnd + 1, lineEnd)) ?? [];
    if (entries === undefined) return undefined;
    at = lineEnd + 1;
    let oid: string | undefined;
    if (entries !== '-1') {
      oid = bytes.toString('hex', at, at + idLength);
      at += idLength;
    }
    const children = new Map<string, CachedTree>();
    for (let folder = Number(folders); folder > 0; folder--) {
      const child = read(depth + 1);
      if (child === undefined) return undefined;
      children.set(...child);
    }
    return [name, { oid, entries: Number(entries), folders: children }];
  };
  return read(0)?.[1];
}

const deepest = 1000;
