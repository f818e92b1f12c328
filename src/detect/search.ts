/** Runs patterns at the places and in the windows of a text to which keyword hits lead, and remembers where they found nothing. */
import type { Candidate, Trace } from './candidate.ts';
import type { CompiledPatterns } from './compiled.ts';
import type { PatternHits } from './leads.ts';
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
import type { Prefilter } from './prefilter.ts';

/** A text in the prefilter's memory. */
export interface SearchedText {
  readonly address: number;
  readonly bytes: Buffer;
}

/** Offsets are those of the text. */
export interface Search {
  findPattern(text: SearchedText, hits: PatternHits): readonly Candidate[];
  /** What begins at a place or a little before it. */
  findAt(text: SearchedText, index: number, hit: Hit): WindowResult;
  findInWindow(text: SearchedText, index: number, window: Window): readonly Candidate[];
  /** Whether the window holds runs of the lengths that are packed as catalogue/shortest-run.ts does. */
  hasRunIn(text: SearchedText, runs: number, window: Window): boolean;
}

/** A context longer than this is not worth remembering. */
const longestKnown = 4096;
/** For what is remembered of single places, not of windows. */
const placeTag = 0x10000;
const noMatch: WindowResult = { candidates: [], matched: false };

/** What is left out and what is remembered here, prefilter/leads.asm.ts leaves out and knows as well. */
export function createSearch(prefilter: Prefilter, compiled: CompiledPatterns, trace: Trace | undefined): Search {
  return { findPattern, findAt, findInWindow, hasRunIn };

  function findPattern(text: SearchedText, { index, hits, formed }: PatternHits): readonly Candidate[] {
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
  function findAt(text: SearchedText, index: number, hit: Hit): WindowResult {
    const { from, end } = areaAround(hit, compiled.patterns.spanAt(index).reach);
    const [low, high] = [Math.max(0, from) + text.address, Math.min(end, text.bytes.length) + text.address];
    // Near the beginning of a text several keywords have the same area.
    const tag = placeTag + index + hit.before * 0x20000 + (hit.at + text.address - low) * 0x100000;
    if (trace === undefined && prefilter.known(low, high, tag)) return noMatch;
    const result = matchAt(compiled.patterns.at(index)!, { bytes: text.bytes, trace }, hit);
    if (!result.matched) prefilter.remember(low, high, tag);
    return result;
  }

  function findInWindow(text: SearchedText, index: number, window: Window): readonly Candidate[] {
    const [from, end] = [window.from + text.address, window.end + text.address];
    if (!hasRun(text, index, window)) return [];
    const isShort = window.end - window.from <= longestKnown;
    if (isShort && trace === undefined && prefilter.known(from, end, index + 1)) return [];
    const { candidates, matched } = matchWindow(compiled.patterns.at(index)!, { bytes: text.bytes, trace }, window);
    if (!matched && isShort) prefilter.remember(from, end, index + 1);
    return candidates;
  }

  /** Whether the window holds runs that are long enough for the pattern's value; else the pattern need not even be read. */
  function hasRun(text: SearchedText, index: number, window: Window): boolean {
    const { runs } = compiled.patterns.spanAt(index);
    return runs === 0 || hasRunIn(text, runs, window);
  }

  function hasRunIn({ address, bytes }: SearchedText, runs: number, { from, end }: Window): boolean {
    return prefilter.hasRun(Math.max(0, from) + address, Math.min(end, bytes.length) + address, runs);
  }
}
