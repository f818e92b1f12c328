/** What the index changes against HEAD, read from git's files: a commit waits for no other process. What is unusual in any way is left to git. */
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Repository } from '../../git.ts';
import { readHexLength } from '../../git/repository.ts';
import { parseIndex, type CachedTree, type IndexFile } from './index-file.ts';
import { readLooseNow } from './loose.ts';
import type { RawEntry } from './raw-diff.ts';

/** A large index is git's business: it reads one faster. */
const largestIndex = 8 * 1024 * 1024;

/**
 * The entries of `git diff --cached --raw --no-renames`, in its order; undefined where only git can tell: packed trees, conflicts,
 * paths that turn from file to folder, anything that is not in its usual form.
 */
export function compareIndex(repository: Repository): RawEntry[] | undefined {
  const indexFile = findIndex(repository);
  if (indexFile === undefined || process.env['UNLEAK_OBJECT_READER'] === 'git') return undefined;
  try {
    const hexLength = readHexLength(repository);
    const stats = statSync(indexFile);
    if (!stats.isFile() || stats.size > largestIndex) return undefined;
    const index = parseIndex(readFileSync(indexFile), hexLength / 2);
    const head = index && readHead(repository, hexLength);
    if (index === undefined || head === undefined) return undefined;
    const comparison = new Comparison(repository, index, hexLength);
    comparison.compare({ prefix: '', from: 0, end: index.length, tree: head === '' ? undefined : head }, index.top);
    return comparison.entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  } catch {
    // It is gone, unreadable, or not what it should be: git says so.
    return undefined;
  }
}

function findIndex({ gitDir, root, inherited }: Repository): string | undefined {
  const named = inherited['GIT_INDEX_FILE'];
  if (named === undefined) return join(gitDir, 'index');
  const file = resolve(root, named);
  return file === resolve(named) ? file : undefined;
}

/** Id of HEAD's tree; '' before the first commit, undefined where it cannot be told. */
function readHead(repository: Repository, hexLength: number): string | undefined {
  const { gitDir, commonDir } = repository;
  const config = readFileSync(join(commonDir, 'config'), 'latin1').toLowerCase();
  if (config.includes('refstorage')) return undefined;
  const head = readFileSync(join(gitDir, 'HEAD'), 'latin1');
  const branch = /^ref: (refs\/heads\/\S+)\n$/.exec(head)?.[1];
  const text = branch === undefined ? head : readBranch(commonDir, branch);
  if (text === '') return '';
  const oid = /^([0-9a-f]+)\n?$/.exec(text ?? '')?.[1];
  if (oid?.length !== hexLength) return undefined;
  const commit = readLooseNow(repository, oid);
  if (commit?.type !== 'commit') return undefined;
  const tree = /^tree ([0-9a-f]+)\n/.exec(commit.content.latin1Slice(0, hexLength + 6))?.[1];
  return tree?.length === hexLength ? tree : undefined;
}

/** '' for a branch without a commit. */
function readBranch(commonDir: string, branch: string): string | undefined {
  if (branch.includes('..') || branch.includes('//') || branch.includes('/.')) return undefined;
  const file = join(commonDir, branch);
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return readFileSync(file, 'latin1');
  const packed = join(commonDir, 'packed-refs');
  if (statSync(packed, { throwIfNoEntry: false }) === undefined) return '';
  const line = readFileSync(packed, 'latin1')
    .split('\n')
    .find((each) => each.endsWith(` ${branch}`));
  return line?.slice(0, line.indexOf(' ')) ?? '';
}

interface Folder {
  /** Empty, or with a slash at its end. */
  readonly prefix: string;
  /** Range of the index's entries. */
  readonly from: number;
  readonly end: number;
  /** Id of its tree in HEAD, if it is there. */
  readonly tree: string | undefined;
}

interface TreeEntry {
  readonly mode: number;
  readonly oid: string;
}

const kind = 0o170000;
const treeMode = 0o040000;

