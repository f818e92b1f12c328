/** One file of a folder, read: small ones into the inbox, large ones in pieces; nothing but a regular file is ever opened. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { Chunk, ScanContext } from '../../types.ts';
import { expandContent, expandStream } from '../archive.ts';
import { segmentSize } from '../segment.ts';
import { explainGap } from './gaps.ts';
import type { TreeFile } from './list.ts';
import { toPath } from './names.ts';

const origin = { via: 'file' } as const;
const pieceSize = 1024 * 1024;
/** Room for a file that grows a little, and for files of the system that say their size is 0. */
const spareSize = 64 * 1024;
/** A file that somebody is writing to has an end for us all the same. */
const mostGrowth = 64 * 1024 * 1024;
/** A pipe that takes the file's place between the look and the opening must not block, nor a link lead away. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** The file's chunks. What cannot be read is skipped; what is no regular file, or is tracked and was deleted, is nothing to read. */
export async function* readTreeFile(file: TreeFile, context: ScanContext): AsyncGenerator<Chunk> {
  const opened = attempt(file, context, () => openFile(file));
  if (opened === undefined) return;
  context.stats.files++;
  try {
    yield* readSmall(opened, context) ?? readLarge(opened, context);
  } finally {
    closeSync(opened.fd);
  }
}

interface OpenedFile {
  readonly file: TreeFile;
  readonly fd: number;
  /** As it was when the file was opened: it may grow or shrink while it is read. */
  readonly size: number;
}

function openFile(file: TreeFile): OpenedFile | undefined {
  const path = toPath(file.name);
  const before = lstatSync(path, { throwIfNoEntry: file.tracked !== true }) as Stats | undefined;
  if (before?.isFile() !== true) return undefined;
  const fd = openSync(path, openFlags);
  const stats = fstatSync(fd);
  if (stats.isFile()) return { file, fd, size: stats.size };
  closeSync(fd);
  return undefined;
}

/** Through the inbox, without a copy; nothing when the file is too large for that, or becomes so. */
function readSmall({ file, fd, size }: OpenedFile, context: ScanContext): ReturnType<typeof expandContent> | undefined {
  if (size > segmentSize) return undefined;
  const capacity = size + spareSize;
  const inbox = context.inbox(capacity);
  let length = 0;
  while (length < capacity) {
    const read = attempt(file, context, () => readSync(fd, inbox, length, capacity - length, length));
    if (read === undefined || read === 0) break;
    length += read;
  }
  if (length === capacity) return undefined;
  context.stats.bytes += length;
  return expandContent({ path: file.path, origin, bytes: inbox.subarray(0, length), context });
}

function readLarge(opened: OpenedFile, context: ScanContext): AsyncIterable<Chunk> {
  const { file, fd } = opened;
  return expandStream({ path: file.path, origin, pieces: readPieces(opened, context), fd, context });
}

function* readPieces({ file, fd, size }: OpenedFile, context: ScanContext): Generator<Uint8Array> {
  let offset = 0;
  while (offset <= size + mostGrowth) {
    const piece = Buffer.allocUnsafe(pieceSize);
    const read = attempt(file, context, () => readSync(fd, piece, 0, pieceSize, offset));
    if (read === undefined || read === 0) return;
    offset += read;
    context.stats.bytes += read;
    yield piece.subarray(0, read);
  }
  context.skip(file.path, 'keeps growing while it is read');
}

/** What `act` returns; an error is a gap in the scan. */
function attempt<Result>(file: TreeFile, context: ScanContext, act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    context.skip(file.path, explainGap(error));
    return undefined;
  }
}
