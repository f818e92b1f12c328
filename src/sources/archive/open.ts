/** Content of any kind and size, archives opened level by level: what one hides or breaks is listed, and the rest goes on. */
import { fstatSync } from 'node:fs';
import type { Chunk } from '../../types.ts';
import { Segmenter, segmentSize } from '../segment.ts';
import { type ContentKind, createTranscoder, isWide, sniff, type WideEncoding } from '../text.ts';
import { type ArchiveKind, bomLength, type ContentStream, isArchive, type TextStream, wholeChunk } from './content.ts';
import { inflate } from './inflate.ts';
import { archiveLimits, Budget, LimitError } from './limits.ts';
import type { Member } from './members.ts';
import { PieceReader } from './pieces.ts';
import { tarMembers } from './tar.ts';
import { zipMembers } from './zip.ts';

/** As `expandStream`. */
export function openStream(stream: ContentStream): AsyncIterable<Chunk> {
  return expandPieces(stream, openScope(stream));
}

/** One outermost file: the account of what opening it costs, and how deep we are in it. */
interface Scope {
  readonly budget: Budget;
  readonly depth: number;
  /** As the context's, but with the first reason for each path only. */
  skip(path: string, why: string): void;
}

function openScope({ context, limits = archiveLimits }: ContentStream): Scope {
  const skipped = new Set<string>();
  const skip = (path: string, why: string): void => {
    if (!skipped.has(path)) context.skip(path, why);
    skipped.add(path);
  };
  return { budget: new Budget(limits), depth: 0, skip };
}

async function* expandPieces(stream: ContentStream, scope: Scope): AsyncGenerator<Chunk> {
  const reader = new PieceReader(stream.pieces);
  try {
    const bytes = await reader.take(segmentSize);
    const kind = sniff(bytes);
    const opened = { stream, reader, bytes };
    if (isArchive(kind)) yield* openArchive(opened, kind, scope);
    else if (stream.readText !== undefined && kind !== 'binary') yield* stream.readText(openText(opened, kind));
    else if (!reader.ended || bytes.length > segmentSize) yield* expandLong(opened, kind);
    else if (bytes.length > 0) yield wholeChunk({ ...stream, bytes }, kind);
  } finally {
    await reader.close();
  }
  if (reader.failure !== undefined) throw reader.failure;
}

/** A stream whose beginning has been read. */
interface Opened {
  readonly stream: ContentStream;
  readonly reader: PieceReader;
  readonly bytes: Buffer;
}

async function* expandLong({ stream, reader, bytes }: Opened, kind: ContentKind): AsyncGenerator<Chunk> {
  const offset = kind === 'text-bom' ? bomLength : 0;
  const segmenter = new Segmenter({ ...stream, offset, binary: kind === 'binary' });
  const transcoder = isWide(kind) ? createTranscoder(kind) : undefined;
  try {
    for await (const piece of reader.rest(bytes.subarray(offset))) {
      yield* segmenter.push(transcoder === undefined ? piece : transcoder.push(piece));
    }
  } catch {
    // It is the reader's failure, which expandPieces throws: what came before it is still scanned.
  }
  if (transcoder !== undefined) yield* segmenter.push(transcoder.finish());
  yield* segmenter.finish();
}

function openText({ stream: { path, origin }, reader, bytes }: Opened, kind: ContentKind): TextStream {
  const offset = kind === 'text-bom' ? bomLength : 0;
  const rest = untilFailure(reader.rest(bytes.subarray(offset)));
  return { path, origin, offset, pieces: isWide(kind) ? transcode(rest, kind) : rest };
}

/** What came before an error is still scanned; the error is the reader's failure, which expandPieces throws. */
async function* untilFailure(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch {
    // Thrown by expandPieces.
  }
}

async function* transcode(pieces: AsyncIterable<Uint8Array>, kind: WideEncoding): AsyncGenerator<Uint8Array> {
  const transcoder = createTranscoder(kind);
  for await (const piece of pieces) yield transcoder.push(piece);
  yield transcoder.finish();
}

async function* openArchive(opened: Opened, kind: ArchiveKind, scope: Scope): AsyncGenerator<Chunk> {
  const { path } = opened.stream;
  const { limits } = scope.budget;
  if (scope.depth >= limits.depth) {
    return scope.skip(path, `archives nested deeper than ${limits.depth} are not opened`);
  }
  try {
    yield* expandArchive(opened, kind, { ...scope, depth: scope.depth + 1 });
  } catch (error) {
    // A failing stream is not this archive's fault: expandPieces throws it.
    if (opened.reader.failure !== undefined) return;
    if (error instanceof LimitError && scope.depth > 0) throw error;
    scope.skip(
      path,
      error instanceof LimitError ? `${error.message}; the rest was not scanned` : `broken ${kind} data`,
    );
  }
}

async function* expandArchive(opened: Opened, kind: ArchiveKind, scope: Scope): AsyncGenerator<Chunk> {
  const { stream } = opened;
  const { budget } = scope;
  if (kind === 'zip') return yield* openZip(opened, scope);
  const pieces = scope.depth === 1 ? feedBudget(opened, budget) : opened.reader.rest(opened.bytes);
  if (kind === 'gzip') yield* expandPieces({ ...stream, pieces: inflate(pieces, 'gzip', budget) }, scope);
  else yield* expandMembers(stream, tarMembers(pieces, budget), scope);
}

async function* feedBudget({ reader, bytes }: Opened, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const piece of reader.rest(bytes)) {
    budget.feed(piece.length);
    yield piece;
  }
}

/** A zip's directory is at its end, so it is read through its file or held in memory. */
async function* openZip({ stream, reader, bytes }: Opened, scope: Scope): AsyncGenerator<Chunk> {
  const { held } = scope.budget.limits;
  if (stream.fd !== undefined && scope.depth === 1) {
    scope.budget.feed(fstatSync(stream.fd).size);
    return yield* expandMembers(stream, zipMembers({ fd: stream.fd }, scope.budget), scope);
  }
  const whole = Buffer.concat([bytes, await reader.take(Math.max(0, held - bytes.length))]);
  if (whole.length > held) return scope.skip(stream.path, `zip data larger than ${Math.round(held / 2 ** 20)} MB`);
  if (scope.depth === 1) scope.budget.feed(whole.length);
  try {
    yield* expandMembers(stream, zipMembers({ bytes: whole }, scope.budget), scope);
  } catch (error) {
    // Members that are stored and not compressed can be read without the directory.
    if (!(error instanceof LimitError)) {
      const segmenter = new Segmenter({ ...stream, binary: true });
      yield* segmenter.push(whole);
      yield* segmenter.finish();
    }
    throw error;
  }
}

async function* expandMembers(
  stream: ContentStream,
  members: AsyncIterable<Member>,
  scope: Scope,
): AsyncGenerator<Chunk> {
  for await (const { name, pieces, obstacle } of members) {
    const path = `${stream.path}!${name}`;
    if (obstacle !== undefined) scope.skip(path, obstacle);
    try {
      yield* expandPieces({ ...stream, path, pieces }, scope);
    } catch (error) {
      if (error instanceof LimitError) throw error;
      scope.skip(path, 'broken data');
    }
  }
}
