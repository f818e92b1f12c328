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
  /** Why some of these are not all there. */
  readonly failures: readonly string[];
}

/** Reads them all. What is broken (a ref to nowhere, a reflog of pruned commits) does not hide the rest. */
export async function readTips(repository: Repository): Promise<Tips> {
  const [listed, logged] = await Promise.all([
    readLines(repository, ['for-each-ref', '--format=%(objectname) %(refname)']),
    readLines(repository, [...listCommits, '--no-walk', '--all', '--reflog']),
  ]);
  const refs = listed.lines.map(parseRef);
  const stashed = refs.some((ref) => ref.name === 'refs/stash');
  const stashes = stashed ? await readLines(repository, [...listCommits, '--walk-reflogs', 'refs/stash']) : nothing;
  const failures = [listed, logged, stashes].flatMap(({ failure }) => failure?.message ?? []);
  return { refs, logged: logged.lines, stashes: stashes.lines, failures };
}

/** Where only stashes, and only notes, begin, and where everything else does. */
export function sortTips(tips: Tips): Record<'branch' | 'stash' | 'note', string[]> {
  const stash = new Set(tips.stashes);
  const note = new Set<string>();
  for (const { name, oid } of tips.refs) {
    if (name === 'refs/stash') stash.add(oid);
    if (name.startsWith('refs/notes/')) note.add(oid);
  }
  const branch = tips.logged.filter((oid) => !stash.has(oid) && !note.has(oid));
  return { branch, stash: [...stash], note: [...note] };
}

export interface Lines {
  readonly lines: string[];
  /** Set when git broke off before the end. */
  readonly failure?: GitError;
}

/** The lines of a list that git prints, up to where it broke off. `input` is what it reads, one a line. */
export async function readLines(
  repository: Repository,
  args: readonly string[],
  { input = [], separator = '\n' }: { input?: readonly string[]; separator?: string } = {},
): Promise<Lines> {
  const pieces: Buffer[] = [];
  const lines = (): string[] => Buffer.concat(pieces).toString().split(separator).filter(Boolean);
  try {
    const stdin = input.length > 0 ? [`${input.join('\n')}\n`] : [];
    for await (const piece of streamGit(repository, args, { stdin })) pieces.push(piece);
    return { lines: lines() };
  } catch (failure) {
    if (!(failure instanceof GitError)) throw failure;
    return { lines: lines(), failure };
  }
}

const nothing: Lines = { lines: [] };
const listCommits = ['rev-list', '--ignore-missing'] as const;

function parseRef(line: string): Ref {
  const gap = line.indexOf(' ');
  return { oid: line.slice(0, gap), name: line.slice(gap + 1) };
}

/** The full id of the commit that a user's word means; undefined when there is none. */
export async function resolveCommit(repository: Repository, revision: string): Promise<string | undefined> {
  try {
    const text = await readGit(repository, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    ]);
    return text.trim() || undefined;
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
