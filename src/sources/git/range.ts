/** A range of commits: what each of them brought in, its message and its people included. A base that is not there makes the scan incomplete. */
import { isShallow, type Repository } from '../../git.ts';
import { UserError } from '../../errors.ts';
import type { Source } from '../../types.ts';
import { readLines, resolveCommit } from './refs.ts';
import type { SkipList } from './skip-list.ts';
import { createWalkSource, type WalkPlan } from './walk.ts';

/**
 * `A..B`, `A...B`, a single commit, or `0000…..B` for a branch that is pushed for the first time. Sides that are left out are HEAD.
 * Throws a usage error for revisions that the repository does not have, unless it is a shallow clone that lacks the base.
 */
export function createRangeSource(repository: Repository, range: string): Source {
  return createWalkSource(repository, {
    mode: 'range',
    renames: true,
    plan: (skips) => planRange(repository, range, skips),
  });
}

async function planRange(repository: Repository, range: string, skips: SkipList): Promise<WalkPlan> {
  const list = (revisions: readonly string[]): Promise<string[]> => listCommits(repository, revisions, skips);
  const found = /^(.*?)(\.{2,3})(.*)$/s.exec(range);
  if (found === null) return { commits: [await requireCommit(repository, range)] };
  const [, from = '', dots = '', to = ''] = found;
  // A branch that is deleted brings nothing in.
  if (isZero(to)) return { commits: [] };
  const tip = await requireCommit(repository, to || 'HEAD');
  if (isZero(from)) return { commits: await list([tip, ...(await findRemotes(repository, tip))]) };
  const base = await resolveCommit(repository, from || 'HEAD');
  if (base !== undefined) return { commits: await list([`${base}${dots}${tip}`]) };
  if (!isShallow(repository)) throw unknownRevision(from);
  skips.add(from, 'not in this shallow clone', ': `git fetch --deepen=100` (in CI fetch-depth: 0) brings it');
  return { commits: await list([tip]) };
}

async function requireCommit(repository: Repository, revision: string): Promise<string> {
  const commit = await resolveCommit(repository, revision);
  if (commit === undefined) throw unknownRevision(revision);
  return commit;
}

function unknownRevision(revision: string): UserError {
  return new UserError('usage', `no such commit: ${revision}`, {
    hint: 'ranges are A..B, A...B or one commit; fetch what is missing with `git fetch origin REVISION`',
  });
}

function isZero(revision: string): boolean {
  return /^0{7,64}$/.test(revision);
}

/** What remotes are known to have, to be left out. A remote-tracking branch at the very tip is the push itself. */
async function findRemotes(repository: Repository, tip: string): Promise<string[]> {
  const { lines } = await readLines(repository, ['for-each-ref', '--format=%(objectname)', 'refs/remotes']);
  return [...new Set(lines)].filter((oid) => oid !== tip).map((oid) => `^${oid}`);
}

async function listCommits(repository: Repository, revisions: readonly string[], skips: SkipList): Promise<string[]> {
  const { lines, failure } = await readLines(repository, ['rev-list', '--ignore-missing', '--stdin'], {
    input: revisions,
  });
  if (failure !== undefined) skips.add('list of commits', failure.message);
  return lines;
}
