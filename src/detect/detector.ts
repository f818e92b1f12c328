/** The detector: chunks in, matches out. Pure and synchronous: keyword prefilter, patterns on windows, generic assignments, encoded text. */
import { compilePatterns, type CompiledPattern, type CompiledPatterns } from './compile.ts';
import type { Chunk, Confidence, Match, Pattern } from '../types.ts';
import { builtIn } from './built-in.ts';
import { rank, resolveOverlaps, type Candidate, type Trace } from './candidate.ts';
import { toMatches } from './describe.ts';
import { createFinder } from './find.ts';
import { genericPatterns } from './generic/detect.ts';
import { createPrefilter, largestChunk } from './prefilter.ts';
import { prefilterCode } from './prefilter-code.build.ts';

export interface DetectorOptions {
  /** Patterns of the user's own, beside the built-in ones. */
  readonly patterns?: readonly Pattern[];
  /** Matches below it are not reported. Default: low. */
  readonly minConfidence?: Confidence;
  readonly trace?: Trace;
}

export interface Detector {
  /** Memory that `scan` reads without a copy: at least `size` bytes, at most 48 MB. Valid until the next call. */
  inbox(size: number): Uint8Array;
  /** Matches in the order of the text. Chunks of up to 48 MB. */
  scan(chunk: Chunk): Match[];
  /** All patterns by id, the generic ones included. */
  readonly patterns: ReadonlyMap<string, CompiledPattern>;
}

export function createDetector(options: DetectorOptions = {}): Detector {
  const compiled = options.patterns?.length ? extend(options.patterns) : builtIn;
  const prefilter = createPrefilter(prefilterCode, compiled.image);
  const find = createFinder(prefilter, compiled, options.trace);
  const least = rank[options.minConfidence ?? 'low'];
  let patterns: Detector['patterns'] | undefined;
  const listPatterns = (): Detector['patterns'] => (patterns ??= byId(compiled.patterns.all()));
  return {
    get patterns() {
      return listPatterns();
    },
    inbox: (size) => {
      if (size > largestChunk) throw new RangeError(`a chunk of ${size} bytes exceeds the inbox`);
      prefilter.reserve(size);
      return prefilter.memory.subarray(prefilter.inbox, prefilter.inbox + size);
    },
    scan(chunk) {
      const found = find(chunk);
      if (found.candidates.length === 0) return [];
      const wanted = resolveOverlaps(found.candidates, options.trace).filter((candidate) =>
        isWanted(candidate, chunk, least),
      );
      return wanted.length === 0 ? [] : toMatches(wanted, { chunk, bytes: found.bytes, patterns: listPatterns() });
    },
  };
}

function byId(patterns: readonly CompiledPattern[]): Detector['patterns'] {
  return new Map([...patterns, ...Object.values(genericPatterns)].map((pattern) => [pattern.id, pattern]));
}

/** The user's patterns are compiled with the built-in ones, so that one pass serves both. */
function extend(own: readonly Pattern[]): CompiledPatterns {
  return compilePatterns(own, { base: builtIn });
}

function isWanted({ start, confidence, pattern }: Candidate, { owned, binary }: Chunk, least: number): boolean {
  if (rank[confidence] < least) return false;
  if (binary === true && pattern.confidence !== 'high') return false;
  return owned === undefined || (start >= owned[0] && start < owned[1]);
}
