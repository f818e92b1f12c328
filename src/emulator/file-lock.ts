/** A lock file that names its holder: one that was killed loses it, one that runs keeps it. */
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { UserError } from '../errors.ts';

export interface FileLock {
  /** Whether it is still this process's. */
  isHeld(): boolean;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells a process from a later one of the same number; null where the system does not say. */
  readonly started: string | null;
  readonly nonce: string;
}

const tries = 5;

/** Throws UserError while a running process holds it. `name` is what the user calls the locked file. */
export function takeLock(path: string, name: string): FileLock {
  const nonce = randomUUID();
  const own: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid), nonce };
  for (let attempt = 0; attempt < tries; attempt++) {
    if (tryLink(path, own))
      return { isHeld: () => readHolder(path)?.nonce === nonce, release: () => release(path, nonce) };
    const holder = readHolder(path);
    if (holder === undefined) continue;
    if (isRunning(holder)) throw inUse(path, name, holder);
    evict(path, holder, nonce);
  }
  throw inUse(path, name, readHolder(path));
}

/** Makes the file with its content at once, which a plain exclusive open does not. */
function tryLink(path: string, own: Holder): boolean {
  const draft = `${path}.${own.nonce}`;
  try {
    fs.writeFileSync(draft, `${JSON.stringify(own)}\n`, { flag: 'wx', mode: 0o600 });
    fs.linkSync(draft, path);
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new UserError('incomplete', `cannot lock ${path} (${code ?? 'unknown error'})`, {
      hint: 'make room, or see that you may write there',
      cause,
    });
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Moves the dead holder's file away. Where a living one has come in between, its file goes back. */
function evict(path: string, dead: Holder, nonce: string): void {
  const aside = `${path}.${nonce}.old`;
  try {
    fs.renameSync(path, aside);
    if (readHolder(aside)?.nonce !== dead.nonce) fs.linkSync(aside, path);
  } catch {
    // Somebody else was faster: the next attempt sees who.
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

function release(path: string, nonce: string): void {
  if (readHolder(path)?.nonce === nonce) fs.rmSync(path, { force: true });
}

/** Undefined when there is none; a file that is not a lock counts as one that nobody holds. */
function readHolder(path: string): Holder | undefined {
  let text: string;
  try {
    text = fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return { pid: 0, host: hostname(), started: null, nonce: '' };
  }
}

/** Of a process on another machine nobody can tell: it counts as running. */
function isRunning({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true;
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return started === null || now === null || now === started;
}

/** Clock ticks from the machine's start to the process's: field 22 of /proc/PID/stat on Linux. */
function startOf(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function inUse(path: string, name: string, holder: Holder | undefined): UserError {
  const who = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host})`;
  return new UserError('usage', `another server uses ${name}${who}`, { hint: `if none runs, remove ${path}` });
}
