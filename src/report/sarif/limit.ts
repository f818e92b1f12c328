/** What GitHub takes in one upload, which other hosts take too: results beyond it are counted instead of written. */
import { deflateRawSync } from 'node:zlib';
import { toJson } from '../escape.ts';
import type { Result } from './result.ts';

/** How many results of each level were left out. */
export type Tally = Map<string, number>;

/** Results a run, and bytes of the compressed file (10 MB, less what stands around the results). docs.github.com, "SARIF results exceed limits". */
const limits = { results: 25_000, compressed: 9_000_000 } as const;
/** How much is compressed at a time to see how large it gets: a sum of pieces is a little more than the whole. */
const pieceLength = 1 << 20;

/** The results as JSON, one a line; fills `left`. The order decides what is cut: severe ones come first. */
export function* limitResults(results: Iterable<Result>, left: Tally): Iterable<string> {
  let written = 0;
  let compressed = 0;
  let piece = '';
  for (const result of results) {
    const full = written >= limits.results || compressed >= limits.compressed;
    if (full) {
      left.set(result.level, (left.get(result.level) ?? 0) + 1);
      continue;
    }
    const line = `${written === 0 ? '' : ','}\n${toJson(result)}`;
    written++;
    piece += line;
    yield line;
    if (piece.length < pieceLength) continue;
    compressed += deflateRawSync(piece, { level: 6 }).length;
    piece = '';
  }
}
