/** GitHub's annotations: workflow commands, one a place, of which no text from a repository can make another command. */
import type { Finding, Location, ReportOptions, Reporter, ScanReport } from '../types.ts';
import { levels, listAlerts } from './alerts.ts';
import type { Level } from './alerts.ts';
import { describeLeak } from './describe-leak.ts';
import { escapeLine } from './escape.ts';
import { countOf } from './measure.ts';
import { adviseOn } from './no-secret.ts';
import { describePlace, isInFile, pathFromTop, placeToShow } from './place.ts';
import type { ShownPlace } from './place.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';
import { summarise } from './summary.ts';

export const github = {
  id: 'github',
  title: 'annotations for GitHub Actions',
  *render(report, options) {
    const page = { report, options, redactor: createRedactor(report, options.showSecrets) };
    yield* renderGaps(page);
    yield* renderFindings(page);
    yield `${summarise(report)}\n`;
  },
} satisfies Reporter;

interface Page {
  readonly report: ScanReport;
  readonly options: ReportOptions;
  readonly redactor: Redactor;
}

/** GitHub shows ten of a level a step and drops the rest in silence. The last one of each level is kept for saying how many more there are. */
const mostShown = 9;
const commands: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** First of all, as what was not scanned may hold anything. */
function* renderGaps({ report, redactor }: Page): Iterable<string> {
  const { complete, skipped } = report.scan;
  if (complete) return;
  const shown = skipped.slice(0, 5).map(({ what, why }) => `${redactor.line(what)}: ${redactor.line(why)}`);
  const rest = skipped.length - shown.length;
  const title = `unleak: incomplete, ${countOf(skipped.length, 'thing was', 'things were')} not scanned`;
  const message = [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].map(escapeLine).join('\n');
  yield command('error', { title }, message);
}

function* renderFindings(page: Page): Iterable<string> {
  const { report } = page;
  const places = listPlaces(listAlerts(report.findings));
  const counts = new Map<Level, number>();
  for (const { finding, location } of places) {
    const level = levels[finding.severity];
    const count = (counts.get(level) ?? 0) + 1;
    counts.set(level, count);
    if (count <= shownOf(level, report)) yield renderPlace(finding, location, page);
  }
  for (const [level, count] of counts) {
    const rest = count - shownOf(level, report);
    if (rest > 0) {
      const title = `unleak: ${countOf(rest, 'more place')}`;
      yield command(
        commands[level],
        { title },
        'GitHub shows few annotations a step; the report in another format has all.',
      );
    }
  }
}

/** The notice of an incomplete scan is an error, too. */
function shownOf(level: Level, { scan }: ScanReport): number {
  return level === 'error' && !scan.complete ? mostShown - 1 : mostShown;
}

/** Each finding's first place before any finding's second. */
function listPlaces(findings: readonly Finding[]): readonly { finding: Finding; location: Location }[] {
  const first = findings.flatMap((finding) => finding.locations.slice(0, 1).map((location) => ({ finding, location })));
  const others = findings.flatMap((finding) => finding.locations.slice(1).map((location) => ({ finding, location })));
  return [...first, ...others];
}

function renderPlace(finding: Finding, location: Location, { report, redactor }: Page): string {
  const { severity, title, secret, why, revoke } = finding;
  const path = pathFromTop(location, report.scan, redactor);
  const printed = location.leak === undefined ? '' : `, ${describeLeak(location.leak, redactor)}`;
  const advice = adviseOn(finding, location.path);
  const message = [
    `${escapeLine(title)} ${secret.redacted} in ${describePlace(location, path)}${printed}.`,
    escapeLine(why),
    revoke === '' ? 'Revoke it, then load its successor at run time.' : `Revoke it: ${escapeLine(revoke)}`,
    `No secret? ${advice.charAt(0).toUpperCase()}${advice.slice(1)}`,
  ].join('\n');
  const attached = isCheckedOut(location, report.scan) ? attach(placeToShow(location, report.scan, redactor)) : {};
  return command(commands[levels[severity]], { ...attached, title: `${severity}: ${title}` }, message);
}

/** An old version's lines are not those of the file that GitHub shows; the line that printed a value into a log is. */
function isCheckedOut(location: Location, { mode }: ScanReport['scan']): boolean {
  if (location.leak?.printedBy !== undefined) return true;
  return isInFile(location) && (mode === 'tree' || mode === 'staged' || mode === 'range');
}

/** Columns only where they are of one line, as GitHub wants it. */
function attach({ path, line, endLine, columns }: ShownPlace): Record<string, string> {
  const lines = { file: path, line: String(line), endLine: String(endLine) };
  if (columns === undefined || line !== endLine) return lines;
  return { ...lines, col: String(columns[0]), endColumn: String(columns[1]) };
}

/** `::error file=…,line=…::message`: percent, line ends, and in properties colon and comma are escaped as the runner undoes them. */
function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
