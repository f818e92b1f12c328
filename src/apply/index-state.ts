/** Git's index around a run: what must not be mixed with our changes, and staging exactly what was touched. */
import { readGitWith, runGitWith } from '../git/user-git.ts';
import { UserError } from '../errors.ts';

const literal = { GIT_LITERAL_PATHSPECS: '1' };
/** Arguments have a limit of their own. */
const batch = 200;

/** Refuses files with changes that are not staged: `git add` would stage somebody's unfinished work with ours. */
export async function refuseUnstaged(root: string, paths: readonly string[]): Promise<void> {
  const changed = await ask(root, ['diff', '--no-ext-diff', '--name-only', '-z', '--relative'], paths);
  if (changed.length === 0) return;
  const [first = '', ...others] = changed;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  throw new UserError('usage', `${first}${more} changed since it was staged or committed`, {
    hint: 'stage, commit or stash those changes first, so that they stay apart from the fix',
  });
}

/** Those in the index. */
export async function trackedAmong(root: string, paths: readonly string[]): Promise<readonly string[]> {
  return ask(root, ['ls-files', '-z'], paths);
}

/** Those that git would not add. */
export async function ignoredAmong(root: string, paths: readonly string[]): Promise<readonly string[]> {
  return ask(root, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard'], paths);
}

export async function stage(root: string, paths: readonly string[]): Promise<void> {
  for (let at = 0; at < paths.length; at += batch)
    await runGitWith(root, ['add', '--', ...paths.slice(at, at + batch)], { env: literal });
}

/** Takes files out of the index, not out of the folder. */
export async function unstageNew(root: string, paths: readonly string[]): Promise<void> {
  for (let at = 0; at < paths.length; at += batch)
    await runGitWith(root, ['rm', '--cached', '--quiet', '--ignore-unmatch', '--', ...paths.slice(at, at + batch)], {
      env: literal,
    });
}

async function ask(root: string, args: readonly string[], paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (let at = 0; at < paths.length; at += batch) {
    const text = await readGitWith(root, [...args, '--', ...paths.slice(at, at + batch)], literal);
    found.push(...text.split('\0').filter(Boolean));
  }
  return [...new Set(found)];
}
