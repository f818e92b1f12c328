/** What came into a repository since a sweep, by the names of its packs and loose objects; and whether nothing but that has changed. */
import type { Repository } from '../../../git.ts';
import { readHexLength } from '../../../git/repository.ts';
import { listObjectFiles, type ObjectFiles } from '../packs/object-store.ts';
import { readPackIndex, readPackName, type PackIndex } from '../packs/pack-index.ts';
import { packTypes, readPack, type Pack } from '../packs/pack-table.ts';
import { ReadIds } from './read-ids.ts';
import { readLines, sortTips, type Tips } from '../refs.ts';
import type { SweepState } from './sweep-state.ts';

/** Ids of objects that were not there before. */
export interface NewObjects {
  readonly blobs: readonly string[];
  readonly commits: readonly string[];
  readonly tags: readonly string[];
  /** Packs that hold some of them. */
  readonly fresh: readonly Pack[];
  /** What the repository holds now: checksums of packs, ids of loose objects. */
  readonly packs: readonly string[];
  readonly loose: readonly string[];
  /** Whether an object was there before. */
  readonly isOld: (oid: string) => boolean;
}

/** More than this is read faster by a whole sweep. */
const mostNew = 20_000;

/** Why a whole sweep is needed. */
export type Refusal = string;

export async function findNewObjects(repository: Repository, state: SweepState): Promise<NewObjects | Refusal> {
  const files = listFiles(repository);
  if (files === undefined) return 'the packs are not all of a known form';
  const width = readHexLength(repository) / 2;
  const names = files.packs.map((base) => readPackName(`${base}.idx`, width));
  const there = new Set(names);
  if (!state.packs.every((name) => there.has(name))) return findUnread(repository, state, { files, names });
  const known = new Set(state.packs);
  const old = files.packs.filter((_, i) => known.has(names[i]!));
  // Trees, too: the list of ids has none.
  const isPacked = createLookup(() => old.map((base) => readPackIndex(`${base}.idx`, width, { trusted: true })));
  const ids = new ReadIds(state.ids);
  const wasLoose = new Set(state.loose);
  const isOld = (oid: string): boolean => wasLoose.has(oid) || ids.has(oid);
  const packs = files.packs.filter((_, i) => !known.has(names[i]!)).map((base) => readPack(base, width));
  if (packs.reduce((sum, { table }) => sum + table.count, files.loose.length - state.loose.length) > mostNew)
    return 'there is more that is new than old';
  const isThere = createLookup(() => packs.map(({ index }) => index));
  const left = new Set(files.loose);
  // Loose objects go into packs, but one that is nowhere was pruned.
  if (!state.loose.every((oid) => left.has(oid) || isThere(oid) || isPacked(oid)))
    return 'objects that were read are gone';
  const types = createTypes();
  const asked = new Set(files.loose.filter((oid) => !isOld(oid)));
  for (const pack of packs) sortEntries(pack, { isOldAt: (at) => ids.hasRaw(pack.index.oids, at), types, asked });
  if (!(await askTypes(repository, asked, types))) return 'the type of an object is not known';
  return { ...listTypes(types), fresh: packs, packs: names, loose: files.loose, isOld };
}

/** The same for a clone that has other packs, object by object. All that was read must be there. */
async function findUnread(
  repository: Repository,
  state: SweepState,
  { files, names }: { readonly files: ObjectFiles; readonly names: readonly string[] },
): Promise<NewObjects | Refusal> {
  const ids = new ReadIds(state.ids);
  const types = createTypes();
  const asked = new Set(files.loose.filter((oid) => !ids.see(Buffer.from(oid, 'hex'), 0)));
  for (const base of files.packs) {
    const pack = readPack(base, readHexLength(repository) / 2);
    sortEntries(pack, { isOldAt: (at) => ids.see(pack.index.oids, at), types, asked });
  }
  if (!ids.isWhole) return 'packs that were read are gone: this is another repository, or it was repacked';
  if (types.blobs.size + types.commits.size + asked.size > mostNew) return 'there is more that is new than old';
  if (!(await askTypes(repository, asked, types))) return 'the type of an object is not known';
  // Families of old blobs with some new ones: these are read faster than those are gone through.
  return { ...listTypes(types), fresh: [], packs: names, loose: files.loose, isOld: (oid) => ids.has(oid) };
}

function createTypes(): Sorting['types'] {
  return { blobs: new Set<string>(), commits: new Set<string>(), tags: new Set<string>() };
}

