/** The emulator's file: encrypted, replaced as a whole, and complete at any moment that the process may be killed. */
import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { open as openFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { takeLock } from './file-lock.ts';
import { open, readKey, seal } from './seal.ts';

export interface DataFile {
  /** What was saved last; undefined when nothing was. */
  load(): string | undefined;
  /** Resolves when it would outlive a power cut. */
  save(text: string): Promise<void>;
  close(): void;
}

/**
 * Opens FILE with the key given, or that of `FILE.key`, which is made with the file. `FILE.lock` keeps other servers away.
 * Throws UserError: no folder, wrong key, damaged file, used by another server.
 */
export function openDataFile(given: string, key: string | undefined): DataFile {
  const path = resolveFile(given);
  const lock = takeLock(`${path}.lock`, given);
  try {
    const sealed = read(path);
    const secret = readKey({ given: key, path: `${path}.key`, mayMake: sealed === undefined });
    const text = sealed === undefined ? undefined : open(sealed, secret, given);
    return {
      load: () => text,
      save: (saved) => {
        // Another server may have taken a lock that looked abandoned: its changes must not be undone.
        if (!lock.isHeld()) return Promise.reject(new UserError('incomplete', `another server has taken ${given}`));
        return replace(path, seal(saved, secret));
      },
      close: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Two names of one file must lead to one lock. */
function resolveFile(given: string): string {
  try {
    return realpathSync(given);
  } catch {
    // It is still to be made.
  }
  try {
    return join(realpathSync(dirname(given)), basename(given));
  } catch {
    throw new UserError('usage', `there is no folder for ${given}`, {
      hint: 'make the folder, or name a file in another',
    });
  }
}

function read(path: string): Buffer | undefined {
  rmSync(temporary(path), { force: true });
  try {
    return readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UserError('usage', `cannot read ${path} (${code ?? 'unknown error'})`, { cause });
  }
}

async function replace(path: string, content: Buffer): Promise<void> {
  const file = await openFile(temporary(path), 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary(path), path);
  await syncFolder(dirname(path));
}

/** Without this the new name may be lost with the power. Windows cannot, and need not. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await openFile(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function temporary(path: string): string {
  return `${path}.new`;
}
