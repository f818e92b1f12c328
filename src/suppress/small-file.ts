/** Reads and replaces the small files that say what to ignore: regular files only, written whole or not at all. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../errors.ts';

/** Whether a path is the folder or lies in it. Both absolute. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}

/** Refuses a path that leaves `folder` through a symbolic link. A path that does not exist is judged by its folder. */
export function refuseLinkOut(path: string, folder: string): void {
  const real =
    statSync(path, { throwIfNoEntry: false }) === undefined
      ? join(realpathSync(dirname(path)), basename(path))
      : realpathSync(path);
  if (isInside(real, realpathSync(folder))) return;
  throw new UserError('usage', `${basename(path)} is a link that leads out of the repository`);
}

/** UTF-8 text of a regular file; undefined where there is none. @throws UserError('usage') for anything else. */
export function readSmallFile(path: string, largest: number): string | undefined {
  return readSmallBytes(path, largest)?.toString('utf8');
}

/** The same as it is. */
export function readSmallBytes(path: string, largest: number): Buffer | undefined {
  const name = basename(path);
  try {
    // Without O_NONBLOCK a pipe of that name would wait for ever.
    const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(handle);
      if (stats.isFile() && stats.size <= largest) return readFileSync(handle);
      throw new UserError('usage', `${name} is no file of at most ${largest / 1024 / 1024} MB`);
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (cause instanceof UserError) throw cause;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError('usage', `cannot read ${name} (${code ?? 'unknown error'})`, { cause });
  }
}

export interface ReplaceOptions {
  /** Default: the mode of what is replaced. */
  readonly mode?: number;
  /** Whether it must be on the disk when this returns. One that may be lost with the machine's power need not. Default: true. */
  readonly flush?: boolean;
}

/** Writes beside the file, to the disk, and renames: a reader sees the old text or the new one. */
export function replaceFile(
  path: string,
  text: string | Uint8Array | readonly Uint8Array[],
  options: ReplaceOptions = {},
): void {
  const { mode: only, flush = true } = options;
  const target = statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
  const before = statSync(target, { throwIfNoEntry: false });
  // A device would be replaced by a file, for all that use it.
  if (before !== undefined && !before.isFile())
    throw new UserError('incomplete', `cannot write ${basename(path)}: it is no file`);
  const mode = only ?? before?.mode;
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = openSync(temporary, 'wx', only);
    try {
      for (const piece of typeof text === 'string' || text instanceof Uint8Array ? [text] : text)
        writeFileSync(handle, piece);
      if (mode !== undefined) fchmodSync(handle, mode & 0o7777);
      if (flush) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, target);
  } catch (cause) {
    rmSync(temporary, { force: true });
    const { code } = cause as NodeJS.ErrnoException;
    throw new UserError('incomplete', `cannot write ${basename(path)} (${code ?? 'unknown error'})`, { cause });
  }
}
