/** `unleak logs harden`: the changes to workflows and scripts that keep what the logs hold out of the next ones, as diffs without values. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandContext } from '../../command.ts';
import { exitCodes } from '../../errors.ts';
import type { LeakCause } from '../../log-types.ts';
import { hardenScript } from '../../plan/harden.ts';
import { splice } from '../../plan/splice.ts';
import type { Edit } from '../../remediation-types.ts';
import { escapeCharacters, escapeLine } from '../../report/escape.ts';
import { leakCauses } from '../../report/leak-causes.ts';
import { createRedactor } from '../../report/redact.ts';
import type { Redactor } from '../../report/redact.ts';
import type { ScanReport } from '../../types.ts';
import { openDetector } from '../detector.ts';
import { runScan } from '../pipeline.ts';
import { loadSettings } from '../settings.ts';
import { openSource } from '../source.ts';

/** Changes nothing: the diffs are for `git apply`, after a look. Exits with 3 where logs could not be read. */
export async function hardenJobs(context: CommandContext, names: readonly string[]): Promise<number> {
  const { source, from, top } = await openSource({ ...context, paths: names, given: { logs: true } });
  const { flags, config, suppressor } = await loadSettings(context, { root: source.root, from, top });
  const detector = await openDetector(config?.patterns);
  const report = await runScan(source, { detector, suppressor, minConfidence: flags['min-confidence'] });
  const redactor = createRedactor(report, false);
  const places = placesIn(report);
  const files = [...new Set(places.flatMap(({ path }) => (path === undefined ? [] : [path])))].toSorted();
  const diffs = files.flatMap((path) => renderFile(path, { top, places, redactor }));
  const manual = places
    .filter((place) => !isHardened(place, top))
    .map(({ cause, path, line, step }) => {
      const where = path === undefined ? (step === undefined ? 'a job' : `step ${step}`) : `${path}:${line}`;
      return `# ${escapeLine(redactor.line(where))}: ${leakCauses[cause].remedy}\n`;
    });
  const rotate = report.findings
    .filter(({ status }) => status === 'open')
    .map(({ title, revoke }) => `# ${title}: rotate it: ${revoke}\n`);
  await context.print([...diffs, ...new Set(manual), ...new Set(rotate)]);
  for (const { what, why } of report.scan.skipped) context.note(`not scanned: ${what}: ${why}`);
  return report.scan.complete ? exitCodes.clean : exitCodes.incomplete;
}

interface Place {
  readonly cause: LeakCause;
  readonly step: string | undefined;
  /** Undefined where the line that printed it was not found. */
  readonly path: string | undefined;
  readonly line: number;
}

/** Each cause at each line once. */
function placesIn({ findings }: ScanReport): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { status, locations } of findings) {
    for (const { leak } of status === 'open' ? locations : []) {
      if (leak === undefined) continue;
      const { cause, step, printedBy } = leak;
      const place = { cause, step, path: printedBy?.path, line: printedBy?.line ?? 0 };
      places.set(JSON.stringify(place.path === undefined ? [cause, step] : [cause, place.path, place.line]), place);
    }
  }
  return [...places.values()];
}

function editsOf({ path, line, cause }: Place, top: string): readonly Edit[] {
  if (path === undefined || !existsSync(join(top, path))) return [];
  const github = path.startsWith('.github/workflows/');
  return hardenScript({ text: readFileSync(join(top, path), 'utf8'), line, cause, github });
}

function isHardened(place: Place, top: string): boolean {
  return editsOf(place, top).length > 0;
}

interface Page {
  readonly top: string;
  readonly places: readonly Place[];
  readonly redactor: Redactor;
}

/** A unified diff without context, which `git apply --unidiff-zero` takes. */
function renderFile(path: string, { top, places, redactor }: Page): string[] {
  const text = readFileSync(join(top, path), 'utf8');
  const edits = withoutOverlap(
    text,
    places.filter((place) => place.path === path).flatMap((place) => editsOf(place, top)),
  );
  if (edits.length === 0) return [];
  let shift = 0;
  const hunks = edits.map((edit) => {
    const from = text.lastIndexOf('\n', edit.start - 1) + 1;
    const to = lineEnd(text, edit);
    const old = linesOf(text.slice(from, to));
    const made = linesOf(splice(text.slice(from, to), [{ ...edit, start: edit.start - from, end: edit.end - from }]));
    const [gone, come] = withoutCommonEnd(old, made);
    const line = text.slice(0, from).split('\n').length;
    const head = `@@ -${range(line, gone.length)} +${range(line + shift, come.length)} @@\n`;
    shift += come.length - gone.length;
    const show = (mark: string, rows: readonly string[]): string =>
      rows.map((row) => `${mark}${keepTabs(redactor.line(row))}\n`).join('');
    return head + show('-', gone) + show('+', come);
  });
  const name = escapeLine(redactor.line(path));
  return [`--- a/${name}\n+++ b/${name}\n`, ...hunks];
}

/** An empty side is named by the line before it. */
function range(line: number, count: number): string {
  return count === 1 ? `${line}` : `${count === 0 ? line - 1 : line},${count}`;
}

function lineEnd(text: string, { start, end }: Edit): number {
  const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
  const newline = text.indexOf('\n', last);
  return newline < 0 ? text.length : newline + 1;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** A line that is inserted leaves the one behind it as it is. */
function withoutCommonEnd(old: readonly string[], made: readonly string[]): [readonly string[], readonly string[]] {
  let tail = 0;
  while (tail < Math.min(old.length, made.length) && old.at(-1 - tail) === made.at(-1 - tail)) tail++;
  return [old.slice(0, old.length - tail), made.slice(0, made.length - tail)];
}

/** One edit a line: what a line still needs is told once it has been changed. */
function withoutOverlap(text: string, edits: readonly Edit[]): readonly Edit[] {
  let done = -1;
  return [...edits]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .filter((edit) => {
      const from = text.lastIndexOf('\n', edit.start - 1) + 1;
      if (from < done) return false;
      done = lineEnd(text, edit);
      return true;
    });
}

/** Without its tabs a line of a diff would fit nowhere. */
function keepTabs(text: string): string {
  return text.split('\t').map(escapeCharacters).join('\t');
}
