/** The working tree as plans and applies see it: plain files inside the root, never through a link, never inside another repository. */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { GitError, readGit } from '../git.ts';
import type { Repository } from '../git.ts';
import type { ProjectFiles } from '../plan/make-plan.ts';
import { decodeText } from '../plan/text-file.ts';

/** Larger files are left to their owner. */
const largest = 8 * 1024 * 1024;

/** `paths`: all files that exist, relative to the root. */
export function openProject(root: string, paths: readonly string[]): ProjectFiles {
  const open: ProjectFiles['open'] = (path) => {
    if (!isPlainFile(root, path)) return undefined;
    const bytes = readFileSync(join(root, path));
    const file = decodeText(bytes);
    return file === undefined ? undefined : { ...file, bytes };
  };
  const exists = (path: string): boolean =>
    !isInside(root, path) || lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
  return { open, read: (path) => open(path)?.text, list: () => paths, exists };
}

/** Tracked files, and untracked ones that git does not ignore. */
export async function listFiles(repository: Repository | undefined): Promise<readonly string[]> {
  if (repository === undefined) return [];
  try {
    const text = await readGit(repository, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
    return [...new Set(text.split('\0').filter(Boolean))];
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    // Without the list nobody could say that no file holds a value any more.
    throw new UserError('incomplete', 'git cannot list the files of this repository', {
      hint: '`git status` says what is amiss with its index',
      cause: error,
    });
  }
}

/** A regular file, of which neither the name nor a folder above it is a link, and no folder a repository of its own. */
export function isPlainFile(root: string, path: string): boolean {
  if (!isInside(root, path)) return false;
  const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size <= largest;
}

/** Whether a file of that path, there or not, would lie in the root itself. */
export function isInside(root: string, path: string): boolean {
  const steps = path.split('/');
  if (path === '' || steps.some((step) => step === '' || step === '.' || step === '..' || /[\\\0]/.test(step)))
    return false;
  if (steps[0]?.toLowerCase() === '.git') return false;
  return steps.slice(0, -1).every((_, at) => {
    const folder = join(root, ...steps.slice(0, at + 1));
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    return stats === undefined || (stats.isDirectory() && !existsSync(join(folder, '.git')));
  });
}
