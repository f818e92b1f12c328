/** Markdown for job summaries and comments: the counts, what was not scanned, and a table of the open findings; no text becomes markup. */
import type { Finding, Reporter, ScanReport } from '../types.ts';
import { listAlerts } from './alerts.ts';
import { describeLeak } from './describe-leak.ts';
import { escapeMarkdown, toLink } from './escape.ts';
import { countOf, formatCount } from './measure.ts';
import { describePlace, pathFromTop } from './place.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';
import { showValue } from './shown-value.ts';
import { summarise } from './summary.ts';

/** A summary of a GitHub step holds 1 MiB, and a person reads less. */
const mostRows = 200;
const mostGaps = 50;
const longestCell = 300;

export const markdown = {
  id: 'markdown',
  title: 'Markdown for job summaries',
  *render(report, options) {
    const redactor = createRedactor(report, options.showSecrets);
    const open = listAlerts(report.findings);
    yield `## unleak: ${titleOf(report, open)}\n\n${escapeMarkdown(redactor.line(summarise(report)))}\n`;
    yield* renderGaps(report, redactor);
    if (open.length === 0) return;
    yield '\n| severity | what | value | where | places |\n|---|---|---|---|---:|\n';
    for (const finding of open.slice(0, mostRows)) {
      const { severity, secret, locations } = finding;
      const cells = [nameOf(finding), cell(showValue(secret, options)), placeOf(finding, report, redactor)];
      yield `| ${[severity, ...cells, formatCount(locations.length)].join(' | ')} |\n`;
    }
    const rest = open.length - mostRows;
    if (rest > 0) yield `\n${countOf(rest, 'more finding')}: the SARIF file has all.\n`;
    yield '\nRevoke what leaked at the page behind its name: taking it out of the code does not end it.\n';
  },
} satisfies Reporter;

/** A gap is told before anything is called clean, and a scan of nothing is not clean either. */
function titleOf({ scan }: ScanReport, open: readonly Finding[]): string {
  const found = open.length > 0 ? countOf(open.length, 'open finding') : '';
  if (!scan.complete) return ['incomplete', found].filter(Boolean).join(', ');
  if (found !== '') return found;
  return scan.stats.commits + scan.stats.blobs + scan.stats.files === 0 ? 'nothing was scanned' : 'clean';
}

function* renderGaps({ scan }: ScanReport, redactor: Redactor): Iterable<string> {
  if (scan.complete) return;
  yield `\n**${countOf(scan.skipped.length, 'thing was', 'things were')} not scanned**, and may hold anything:\n\n`;
  for (const { what, why } of scan.skipped.slice(0, mostGaps)) {
    yield `- ${cell(redactor.line(what))}: ${cell(redactor.line(why))}\n`;
  }
  const rest = scan.skipped.length - mostGaps;
  if (rest > 0) yield `- and ${formatCount(rest)} more\n`;
}

function nameOf({ title, revoke }: Finding): string {
  const link = toLink(revoke);
  return link === undefined ? cell(title) : `[${cell(title)}](<${link.replaceAll(/[<>|]/g, encodeURIComponent)}>)`;
}

function placeOf({ locations }: Finding, { scan }: ScanReport, redactor: Redactor): string {
  const [location] = locations;
  if (location === undefined) return '';
  const place = describePlace(location, pathFromTop(location, scan, redactor));
  return cell(location.leak === undefined ? place : `${place}, ${describeLeak(location.leak, redactor)}`);
}

function cell(text: string): string {
  return escapeMarkdown(text.length > longestCell ? `${text.slice(0, longestCell)}…` : text);
}
