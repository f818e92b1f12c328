/** From a chunk's text to candidates: keyword hits lead to patterns, to the generic detector, or into encoded text. */
import type { Chunk } from '../types.ts';
import type { Candidate, Trace } from './candidate.ts';
import { actions, readPatternAction, type CompiledPattern, type CompiledPatterns } from './compiled.ts';
import { decodeBase64At, decodeEscapesAt, decodeHexAt, type Encoded } from './decode.ts';
import { detectAssignment, genericPatterns } from './generic/detect.ts';
import { fileKinds, hasBareValues, readFileTraits, type FileTraits } from './generic/file-kind.ts';
import { matchAt, matchWindow, nearBefore, windowsAround, type Hit, type Window } from './match.ts';
import type { Prefilter } from './prefilter.ts';

export interface Found {
  /** Offsets are those of `bytes`. */
  readonly candidates: readonly Candidate[];
  readonly bytes: Buffer;
}

/** How deep encoded text inside encoded text is followed. */
const deepest = 3;
/** A context longer than this is not worth remembering. */
const longestKnown = 4096;

/** A text in the prefilter's memory. */
interface Text {
  readonly file: FileTraits;
  readonly address: number;
  readonly bytes: Buffer;
  readonly depth: number;
}

type Decoder = (text: Buffer, at: number) => Encoded | undefined;
const decoders = new Map<number, Decoder>([
  [actions.base64, decodeBase64At],
  [actions.hex, decodeHexAt],
  [actions.escapes, decodeEscapesAt],
]);

export function createFinder(prefilter: Prefilter, compiled: CompiledPatterns, trace?: Trace): (chunk: Chunk) => Found {
  return (chunk) => {
    const text = loadText(prefilter, chunk);
    return { candidates: findIn(text), bytes: text.bytes };
  };

  function findIn(text: Text): Candidate[] {
    const hits = collectHits(text);
    const candidates = lowerMarked(hits);
    for (const [index, near] of hits.patterns) candidates.push(...findPattern(text, index, near));
    if (text.depth < deepest) {
      for (const [decoder, offsets] of hits.encoded) candidates.push(...findDecoded(text, decoder, offsets));
    }
    return candidates;
  }

  /** What the keyword hits lead to, by pattern and by decoder, offsets ascending. */
  function collectHits(text: Text): Hits {
    const hits: Hits = { patterns: new Map(), encoded: new Map(), generic: [] };
    const high = text.address + text.bytes.length;
    const span = { from: text.address, end: high, low: text.address, high };
    const seen = new Set<number>();
    const actionsOf = compiled.actions;
    const { kind, isTest } = text.file;
    prefilter.setText(hasBareValues(kind), fileKinds.indexOf(kind) * 2 + Number(isTest));
    prefilter.scan(span, ({ count, fields }) => {
      for (let i = 0; i < count * 4; i += 4) {
        const at = fields[i]! - text.address;
        const keyword = fields[i + 1]!;
        for (let next = actionsOf[keyword]!; next < actionsOf[keyword + 1]!; next++) {
          const action = actionsOf[next]!;
          if (action >= 0) appendHit(hits.patterns, action, at);
          else if (action === actions.generic) considerAssignment(at, fields[i + 2]!, fields[i + 3]!);
          else append(hits.encoded, action, at);
        }
      }
    });
    // Hits come in the order of their rarest bytes, not of their first.
    for (const list of hits.patterns.values()) list.sort((a, b) => a.at - b.at);
    for (const offsets of hits.encoded.values()) offsets.sort((a, b) => a - b);
    return hits;

    function considerAssignment(keyword: number, valueStart: number, valueEnd: number): void {
      const value = valueStart - text.address;
      if (seen.has(value)) return;
      const hit = detectAssignment(text.bytes, { keyword, value }, text.file);
      if (hit !== undefined) {
        seen.add(value);
        hits.generic.push({ ...hit, parts: {} });
      } else prefilter.rememberAssignment(keyword + text.address, valueEnd, text.address, high);
    }
  }

  function findPattern(text: Text, index: number, hits: readonly Hit[]): Candidate[] {
    const pattern = compiled.patterns.at(index)!;
    const near = hits.filter(({ before }) => before <= nearBefore);
    const far = hits.filter(({ before }) => before > nearBefore);
    const candidates: Candidate[] = [];
    let done = 0;
    for (const hit of near) {
      if (hit.at < done || !hasRun(text, pattern, { from: hit.at - hit.before, end: hit.at + pattern.reach })) continue;
      const result = matchAt(pattern, { bytes: text.bytes, trace }, hit);
      candidates.push(...result.candidates);
      done = result.candidates.at(-1)?.end ?? done;
    }
    for (const window of windowsAround(far, pattern.reach, text.bytes.length))
      candidates.push(...findInWindow(text, index, window));
    return candidates;
  }

  /** Whether the window holds a run that is long enough for the pattern's value; else its expression need not even be compiled. */
  function hasRun(text: Text, { run }: CompiledPattern, { from, end }: Window): boolean {
    if (run <= 3) return true;
    const low = Math.max(0, from) + text.address;
    return prefilter.hasRun(low, Math.min(end, text.bytes.length) + text.address, run);
  }

  function findInWindow(text: Text, index: number, window: Window): readonly Candidate[] {
    const [from, end] = [window.from + text.address, window.end + text.address];
    const pattern = compiled.patterns.at(index)!;
    if (!hasRun(text, pattern, window)) return [];
    const isShort = window.end - window.from <= longestKnown;
    if (isShort && trace === undefined && prefilter.known(from, end, index + 1)) return [];
    const { candidates, matched } = matchWindow(pattern, { bytes: text.bytes, trace }, window);
    if (!matched && isShort) prefilter.remember(from, end, index + 1);
    return candidates;
  }

  /** Each encoded stretch is decoded once and scanned as a text of its own. */
  function findDecoded(text: Text, decoder: number, offsets: readonly number[]): Candidate[] {
    const candidates: Candidate[] = [];
    let done = -1;
    for (const offset of offsets) {
      if (offset < done) continue;
      const encoded = decoders.get(decoder)!(text.bytes, offset);
      if (encoded === undefined) continue;
      done = encoded.end;
      const inner = placeText(prefilter, encoded.bytes, text);
      if (inner === undefined) continue;
      for (const candidate of findIn(inner)) {
        candidates.push({ ...candidate, start: encoded.place(candidate.start), end: encoded.placeEnd(candidate.end) });
      }
    }
    return candidates;
  }
}

