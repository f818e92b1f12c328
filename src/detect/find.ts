/** From a chunk's text to candidates: keyword hits lead to patterns, to the generic detector, or into encoded text. */
import type { Chunk } from '../types.ts';
import type { Candidate, Trace } from './candidate.ts';
import { actions, type CompiledPatterns } from './compiled.ts';
import { decodeBase64At, decodeEscapesAt, decodeHexAt, type Encoded } from './decode.ts';
import { explainAssignment } from './generic/detect.ts';
import { fileKinds, hasBareValues, readFileTraits, traitsSample, type FileTraits } from './generic/file-kind.ts';
import { findLone } from './generic/lone.ts';
import { weighAssignment } from './generic/weighed.ts';
import { append, appendHit, createLeads, keywordRange, type Leads, type PatternHits } from './leads.ts';
import { isSigned, lowerMarked } from './lower-marked.ts';
import { createMarkRuns } from './mark-runs.ts';
import {
  areaAround,
  matchAt,
  matchWindow,
  nearBefore,
  windowsAround,
  type Hit,
  type Window,
  type WindowResult,
} from './match.ts';
import type { Hits, Prefilter } from './prefilter.ts';

export interface Found {
  /** Offsets are those of `bytes`. */
  readonly candidates: readonly Candidate[];
  readonly bytes: Buffer;
}

/** How deep encoded text inside encoded text is followed. */
const deepest = 3;
/** A context longer than this is not worth remembering. */
const longestKnown = 4096;
/** For what is remembered of single places, not of windows. */
const placeTag = 0x10000;
const noMatch: WindowResult = { candidates: [], matched: false };
/** A text in the prefilter's memory. */
interface Text {
  readonly file: FileTraits;
  readonly address: number;
  readonly bytes: Buffer;
  readonly depth: number;
  /** What it holds counts only once it is decoded. */
  readonly encodedOnly?: boolean;
  /** Of a whole file, '' where none is known. */
  readonly path?: string;
}

type Decoder = (text: Buffer, at: number) => Encoded | undefined;
const decoders = new Map<number, Decoder>([
  [actions.base64, decodeBase64At],
  [actions.hex, decodeHexAt],
  [actions.escapes, decodeEscapesAt],
]);

export interface Finder {
  find(chunk: Chunk): Found;
  /** The same for a text in the prefilter's memory, with room behind it for what is decoded. */
  findPlaced(text: PlacedText): Found;
  /** Where keyword hits lead, all or some of those that the prefilter has for a text in its memory. */
  followHits(text: PlacedText, hits: Hits): readonly Candidate[];
}

export interface PlacedText {
  readonly address: number;
  readonly length: number;
  readonly file: FileTraits;
}

