/** What refs and reflogs point at: the beginnings of everything that is reachable. */
import { GitError, readGit, streamGit, type Repository } from '../../git.ts';

export interface Ref {
  readonly name: string;
  readonly oid: string;
}

export interface Tips {
  readonly refs: readonly Ref[];
  /** Commits of HEAD, of all work trees' HEADs and of all reflogs, refs included. */
  readonly logged: readonly string[];
  /** Stash commits, the newest first. */
  readonly stashes: readonly string[];
}

/** Reads them all. What is broken (a ref to nowhere, a reflog of pruned commits) does not hide the rest. */
export async function readTips(repository: Repository): Promise<Tips> {
  const refs = await listRefs(repository);
  const stashed = refs.some((ref) => ref.name === 'refs/stash');
  return {
    refs,
    logged: await listCommits(repository, ['--no-walk', '--all', '--reflog']),
    stashes: stashed ? await listCommits(repository, ['--walk-reflogs', 'refs/stash']) : [],
  };
}

async function listRefs(repository: Repository): Promise<Ref[]> {
  const text = await readAll(repository, ['for-each-ref', '--format=%(objectname) %(refname)']);
  return text.map((line) => {
    const gap = line.indexOf(' ');
    return { oid: line.slice(0, gap), name: line.slice(gap + 1) };
  });
}

async function listCommits(repository: Repository, args: readonly string[]): Promise<string[]> {
  return readAll(repository, ['rev-list', '--ignore-missing', ...args]);
}

/** Lines up to where git broke off. */
async function readAll(repository: Repository, args: readonly string[]): Promise<string[]> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of streamGit(repository, args)) pieces.push(piece);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  return Buffer.concat(pieces).toString().split('\n').filter(Boolean);
}

/** The full id of the commit that a user's word means; undefined when there is none. */
export async function resolveCommit(repository: Repository, revision: string): Promise<string | undefined> {
  try {
    const text = await readGit(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
    return text.trim() || undefined;
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
