/** Lists what commits changed, through one `git diff-tree`; a commit that git cannot compare costs that commit, not the rest. */
import { GitError, streamGit, type Repository } from '../../git.ts';
import type { ChangeLog } from './change-log.ts';
import { createRawDiffParser, type RawEntry } from './raw-diff.ts';

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
    if (end.why === undefined) break;
    const stuck = from + end.done;
    if (end.fatal || stuck >= commits.length || broken.length >= maxBroken) {
      for (let i = stuck; i < commits.length; i++) broken.push({ commit: commits.at(i), why: end.why });
      break;
    }
    const commit = commits.at(stuck);
    const listed = await listFiles(repository, log, commit);
    if (!listed) broken.push({ commit, why: end.why });
    from = stuck + 1;
  }
  return broken;
}

interface DiffEnd {
  /** Commits that were listed in full. */
  readonly done: number;
  /** Set when git broke off. */
  readonly why?: string;
  /** It was killed: not the commit's fault. */
  readonly fatal?: boolean;
}

async function diffFrom(
  repository: Repository,
  log: ChangeLog,
  { commits, deletions, from }: CollectOptions & { from: number },
): Promise<DiffEnd> {
  let done = 0;
  let commit = 0;
  const parse = createRawDiffParser({
    // Git prints a commit when it has compared all of it.
    commit: (text) => {
      commit = log.oids.find(text, 0) ?? 0;
      done++;
    },
    entry: (entry) => log.add(commit, entry, { deletions }),
  });
  try {
    for await (const piece of streamGit(repository, diffTree, { stdin: formatCommits(log, commits, from) }))
      parse(piece);
    return { done };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return { done, why: error.exit.stderr.split('\n').at(-1) || error.message, fatal: error.exit.signal !== null };
  }
}

function* formatCommits(log: ChangeLog, commits: CollectOptions['commits'], from: number): Generator<string> {
  const lines: string[] = [];
  for (let i = from; i < commits.length; i++) {
    if (lines.push(log.oids.hex(commits.at(i))) < 1000) continue;
    yield `${lines.splice(0).join('\n')}\n`;
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

/** All files of a commit or tree, as if there had been none before. False when some cannot be listed. */
export async function listFiles(repository: Repository, log: ChangeLog, commit: number): Promise<boolean> {
  const args = ['ls-tree', '-r', '-z', '--full-tree', log.oids.hex(commit)];
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const piece of streamGit(repository, args)) {
      const buffer = Buffer.concat([rest, piece]);
      let at = 0;
      for (let end = buffer.indexOf(0); end >= 0; end = buffer.indexOf(0, at)) {
        log.add(commit, readTreeRecord(buffer.subarray(at, end)), { deletions: false });
        at = end + 1;
      }
      rest = buffer.subarray(at);
    }
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