export function createFinder(prefilter: Prefilter, compiled: CompiledPatterns, trace?: Trace): Finder {
  const markOf = createMarkRuns(compiled);
  return {
    find(chunk) {
      const { encodedOnly = false, path, name = path } = chunk;
      const text = { ...loadText(prefilter, chunk), encodedOnly, ...(isWholeFile(chunk) && { path: name }) };
      return { candidates: findIn(text), bytes: text.bytes };
    },
    findPlaced(placed) {
      const text = { ...textAt(prefilter, { ...placed, depth: 0 }), path: '' };
      return { candidates: findIn(text), bytes: text.bytes };
    },
    followHits(placed, hits) {
      const text = { ...textAt(prefilter, { ...placed, depth: 0 }), path: '' };
      const leads = createLeads();
      tellKind(prefilter, text.file);
      sortHits(text, hits, leads);
      return follow(text, leads);
    },
  };

  function findIn(text: Text): Candidate[] {
    const leads = createLeads();
    const high = text.address + text.bytes.length;
    const span = { from: text.address, end: high, low: text.address, high };
    tellKind(prefilter, text.file);
    prefilter.scan(span, (hits) => sortHits(text, hits, leads));
    return follow(text, leads);
  }

  function follow(text: Text, hits: Leads): Candidate[] {
    // Hits come in the order of their rarest bytes, not of their first.
    for (const list of hits.patterns.values()) list.sort((a, b) => a.at - b.at);
    for (const offsets of hits.encoded.values()) offsets.sort((a, b) => a - b);
    const formed = new Set<number>();
    const readable = text.encodedOnly === true ? [] : [...hits.patterns];
    const candidates = readable.flatMap(([index, near]) => findPattern(text, { index, hits: near, formed }));
    if (text.encodedOnly !== true) {
      const taken = new Set(candidates.filter(isSigned).map(({ start }) => start));
      candidates.push(...lowerMarked(hits, { formed, taken, trace }, compiled));
      if (text.path !== undefined) candidates.push(...findLone(text.bytes, text.path));
    }
    if (text.depth < deepest) {
      for (const [decoder, offsets] of hits.encoded) candidates.push(...findDecoded(text, decoder, offsets));
    }
    return candidates;
  }

  /** Adds what the hits lead to. */
  function sortHits(text: Text, { count, fields }: Hits, leads: Leads): void {
    const actionsOf = compiled.actions;
    for (let i = 0; i < count * 4; i += 4) {
      const at = fields[i]! - text.address;
      const keyword = fields[i + 1]!;
      const mark = markOf(keyword);
      if (mark !== null && !hasRunIn(text, mark.runs, { from: at - mark.before, end: at + mark.reach })) {
        leads.bare.push(at * keywordRange + keyword);
        continue;
      }
      for (let next = actionsOf[keyword]!; next < actionsOf[keyword + 1]!; next++) {
        const action = actionsOf[next]!;
        if (action >= 0) appendHit(leads.patterns, action, at);
        else if (action === actions.generic) considerAssignment(text, leads, fields.subarray(i, i + 4));
        else append(leads.encoded, action, at);
      }
    }
  }

  function considerAssignment({ bytes, address, file }: Text, leads: Leads, hit: Uint32Array): void {
    const [keyword, value] = [hit[0]! - address, hit[2]! - address];
    if (leads.assigned.has(value)) return;
    if (trace?.weighed !== undefined) {
      const explanation = explainAssignment(bytes, { keyword, value }, file);
      if (explanation !== undefined) trace.weighed(explanation);
    }
    const found = weighAssignment(bytes, { keyword, value, end: hit[3]! - address }, file);
    if (found !== undefined) {
      leads.assigned.add(value);
      leads.generic.push({ ...found, parts: {} });
    } else prefilter.rememberAssignment(hit[0]!, hit[3]!, address, address + bytes.length);
  }

  function findPattern(text: Text, { index, hits, formed }: PatternHits): Candidate[] {
    const { reach } = compiled.patterns.spanAt(index);
    const near = hits.filter(({ before }) => before <= nearBefore);
    const far = hits.filter(({ before }) => before > nearBefore);
    const candidates: Candidate[] = [];
    let done = 0;
    for (const hit of near) {
      if (hit.at < done || !hasRun(text, index, { from: hit.at - hit.before, end: hit.at + reach })) continue;
      const result = findAt(text, index, hit);
      candidates.push(...result.candidates);
      done = result.candidates.at(-1)?.end ?? done;
      if (result.matched) formed.add(hit.at);
    }
    for (const window of windowsAround(far, reach, text.bytes.length))
      candidates.push(...findInWindow(text, index, window));
    return candidates;
  }

  /** Where nothing matches, what the answer depends on is remembered. */
  function findAt(text: Text, index: number, hit: Hit): WindowResult {
    const { from, end } = areaAround(hit, compiled.patterns.spanAt(index).reach);
    const [low, high] = [Math.max(0, from) + text.address, Math.min(end, text.bytes.length) + text.address];
    // Near the beginning of a text several keywords have the same area.
    const tag = placeTag + index + hit.before * 0x20000 + (hit.at + text.address - low) * 0x100000;
    if (trace === undefined && prefilter.known(low, high, tag)) return noMatch;
    const result = matchAt(compiled.patterns.at(index)!, { bytes: text.bytes, trace }, hit);
    if (!result.matched) prefilter.remember(low, high, tag);
    return result;
  }

  /** Whether the window holds runs that are long enough for the pattern's value; else the pattern need not even be read. */
  function hasRun(text: Text, index: number, window: Window): boolean {
    const { runs } = compiled.patterns.spanAt(index);
    return runs === 0 || hasRunIn(text, runs, window);
  }

  function hasRunIn({ address, bytes }: Text, runs: number, { from, end }: Window): boolean {
    return prefilter.hasRun(Math.max(0, from) + address, Math.min(end, bytes.length) + address, runs);
  }

  function findInWindow(text: Text, index: number, window: Window): readonly Candidate[] {
    const [from, end] = [window.from + text.address, window.end + text.address];
    if (!hasRun(text, index, window)) return [];
    const isShort = window.end - window.from <= longestKnown;
    if (isShort && trace === undefined && prefilter.known(from, end, index + 1)) return [];
    const { candidates, matched } = matchWindow(compiled.patterns.at(index)!, { bytes: text.bytes, trace }, window);
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

/** What the prefilter takes for an assignment depends on it. */
export function tellKind(prefilter: Prefilter, { kind, isTest }: FileTraits): void {
  prefilter.setText(hasBareValues(kind), fileKinds.indexOf(kind) * 2 + Number(isTest));
}

/** Not a part of one, nor a log or a message: of those another piece may say more. */
function isWholeFile({ start, owned, log, isMessage }: Chunk): boolean {
  return start === undefined && owned === undefined && log === undefined && isMessage !== true;
}

/** A log holds what programs printed, whatever the job or its file is called. */
const logTraits: FileTraits = { kind: 'other', isTest: false };

/** The chunk where it is, if it was read into the inbox; else a copy of it there. */
function loadText(prefilter: Prefilter, { bytes, path, log }: Chunk): Text {
  const { inbox } = prefilter;
  const isThere = bytes.buffer === prefilter.memory.buffer;
  if (!isThere) {
    prefilter.reserve(bytes.length);
    prefilter.memory.set(bytes, inbox);
  }
  const address = isThere ? bytes.byteOffset : inbox;
  const { length } = bytes;
  const file =
    log !== undefined
      ? logTraits
      : readFileTraits(path, Buffer.from(prefilter.memory.buffer, address, Math.min(length, traitsSample)));
  return textAt(prefilter, { address, length, depth: 0, file });
}

/** Decoded text goes behind the text that it was found in; undefined where there is no room left. */
function placeText(prefilter: Prefilter, bytes: Buffer, around: Text): Text | undefined {
  const address = around.address + around.bytes.length + 64;
  if (address + bytes.length > prefilter.memory.length) return undefined;
  prefilter.memory.set(bytes, address);
  return textAt(prefilter, { address, length: bytes.length, depth: around.depth + 1, file: around.file });
}

function textAt({ memory }: Prefilter, { length, ...rest }: PlacedText & Pick<Text, 'depth'>): Text {
  return { ...rest, bytes: Buffer.from(memory.buffer, rest.address, length) };
}
