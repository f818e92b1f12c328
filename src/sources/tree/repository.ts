/** Files of a work tree as git sees them: all that are tracked, and those that are neither tracked nor ignored, by git's own rules. */
import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { findExcludesFile, GitError, openRepository, readGit, type Repository, startGit } from '../../git.ts';
import { type ByteName, isUtf8Name, joinNames, toByteName, toText } from './names.ts';

export interface ListedByGit {
  /** Absolute. Files that are tracked may have been deleted or replaced. */
  readonly tracked: readonly ByteName[];
  readonly untracked: readonly ByteName[];
  /** Folders that are repositories of their own: submodules (perhaps not checked out), and others that are not tracked. */
  readonly repositories: readonly ByteName[];
  /** Folders that git could not read, with its words. */
  readonly unread: readonly { readonly folder: string; readonly why: string }[];
}

/** The work tree that a folder is part of; nothing for one outside git, or inside a git directory. */
export function findWorkTree(folder: ByteName): Repository | undefined {
  if (!isUtf8Name(folder)) return undefined;
  try {
    const repository = openRepository(toText(folder));
    const inside = pathInside(repository, folder).split('/');
    return repository.bare || inside.includes('.git') || inside[0] === '..' ? undefined : repository;
  } catch {
    return undefined;
  }
}

/** Files below a folder of the work tree. Throws GitError, and UserError when there is no git. */
export async function listRepository(repository: Repository, folder: ByteName): Promise<ListedByGit> {
  const top = toByteName(repository.root);
  const listed = { tracked: [] as ByteName[], untracked: [] as ByteName[], repositories: [] as ByteName[] };
  const args = ['-s', '--cached', '--others', ...(await namedRules(repository)), ...namedFolder(repository, folder)];
  const git = startGit(repository, ['ls-files', '-z', '-t', ...args]);
  git.stdin.end();
  for await (const record of splitRecords(git.stdout as AsyncIterable<Buffer>)) sortRecord(record, top, listed);
  const exit = await git.exit;
  if (exit.code !== 0) throw new GitError(['ls-files'], exit);
  return { ...listed, unread: [...readWarnings(exit.stderr)] };
}

/** True when the rules ignore the folder itself, so that git lists no untracked file below it. Throws as `listRepository`. */
export async function isIgnoredFolder(repository: Repository, folder: ByteName): Promise<boolean> {
  const scope = namedFolder(repository, folder);
  if (scope.length === 0) return false;
  const question = [
    'ls-files',
    '--others',
    '--ignored',
    '--directory',
    '-z',
    ...(await namedRules(repository)),
    ...scope,
  ];
  const inside = `${pathInside(repository, folder)}/`;
  const ignored = (await readGit(repository, question)).split('\0');
  return ignored.some((name) => name.endsWith('/') && inside.startsWith(name));
}

/** The user's own file comes first, as the rules of least weight: later ones win. */
async function namedRules(repository: Repository): Promise<string[]> {
  const file = await findExcludesFile(repository.root);
  const named = file !== undefined && existsSync(file) ? [`--exclude-from=${file}`] : [];
  return [...named, '--exclude-standard'];
}

function namedFolder(repository: Repository, folder: ByteName): string[] {
  const inside = pathInside(repository, folder);
  return inside === '' ? [] : ['--', `:(literal)${inside}`];
}

function pathInside(repository: Repository, folder: ByteName): string {
  return relative(repository.root, toText(folder)).replaceAll(sep, '/');
}

/** `? name`, or `H mode id stage`, a tab and the name. */
function sortRecord(
  record: string,
  top: ByteName,
  listed: { [kind in 'tracked' | 'untracked' | 'repositories']: ByteName[] },
): void {
  const untracked = record.startsWith('? ');
  const name = joinNames(top, record.slice(untracked ? 2 : record.indexOf('\t') + 1) as ByteName);
  if (untracked && name.endsWith('/')) listed.repositories.push(name.slice(0, -1) as ByteName);
  else if (untracked) listed.untracked.push(name);
  else if (record.startsWith('160000', 2)) listed.repositories.push(name);
  else listed.tracked.push(name);
}

async function* splitRecords(output: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of output) {
    const records = (rest + piece.toString('latin1')).split('\0');
    rest = records.pop() ?? '';
    yield* records;
  }
}

/** Git goes on without folders that it cannot read, and only says so. */
function* readWarnings(stderr: string): Generator<{ folder: string; why: string }> {
  for (const [, folder = '', why = ''] of stderr.matchAll(/^warning: could not open directory '(.*)': (.*)$/gm)) {
    yield { folder: folder.replace(/\/$/, ''), why: why.toLowerCase() };
  }
}
