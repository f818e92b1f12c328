/** From matches in logs to places: the longest reading of each value, why it was printed, and the line of a workflow that printed it. */
import type { LocatedLeak, Leak } from '../../log-types.ts';
import type { LocatedSighting, Location, Sighting } from '../../types.ts';
import { findPrinter } from './printer.ts';
import { readScripts, type ScriptLine } from './scripts.ts';

/** `repository`: where workflows and scripts are looked for; without one, places in the log are all that is told. */
export async function placeLeaks(
  sightings: readonly Sighting[],
  repository: string | undefined,
): Promise<readonly LocatedSighting[]> {
  const kept = dropShorter(sightings.map(inReadingOrder));
  const scripts = repository === undefined || kept.length === 0 ? [] : await readScripts(repository);
  return kept.map((sighting) => ({ sighting, locations: [placeLeak(sighting, scripts)] }));
}

/** What stands backwards in the log was found with its end first. */
function inReadingOrder(sighting: Sighting): Sighting {
  const { start, end } = sighting;
  return start.offset <= end.offset ? sighting : { ...sighting, start: end, end: start };
}

/** A value that is wrapped is also seen as far as its first line goes. */
function dropShorter(sightings: readonly Sighting[]): Sighting[] {
  const sorted = [...sightings].sort(
    (a, b) => compare(a.path, b.path) || a.start.offset - b.start.offset || b.end.offset - a.end.offset,
  );
  const kept: Sighting[] = [];
  let last: Sighting | undefined;
  for (const sighting of sorted) {
    const isWithin =
      last !== undefined &&
      last.path === sighting.path &&
      sighting.end.offset <= last.end.offset &&
      sighting.end.line < last.end.line;
    if (isWithin) continue;
    kept.push(sighting);
    if (last === undefined || last.path !== sighting.path || sighting.end.offset > last.end.offset) last = sighting;
  }
  return kept;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function placeLeak({ path, start, end, frame, origin, leak }: Sighting, scripts: readonly ScriptLine[]): Location {
  const span = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  const told = leak === undefined ? {} : { leak: locateLeak(leak, scripts) };
  return { path, ...span, commit: null, via: origin.via, ...told, frame };
}

function locateLeak(leak: Leak, scripts: readonly ScriptLine[]): LocatedLeak {
  const { cause, step, disguise } = leak;
  const commands = leak.commands.map((command) => command.reveal());
  const printer = findPrinter({ cause, step, commands }, scripts);
  return {
    cause,
    ...(step !== undefined && { step }),
    ...(disguise !== undefined && { disguise }),
    ...(printer !== undefined && { printedBy: { path: printer.path, line: printer.line } }),
  };
}
