/** Lists what commits changed, through one `git diff-tree`; a commit that git cannot compare costs that commit, not the rest. */
import { GitError, streamGit, type Repository } from '../../git.ts';
import type { ChangeLog } from './change-log.ts';
import { batchSize } from './objects.ts';
import { createRawDiffParser, createRecordSplitter, type RawEntry } from './raw-diff.ts';

export interface CollectOptions {
  /** Numbers of the commits in the log's id table, in the order in which git shall go through them. */
  readonly commits: { readonly length: number; at(index: number): number };
  /** Keep what was deleted, for finding renames. */
  readonly deletions: boolean;
}

/** A commit that git could not list. */
export interface BrokenCommit {
  readonly commit: number;
  readonly why: string;
}

/** Merges are listed against all parents at once: only what differs from every one of them. */
const diffTree = [
  'diff-tree',
  '--stdin',
  '--always',
  '-c',
  '--raw',
  '-z',
  '-r',
  '--root',
  '--no-renames',
  '--no-abbrev',
];
/** Above this something is wrong with more than single objects (a clone without trees): no use in going on. */
const maxBroken = 100;

/** Git keeps every commit that it has compared in memory: a process for each so many keeps that within bounds. */
const commitsEach = 50_000;

/** Adds the changes of all commits to the log. Returns the commits whose files remain unknown, wholly or in part. */
export async function collectChanges(
  repository: Repository,
  log: ChangeLog,
  options: CollectOptions,
): Promise<readonly BrokenCommit[]> {
  const { commits } = options;
  const broken: BrokenCommit[] = [];
  for (let from = 0; from < commits.length;) {
    const end = await diffFrom(repository, log, { ...options, from });
    from += end.done;
    if (end.why === undefined) continue;
    if (end.killed || broken.length >= maxBroken) {
      for (let i = from; i < commits.length; i++) broken.push({ commit: commits.at(i), why: end.why });
      break;
    }
    const commit = commits.at(from++);
    if (!(await listFiles(repository, log, commit))) broken.push({ commit, why: end.why });
  }
  return broken;
}

interface DiffEnd {
  /** Commits that were listed in full. */
  readonly done: number;
  /** Set when git broke off. */
  readonly why?: string;
  /** Not the next commit's fault. */
  readonly killed?: boolean;
}

async function diffFrom(
  repository: Repository,
  log: ChangeLog,
  { commits, deletions, from }: CollectOptions & { from: number },
): Promise<DiffEnd> {
  const asked = Math.min(commitsEach, commits.length - from);
  let begun = 0;
  let commit = 0;
  const parse = createRawDiffParser({
    commit: (text) => {
      commit = log.oids.find(text, 0) ?? 0;
      begun++;
    },
    entry: (entry) => log.add(commit, entry, { deletions }),
  });
  try {
    const stdin = formatCommits(log, commits, [from, from + asked]);
    for await (const piece of streamGit(repository, diffTree, { stdin })) parse(piece);
    if (begun === asked) return { done: asked };
    return { done: Math.max(0, begun - 1), why: 'git ended too early', killed: true };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const { signal, stderr } = error.exit;
    const why = stderr.split('\n').at(-1) || error.message;
    // Git prints a commit when it has compared all of it, and flushes when it dies; when it is killed, the last one may be cut.
    if (signal === null && stderr !== '' && begun < asked) return { done: begun, why };
    return { done: Math.max(0, begun - 1), why, killed: true };
  }
}

function* formatCommits(
  log: ChangeLog,
  commits: CollectOptions['commits'],
  [from, to]: readonly [number, number],
): Generator<string> {
  for (let start = from; start < to; start += batchSize) {
    const length = Math.min(batchSize, to - start);
    yield Array.from({ length }, (_, i) => `${log.oids.hex(commits.at(start + i))}\n`).join('');
  }
}

/** All files of a commit or tree, as if there had been none before. False when some cannot be listed. */
export async function listFiles(repository: Repository, log: ChangeLog, commit: number): Promise<boolean> {
  const args = ['ls-tree', '-r', '-z', '--full-tree', log.oids.hex(commit)];
  const split = createRecordSplitter((record) => log.add(commit, readTreeRecord(record), { deletions: false }));
  try {
    for await (const piece of streamGit(repository, args)) split(piece);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}

/** `100644 blob <id>\t<path>` in the form of a raw diff's entry: previous and new id are told apart by what is before. */
function readTreeRecord(record: Buffer): RawEntry {
  const tab = record.indexOf(0x09);
  const oid = record.subarray(record.lastIndexOf(0x20, tab) + 1, tab);
  const header = Buffer.concat([oid, Buffer.alloc(oid.length, 0x30)]);
  return {
    header,
    parents: 1,
    next: 0,
    previous: oid.length,
    step: oid.length,
    mode: record.latin1Slice(0, 6),
    status: 'A',
    path: record.latin1Slice(tab + 1),
  };
}
