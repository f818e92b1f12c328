/**
 * Files that only their name tells to be a credential: a sweep reads blobs before it knows what they are called, so that it reads the few
 * again whose name says so, once it knows.
 */
import { isTelling, longestLone } from '../../detect/generic/lone.ts';
import type { Repository } from '../../git.ts';
import type { Chunk, Match, ScanContext } from '../../types.ts';
import { expandBlobs } from './blobs.ts';
import { ChangeLog } from './change-log.ts';
import type { ObjectReader } from './objects.ts';
import { showPath } from './raw-diff.ts';
import { logChangesOf } from './read-trees.ts';
import { readLines } from './refs.ts';
import { SkipList } from './skip-list.ts';
import type { Sweep } from './sweep.ts';

/** Names of blobs by number; paths will do. */
export type BlobNames = ReadonlyMap<number, ReadonlySet<string>>;

export interface NamedFile {
  readonly oid: string;
  /** Without folders, those that tell what it is. */
  readonly names: readonly [string, ...string[]];
  readonly found: readonly Match[];
}

export interface NamedReading {
  readonly reader: ObjectReader;
  readonly context: ScanContext;
}

/** All such files that some commit or ref has under such a name. What commits changed is known by now, or all trees are. */
export async function findNamedFiles(sweep: Sweep, reading: NamedReading): Promise<NamedFile[]> {
  const { trees, log } = sweep;
  const logged = listNamed(log);
  if (!trees.isComplete) return readNamedFiles(sweep, logged, reading);
  const files = await readNamedFiles(sweep, joinNames(logged, trees.telling), reading);
  if (files.length === 0) return files;
  // Any tree may have told the name: one that belongs to a commit must.
  const brought = new ChangeLog(sweep.oids);
  await logChangesOf({ ...sweep, log: brought }, new Set(files.map(({ oid }) => oid)));
  const names = joinNames(logged, listNamed(brought));
  return files.flatMap((file) => keepNames(file, names.get(sweep.oids.findHex(file.oid)!)));
}

/** Blobs that changes brought to paths with such a name. */
export function listNamed(log: ChangeLog): BlobNames {
  return log.findPaths(isTelling);
}

/** Those of the blobs that are such files. What cannot be read was told before. */
export async function readNamedFiles(
  { repository, oids }: Sweep,
  names: BlobNames,
  { reader, context }: NamedReading,
): Promise<NamedFile[]> {
  const small = await listSmall(repository, [...names.keys()].map((blob) => oids.hex(blob)).sort());
  const quiet = { ...context, skip: () => {}, stats: { files: 0, commits: 0, blobs: 0, bytes: 0, durationMs: 0 } };
  const options = { context: quiet, skips: new SkipList(quiet), via: 'commit', pathOf: () => '' } as const;
  const files: NamedFile[] = [];
  for await (const chunk of expandBlobs(reader.read([small]), options)) {
    const oid = chunk.origin.object!;
    const file = matchNames(chunk, names.get(oids.findHex(oid)!)!, context);
    if (file !== undefined) files.push({ oid, ...file });
  }
  return files;
}

/** Its matches, as a chunk of the blob. */
export function toChunk({ oid, found }: NamedFile): Chunk {
  return { path: '', origin: { via: 'commit', object: oid }, bytes: new Uint8Array(), found };
}

/** What is in an archive has a name of its own there, and was found by it. */
function matchNames(
  chunk: Chunk,
  paths: ReadonlySet<string>,
  context: ScanContext,
): Omit<NamedFile, 'oid'> | undefined {
  if (chunk.path !== '') return undefined;
  const tried = [...paths].map((path) => {
    const name = nameOf(path);
    return { name, found: context.match({ ...chunk, name: showPath(name) }) };
  });
  const told = tried.filter(({ found }) => found.length > 0);
  const [first, ...others] = told.map(({ name }) => name).sort();
  return first === undefined ? undefined : { names: [first, ...new Set(others)], found: told[0]!.found };
}

function keepNames({ names, ...file }: NamedFile, paths: ReadonlySet<string> = new Set()): NamedFile[] {
  const brought = new Set([...paths].map(nameOf));
  const [first, ...others] = names.filter((name) => brought.has(name));
  return first === undefined ? [] : [{ ...file, names: [first, ...others] }];
}

function joinNames(a: BlobNames, b: BlobNames): BlobNames {
  const joined = new Map(a);
  for (const [blob, names] of b) joined.set(blob, new Set([...(joined.get(blob) ?? []), ...names]));
  return joined;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Ids of the blobs that are no larger than such a file. */
async function listSmall(repository: Repository, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const args = ['cat-file', '--buffer', '--batch-check=%(objectname) %(objecttype) %(objectsize)'];
  const { lines } = await readLines(repository, args, { input: ids });
  return lines.flatMap((line) => {
    const [oid = '', type, size] = line.split(' ');
    return type === 'blob' && Number(size) <= longestLone ? oid : [];
  });
}
