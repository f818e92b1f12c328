/** From resolved candidates to matches: positions, the lines around them, allow comments. */
import { hashLines } from './line-hash.ts';
import { Secret } from '../secret.ts';
import type { Chunk, Match, Position } from '../types.ts';
import type { Candidate } from './candidate.ts';
import { allowReason, type RuleMatch } from './inline-allow.ts';
import { PositionCounter, utf16Length } from './position.ts';

export interface Described {
  readonly chunk: Pick<Chunk, 'start' | 'log'>;
  /** The chunk's text; candidates' offsets are those of it. */
  readonly bytes: Buffer;
  /** Asked for where an allow comment names a rule: to list all rules takes longer than to scan a commit. */
  readonly isPattern: (id: string) => boolean;
}

const firstPosition: Position = { offset: 0, line: 1, column: 1 };
/** Bytes of a line that are shown and hashed on either side of the value. */
const margin = 200;

/** A match with its values as plain text: in this form one thread may hand it to another. */
export interface PlainMatch extends Omit<Match, 'secret' | 'parts' | 'frame'> {
  readonly secret: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly frame: Omit<Match['frame'], 'text'> & { readonly text: string };
}

/** The same with its values wrapped. */
export function wrapMatch({ secret, parts, frame, ...rest }: PlainMatch): Match {
  return {
    ...rest,
    secret: new Secret(secret),
    parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, new Secret(part)])),
    frame: { ...frame, text: new Secret(frame.text) },
  };
}

/** `candidates` do not overlap and ascend. */
export function describeMatches(
  candidates: readonly Candidate[],
  { chunk, bytes, isPattern }: Described,
): PlainMatch[] {
  const positions = chunk.log === undefined ? new PositionCounter(bytes, chunk.start ?? firstPosition) : undefined;
  const placeOf = (offset: number): Position => positions?.at(offset) ?? chunk.log!.place(offset);
  const placeEnd = (offset: number): Position => positions?.at(offset) ?? chunk.log!.placeEnd(offset);
  return candidates.map((candidate, at) => {
    const { pattern, confidence, value, parts } = candidate;
    const start = placeOf(candidate.start);
    const [from, to] = linesAround(bytes, candidate);
    const lines =
      chunk.log === undefined ? bytes.subarray(from, to) : hideOthers(bytes, [from, to], { candidates, at });
    const isRule = (word: string): RuleMatch => (word === pattern.id ? 'this' : isPattern(word) ? 'other' : 'none');
    const allowed = allowReason(bytes, candidate, isRule);
    return {
      pattern: pattern.id,
      secret: value,
      parts,
      confidence,
      start,
      end: placeEnd(candidate.end),
      lineHash: hashLines(lines),
      frame: {
        firstLine: start.line,
        firstColumn: start.column - utf16Length(bytes, from, candidate.start),
        text: lines.toString('utf8'),
      },
      ...(allowed === undefined ? {} : { allowed }),
      ...(chunk.log === undefined ? {} : { leak: chunk.log.explain(candidate.start, candidate.end) }),
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

/**
 * The lines with stars for every value but the one they are for. Where text was taken out of a line, the columns of its other values are
 * not those of the frame, so that they could not be hidden by their places.
 */
function hideOthers(
  bytes: Buffer,
  [from, to]: readonly [number, number],
  { candidates, at }: { candidates: readonly Candidate[]; at: number },
): Buffer {
  const lines = Buffer.from(bytes.subarray(from, to));
  const hide = ({ start, end }: Candidate): Buffer =>
    lines.fill('*', Math.max(0, start - from), Math.min(end, to) - from);
  for (let i = at - 1; i >= 0 && candidates[i]!.end > from; i--) hide(candidates[i]!);
  for (let i = at + 1; i < candidates.length && candidates[i]!.start < to; i++) hide(candidates[i]!);
  return lines;
}
