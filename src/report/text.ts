/** The report for people: where, what, why it matters and what to do next; everything from the repository is redacted and escaped. */
import type { Finding, Location, ReportOptions, Reporter, ScanMode, ScanReport } from '../types.ts';
import { createPalette } from './colors.ts';
import type { Palette } from './colors.ts';
import { describeLeak } from './describe-leak.ts';
import { escapeCodeLine, escapeLine } from './escape.ts';
import { leakCauses } from './leak-causes.ts';
import { countOf } from './measure.ts';
import { adviseOn } from './no-secret.ts';
import { sortFindings } from './order.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';
import { summarise } from './summary.ts';

export const text = {
  id: 'text',
  title: 'for people',
  *render(report, options) {
    const page = {
      report,
      options,
      redactor: createRedactor(report, options.showSecrets),
      paint: createPalette(options.color),
    };
    for (const finding of sortFindings(report.findings)) {
      if (finding.status === 'open' || options.verbose) yield renderFinding(finding, page);
    }
    yield renderUnused(page);
    yield renderSkipped(page);
    yield `${colorSummary(page)}\n`;
  },
} satisfies Reporter;

interface Page {
  readonly report: ScanReport;
  readonly options: ReportOptions;
  readonly redactor: Redactor;
  readonly paint: Palette;
}

const fewPlaces = 5;
const fewGaps = 20;

function renderFinding(finding: Finding, page: Page): string {
  const { options, paint } = page;
  const { severity, title, rule, confidence, status, reason, locations } = finding;
  const shown = locations.slice(0, options.verbose ? undefined : fewPlaces);
  const tags = [rule, `${confidence} confidence`, ...(status === 'open' ? [] : [status])].join(', ');
  const [first, ...others] = shown;
  return [
    `${paint.severity(severity)}  ${paint.bold(escapeLine(title))}  ${paint.dim(tags)}`,
    ...(first === undefined
      ? []
      : [`  ${renderPlace(first, page)}`, ...renderFrame(first, page), ...renderLeak(first, page)]),
    ...others.flatMap((location) => [`  ${renderPlace(location, page)}`, ...renderLeak(location, page)]),
    ...(locations.length > shown.length
      ? [`  and ${countOf(locations.length - shown.length, 'more place')} (--verbose)`]
      : []),
    ...(reason === undefined || reason === '' ? [] : [label('reason', escapeLine(page.redactor.line(reason)), paint)]),
    ...(options.showSecrets ? [label('value', escapeLine(finding.secret.reveal()), paint)] : []),
    label('why', escapeLine(finding.why), paint),
    ...(status === 'open' ? [label('next', nextStep(finding, page.report.scan.mode), paint)] : []),
    label('id', finding.id, paint),
    '\n',
  ].join('\n');
}

function label(name: string, value: string, { dim }: Palette): string {
  return `  ${dim(name.padEnd(6))} ${value}`;
}

function renderPlace(location: Location, { redactor, paint }: Page): string {
  const { path, line, column, commit, author, date, via } = location;
  const place = paint.bold(`${escapeLine(redactor.line(path))}:${line}:${column}`);
  const origin = [
    ...(via === 'file' || via === 'commit' ? [] : [via]),
    ...(commit === null ? [] : [commit.slice(0, 12)]),
    ...(date === undefined ? [] : [escapeLine(date.slice(0, 10))]),
    ...(author === undefined ? [] : [escapeLine(redactor.line(author))]),
  ];
  return origin.length === 0 ? place : `${place}  ${paint.dim(origin.join(' '))}`;
}

function renderFrame(location: Location, { redactor, paint }: Page): string[] {
  if (location.frame === undefined) return [];
  const lines = redactor.frame(location.frame, location);
  const width = String(lines.at(-1)?.line ?? 0).length;
  const cut = location.frame.firstColumn > 1 ? '…' : '';
  return lines.map(({ line, text: row }, at) => {
    const number = paint.dim(`${String(line).padStart(width)} |`);
    return `    ${number} ${at === 0 ? cut : ''}${escapeCodeLine(row)}`;
  });
}

/** How the value came into the log, and the line that printed it. */
function renderLeak({ leak }: Location, { redactor, paint }: Page): string[] {
  if (leak === undefined) return [];
  return [label('how', describeLeak(leak, redactor), paint)];
}

function nextStep(finding: Finding, mode: ScanMode): string {
  const { revoke, locations } = finding;
  if (mode === 'staged') {
    return `load it at run time instead and stage again; if it is no secret, ${adviseOn(finding, finding.locations[0]?.path ?? '')}`;
  }
  const how = revoke === '' ? 'revoke it' : `revoke it (${escapeLine(revoke)})`;
  const leak = locations.find((location) => location.leak !== undefined)?.leak;
  if (mode === 'logs' && leak !== undefined)
    return `${how}, delete the log, and change the job: ${leakCauses[leak.cause].remedy}`;
  return mode === 'history'
    ? `${how}: rewriting history does not end a leak`
    : `${how}, then load its successor at run time`;
}

function renderUnused({ report, redactor, paint }: Page): string {
  if (report.unused.length === 0) return '';
  const lines = report.unused.map((entry) => `  ${escapeLine(redactor.line(entry))}`);
  return [
    paint.bold(`${countOf(report.unused.length, 'suppression is', 'suppressions are')} of no use:`),
    ...lines,
    '\n',
  ].join('\n');
}

/** Said loudly, as what was not scanned may hold anything. */
function renderSkipped({ report, options, redactor, paint }: Page): string {
  const { complete, skipped } = report.scan;
  if (complete) return '';
  const shown = skipped.slice(0, options.verbose ? undefined : fewGaps);
  const rest = skipped.length - shown.length;
  return [
    paint.alarm(
      `INCOMPLETE: ${countOf(skipped.length, 'thing was', 'things were')} not scanned and may hold anything:`,
    ),
    ...shown.map(({ what, why }) => `  ${escapeLine(redactor.line(what))}: ${escapeLine(redactor.line(why))}`),
    ...(rest > 0 ? [`  and ${rest} more (--verbose)`] : []),
    '\n',
  ].join('\n');
}

function colorSummary({ report, paint }: Page): string {
  const line = summarise(report);
  if (!report.scan.complete) return paint.alarm(line);
  return report.findings.some(({ status }) => status === 'open') ? paint.bold(line) : paint.good(line);
}
