/** From resolved candidates to matches: positions, the lines around them, allow comments. */
import { createHash } from 'node:crypto';
import { Secret } from '../secret.ts';
import type { Chunk, Match, Position } from '../types.ts';
import type { Candidate } from './candidate.ts';
import { allowReason, type RuleMatch } from './inline-allow.ts';
import { PositionCounter, utf16Length } from './position.ts';

export interface Described {
  readonly chunk: Chunk;
  /** The chunk's text; candidates' offsets are those of it. */
  readonly bytes: Buffer;
  readonly patterns: ReadonlyMap<string, unknown>;
}

const firstPosition: Position = { offset: 0, line: 1, column: 1 };
/** Bytes of a line that are shown and hashed on either side of the value. */
const margin = 200;

/** `candidates` do not overlap and ascend. */
export function toMatches(candidates: readonly Candidate[], { chunk, bytes, patterns }: Described): Match[] {
  const positions = new PositionCounter(bytes, chunk.start ?? firstPosition);
  return candidates.map((candidate) => {
    const { pattern, confidence, value, parts } = candidate;
    const start = positions.at(candidate.start);
    const [from, to] = linesAround(bytes, candidate);
    const lines = bytes.subarray(from, to);
    const isRule = (word: string): RuleMatch => (word === pattern.id ? 'this' : patterns.has(word) ? 'other' : 'none');
    const allowed = allowReason(bytes, candidate, isRule);
    return {
      pattern: pattern.id,
      secret: new Secret(value),
      parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, new Secret(part)])),
      confidence,
      start,
      end: positions.at(candidate.end),
      lineHash: createHash('sha1').update(lines).digest('base64url').slice(0, 16),
      frame: {
        firstLine: start.line,
        firstColumn: start.column - utf16Length(bytes, from, candidate.start),
        text: new Secret(lines.toString('utf8')),
      },
      ...(allowed === undefined ? {} : { allowed }),
    };
  });
}

/** Byte range of the lines that the value touches, as far as the margin goes. */
function linesAround(bytes: Buffer, { start, end }: Candidate): [from: number, to: number] {
  const low = Math.max(0, start - margin);
  const high = Math.min(bytes.length, end + margin);
  const from = bytes.subarray(low, start).lastIndexOf(10);
  const to = bytes.subarray(end, high).indexOf(10);
  return [from < 0 ? low : low + from + 1, to < 0 ? high : end + to];
}
