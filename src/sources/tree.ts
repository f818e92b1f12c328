/** The working tree, or any folder or file: what git tracks or does not ignore, each file once. */
import { realpathSync, type Stats, statSync } from 'node:fs';
import { basename, relative, resolve, sep } from 'node:path';
import { UserError } from '../errors.ts';
import type { Chunk, ScanContext, Source } from '../types.ts';
import { explainGap } from './tree/gaps.ts';
import { listFolder, type TreeFile } from './tree/list.ts';
import { toByteName } from './tree/names.ts';
import { readTreeFile } from './tree/read.ts';

export interface TreeOptions {
  /** Folder that paths are shown relative to, and that is scanned when no paths are given. */
  readonly root: string;
  /** Files and folders to scan, relative to `root` or absolute; a file is scanned even if it is ignored. Default: all of `root`. */
  readonly paths?: readonly string[];
  /** Leave out what git's ignore rules exclude and git does not track. Default: true. */
  readonly gitignore?: boolean;
}

/** Throws a usage error, once it is read, for a path that is neither a file nor a folder. Links are followed only when they are named. */
export function treeSource(options: TreeOptions): Source {
  const root = resolve(options.root);
  return { mode: 'tree', root, chunks: (context) => readTree({ ...options, root }, context) };
}

async function* readTree(options: TreeOptions, context: ScanContext): AsyncGenerator<Chunk> {
  const files = await listTargets(options, context);
  for (const [index, file] of files.entries()) {
    if (index % 64 === 0) context.progress(index, files.length, 'files');
    yield* readTreeFile(file, context);
  }
  context.progress(files.length, files.length, 'files');
}

async function listTargets(options: TreeOptions, context: ScanContext): Promise<TreeFile[]> {
  const { root, paths = [], gitignore = true } = options;
  const targets = (paths.length === 0 ? ['.'] : paths).map((path) => findTarget(root, path, context));
  const files = new Map<string, TreeFile>();
  for (const target of targets) {
    if (target === undefined) continue;
    const listed = target.isFolder ? listFolder(target, { gitignore, context }) : [target];
    for await (const { name, path, tracked = false } of listed) {
      if (!files.has(name)) files.set(name, { name, path, tracked });
    }
  }
  return [...files.values()];
}

type Target = TreeFile & { readonly isFolder: boolean };

/** The place that a path names, past all links; nothing when it may not be looked at. */
function findTarget(root: string, path: string, context: ScanContext): Target | undefined {
  const absolute = resolve(root, path);
  const shown = relative(root, absolute).replaceAll(sep, '/');
  try {
    const isFolder = checkKind(statSync(absolute), path) === 'folder';
    const name = toByteName(realpathSync(absolute));
    return { name, isFolder, path: shown === '' && !isFolder ? basename(absolute) : shown };
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (nowhere.has((error as NodeJS.ErrnoException).code)) {
      throw new UserError('usage', `no such file or folder: ${path}`, { cause: error });
    }
    context.skip(shown || '.', explainGap(error));
    return undefined;
  }
}

/** Codes of paths that lead nowhere: a part is missing, is no folder, or is a link to itself. */
const nowhere = new Set<string | undefined>(['ENOENT', 'ENOTDIR', 'ELOOP']);

function checkKind(stats: Stats, path: string): 'file' | 'folder' {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  throw new UserError('usage', `neither a file nor a folder: ${path}`, {
    hint: 'to scan what a pipe or a device gives, use `unleak scan --stdin < PATH`',
  });
}