interface Hits {
  readonly patterns: Map<number, Hit[]>;
  readonly encoded: Map<number, number[]>;
  readonly generic: Candidate[];
}

/**
 * What begins with a vendor's mark but is not of the vendor's form (a length, a checksum) is cut off or made up: should it be of the form
 * after all, the pattern's own candidate wins over this one.
 */
function lowerMarked({ generic, patterns }: Hits): Candidate[] {
  if (generic.length === 0) return [];
  const marks = new Set(
    [...patterns.values()].flatMap((hits) => hits.filter(({ before }) => before <= 1)).map(({ at }) => at),
  );
  return generic.map((candidate) =>
    marks.has(candidate.start) && candidate.pattern !== genericPatterns.password
      ? { ...candidate, confidence: 'low' as const }
      : candidate,
  );
}

function appendHit(map: Map<number, Hit[]>, action: number, at: number): void {
  const { index, before } = readPatternAction(action);
  const list = map.get(index);
  if (list === undefined) map.set(index, [{ at, before }]);
  else list.push({ at, before });
}

function append(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The chunk where it is, if it was read into the inbox; else a copy of it there. */
function loadText(prefilter: Prefilter, { bytes, path }: Chunk): Text {
  const { inbox } = prefilter;
  const isThere = bytes.buffer === prefilter.memory.buffer;
  if (!isThere) {
    prefilter.reserve(bytes.length);
    prefilter.memory.set(bytes, inbox);
  }
  const address = isThere ? bytes.byteOffset : inbox;
  const { length } = bytes;
  const file = readFileTraits(path, Buffer.from(prefilter.memory.buffer, address, Math.min(length, 2048)));
  return textAt(prefilter, { address, length, depth: 0, file });
}

/** Decoded text goes behind the text that it was found in; undefined where there is no room left. */
function placeText(prefilter: Prefilter, bytes: Buffer, around: Text): Text | undefined {
  const address = around.address + around.bytes.length + 64;
  if (address + bytes.length > prefilter.memory.length) return undefined;
  prefilter.memory.set(bytes, address);
  return textAt(prefilter, { address, length: bytes.length, depth: around.depth + 1, file: around.file });
}

interface TextPlace extends Omit<Text, 'bytes'> {
  readonly length: number;
}

function textAt({ memory }: Prefilter, { length, ...rest }: TextPlace): Text {
  return { ...rest, bytes: Buffer.from(memory.buffer, rest.address, length) };
}
