/** What a push brings to a server: all that the new tips reach and no ref of the repository does, in one walk, tags included. */
import type { Repository } from '../../git.ts';
import type { Source } from '../../types.ts';
import { readLines } from './refs.ts';
import type { SkipList } from './skip-list.ts';
import { createWalkSource, type WalkPlan } from './walk.ts';

/** `tips`: ids that refs are about to have. The refs still have their old ones, as in a pre-receive hook. */
export function createPushSource(repository: Repository, tips: readonly string[]): Source {
  return createWalkSource(repository, {
    mode: 'range',
    renames: true,
    plan: (skips) => planPush(repository, tips, skips),
  });
}

async function planPush(repository: Repository, tips: readonly string[], skips: SkipList): Promise<WalkPlan> {
  const list = async (args: readonly string[]): Promise<readonly string[]> => {
    const { lines, failure } = await readLines(repository, ['rev-list', ...args, '--stdin', '--not', '--all'], {
      input: tips,
    });
    if (failure !== undefined) skips.add('list of what is pushed', failure.message);
    return lines;
  };
  for (const tip of tips)
    if (!(await leadsToCommit(repository, tip))) skips.add(tip, 'a ref to something else than a commit');
  const tagsOnly = ['--objects', '--no-object-names', '--filter=object:type=tag', '--filter-provided-objects'];
  return { commits: await list([]), tags: await list(tagsOnly) };
}

async function leadsToCommit(repository: Repository, tip: string): Promise<boolean> {
  const { failure } = await readLines(repository, ['cat-file', '-e', `${tip}^{commit}`]);
  return failure === undefined;
}
