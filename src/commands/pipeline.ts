/** The one way from a source to a report: chunks, matches, places, suppression, findings. Used by every command that scans. */
import type { Detector } from '../detect/detector.ts';
import { groupFindings } from '../detect/group.ts';
import { markValue } from '../detect/value-mark.ts';
import { UserError } from '../errors.ts';
import type { Suppressor } from '../suppress/suppress.ts';
import type {
  Chunk,
  Confidence,
  Finding,
  LocatedSighting,
  ScanContext,
  ScanReport,
  SiftContext,
  Sighting,
  Skipped,
  Source,
} from '../types.ts';
import { version } from '../version.build.ts';
import { createRecall, recallFinding, type RecallOptions } from './recall.ts';

export interface ScanOptions {
  readonly detector: Detector;
  readonly suppressor: Suppressor;
  readonly minConfidence: Confidence;
  /** Whether the source sees all that suppressions can apply to, so that unused ones can be told. Default: false. */
  readonly whole?: boolean;
  readonly jobs?: number | undefined;
  /** Told how far the source is. */
  readonly progress?: ScanContext['progress'];
  /** Set for a source that remembers findings. */
  readonly recall?: RecallOptions;
  /** Told at the end of each phase. */
  readonly lap?: (phase: string) => void;
}

/** Never throws for what could not be read: that stands in the report, which then is not complete. */
export async function runScan(source: Source, options: ScanOptions): Promise<ScanReport> {
  const began = process.uptime();
  const date = `${new Date().toISOString().slice(0, 19)}Z`;
  const { detector, suppressor, lap } = options;
  const skipped: Skipped[] = [];
  const found: Sighting[] = [];
  const { forget, ...judge } = judgeValues(found, options.minConfidence);
  const context: ScanContext = {
    stats: { files: 0, commits: 0, blobs: 0, bytes: 0, durationMs: 0 },
    skip: (what, why) => void skipped.push({ what, why }),
    inbox: (size) => detector.inbox(size),
    match: (chunk) => detector.scan(chunk),
    sift: { own: detector.own, jobs: options.jobs, ...judge },
    progress: options.progress ?? (() => {}),
    async foundMost() {
      const certain = keepCertain(found, options.minConfidence);
      const { startKeys } = await import('./key-thread.ts');
      suppressor.fingerprinter.begin(
        certain.map(({ secret }) => secret),
        startKeys,
      );
      return new Set(found.map(({ origin }) => origin.object ?? ''));
    },
    ...(options.recall && { recall: createRecall({ ...options, ...options.recall, found }) }),
    startOver() {
      found.length = 0;
      forget();
      skipped.length = 0;
      Object.assign(context.stats, { files: 0, commits: 0, blobs: 0, bytes: 0 });
    },
  };
  await collectSightings(source, context, { ...options, found });
  lap?.('scan');
  const told = source.recalled?.();
  const findings = told?.map(recallFinding) ?? (await formFindings(source, context, { ...options, found }));
  if (skipped.length === 0 && source.remember !== undefined)
    source.remember(found, context, told ?? (await import('../report/json.ts')).tellFindings(findings));
  lap?.('group');
  context.stats.durationMs = Math.round((process.uptime() - began) * 1000);
  const complete = skipped.length === 0;
  // The same list whatever read the objects: each way has an order of its own.
  if (source.mode === 'history') skipped.sort(compareGaps);
  return {
    tool: { name: 'unleak', version },
    scan: { mode: source.mode, root: source.root, complete, stats: context.stats, skipped, began: date },
    findings,
    ...(told !== undefined && { recalled: true }),
    unused: complete && options.whole === true && told === undefined ? suppressor.unused() : [],
  };
}

interface Found extends ScanOptions {
  readonly found: readonly Sighting[];
}

async function formFindings(source: Source, context: ScanContext, options: Found): Promise<readonly Finding[]> {
  const { detector, suppressor, found, lap } = options;
  const located = await locate(source, keepCertain(found, options.minConfidence), context);
  lap?.('locate');
  const places = suppressor.allowPlaces(located);
  await suppressor.fingerprinter.prepare(places.map(({ sighting }) => sighting.secret));
  const grouped = groupFindings(places, { detector, identify: suppressor.fingerprinter.id });
  return suppressor.applyBaseline(grouped);
}

