/** The folder in which a repository's remediation keeps its journal, key, lock and local store: inside git's own, so that no commit can hold it. */
import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../emulator/file-lock.ts';
import { UserError } from '../errors.ts';
import type { Repository } from '../git.ts';
import type { Secret } from '../secret.ts';

export interface Workspace {
  /** Absolute. */
  readonly folder: string;
  /** The same run and name give the same token; it says nothing of the value. 64 hex digits. */
  token(run: string, name: string): string;
  /** A keyed digest: the same text has the same mark in this workspace, and nobody else can tell what it is of. */
  mark(text: Secret): string;
  /** Lets the next command in. */
  release(): void;
}

function workspaceFolder(repository: Repository): string {
  return join(repository.gitDir, 'unleak');
}

/** Throws UserError('usage') while another command works in it. */
export function openWorkspace(repository: Repository): Workspace {
  const folder = workspaceFolder(repository);
  const lock = lockFolder(folder);
  try {
    const key = readKey(join(folder, 'key'));
    return {
      folder,
      token: (run, name) => createHmac('sha256', key).update(`${run}\0${name}`).digest('hex'),
      mark: (text) => createHmac('sha256', key).update('mark\0').update(text.reveal()).digest('hex').slice(0, 32),
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw refused(folder, error);
  }
}

function lockFolder(folder: string): { release(): void } {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return takeLock(join(folder, 'lock'), folder);
  } catch (cause) {
    if (!existsSync(join(folder, 'lock'))) throw refused(folder, cause);
    throw new UserError('usage', 'another unleak works in this repository', {
      hint: `wait until it has ended; if none runs, remove ${join(folder, 'lock')}`,
      cause,
    });
  }
}

function refused(folder: string, cause: unknown): UserError {
  const { code = 'unknown error' } = ((cause as Error).cause ?? cause) as NodeJS.ErrnoException;
  return new UserError('incomplete', `cannot write in ${folder} (${code})`, {
    hint: 'the journal of a fix stands there: make room, or see that you may write, and try again',
    cause,
  });
}

function readKey(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  }
  const key = randomBytes(32);
  const handle = openSync(`${path}.new`, 'w', 0o600);
  writeSync(handle, key);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${path}.new`, path);
  return key;
}
