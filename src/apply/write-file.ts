/** Replaces a file whole or not at all: a draft beside it, on disk, then renamed over it; the mode stays. */
import type { Stats } from 'node:fs';
import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { isInside } from './project-files.ts';

export interface Replacement {
  readonly bytes: Uint8Array;
  /** What the file is known to hold; undefined where there is to be none. */
  readonly original: Uint8Array | undefined;
  /** Names the draft, so that the next command finds one that was left. */
  readonly run: string;
}

/** Leaves what somebody has written in the meantime. Throws UserError('incomplete'). */
export function replaceFile(root: string, path: string, { bytes, original, run }: Replacement): void {
  if (!isInside(root, path)) throw new UserError('incomplete', `${path} does not lie in the project`);
  const target = join(root, path);
  const draft = draftOf(target, run);
  try {
    mkdirSync(dirname(target), { recursive: true });
    rmSync(draft, { force: true });
    writeDraft(draft, bytes, lstatSync(target, { throwIfNoEntry: false }));
    if (original === undefined) placeNew(draft, target);
    else {
      requireOriginal(target, original, path);
      renameSync(draft, target);
    }
    rmSync(draft, { force: true });
    syncFolder(dirname(target));
  } catch (cause) {
    removeQuietly(draft);
    if (cause instanceof UserError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw changed(path);
    throw new UserError('incomplete', `cannot write ${path} (${code ?? 'unknown error'})`, { cause });
  }
}

/** Never over another: a link fails where a rename would not. Some file systems have none. */
function placeNew(draft: string, target: string): void {
  try {
    linkSync(draft, target);
  } catch (cause) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) throw cause;
    renameSync(draft, target);
  }
}

/** Whole and on disk, with the mode and, where that is allowed, the owner of the file that it replaces. */
function writeDraft(draft: string, bytes: Uint8Array, before: Stats | undefined): void {
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(handle, bytes);
    if (before !== undefined) keepOwner(handle, before);
    fchmodSync(handle, before === undefined ? 0o666 & ~process.umask() : before.mode & 0o7777);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** As root in somebody else's repository; anybody else could not have given the file away. */
function keepOwner(handle: number, { uid, gid }: Stats): void {
  if (process.getuid?.() === 0) fchownSync(handle, uid, gid);
}

/** Between this look and the rename nothing waits: what an editor has saved since the plan is not lost. */
function requireOriginal(target: string, original: Uint8Array, path: string): void {
  const stats = lstatSync(target, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || !readFileSync(target).equals(original)) throw changed(path);
}

function changed(path: string): UserError {
  return new UserError('incomplete', `${path} has changed since it was planned for`, {
    hint: '`unleak undo` takes back what was done; then plan anew',
  });
}

/** A folder that may not be written keeps its draft no more than it took one. */
function removeQuietly(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // What went wrong before is what is told.
  }
}

/** Takes away what a command that was killed has left beside the file. */
export function removeDraft(root: string, path: string, run: string): void {
  if (isInside(root, path)) rmSync(draftOf(join(root, path), run), { force: true });
}

export function removeFile(root: string, path: string): void {
  if (!isInside(root, path) || !existsSync(join(root, path))) return;
  rmSync(join(root, path));
  syncFolder(dirname(join(root, path)));
}

function draftOf(target: string, run: string): string {
  return `${target}.unleak-${run.slice(0, 8)}`;
}

/** Windows cannot, and need not. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
