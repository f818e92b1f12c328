/** Downloads logs into a folder that only its owner may read, and remembers what is there, so that a run that was killed goes on. */
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { Skipped } from '../../../types.ts';
import { refusal, type ServiceClient } from './client.ts';
import { textOf } from './fields.ts';
import { EndlessListError } from './pages.ts';
import type { LogItem } from './service.ts';

export interface Downloaded {
  readonly item: LogItem;
  /** Relative to the folder. */
  readonly file: string;
}

export interface Downloads {
  readonly files: readonly Downloaded[];
  /** Logs that the service no longer has, does not give, or does not have whole; and the list of logs, where it has no end. */
  readonly skipped: readonly Skipped[];
}

export interface DownloadOptions {
  readonly client: ServiceClient;
  readonly items: AsyncIterable<LogItem>;
  /** Absolute. It is made where it is not there, and is of one request only. */
  readonly folder: string;
  progress(done: number): void;
  /** Bytes of one log. Default: `largestLog`. */
  readonly largest?: number;
}

/** A hundred times what services keep of a job; more than that fills disks. */
const largestLog = 4 * 2 ** 30;

/** A connection that breaks in the middle of a log. */
const mostTries = 3;

/**
 * What was downloaded when the service fails is kept for the next run; a list without an end is a gap of this one, as the next would
 * not get further. @throws UserError('remote'), UserError('incomplete') when the disk fails.
 */
export async function downloadLogs(options: DownloadOptions): Promise<Downloads> {
  const { items, folder, progress } = options;
  onDisk(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const state = openState(folder);
  const files: Downloaded[] = [];
  const skipped: Skipped[] = [];
  try {
    for await (const item of items) {
      const why = state.done(item) ? state.why(item) : await downloadOne(item, options);
      // What goes on is asked for again the next time.
      if (item.goesOn !== true) state.remember(item, why);
      if (why === undefined) files.push({ item, file: item.path });
      if (why !== undefined || item.goesOn === true) skipped.push({ what: item.path, why: explainGap(item, why) });
      progress(files.length + skipped.length);
    }
  } catch (error) {
    if (!(error instanceof EndlessListError)) throw error;
    skipped.push({ what: 'the list of logs', why: `${error.message}: what it may name beside these was not scanned` });
  }
  return { files, skipped };
}

function explainGap({ goesOn }: LogItem, why: string | undefined): string {
  if (goesOn !== true) return why ?? '';
  return why === undefined
    ? 'its job has not ended: only what it had printed until then was scanned'
    : 'its job has not ended, and the service does not give it yet';
}

/** Undefined when it is there, whole; else why it cannot be had. */
async function downloadOne(item: LogItem, { client, folder, largest }: DownloadOptions): Promise<string | undefined> {
  const target = join(folder, item.path);
  onDisk(item.path, () => mkdirSync(dirname(target), { recursive: true, mode: 0o700 }));
  for (let tries = 1; ; tries++) {
    const response = await client.ask(item.url);
    if (!response.ok) {
      await response.body?.cancel();
      return explain(response);
    }
    if (isPage(response) && !/\.x?html?$/i.test(item.path)) {
      await response.body?.cancel();
      return 'the service gives a page in its place, such as one to sign in';
    }
    const end = await saveBody(response, target, largest ?? largestLog);
    if (end === 'whole') return isOfItsKind(target) ? undefined : 'what the service gives in its place is no archive';
    if (end === 'too large')
      return `larger than ${Math.round((largest ?? largestLog) / 2 ** 20)} MB: fetch it by hand, and name it to unleak scan --logs`;
    if (tries === mostTries)
      throw new UserError('remote', `${item.path} breaks off each time`, {
        hint: 'run it again: it goes on where it stopped',
      });
  }
}

function isPage({ headers }: Response): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(headers.get('content-type') ?? '');
}

/** APPNOTE.TXT 4.3.7 and 4.3.16: a zip begins with its first member, or with its end where it has none. */
function isOfItsKind(file: string): boolean {
  if (!file.endsWith('.zip')) return true;
  const head = Buffer.alloc(4);
  const handle = onDisk(file, () => openSync(file, 'r'));
  try {
    onDisk(file, () => readSync(handle, head, 0, head.length, 0));
  } finally {
    closeSync(handle);
  }
  return ['PK\u0003\u0004', 'PK\u0005\u0006'].includes(head.toString('latin1'));
}

function explain({ status, url }: Response): string {
  if (status === 404 || status === 410) return `the service no longer has it (${status}): expired or deleted`;
  if (status === 401 || status === 403) return `the service does not give it to this token (${status})`;
  throw refusal({ status }, new URL(url));
}

/** To a file of another name until it is whole. */
async function saveBody(
  response: Response,
  target: string,
  largest: number,
): Promise<'whole' | 'broken' | 'too large'> {
  const part = `${target}.part`;
  const handle = onDisk(target, () => openSync(part, 'w', 0o600));
  let size = 0;
  try {
    for await (const piece of response.body ?? []) {
      size += (piece as Uint8Array).length;
      if (size > largest) break;
      onDisk(target, () => writeWhole(handle, piece as Uint8Array));
    }
  } catch (error) {
    // What the disk refuses is no fault of the service.
    if (error instanceof UserError) throw error;
    return 'broken';
  } finally {
    closeSync(handle);
    if (size > largest) rmSync(part);
  }
  if (size > largest) return 'too large';
  onDisk(target, () => renameSync(part, target));
  return 'whole';
}

function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}

function onDisk<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
    throw new UserError('incomplete', `cannot keep ${path} (${code})`, {
      hint: '--state names another folder; what is there already is not downloaded again',
      cause,
    });
  }
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
      const line = `${JSON.stringify({ id: item.id, ...(why !== undefined && { why }) })}\n`;
      onDisk(path, () => appendFileSync(path, line, { mode: 0o600 }));
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
