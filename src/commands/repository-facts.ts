/** What a code host needs to know of the repository that was scanned: asked of git, and never with the credentials that an address may hold. */
import { relative, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { GitError, openRepository, readGit } from '../git.ts';
import type { Repository } from '../git.ts';
import type { RepositoryFacts } from '../host-types.ts';

/** Undefined outside of any repository. What git does not know is left out. */
export async function describeRepository(root: string): Promise<RepositoryFacts | undefined> {
  if (root === '-') return undefined;
  const repository = tryOpen(root);
  if (repository === undefined) return undefined;
  const [revision, branch, remote] = await Promise.all([
    ask(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
    ask(repository, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
    ask(repository, ['config', '--local', '--get', 'remote.origin.url']),
  ]);
  const url = publicAddress(remote ?? '');
  return {
    prefix: repository.bare ? '' : toPrefix(relative(repository.root, root)),
    ...(url !== undefined && { url }),
    ...(revision !== undefined && { revision }),
    ...(branch !== undefined && { branch }),
  };
}

/** Without user, password, query and fragment; git's short form `git@host:path` as ssh. A local path says nothing to others. */
export function publicAddress(remote: string): string | undefined {
  const short = /^(?:[^@/\s]+@)?([\w.-]{2,}):(?!\/\/)([^\\\s]+)$/.exec(remote);
  const text = short === null ? remote : `ssh://${short[1]}/${short[2]?.replace(/^\//, '')}`;
  if (!/^(https?|ssh|git):\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const address = new URL(text);
  return `${address.protocol}//${address.host}${address.pathname.replace(/(\.git)?\/?$/, '')}`;
}

function tryOpen(root: string): Repository | undefined {
  try {
    return openRepository(root);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function ask(repository: Repository, args: readonly string[]): Promise<string | undefined> {
  try {
    const answer = (await readGit(repository, args)).trim();
    return answer === '' ? undefined : answer;
  } catch (error) {
    if (error instanceof GitError || error instanceof UserError) return undefined;
    throw error;
  }
}

function toPrefix(way: string): string {
  return way === '' ? '' : `${way.split(sep).join('/')}/`;
}
