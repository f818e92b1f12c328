/** A part of the history: the commits of one branch, or those since a date, or both. */
import type { Repository } from '../../git.ts';
import { UserError } from '../../errors.ts';
import type { Source } from '../../types.ts';
import { readLines, readTips, resolveCommit, sortTips } from './refs.ts';
import type { SkipList } from './skip-list.ts';
import { createWalkSource, type WalkPlan } from './walk.ts';

export interface Narrowing {
  /** A date, with or without a time (ISO 8601), or `N days ago`: minutes to years. */
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
  const limit = since === undefined ? [] : [`--max-age=${readDate(since)}`];
  const { lines, failure } = await readLines(repository, ['rev-list', '--ignore-missing', ...limit, ...start]);
  if (failure !== undefined) skips.add('list of commits', failure.message);
  if (branch !== undefined) return { commits: lines };
  const tips = await readTips(repository);
  for (const why of tips.failures) skips.add('list of refs', why);
  return {
    commits: lines,
    tips: sortTips(tips),
    tags: tips.refs.filter(({ name }) => name.startsWith('refs/tags/')).map(({ oid }) => oid),
  };
}

async function requireBranch(repository: Repository, branch: string): Promise<string> {
  const commit = (await resolveCommit(repository, `refs/heads/${branch}`)) ?? (await resolveCommit(repository, branch));
  if (commit === undefined)
    throw new UserError('usage', `no such branch: ${branch}`, { hint: 'list them with `git branch --all`' });
  return commit;
}

/**
 * Seconds since 1970. Not left to git, which reads whatever it cannot read as the present: then everything would be too old to be
 * scanned.
 */
function readDate(since: string, now = new Date()): number {
  const seconds = Math.floor((readRelative(since, now) ?? Date.parse(since)) / 1000);
  if (seconds * 1000 < now.getTime()) return seconds;
  throw new UserError('usage', `not a date in the past: ${since}`, {
    hint: 'write --since 2024-01-31, or --since "2 weeks ago"',
  });
}

const milliseconds: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

function readRelative(since: string, now: Date): number | undefined {
  const found = /^(\d{1,5}) +(minute|hour|day|week|month|year)s?(?: +ago)?$/i.exec(
    since.replace(/^yesterday$/i, '1 day'),
  );
  if (found === null) return undefined;
  const [count, unit = ''] = [Number(found[1]), found[2]?.toLowerCase()];
  const step = milliseconds[unit];
  if (step !== undefined) return now.getTime() - count * step;
  const months = unit === 'year' ? count * 12 : count;
  return new Date(now).setUTCMonth(now.getUTCMonth() - months);
}
