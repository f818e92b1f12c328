/** The detector: chunks in, matches out. Pure and synchronous: keyword prefilter, patterns on windows, generic assignments, encoded text. */
import type { CompiledPattern, CompiledPatterns } from './compiled.ts';
import type { Chunk, Confidence, Match, Pattern } from '../types.ts';
import { builtIn } from './built-in.ts';
import { rank, resolveOverlaps, type Candidate, type Trace } from './candidate.ts';
import { describeMatches, wrapMatch } from './describe.ts';
import { createFinder, type Finder } from './find.ts';
import { genericPatterns } from './generic/detect.ts';
import { createPrefilter, largestChunk, type Prefilter } from './prefilter.ts';
import { prefilterCode } from './prefilter-code.build.ts';

export interface DetectorOptions {
  /** With patterns of the user's own (own-patterns.ts). Default: the built-in ones. */
  readonly compiled?: CompiledPatterns;
  /** Matches below it are not reported. Default: low. */
  readonly minConfidence?: Confidence;
  readonly trace?: Trace;
}

export interface Detector {
  /** Loads what the first chunk needs: for the time in which a source waits for git. */
  warmUp(): void;
  /** Memory that `scan` reads without a copy: at least `size` bytes, at most 48 MB. Valid until the next call. */
  inbox(size: number): Uint8Array;
  /** Matches in the order of the text. Chunks of up to 48 MB. */
  scan(chunk: Chunk): Match[];
  /** The user's patterns among them. */
  readonly own: readonly Pattern[];
  /** All patterns by id, the generic ones included. */
  readonly patterns: ReadonlyMap<string, CompiledPattern>;
}

export function createDetector(options: DetectorOptions = {}): Detector {
  const compiled = options.compiled ?? builtIn;
  const least = rank[options.minConfidence ?? 'low'];
  let engine: { prefilter: Prefilter; finder: Finder } | undefined;
  const start = (): NonNullable<typeof engine> => {
    const prefilter = createPrefilter(prefilterCode, compiled.image);
    return (engine ??= { prefilter, finder: createFinder(prefilter, compiled, options.trace) });
  };
  let patterns: Detector['patterns'] | undefined;
  const listPatterns = (): Detector['patterns'] => (patterns ??= byId(compiled.patterns.all()));
  const isPattern = (id: string): boolean => listPatterns().has(id);
  return {
    own: compiled.own,
    warmUp() {
      if (engine === undefined) start();
    },
    get patterns() {
      return listPatterns();
    },
    inbox: (size) => {
      if (size > largestChunk) throw new RangeError(`a chunk of ${size} bytes exceeds the inbox`);
      const { prefilter } = engine ?? start();
      prefilter.reserve(size);
      return prefilter.memory.subarray(prefilter.inbox, prefilter.inbox + size);
    },
    scan(chunk) {
      if (chunk.found !== undefined) return chunk.found.filter(({ confidence }) => rank[confidence] >= least);
      const found = (engine ?? start()).finder.find(chunk);
      if (found.candidates.length === 0) return [];
      const wanted = resolveOverlaps(found.candidates, options.trace).filter((candidate) =>
        isWanted(candidate, chunk, least),
      );
      return wanted.length === 0
        ? []
        : describeMatches(wanted, { chunk, bytes: found.bytes, isPattern }).map(wrapMatch);
    },
  };
}

function byId(patterns: readonly CompiledPattern[]): Detector['patterns'] {
  return new Map([...patterns, ...Object.values(genericPatterns)].map((pattern) => [pattern.id, pattern]));
}

function isWanted(candidate: Candidate, { owned, binary, name }: Chunk, least: number): boolean {
  const { start, confidence, pattern, byName } = candidate;
  if (rank[confidence] < least || (name !== undefined && byName !== true)) return false;
  if (binary === true && pattern.confidence !== 'high') return false;
  return owned === undefined || (start >= owned[0] && start < owned[1]);
}
