/** A part of the history: the commits of one branch, or those since a date, or both. */
import { readGit, type Repository } from '../../git.ts';
import { UserError } from '../../errors.ts';
import type { Source } from '../../types.ts';
import { readLines, readTips, resolveCommit, sortTips } from './refs.ts';
import type { SkipList } from './skip-list.ts';
import { createWalkSource, type WalkPlan } from './walk.ts';

export interface Narrowing {
  /** A date as git reads it: `2024-01-31`, `2 weeks ago`. */
  readonly since?: string;
  /** A branch, or any name of a commit. */
  readonly branch?: string;
}

/** What the chosen commits brought in. Throws usage errors for a date or a branch that is none. */
export function createNarrowedSource(repository: Repository, narrowing: Narrowing): Source {
  return createWalkSource(repository, {
    mode: 'history',
    renames: false,
    plan: (skips) => planNarrowed(repository, narrowing, skips),
  });
}

async function planNarrowed(repository: Repository, { since, branch }: Narrowing, skips: SkipList): Promise<WalkPlan> {
  const start = branch === undefined ? ['--all', '--reflog'] : [await requireBranch(repository, branch)];
  const limit = since === undefined ? [] : [await readDate(repository, since)];
  const { lines, failure } = await readLines(repository, ['rev-list', '--ignore-missing', ...limit, ...start]);
  if (failure !== undefined) skips.add('list of commits', failure.message);
  if (branch !== undefined) return { commits: lines };
  const tips = await readTips(repository);
  return { commits: lines, tips: sortTips(tips), tags: tips.refs.filter(({ name }) => name.startsWith('refs/tags/')).map(({ oid }) => oid) };
}

async function requireBranch(repository: Repository, branch: string): Promise<string> {
  const commit = (await resolveCommit(repository, `refs/heads/${branch}`)) ?? (await resolveCommit(repository, branch));
  if (commit === undefined)
    throw new UserError('usage', `no such branch: ${branch}`, { hint: 'list them with `git branch --all`' });
  return commit;
}

const relative = /^(yesterday|(\d+|an?) +(minute|hour|day|week|month|year)s? +ago)$/i;

/** Git reads anything as a date, and what it cannot read as the present: then everything would be too old to be scanned. */
async function readDate(repository: Repository, since: string): Promise<string> {
  const limit = (await readGit(repository, ['rev-parse', `--since=${since}`])).trim();
  const seconds = Number(/^--max-age=(\d+)$/.exec(limit)?.[1]);
  const known = relative.test(since) || !Number.isNaN(Date.parse(since));
  if (!known || !(seconds * 1000 < Date.now() - 1000))
    throw new UserError('usage', `not a date in the past: ${since}`, { hint: 'write --since 2024-01-31, or --since "2 weeks ago"' });
  return limit;
}
