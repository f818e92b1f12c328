/** Brings what a shallow clone lacks for a scan, and no more: the two ends of a range, then the commits between, in growing steps. */
import { UserError } from '../../errors.ts';
import type { Repository } from '../../git.ts';
import { isShallow } from '../../git.ts';
import { readShallow } from '../../git/repository.ts';
import { readGitWith } from '../../git/user-git.ts';
import { readLines, resolveCommit } from '../../sources/git/refs.ts';
import { isOid } from './job-plan.ts';
import type { RangePlan, Tip } from './job-plan.ts';

export interface Reached {
  readonly base: string;
  readonly head: string;
  /** The base of the plan is gone: this is what it names for that case. */
  readonly isOtherBase: boolean;
  /** How many commits the range holds. */
  readonly commits: number;
}

/**
 * The range with both ends here, as deep as the remote gives. Undefined where no base can be had: it is gone. What stays shallow is
 * for the scan to tell. Throws UserError('incomplete') without the head.
 */
export async function reachRange(repository: Repository, plan: RangePlan): Promise<Reached | undefined> {
  const head = await reachTip(repository, plan.head, 'head');
  if (head === undefined) {
    throw new UserError(
      'incomplete',
      `the commit ${plan.head.oid ?? plan.head.ref} is neither here nor at the remote`,
      {
        hint: 'a clone of the whole depth has it (fetch-depth: 0, GIT_DEPTH: 0); else the job needs the credentials of its checkout',
      },
    );
  }
  const first = await reachTip(repository, plan.base, 'base');
  const base = first ?? (plan.otherBase === undefined ? undefined : await reachTip(repository, plan.otherBase, 'base'));
  if (base === undefined) return undefined;
  for (const step of steps) {
    if (!isShallow(repository) || (await isWhole(repository, base, head))) break;
    const kept = [`+${head}:${keptRef('head')}`, `+${base}:${keptRef('base')}`];
    if (!(await fetch(repository, [`--deepen=${step}`], kept))) break;
  }
  return { base, head, isOtherBase: first === undefined, commits: (await listRange(repository, base, head)).length };
}

/** All branches and tags to their beginning, where the clone is shallow; a failure shows in the scan. */
export async function reachHistory(repository: Repository): Promise<void> {
  if (!isShallow(repository)) return;
  await fetch(repository, ['--unshallow'], ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*']);
}

/** Commits, until the last brings everything. */
const steps = [20, 100, 500, 2_500, 2_147_483_647] as const;

type Side = 'head' | 'base';

/** Keeps what was fetched, and tells the remote that it is here. */
function keptRef(side: Side): string {
  return `refs/unleak/${side}`;
}

/** Both ends meet, and no commit between them is one where the clone ends. */
async function isWhole(repository: Repository, base: string, head: string): Promise<boolean> {
  const ends = new Set(readShallow(repository));
  const between = await listRange(repository, base, head);
  if (between.some((commit) => ends.has(commit))) return false;
  const { lines } = await readLines(repository, ['merge-base', base, head]);
  return lines.length > 0;
}

async function listRange(repository: Repository, base: string, head: string): Promise<readonly string[]> {
  return (await readLines(repository, ['rev-list', '--stdin'], { input: [`${base}..${head}`] })).lines;
}

/** The id of the commit once it is here. By its id first, as the ref may have moved on. */
async function reachTip(repository: Repository, { oid, ref }: Tip, side: Side): Promise<string | undefined> {
  if (oid !== undefined) {
    const here = await resolveCommit(repository, oid);
    if (here !== undefined) return here;
  }
  const depth = isShallow(repository) ? ['--depth=1'] : [];
  for (const wanted of [oid, ref]) {
    // A remote knows whole ids alone.
    if (wanted === undefined || (wanted === oid && !isOid(wanted))) continue;
    if (!(await fetch(repository, depth, [`+${wanted}:${keptRef(side)}`]))) continue;
    const found = await resolveCommit(repository, oid ?? keptRef(side));
    if (found !== undefined) return found;
  }
  // A job without credentials may have the branch all the same, from its checkout.
  const name = ref === 'HEAD' ? ref : ref?.replace(/^refs\/heads\//, '');
  return oid === undefined && name !== undefined ? resolveCommit(repository, `refs/remotes/origin/${name}`) : undefined;
}

/** Whether it worked. Runs as the job's git, as that has the credentials of the checkout; no hook, no submodule, no collection. */
async function fetch(repository: Repository, options: readonly string[], refs: readonly string[]): Promise<boolean> {
  // In a container the checkout is often another user's.
  const owned = ['-c', `safe.directory=${repository.root}`];
  try {
    await readGitWith(repository.root, [...settings, ...owned, 'fetch', ...quietly, ...options, 'origin', ...refs], {
      GIT_TERMINAL_PROMPT: '0',
    });
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

const settings = [
  'core.hooksPath=/dev/null',
  'gc.auto=0',
  'maintenance.auto=false',
  'protocol.ext.allow=never',
].flatMap((setting) => ['-c', setting]);
const quietly = ['--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'] as const;