/** Throws where git has to be asked. */
class Comparison {
  readonly entries: RawEntry[] = [];
  readonly #repository: Repository;
  readonly #index: IndexFile;
  readonly #zero: string;

  constructor(repository: Repository, index: IndexFile, hexLength: number) {
    this.#repository = repository;
    this.#index = index;
    this.#zero = '0'.repeat(hexLength);
  }

  compare({ prefix, from, end, tree }: Folder, cached: CachedTree | undefined): void {
    if (tree !== undefined && cached?.oid === tree && cached.entries === end - from) return;
    const old = tree === undefined ? new Map<string, TreeEntry>() : this.#readTree(tree);
    for (let at = from; at < end;) {
      const path = this.#index.pathAt(at);
      const slash = path.indexOf('/', prefix.length);
      const name = path.slice(prefix.length, slash < 0 ? undefined : slash);
      const before = old.get(name);
      old.delete(name);
      if (before !== undefined && (before.mode === treeMode) !== slash >= 0) throw new Error('a file and a folder');
      if (slash < 0) {
        this.#compareFile(path, at++, before);
      } else {
        const folder = {
          prefix: path.slice(0, slash + 1),
          from: at,
          end: this.#endOf(path.slice(0, slash + 1), at, end),
        };
        this.compare({ ...folder, tree: before?.oid }, cached?.folders.get(name));
        at = folder.end;
      }
    }
    for (const [name, entry] of old) this.#remove(prefix + name, entry);
  }

  /** The entries of a folder stand together. */
  #endOf(folder: string, from: number, end: number): number {
    let [low, high] = [from + 1, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#index.pathAt(middle).startsWith(folder)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compareFile(path: string, at: number, before: TreeEntry | undefined): void {
    const after = { mode: this.#index.modeAt(at), oid: this.#index.oidAt(at) };
    if (before?.mode === after.mode && before.oid === after.oid) return;
    const status = before === undefined ? 'A' : (before.mode & kind) === (after.mode & kind) ? 'M' : 'T';
    this.#add(path, { status, before, after });
  }

  #remove(path: string, before: TreeEntry): void {
    if (before.mode !== treeMode) return this.#add(path, { status: 'D', before, after: undefined });
    for (const [name, entry] of this.#readTree(before.oid)) this.#remove(`${path}/${name}`, entry);
  }

  #add(
    path: string,
    { status, before, after }: { status: string; before: TreeEntry | undefined; after: TreeEntry | undefined },
  ): void {
    const step = this.#zero.length + 1;
    const header = Buffer.from(`${before?.oid ?? this.#zero} ${after?.oid ?? this.#zero}`, 'latin1');
    const mode = (after?.mode ?? 0).toString(8).padStart(6, '0');
    this.entries.push({ header, parents: 1, previous: 0, step, next: step, mode, status, path });
  }

  #readTree(oid: string): Map<string, TreeEntry> {
    const tree = readLooseNow(this.#repository, oid);
    if (tree?.type !== 'tree') throw new Error('not an object in a file of its own');
    return parseTree(tree.content, this.#zero.length / 2);
  }
}

/** Throws for what no tree is. */
function parseTree(bytes: Buffer, idLength: number): Map<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(32, at);
    const end = bytes.indexOf(0, space);
    const digits = bytes.latin1Slice(at, space);
    if (space < 0 || end < 0 || end + idLength >= bytes.length + 1 || !/^[0-7]{5,6}$/.test(digits))
      throw new Error('not a tree');
    const name = bytes.latin1Slice(space + 1, end);
    at = end + 1 + idLength;
    entries.set(name, { mode: canonicalMode(Number.parseInt(digits, 8)), oid: bytes.toString('hex', end + 1, at) });
  }
  return entries;
}

/** As the index has them: old trees know more permissions. */
function canonicalMode(mode: number): number {
  if ((mode & kind) === 0o100000) return mode & 0o100 ? 0o100755 : 0o100644;
  return mode & kind;
}
