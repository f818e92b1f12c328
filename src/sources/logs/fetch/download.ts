/** Downloads logs into a folder that only its owner may read, and remembers what is there, so that a run that was killed goes on. */
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { Skipped } from '../../../types.ts';
import { refusal, type ServiceClient } from './client.ts';
import { textOf } from './fields.ts';
import type { LogItem } from './service.ts';

export interface Downloaded {
  readonly item: LogItem;
  /** Relative to the folder. */
  readonly file: string;
}

export interface Downloads {
  readonly files: readonly Downloaded[];
  /** Logs that the service no longer has, or does not give. */
  readonly skipped: readonly Skipped[];
}

export interface DownloadOptions {
  readonly client: ServiceClient;
  readonly items: AsyncIterable<LogItem>;
  /** Absolute. It is made where it is not there, and is of one request only. */
  readonly folder: string;
  progress(done: number): void;
}

/** A connection that breaks in the middle of a log. */
const mostTries = 3;

/** @throws UserError('remote') when the service fails; what was downloaded until then is kept for the next run. */
export async function downloadLogs({ client, items, folder, progress }: DownloadOptions): Promise<Downloads> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const state = openState(folder);
  const files: Downloaded[] = [];
  const skipped: Skipped[] = [];
  for await (const item of items) {
    const why = state.done(item) ? state.why(item) : await downloadOne(client, item, folder);
    state.remember(item, why);
    if (why === undefined) files.push({ item, file: item.path });
    else skipped.push({ what: item.path, why });
    progress(files.length + skipped.length);
  }
  return { files, skipped };
}

/** Undefined when it is there, whole; else why it cannot be had. */
async function downloadOne(client: ServiceClient, item: LogItem, folder: string): Promise<string | undefined> {
  const target = join(folder, item.path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  for (let tries = 1; ; tries++) {
    const response = await client.ask(item.url);
    if (!response.ok) {
      await response.body?.cancel();
      return explain(response);
    }
    if (await saveBody(response, target)) return undefined;
    if (tries === mostTries)
      throw new UserError('remote', `${item.path} breaks off each time`, {
        hint: 'run it again: it goes on where it stopped',
      });
  }
}

function explain({ status, url }: Response): string {
  if (status === 404 || status === 410) return `the service no longer has it (${status}): expired or deleted`;
  if (status === 401 || status === 403) return `the service does not give it to this token (${status})`;
  throw refusal({ status }, new URL(url));
}

/** False where the body broke off. */
async function saveBody(response: Response, target: string): Promise<boolean> {
  const part = `${target}.part`;
  const handle = openSync(part, 'w', 0o600);
  try {
    for await (const piece of response.body ?? []) writeWhole(handle, piece as Uint8Array);
  } catch (error) {
    // What the disk refuses is no fault of the service.
    if ((error as NodeJS.ErrnoException).syscall === 'write') throw error;
    return false;
  } finally {
    closeSync(handle);
  }
  renameSync(part, target);
  return true;
}

function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}

interface State {
  done(item: LogItem): boolean;
  why(item: LogItem): string | undefined;
  remember(item: LogItem, why: string | undefined): void;
}

/** A line for each item that is settled: appended once its file is whole, so that a kill at any point loses one download at most. */
function openState(folder: string): State {
  const path = join(folder, 'state.jsonl');
  const settled = new Map<string, string | undefined>();
  for (const line of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    const entry = parseLine(line);
    const id = textOf(entry, 'id');
    if (id !== undefined) settled.set(id, textOf(entry, 'why'));
  }
  return {
    done: (item) => settled.has(item.id) && (settled.get(item.id) !== undefined || existsSync(join(folder, item.path))),
    why: (item) => settled.get(item.id),
    remember(item, why) {
      if (settled.has(item.id) && settled.get(item.id) === why) return;
      settled.set(item.id, why);
      appendFileSync(path, `${JSON.stringify({ id: item.id, ...(why !== undefined && { why }) })}\n`, { mode: 0o600 });
    },
  };
}

/** The last line may be half of one. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Takes the downloads away: they may hold what they were scanned for. */
export function removeDownloads(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
