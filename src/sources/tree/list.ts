/** Which files a scan of folders reads: git's list where there is a work tree, what stands in the folder elsewhere; each file once. */
import { lstatSync, readFileSync } from 'node:fs';
import { findExcludesFile, GitError } from '../../git.ts';
import { UserError } from '../../errors.ts';
import type { ScanContext } from '../../types.ts';
import { explainGap } from './gaps.ts';
import { extendRules, type IgnoreRules, noRules } from './ignore.ts';
import { type ByteName, joinNames, toByteName, toPath, toText } from './names.ts';
import { findWorkTree, isIgnoredFolder, type ListedByGit, listRepository } from './repository.ts';
import { walkFolder } from './walk.ts';

export interface TreeFile {
  /** Absolute; it may be a link itself, which is not followed. */
  readonly name: ByteName;
  /** Relative to the scan's root, for people. */
  readonly path: string;
  /** In the index, which says nothing of whether it is still there. */
  readonly tracked?: boolean;
}

export interface Folder {
  /** Absolute, without links. */
  readonly name: ByteName;
  /** Its path relative to the scan's root, '' for that itself. */
  readonly path: string;
}

export interface ListOptions {
  /** Git's ignore rules count, in and outside of work trees. */
  readonly gitignore: boolean;
  readonly context: Pick<ScanContext, 'skip'>;
}

/** The files below a folder. What cannot be looked at is skipped. */
export async function* listFolder(folder: Folder, options: ListOptions): AsyncGenerator<TreeFile> {
  const repository = options.gitignore ? findWorkTree(folder.name) : undefined;
  if (repository === undefined) return yield* listByWalking(folder, options);
  try {
    const listed = await listRepository(repository, folder.name);
    const ignored = await isIgnoredFolder(repository, folder.name);
    yield* takeList(listed, folder, options);
    // Somebody who names an ignored folder wants it scanned.
    if (ignored) yield* listByWalking(folder, options);
  } catch (error) {
    if (!(error instanceof GitError) && !(error instanceof UserError)) throw error;
    options.context.skip(
      folder.path || '.',
      `${error.message}: files that are both tracked and ignored were not scanned`,
    );
    yield* listByWalking(folder, options);
  }
}

async function* takeList(listed: ListedByGit, folder: Folder, options: ListOptions): AsyncGenerator<TreeFile> {
  for (const { folder: unread, why } of listed.unread) options.context.skip(unread, why);
  const isTrackable = createTrackedCheck(folder.name);
  for (const name of listed.tracked) {
    if (isTrackable(name)) yield { name, path: pathBelow(folder, name), tracked: true };
  }
  for (const name of listed.untracked) yield { name, path: pathBelow(folder, name) };
  for (const name of listed.repositories) {
    if (!isTrackable(joinNames(name, 'x' as ByteName))) continue;
    const nested = { name, path: pathBelow(folder, name) };
    yield* isOwnWorkTree(name) ? listFolder(nested, options) : listByWalking(nested, options);
  }
}

async function* listByWalking(folder: Folder, options: ListOptions): AsyncGenerator<TreeFile> {
  const repositories: ByteName[] = [];
  const names = await walkFolder({
    folder: folder.name,
    ...(options.gitignore ? { rules: await readUserRules(folder) } : {}),
    isListedElsewhere(name) {
      const own = options.gitignore && isOwnWorkTree(name);
      if (own) repositories.push(name);
      return own;
    },
    onError: (name, error) => options.context.skip(pathBelow(folder, name) || '.', explainGap(error)),
  });
  for (const name of names) yield { name, path: pathBelow(folder, name) };
  for (const name of repositories) yield* listFolder({ name, path: pathBelow(folder, name) }, options);
}

/** The user's own excludes file, which holds everywhere. */
async function readUserRules(folder: Folder): Promise<IgnoreRules> {
  const file = await findExcludesFile(toText(folder.name));
  try {
    return file === undefined ? noRules() : extendRules(noRules(), '' as ByteName, readFileSync(file));
  } catch {
    return noRules();
  }
}

function isOwnWorkTree(folder: ByteName): boolean {
  const root = findWorkTree(folder)?.root;
  return root !== undefined && toByteName(root) === folder;
}

/**
 * An index can name anything: a path out of the root, or one through a link that has since replaced its folder. The check holds
 * for a path whose folders, all below `top`, are really folders, and remembers those.
 */
function createTrackedCheck(top: ByteName): (name: ByteName) => boolean {
  const known = new Map<string, boolean>([[top, true]]);
  const isReal = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const real =
      folder.length > top.length &&
      isReal(folder.slice(0, folder.lastIndexOf('/'))) &&
      lstatSync(toPath(folder as ByteName), { throwIfNoEntry: false })?.isDirectory() === true;
    known.set(folder, real);
    return real;
  };
  return (name) =>
    !/\/(\.|\.\.|\.git|)(\/|$)/.test(name.slice(top.length)) && isReal(name.slice(0, name.lastIndexOf('/')));
}

function pathBelow(folder: Folder, name: ByteName): string {
  const below = toText(name.slice(folder.name.length).replace(/^\//, '') as ByteName);
  return folder.path === '' || below === '' ? folder.path + below : `${folder.path}/${below}`;
}