function listTypes({ blobs, commits, tags }: Sorting['types']): Pick<NewObjects, 'blobs' | 'commits' | 'tags'> {
  return { blobs: [...blobs], commits: [...commits], tags: [...tags] };
}

function listFiles(repository: Repository): ObjectFiles | undefined {
  try {
    return listObjectFiles(repository);
  } catch {
    return undefined;
  }
}

/** Opens the indexes when it is first asked. */
function createLookup(open: () => readonly PackIndex[]): (oid: string) => boolean {
  let indexes: readonly PackIndex[] | undefined;
  return (oid) => {
    const bytes = Buffer.from(oid, 'hex');
    return (indexes ??= open()).some((index) => index.find(bytes, 0) !== undefined);
  };
}

interface Sorting {
  /** By the place of the id in the index. */
  readonly isOldAt: (at: number) => boolean;
  readonly types: Readonly<Record<'blobs' | 'commits' | 'tags', Set<string>>>;
  /** Those whose type the pack does not tell. */
  readonly asked: Set<string>;
}

function sortEntries({ table, index, numbers }: Pack, { isOldAt, types, asked }: Sorting): void {
  const oids = Buffer.from(index.oids.buffer, index.oids.byteOffset, index.oids.length);
  for (let entry = 0; entry < table.count; entry++) {
    const type = table.types[entry];
    if (type === packTypes.tree) continue;
    const at = numbers[entry]! * index.width;
    if (isOldAt(at)) continue;
    const oid = oids.toString('hex', at, at + index.width);
    if (type === packTypes.blob) types.blobs.add(oid);
    else if (type === packTypes.commit) types.commits.add(oid);
    else if (type === packTypes.tag) types.tags.add(oid);
    else asked.add(oid);
  }
}

async function askTypes(repository: Repository, asked: ReadonlySet<string>, types: Sorting['types']): Promise<boolean> {
  if (asked.size === 0) return true;
  const args = ['cat-file', '--buffer', '--batch-check=%(objectname) %(objecttype)'];
  const { lines, failure } = await readLines(repository, args, { input: [...asked] });
  for (const line of lines) {
    const [oid = '', type] = line.split(' ');
    if (type === 'blob') types.blobs.add(oid);
    else if (type === 'commit') types.commits.add(oid);
    else if (type === 'tag') types.tags.add(oid);
    else if (type !== 'tree') return false;
  }
  return failure === undefined && lines.length === asked.size;
}

/** Why places of old objects may have changed; undefined when all that was reachable still is, from the same kinds of tips, and nothing old has become so. */
export async function findRewriting(
  repository: Repository,
  state: SweepState,
  { tips, commits }: { readonly tips: Tips; readonly commits: readonly string[] },
): Promise<Refusal | undefined> {
  const now = sortTips(tips);
  if (tips.failures.length > 0) return 'the refs cannot all be read';
  for (const kind of ['stash', 'note'] as const)
    if (!isEqual(now[kind], state.tips[kind])) return 'stashes or notes have changed';
  const before = new Set(state.tips.branch);
  const after = new Set(now.branch);
  const added = now.branch.filter((oid) => !before.has(oid));
  const lost = state.tips.branch.filter((oid) => !after.has(oid));
  const isNew = new Set(commits);
  const reached = await listBetween(repository, ['--parents'], { from: added, not: state.tips.branch });
  if (reached === undefined) return 'it is of another repository, or the history was rewritten';
  const lines = reached.map((line) => line.split(' '));
  if (!lines.every(([oid = '']) => isNew.has(oid))) return 'commits that nothing reached are reachable now';
  const continued = new Set(lines.flatMap(([, ...parents]) => parents));
  const doubtful = lost.filter((oid) => !continued.has(oid));
  const gone = await listBetween(repository, ['--max-count=1'], { from: doubtful, not: now.branch });
  return gone?.length === 0 ? undefined : 'the history was rewritten';
}

/** Commits that the first reach and the others do not; undefined when git fails, as it does where one is not there. */
async function listBetween(
  repository: Repository,
  options: readonly string[],
  { from, not }: { from: readonly string[]; not: readonly string[] },
): Promise<readonly string[] | undefined> {
  if (from.length === 0) return [];
  const input = [...from, ...not.map((oid) => `^${oid}`)];
  const { lines, failure } = await readLines(repository, ['rev-list', ...options, '--stdin'], { input });
  return failure === undefined ? lines : undefined;
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  const set = new Set(a);
  return set.size === new Set(b).size && b.every((oid) => set.has(oid));
}
