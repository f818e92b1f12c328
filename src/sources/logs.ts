/** CI logs: files, archives of them and standard input, cleaned of what the services add, each value with the reason why it was printed. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Chunk, ScanContext, Source } from '../types.ts';
import { expandStream } from './archive.ts';
import { archiveLimits } from './archive/limits.ts';
import { listLogs, type LogFile } from './logs/list.ts';
import { placeLeaks } from './logs/locate.ts';
import { readLogText } from './logs/text.ts';
import { explainGap } from './tree/gaps.ts';

export interface LogsOptions {
  /** Folder that names start from, and that paths are shown relative to. Absolute. */
  readonly root: string;
  /** Files, folders, globs, `-`. */
  readonly names: readonly string[];
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Repository whose workflows are searched for the line that printed a value. Absolute. */
  readonly repository?: string | undefined;
}

const origin = { via: 'log' } as const;
const pieceSize = 1024 * 1024;

/** Logs compress well, and a week of them is large: they are read as a stream, so that only time is at stake. */
const logLimits = { ...archiveLimits, bytes: 64 * 2 ** 30, ratio: 1_100, seconds: 3_600 };

export function logsSource(options: LogsOptions): Source {
  return {
    mode: 'logs',
    root: options.root,
    chunks: (context) => readLogs(options, context),
    locate: (sightings) => placeLeaks(sightings, options.repository),
  };
}

async function* readLogs(options: LogsOptions, context: ScanContext): AsyncGenerator<Chunk> {
  for (const log of await listLogs(options.names, options.root)) {
    context.stats.files++;
    try {
      if (log.file === '-') yield* readStream(log, options.stdin(), context);
      else yield* readFile(log, context);
    } catch (error) {
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall === undefined) throw error;
      context.skip(log.path, `reading ended with an error (${code ?? 'unknown'})`);
    }
  }
}

async function* readStream(
  { path }: LogFile,
  stream: AsyncIterable<Uint8Array>,
  context: ScanContext,
): AsyncGenerator<Chunk> {
  const pieces = countPieces(stream, context);
  yield* expandStream({ path, origin, pieces, context, limits: logLimits, readText: readLogText });
}

async function* countPieces(stream: AsyncIterable<Uint8Array>, context: ScanContext): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    context.stats.bytes += piece.length;
    context.progress(context.stats.bytes, undefined, 'bytes');
    yield piece;
  }
}

async function* readFile(log: LogFile, context: ScanContext): AsyncGenerator<Chunk> {
  const fd = open(log, context);
  if (fd === undefined) return;
  try {
    const stats = fstatSync(fd);
    const pieces = readPieces({ fd, size: stats.size }, context);
    // A zip is read through its file; a pipe has no places to read from.
    const seekable = stats.isFile() ? { fd } : {};
    yield* expandStream({
      path: log.path,
      origin,
      pieces,
      ...seekable,
      context,
      limits: logLimits,
      readText: readLogText,
    });
  } finally {
    closeSync(fd);
  }
}

function open({ file, path }: LogFile, context: ScanContext): number | undefined {
  try {
    return openSync(file, 'r');
  } catch (error) {
    context.skip(path, explainGap(error));
    return undefined;
  }
}

/** As far as the file goes when it is opened: the job that writes it may go on for ever. A size of 0 is that of a pipe. */
function* readPieces({ fd, size }: { fd: number; size: number }, context: ScanContext): Generator<Uint8Array> {
  const end = size === 0 ? Infinity : size;
  for (let done = 0; done < end;) {
    const piece = Buffer.allocUnsafe(pieceSize);
    const read = readSync(fd, piece, 0, Math.min(pieceSize, end - done), null);
    if (read === 0) return;
    done += read;
    context.stats.bytes += read;
    context.progress(context.stats.bytes, undefined, 'bytes');
    yield piece.subarray(0, read);
  }
}
