/** Replaces a file whole or not at all: a draft beside it, on disk, then renamed over it; the mode stays. */
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { isInside } from './project-files.ts';

/** `run` names the draft, so that the next command finds one that was left. Throws UserError('incomplete'). */
export function replaceFile(root: string, path: string, { bytes, run }: { bytes: Uint8Array; run: string }): void {
  if (!isInside(root, path)) throw new UserError('incomplete', `${path} does not lie in the project`);
  const target = join(root, path);
  const draft = draftOf(target, run);
  try {
    const before = lstatSync(target, { throwIfNoEntry: false });
    if (before !== undefined && !before.isFile())
      throw new UserError('incomplete', `${path} is no plain file any more`);
    mkdirSync(dirname(target), { recursive: true });
    rmSync(draft, { force: true });
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(handle, bytes);
      fchmodSync(handle, before === undefined ? 0o666 & ~process.umask() : before.mode & 0o7777);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, target);
    syncFolder(dirname(target));
  } catch (cause) {
    rmSync(draft, { force: true });
    if (cause instanceof UserError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new UserError('incomplete', `cannot write ${path} (${code ?? 'unknown error'})`, { cause });
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
