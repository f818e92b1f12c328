/** The logs that arguments name: files, globs, folders' logs by glob, and `-` for standard input; each once, in order. */
import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { UserError } from '../../errors.ts';

export interface LogFile {
  /** Absolute; `-` is standard input. */
  readonly file: string;
  /** As it is shown. */
  readonly path: string;
}

/** @throws UserError('usage') for a name that is no file, and for a glob that matches none: a typing error must not look clean. */
export async function listLogs(names: readonly string[], root: string): Promise<LogFile[]> {
  const files = new Map<string, LogFile>();
  for (const name of names) {
    for (const file of name === '-' ? ['-'] : await filesOf(name, root)) {
      const path = file === '-' ? 'stdin' : showPath(file, root);
      if (!files.has(file)) files.set(file, { file, path });
    }
  }
  return [...files.values()];
}

async function filesOf(name: string, root: string): Promise<string[]> {
  const file = resolve(root, name);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() === true || stats?.isFIFO() === true) return [file];
  const pattern = stats?.isDirectory() === true ? '**/*' : name;
  const cwd = stats?.isDirectory() === true ? file : root;
  if (stats === undefined && !/[*?[{(]/.test(name)) throw new UserError('usage', `no such log: ${name}`);
  const { default: glob } = await import('fast-glob');
  const found = await glob(pattern.replaceAll('\\', '/'), {
    cwd,
    absolute: true,
    dot: true,
    onlyFiles: true,
    followSymbolicLinks: false,
  });
  if (found.length === 0) throw new UserError('usage', `no log matches ${name}`);
  return found.map((each) => resolve(each)).toSorted();
}

function showPath(file: string, root: string): string {
  const shown = relative(root, file).replaceAll(sep, '/');
  return shown.startsWith('../') ? file.replaceAll(sep, '/') : shown;
}
