/** Scans a log of the corpus and says what is wrong: values that were not found, places that do not hold them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Detector } from '../../../../src/detect/detector.ts';
import type { LeakCause } from '../../../../src/log-types.ts';
import type { Location, Sighting, Skipped, Source } from '../../../../src/types.ts';
import type { LeakRun, ValueName } from './runs.ts';

export interface LogCheck {
  readonly missing: readonly ValueName[];
  /** Values whose place in the file is not where they stand. */
  readonly misplaced: readonly string[];
  readonly causes: readonly (LeakCause | undefined)[];
  readonly skipped: readonly Skipped[];
  /** Values that were found and never planted. */
  readonly surplus: readonly string[];
}

export interface CheckedLog {
  readonly source: Source;
  readonly detector: Detector;
  readonly run: LeakRun;
  readonly folder: string;
}

export async function checkLog({ source, detector, run, folder }: CheckedLog): Promise<LogCheck> {
  const skipped: Skipped[] = [];
  const sightings: Sighting[] = [];
  const context = {
    stats: { files: 0, commits: 0, blobs: 0, bytes: 0, durationMs: 0 },
    skip: (what: string, why: string) => void skipped.push({ what, why }),
    inbox: (size: number) => detector.inbox(size),
    match: () => [],
    progress: () => {},
  };
  for await (const chunk of source.chunks(context))
    for (const match of detector.scan(chunk)) sightings.push({ ...match, path: chunk.path, origin: chunk.origin });
  const located = (await source.locate!(sightings, context)).filter(({ sighting }) => sighting.confidence !== 'low');
  const found = located.map(({ sighting, locations }) => ({
    rule: sighting.pattern,
    value: sighting.secret.reveal(),
    location: locations[0]!,
  }));
  const isPlanted = (value: string): boolean =>
    Object.values(run.values).some((planted) => planted.includes(value) || value.includes(planted));
  return {
    missing: run.planted.filter((name) => !found.some(({ value }) => same(value, run.values[name]))),
    misplaced: run.encoded === true ? [] : found.filter((each) => !standsThere(each, folder)).map(describe),
    causes: [...new Set(found.map(({ location }) => location.leak?.cause))],
    skipped,
    surplus: found.filter(({ value }) => !isPlanted(value)).map((each) => `${each.rule} at ${describe(each)}`),
  };
}

interface Found {
  readonly rule: string;
  readonly value: string;
  readonly location: Location;
}

function describe({ location: { path, line, column } }: Found): string {
  return `${path}:${line}:${column}`;
}

function same(found: string, planted: string): boolean {
  if (found.includes(planted) || found.replaceAll(/\s/g, '') === planted.replaceAll(/\s/g, '')) return true;
  // Basic authentication is found as it stands in the header.
  return Buffer.from(found, 'base64').toString('latin1').includes(planted);
}

/** Whether the line of the file holds the value's beginning at that column; archives are not opened again. */
function standsThere({ value, location: { path, line, column } }: Found, folder: string): boolean {
  if (path.includes('!') || path.endsWith('.gz')) return true;
  const row = readFileSync(join(folder, path), 'utf8').split('\n')[line - 1] ?? '';
  // CircleCI's messages and GitLab's lines are cut anywhere, in the middle of values too.
  return row.startsWith(value.slice(0, /^output\.json$|^trace\.log$/.test(path) ? 1 : 8), column - 1);
}
