/** Where a repository is: found by looking at files, never by running git, so that a hook pays nothing for it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../errors.ts';

export interface Repository {
  /** Top of the work tree; the repository itself when it is bare. Absolute. */
  readonly root: string;
  /** The git directory of this work tree. Absolute. */
  readonly gitDir: string;
  /** The directory that all work trees share: objects, refs, `shallow`. Absolute. */
  readonly commonDir: string;
  readonly bare: boolean;
  /** Variables that the git which runs us as its hook has set for this repository: its index, its quarantine. */
  readonly inherited: Readonly<Record<string, string>>;
}

/** What a hook's git may say about its own repository, and nobody else about any. */
const hookVariables = [
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;
type Place = Omit<Repository, 'inherited'>;

/**
 * The repository that `path` lies in. The variables of a hook (GIT_DIR, GIT_INDEX_FILE, …) count only when the current
 * folder lies in that same repository. Throws a usage error when there is none.
 */
export function openRepository(path: string, environment: Environment = process.env): Repository {
  const current = process.cwd();
  const own = findOwn(current, environment);
  const place = resolve(path) === current ? own : findPlace(resolve(path));
  if (place === undefined)
    throw new UserError('usage', `not a git repository: ${path}`, {
      hint: 'name a folder inside a repository, or scan the folder itself with `unleak scan PATH`',
    });
  const same = own?.gitDir === place.gitDir;
  return { ...place, inherited: same ? pick(environment) : {} };
}

/** True when the history ends before its beginning. */
export function isShallow(repository: Repository): boolean {
  return existsSync(join(repository.commonDir, 'shallow'));
}

/** Ids of the commits at which a shallow clone ends. */
export function readShallow(repository: Repository): string[] {
  return readText(join(repository.commonDir, 'shallow')).split('\n').filter(Boolean);
}

/** True when objects may be missing because they were never fetched (`git clone --filter`). */
export function isPartial(repository: Repository): boolean {
  return /^\s*(promisor\s*=\s*true|partialclone\s*=)/im.test(readText(join(repository.commonDir, 'config')));
}

/** Digits of an object id: 40 for SHA-1, 64 for SHA-256 (extensions.objectFormat, which only the repository's own file may set). */
export function readHexLength(repository: Repository): 40 | 64 {
  const text = readText(join(repository.commonDir, 'config')).toLowerCase();
  return text.includes('objectformat') && /^\s*objectformat\s*=\s*"?sha256/m.test(text) ? 64 : 40;
}

function readText(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function findOwn(current: string, environment: Environment): Place | undefined {
  const named = environment['GIT_DIR'];
  if (named === undefined || named === '') return findPlace(current);
  const gitDir = resolve(current, named);
  if (!isGitDir(gitDir)) return undefined;
  const bare = gitDir === current && basename(gitDir) !== '.git';
  const root = bare ? gitDir : resolve(current, environment['GIT_WORK_TREE'] ?? '.');
  return { root, gitDir, commonDir: findCommonDir(gitDir), bare };
}

function findPlace(start: string): Place | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const gitDir = followDotGit(join(folder, '.git'));
    if (gitDir !== undefined) return { root: folder, gitDir, commonDir: findCommonDir(gitDir), bare: false };
    if (isGitDir(folder)) return describeGitDir(folder);
    if (folder === dirname(folder)) return undefined;
  }
}

/** A path that leads into a git directory: `repo/.git` belongs to the work tree around it, `repo.git` to none. */
function describeGitDir(gitDir: string): Place {
  const bare = basename(gitDir) !== '.git';
  return { root: bare ? gitDir : dirname(gitDir), gitDir, commonDir: findCommonDir(gitDir), bare };
}

/** `.git` is the directory itself, or a file that names it (worktrees, submodules). */
function followDotGit(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return isGitDir(path) ? path : undefined;
  if (!stats?.isFile() || stats.size > 65_536) return undefined;
  const target = /^gitdir: (.+?)\r?\n?$/s.exec(readFileSync(path, 'utf8'))?.[1];
  const gitDir = target === undefined ? undefined : resolve(dirname(path), target);
  return gitDir !== undefined && isGitDir(gitDir) ? gitDir : undefined;
}

function isGitDir(path: string): boolean {
  return existsSync(join(path, 'HEAD')) && (existsSync(join(path, 'commondir')) || existsSync(join(path, 'objects')));
}

function findCommonDir(gitDir: string): string {
  const file = join(gitDir, 'commondir');
  return existsSync(file) ? resolve(gitDir, readFileSync(file, 'utf8').trim()) : gitDir;
}

function pick(environment: Environment): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of hookVariables) {
    const value = environment[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}