/** By what is said of them, then by place and name; how many more there are comes behind those that are named. */
function compareGaps(a: Skipped, b: Skipped): number {
  const key = ({ what, why }: Skipped): string => {
    const [kind] = why.split(' (', 1);
    return [kind, what.endsWith(' more') ? '1' : '0', why, what].join('\0');
  };
  const [left, right] = [key(a), key(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Adds to `found`. */
async function collectSightings(
  source: Source,
  context: ScanContext,
  { detector, suppressor, found }: ScanOptions & { readonly found: Sighting[] },
): Promise<void> {
  let rested = process.uptime();
  try {
    for await (const chunk of startAside(source.chunks(context), () => detector.warmUp())) {
      if (process.uptime() - rested > longestBusy) rested = await rest();
      // History names a blob by one of its paths only: there, exclusion waits until all are known.
      if (chunk.origin.object === undefined && suppressor.isExcluded(chunk.path)) continue;
      for (const match of detector.scan(chunk)) found.push({ ...match, path: chunk.path, origin: chunk.origin });
    }
  } catch (error) {
    skipRest(error, source, context);
  }
}

/** What a source that looks ahead asks about values, answered from what has been found so far. */
function judgeValues(
  found: readonly Sighting[],
  minConfidence: Confidence,
): Pick<SiftContext, 'minConfidence' | 'certainMarks'> & { readonly forget: () => void } {
  const marks = new Set<string>();
  let seen = 0;
  const certainMarks = (): ReadonlySet<string> => {
    for (const { confidence, secret } of found.slice(seen))
      if (ranks.indexOf(confidence) >= ranks.indexOf(minConfidence)) marks.add(markValue(secret.reveal()));
    seen = found.length;
    return marks;
  };
  const forget = (): void => {
    marks.clear();
    seen = 0;
  };
  return { minConfidence, certainMarks, forget };
}

/** The source's first step is mostly to wait for git: what we need to be ready is made ready meanwhile. */
async function* startAside(chunks: AsyncIterable<Chunk>, prepare: () => void): AsyncGenerator<Chunk> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = iterator.next();
  prepare();
  try {
    for (let step = await first; step.done !== true; step = await iterator.next()) yield step.value;
  } finally {
    await iterator.return?.();
  }
}

/** Seconds. A source that never waits would keep signals (Ctrl-C) and timers waiting. */
const longestBusy = 0.1;

async function rest(): Promise<number> {
  await new Promise((done) => setImmediate(done));
  return process.uptime();
}

/** What was found before a source gave up is still reported. */
function skipRest(error: unknown, source: Source, context: ScanContext): void {
  if (!(error instanceof UserError) || error.kind !== 'incomplete') throw error;
  context.skip(source.root, error.message);
}

const ranks: readonly Confidence[] = ['low', 'medium', 'high'];

/** A value that is certain in one place is shown in all its places, the less certain ones included. */
function keepCertain(sightings: readonly Sighting[], least: Confidence): readonly Sighting[] {
  const isCertain = ({ confidence }: Sighting): boolean => ranks.indexOf(confidence) >= ranks.indexOf(least);
  const values = new Set(sightings.filter(isCertain).map(({ secret }) => secret.reveal()));
  return sightings.filter(({ secret }) => values.has(secret.reveal()));
}

async function locate(
  source: Source,
  sightings: readonly Sighting[],
  context: ScanContext,
): Promise<readonly LocatedSighting[]> {
  if (source.locate === undefined || sightings.length === 0) return sightings.map(placeWhereRead);
  try {
    return await source.locate(sightings, context);
  } catch (error) {
    skipRest(error, source, context);
    return sightings.map(placeWhereRead);
  }
}

function placeWhereRead(sighting: Sighting): LocatedSighting {
  const { path, start, end, frame, origin } = sighting;
  const span = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  return { sighting, locations: [{ path, ...span, commit: null, via: origin.via, frame }] };
}
