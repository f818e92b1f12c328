/** The outcome of a planting as tables: what became of the sites, why some were refused, and what the projects' tests say. */
import { renderTable } from '../table.ts';
import type { Fixed, Outcome } from './fix-planted.ts';
import type { Planting } from './plant.ts';
import { countOf, lostTests } from './run-tests.ts';
import type { Passing } from './run-tests.ts';

export interface PlantingResult {
  readonly name: string;
  readonly planting: Planting;
  readonly fixed: Fixed;
  /** Files that parsed when they were planted, and do not once they are fixed. */
  readonly broken: readonly string[];
  /** Tests that pass before the planting, and after the fix. */
  readonly before: Passing;
  readonly after: Passing;
  /** Complaints of the type checker before and after; undefined without one. */
  readonly types: readonly [before: number, after: number] | undefined;
}

export function renderPlanting(results: readonly PlantingResult[], verbose: boolean): string {
  const head = ['project', 'sites', 'fixed', 'refused', 'not found', 'corrupted', 'literals fixed', 'statements fixed'];
  const tests = ['project', 'tests passing before', 'after', 'lost', 'type errors before → after'];
  const everything = results.flatMap(({ fixed }) => fixed.outcomes);
  const broken = results.reduce((sum, each) => sum + each.broken.length, 0);
  const total = results.length > 1 ? [row('all', everything, broken)] : [];
  return [
    renderTable(head, [...results.map((each) => row(each.name, each.fixed.outcomes, each.broken.length)), ...total]),
    '',
    renderTable(tests, results.map(testRow)),
    '',
    renderTable(['refused because', 'sites'], tally(everything.filter(({ state }) => state === 'refused'))),
    '',
    renderTable(['literals not counted', 'number'], uncounted(results)),
    ...(verbose ? ['', ...results.flatMap(describe)] : []),
  ].join('\n');
}

function row(name: string, outcomes: readonly Outcome[], broken: number): string[] {
  const count = (state: Outcome['state']): number => outcomes.filter((each) => each.state === state).length;
  const counts = [outcomes.length, count('fixed'), count('refused'), count('not found'), count('corrupted') + broken];
  return [name, ...counts.map(String), share(outcomes, 'literal'), share(outcomes, 'statement')];
}

/** Of those that the scan found. */
function share(outcomes: readonly Outcome[], kind: string): string {
  const of = outcomes.filter(({ site, state }) => site.place.kind === kind && state !== 'not found');
  const fixed = of.filter(({ state }) => state === 'fixed').length;
  return of.length === 0 ? '' : `${fixed} of ${of.length} (${((fixed / of.length) * 100).toFixed(0)} %)`;
}

function testRow({ name, before, after, types }: PlantingResult): string[] {
  const counts = [countOf(before), countOf(after), lostTests(before, after).length];
  return [name, ...counts.map(String), types === undefined ? '' : `${types[0]} → ${types[1]}`];
}

function tally(outcomes: readonly Outcome[]): string[][] {
  const counts = new Map<string, number>();
  for (const { reason } of outcomes) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([reason, count]) => [reason, String(count)]);
}

function uncounted(results: readonly PlantingResult[]): string[][] {
  const counts = new Map<string, number>();
  for (const { planting } of results)
    for (const [reason, number] of Object.entries(planting.uncounted))
      counts.set(reason, (counts.get(reason) ?? 0) + number);
  const counted = results.reduce((sum, { planting }) => sum + planting.choice, 0);
  return [...[...counts].map(([reason, number]) => [reason, String(number)]), ['counted', String(counted)]];
}

/** Each site that was not fixed, and each test that was lost. No values: only what stood there before. */
function describe({ name, planting, fixed, broken, before, after }: PlantingResult): string[] {
  const open = fixed.outcomes.filter(({ state }) => state !== 'fixed');
  const lines = open.map(({ site, state, reason }) => {
    const text = planting.texts.get(site.path) ?? '';
    const line = text.slice(0, site.place.start).split('\n').length;
    return `${name}: ${state} ${reason}: ${site.path}:${line}: ${site.credential.kind}, ${text.split('\n')[line - 1]?.trim()}`;
  });
  const lost = lostTests(before, after)
    .slice(0, 20)
    .map((test) => `${name}: lost: ${test}`);
  return [...lines, ...broken.map((path) => `${name}: does not parse: ${path}`), ...lost];
}
