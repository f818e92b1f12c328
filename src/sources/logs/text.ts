/** One log, whatever service stored it, as chunks of clean text: decoded, cleaned, cut into segments, and with what is disguised in it. */
import type { Chunk } from '../../types.ts';
import type { TextStream } from '../archive/content.ts';
import { PieceReader } from '../archive/pieces.ts';
import { collectAsides } from './aside.ts';
import { readBlocks } from './blocks.ts';
import { Cleaner, type CleanOptions, type LogBlock } from './clean.ts';
import { createExplainer } from './explain.ts';
import { decodeMessages, isJsonLog } from './json-messages.ts';
import { type LogSegment, LogSegmenter } from './segment.ts';

/** What is looked at to know how a log is decorated. */
const headSize = 64 * 1024;

export async function* readLogText({ path, origin, pieces, offset }: TextStream): AsyncGenerator<Chunk> {
  const reader = new PieceReader(pieces);
  const head = await reader.take(headSize);
  const text = head.toString('latin1', 0, headSize);
  const all = reader.rest(head);
  const blocks: AsyncIterable<LogBlock> = isJsonLog(text) ? decodeMessages(all) : readBlocks(all);
  const cleaner = new Cleaner(sniffDecoration(text), { offset, line: 1, column: 1 });
  const segmenter = new LogSegmenter({ path, origin, explainer: createExplainer(path) }, cleaner);
  for await (const block of blocks) {
    for (const segment of segmenter.push(cleaner.clean(block))) yield* withAside(segment);
  }
  for (const segment of segmenter.finish()) yield* withAside(segment);
}

function sniffDecoration(head: string): CleanOptions {
  return {
    prefixed: /^\[?\d{4}-\d\d-\d\dT\d/m.test(head),
    cli: /^[^\t\n]{1,200}\t[^\t\n]{1,200}\t(?:\u00ef\u00bb\u00bf)?\d{4}-\d\d-\d\dT/m.test(head),
    joins: /^\d{4}-\d\d-\d\dT[\d:.]+Z [0-9a-f]{2}[OE][ +]/m.test(head),
  };
}

function* withAside(segment: LogSegment): Iterable<Chunk> {
  yield segment;
  yield* collectAsides(segment);
}
