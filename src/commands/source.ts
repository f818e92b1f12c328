/** Which source the flags ask for; only its code is loaded. */
import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { CommandContext } from '../command.ts';
import { UserError } from '../errors.ts';
import type { FlagName, GivenFlags } from '../flags.ts';
import { openRepository } from '../git/repository.ts';
import type { Repository } from '../git/repository.ts';
import { isInside } from '../suppress/small-file.ts';
import type { ScanMode, Source } from '../types.ts';

/** @throws UserError('usage') for flags that do not go together. */
export function pickMode({ given, paths }: Pick<CommandContext, 'given' | 'paths'>): ScanMode {
  const asked = (['staged', 'range', 'history', 'logs', 'stdin'] as const).filter((mode) => isSet(given, mode));
  const [mode = 'tree', other] = asked;
  if (other !== undefined) throw new UserError('usage', `--${mode} and --${other} do not go together`);
  for (const [flag, needed] of dependents) {
    if (isSet(given, flag) && mode !== needed)
      throw new UserError('usage', `--${flag} needs ${needed === 'tree' ? 'a scan of files' : `--${needed}`}`);
  }
  if (mode === 'stdin' && paths.length > 0)
    throw new UserError('usage', '--stdin takes no path', { hint: 'name the text with --stdin-filename' });
  if (mode === 'logs' && paths.length === 0)
    throw new UserError('usage', '--logs needs the logs', {
      hint: 'name files, folders or globs; - is standard input',
    });
  if (mode !== 'tree' && mode !== 'logs' && paths.length > 1)
    throw new UserError('usage', `--${mode} takes one repository, not ${paths.length} paths`);
  return mode;
}

const dependents: readonly (readonly [FlagName, ScanMode])[] = [
  ['since', 'history'],
  ['branch', 'history'],
  ['reachable-only', 'history'],
  ['state', 'history'],
  ['stdin-filename', 'stdin'],
];

function isSet(given: GivenFlags, name: FlagName): boolean {
  return given[name] !== undefined && given[name] !== false;
}

export interface Opened {
  readonly source: Source;
  /** Folder from which a configuration is looked for, upwards to `top`. Absolute. */
  readonly from: string;
  /** Root of the repository; outside of any, the current folder or the scanned one. Absolute. */
  readonly top: string;
  /** Whether it sees all that suppressions can apply to: only then is one that applies to nothing of no use. */
  readonly whole: boolean;
}

export async function openSource(context: CommandContext): Promise<Opened> {
  const mode = pickMode(context);
  const { cwd, given, paths } = context;
  if (mode === 'tree') return openTree(context);
  if (mode === 'stdin') {
    const { stdinSource } = await import('../sources/stdin.ts');
    return {
      source: stdinSource({ stream: context.stdin(), filename: given['stdin-filename'] }),
      from: cwd,
      top: findTop(cwd, cwd),
      whole: false,
    };
  }
  if (mode === 'logs') return openLogs(context);
  const repository = openRepository(resolve(cwd, paths[0] ?? '.'));
  const source = await openGitSource(mode, repository, context);
  const whole = mode === 'history' && !dependents.some(([flag]) => flag !== 'state' && isSet(given, flag));
  return { source, from: repository.root, top: repository.root, whole };
}

async function openGitSource(mode: ScanMode, repository: Repository, context: CommandContext): Promise<Source> {
  const { given, cwd, note } = context;
  if (mode === 'staged') {
    const { createStagedSource } = await import('../sources/git/staged.ts');
    return createStagedSource(repository);
  }
  if (mode === 'range') {
    const { createRangeSource } = await import('../sources/git/range.ts');
    return createRangeSource(repository, given.range ?? '');
  }
  const packs = process.env['UNLEAK_OBJECT_READER'] !== 'git';
  const reachableOnly = given['reachable-only'] ?? false;
  if (given.state !== undefined) {
    if (given.since !== undefined || given.branch !== undefined)
      throw new UserError('usage', '--state is for whole histories: it does not go with --since or --branch');
    const { createRememberedSource } = await import('../sources/git/state/remembered.ts');
    return createRememberedSource({ repository, file: resolve(cwd, given.state), reachableOnly, packs, note });
  }
  const { createHistorySource } = await import('../sources/git/history.ts');
  return createHistorySource(repository, {
    packs,
    reachableOnly,
    ...(given.since !== undefined && { since: given.since }),
    ...(given.branch !== undefined && { branch: given.branch }),
  });
}

/** Paths are shown from the current folder; the repository that it lies in is searched for what printed a value. */
async function openLogs({ cwd, paths, stdin }: CommandContext): Promise<Opened> {
  const { logsSource } = await import('../sources/logs.ts');
  const top = findTop(cwd, cwd);
  return { source: logsSource({ root: cwd, names: paths, stdin, repository: top }), from: cwd, top, whole: false };
}

async function openTree({ cwd, paths, given }: CommandContext): Promise<Opened> {
  const { treeSource } = await import('../sources/tree.ts');
  const targets = paths.map((path) => resolve(cwd, path));
  const [first = cwd] = targets;
  const single = targets.length <= 1 && isFolder(first) ? first : undefined;
  const root = pickRoot(cwd, paths, single);
  const from = single ?? root;
  const source = treeSource({ root, paths: targets, gitignore: given.gitignore ?? true });
  const top = findTop(from, cwd);
  return { source, from, top, whole: (targets.length === 0 || single !== undefined) && from === top };
}

/** Paths are shown from here: the current folder, as other tools have it, unless one folder is named that is a world of its own. */
function pickRoot(cwd: string, paths: readonly string[], single: string | undefined): string {
  const [path = '.'] = paths;
  if (single !== undefined && (isAbsolute(path) || !isInside(single, cwd) || existsSync(join(single, '.git'))))
    return single;
  const targets = paths.map((each) => resolve(cwd, each));
  return targets.every((target) => isInside(target, cwd)) ? cwd : commonFolder(targets);
}

function commonFolder(targets: readonly string[]): string {
  let folder = dirname(targets[0] ?? sep);
  while (!targets.every((target) => isInside(target, folder))) folder = dirname(folder);
  return folder;
}

/** For commands that scan nothing: paths, and the search for a configuration, start from the current folder. */
export function placesHere(cwd: string): { root: string; from: string; top: string } {
  return { root: cwd, from: cwd, top: findTop(cwd, cwd) };
}

/** Root of the repository that the folder lies in; outside of any, the current folder if it lies in that, else itself. */
function findTop(folder: string, cwd: string): string {
  try {
    return openRepository(folder).root;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return isInside(folder, cwd) ? cwd : folder;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
