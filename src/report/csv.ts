/** CSV (RFC 4180) for spreadsheets: one row a place, and one for all that was not scanned; no cell is ever a formula. */
import type { Finding, Location, ReportOptions, Reporter } from '../types.ts';
import { describeLeak } from './describe-leak.ts';
import { escapeLine } from './escape.ts';
import { sortFindings } from './order.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';
import { showValue } from './shown-value.ts';

export const csv = {
  id: 'csv',
  title: 'CSV, one row a place',
  *render(report, options) {
    const redactor = createRedactor(report, options.showSecrets);
    yield toRow(columns);
    for (const { what, why } of report.scan.skipped) {
      yield toRow(arrange({ kind: 'not scanned', path: redactor.line(what), reason: redactor.line(why) }));
    }
    for (const finding of sortFindings(report.findings)) {
      for (const location of finding.locations) {
        yield toRow(arrange({ ...findingCells(finding, options, redactor), ...placeCells(location, redactor) }));
      }
    }
  },
} satisfies Reporter;

const columns = [
  ...['kind', 'id', 'rule', 'title', 'severity', 'confidence', 'status', 'reason', 'liveness', 'secret', 'length'],
  ...['path', 'line', 'column', 'end_line', 'end_column', 'commit', 'author', 'email', 'date', 'via', 'printed'],
  ...['places', 'why', 'revoke'],
] as const;

type Cells = Partial<Record<(typeof columns)[number], string | number>>;

function arrange(cells: Cells): readonly (string | number)[] {
  return columns.map((column) => cells[column] ?? '');
}

function findingCells(finding: Finding, options: ReportOptions, redactor: Redactor): Cells {
  const { id, rule, title, severity, confidence, status, liveness, why, revoke, secret, reason = '' } = finding;
  return {
    kind: 'finding',
    ...{ id, rule, title, severity, confidence, status, liveness, why, revoke },
    reason: redactor.line(reason),
    secret: showValue(secret, options),
    length: secret.length,
    places: finding.locations.length,
  };
}

function placeCells({ path, line, column, endLine, endColumn, ...origin }: Location, redactor: Redactor): Cells {
  const { commit, author = '', email = '', date = '', via, leak } = origin;
  return {
    path: redactor.line(path),
    ...{ line, column, end_line: endLine, end_column: endColumn, via, date },
    printed: leak === undefined ? '' : describeLeak(leak, redactor),
    commit: commit ?? '',
    author: redactor.line(author),
    email: redactor.line(email),
  };
}

function toRow(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quote(cell))).join(',')}\r\n`;
}

/** Control characters as visible escapes, so that a row is a line. */
function quote(text: string): string {
  return `"${disarm(escapeLine(text)).replaceAll('"', '""')}"`;
}

/**
 * Spreadsheets calculate what begins with one of these, wide forms included, whatever the quotes; where their separator is a semicolon
 * or a bar, so does what follows one. An apostrophe makes it text (OWASP, "CSV Injection").
 */
function disarm(text: string): string {
  return text.replaceAll(/(^|[;|])(?=[\s"']*[=+\-@＝＋－＠])/g, `$1'`);
}
