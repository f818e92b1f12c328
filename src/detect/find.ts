/** From a chunk's text to candidates: keyword hits lead to patterns, to the generic detector, or into encoded text. */
import type { Chunk } from '../types.ts';
import type { Candidate, Trace } from './candidate.ts';
import { actions, type CompiledPatterns } from './compiled.ts';
import { decodeBase64At, decodeEscapesAt, decodeHexAt, type Encoded } from './decode.ts';
import { explainAssignment } from './generic/detect.ts';
import { fileKinds, hasBareValues, readFileTraits, traitsSample, type FileTraits } from './generic/file-kind.ts';
import { findLone } from './generic/lone.ts';
import { weighAssignment } from './generic/weighed.ts';
import {
  append,
  appendHit,
  createLeads,
  keywordRange,
  readLeads,
  type Leads,
  type ListedAssignment,
  type ListedLeads,
} from './leads.ts';
import { isSigned, lowerMarked } from './lower-marked.ts';
import { createMarkRuns } from './mark-runs.ts';
import type { Hits, Prefilter } from './prefilter.ts';
import { createSearch, type SearchedText } from './search.ts';

export interface Found {
  /** Offsets are those of `bytes`. */
  readonly candidates: readonly Candidate[];
  readonly bytes: Buffer;
}

/** How deep encoded text inside encoded text is followed. */
const deepest = 3;
/** A text in the prefilter's memory. */
interface Text extends SearchedText {
  readonly file: FileTraits;
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
  /** What comes of the leads that prefilter/leads.asm.ts lists for a text in the prefilter's memory, with room behind it for what is decoded. */
  followLeads(text: PlacedText, leads: ListedLeads): readonly Candidate[];
}

export interface PlacedText {
  readonly address: number;
  readonly length: number;
  readonly file: FileTraits;
}

export function createFinder(prefilter: Prefilter, compiled: CompiledPatterns, trace?: Trace): Finder {
  const markOf = createMarkRuns(compiled);
  const search = createSearch(prefilter, compiled, trace);
  return {
    find(chunk) {
      const { encodedOnly = false, path, name = path } = chunk;
      const text = { ...loadText(prefilter, chunk), encodedOnly, ...(isWholeFile(chunk) && { path: name }) };
      return { candidates: findIn(text), bytes: text.bytes };
    },
    followLeads: (placed, leads) => followListed(textAt(prefilter, { ...placed, depth: 0 }), leads),
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
    const candidates = readable.flatMap(([index, near]) => search.findPattern(text, { index, hits: near, formed }));
    if (text.encodedOnly !== true) {
      candidates.push(...lowerMarked(hits, { formed, taken: startsOf(candidates), trace }, compiled));
      if (text.path !== undefined) candidates.push(...findLone(text.bytes, text.path));
    }
    if (text.depth < deepest) {
      for (const [decoder, offsets] of hits.encoded) candidates.push(...findDecoded(text, decoder, offsets));
    }
    return candidates;
  }

  /** The same for leads that are sorted already, from which what is known to hold nothing was left out. */
  function followListed(text: Text, listed: ListedLeads): Candidate[] {
    const candidates: Candidate[] = [];
    const leads = createLeads();
    const formed = new Set<number>();
    const done = new Map<number, number>();
    tellKind(prefilter, text.file);
    readLeads(listed, {
      place(index, hit) {
        if (hit.at < (done.get(index) ?? 0)) return;
        const { candidates: found, matched } = search.findAt(text, index, hit);
        candidates.push(...found);
        if (found.length > 0) done.set(index, found.at(-1)!.end);
        if (matched) formed.add(hit.at);
      },
      window: (index, window) => candidates.push(...search.findInWindow(text, index, window)),
      assignment: (hit) => considerAssignment(text, leads, hit),
      encoded: (decoder, at) => append(leads.encoded, decoder, at),
    });
    if (leads.generic.length > 0) {
      const marks = createLeads();
      sortHits(text, listed.hitsAt(new Set(leads.generic.map(({ start }) => start))), marks);
      const { generic } = leads;
      candidates.push(...lowerMarked({ ...marks, generic }, { formed, taken: startsOf(candidates), trace }, compiled));
    }
    candidates.push(...findLone(text.bytes, ''));
    for (const [decoder, offsets] of leads.encoded) candidates.push(...findDecoded(text, decoder, offsets));
    return candidates;
  }

  /** Adds what the hits lead to. */
  function sortHits(text: Text, { count, fields }: Hits, leads: Leads): void {
    const actionsOf = compiled.actions;
    for (let i = 0; i < count * 4; i += 4) {
      const at = fields[i]! - text.address;
      const keyword = fields[i + 1]!;
      const mark = markOf(keyword);
      if (mark !== null && !search.hasRunIn(text, mark.runs, { from: at - mark.before, end: at + mark.reach })) {
        leads.bare.push(at * keywordRange + keyword);
        continue;
      }
      for (let next = actionsOf[keyword]!; next < actionsOf[keyword + 1]!; next++) {
        const action = actionsOf[next]!;
        if (action >= 0) appendHit(leads.patterns, action, at);
        else if (action === actions.generic)
          considerAssignment(text, leads, {
            keyword: at,
            value: fields[i + 2]! - text.address,
            end: fields[i + 3]! - text.address,
          });
        else append(leads.encoded, action, at);
      }
    }
  }

  function considerAssignment({ bytes, address, file }: Text, leads: Leads, hit: ListedAssignment): void {
    const { keyword, value, end } = hit;
    if (leads.assigned.has(value)) return;
    if (trace?.weighed !== undefined) {
      const explanation = explainAssignment(bytes, { keyword, value }, file);
      if (explanation !== undefined) trace.weighed(explanation);
    }
    const found = weighAssignment(bytes, hit, file);
    if (found !== undefined) {
      leads.assigned.add(value);
      leads.generic.push({ ...found, parts: {} });
    } else prefilter.rememberAssignment(keyword + address, end + address, address, address + bytes.length);
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
        const [start, end] = [encoded.place(candidate.start), encoded.placeEnd(candidate.end)];
        candidates.push({ ...candidate, start, end, isDecoded: true });
      }
    }
    return candidates;
  }
}

/** Where values begin that a vendor's own pattern has, and vouches for. */
function startsOf(candidates: readonly Candidate[]): ReadonlySet<number> {
  return new Set(candidates.filter(isSigned).map(({ start }) => start));
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
