/** JSON for programs: one object, one finding a line, exactly the fields that docs/reports.md promises; values only when asked for. */
import type { LocatedLeak } from '../log-types.ts';
import type { ToldFinding } from '../recall-types.ts';
import type { Finding, Location, ReportOptions, Reporter, ScanReport } from '../types.ts';
import { toJson } from './escape.ts';
import { sortFindings } from './order.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';

export const json = {
  id: 'json',
  title: 'one JSON object',
  *render(report, options) {
    const redactor = createRedactor(report, options.showSecrets);
    const { mode, root, complete, stats, skipped } = report.scan;
    const gaps = skipped.map(({ what, why }) => ({ what: redactor.line(what), why: redactor.line(why) }));
    const head = { schema: 1, tool: report.tool, scan: { mode, root, complete, stats, skipped: gaps } };
    yield `${toJson(head).slice(0, -1)},"findings":[`;
    yield* findingLines(report, { options, redactor, separator: ',\n' });
    yield ']}\n';
  },
} satisfies Reporter;

export const jsonl = {
  id: 'jsonl',
  title: 'one JSON object a finding, each on a line of its own',
  *render(report, options) {
    const redactor = createRedactor(report, options.showSecrets);
    yield* findingLines(report, { options, redactor, separator: '\n' });
    if (report.findings.length > 0) yield '\n';
  },
} satisfies Reporter;

interface Lines {
  readonly options: ReportOptions;
  readonly redactor: Redactor;
  readonly separator: string;
}

function* findingLines(report: ScanReport, { options, redactor, separator }: Lines): Iterable<string> {
  let between = separator === '\n' ? '' : '\n';
  for (const finding of sortFindings(report.findings)) {
    yield between + toJson(describeFinding(finding, options.showSecrets, redactor));
    between = separator;
  }
}

/** The same without any value, for a sweep that remembers. */
export function tellFindings(findings: readonly Finding[]): readonly ToldFinding[] {
  const redactor = createRedactor({ findings }, false);
  return findings.map((finding) => describeFinding(finding, false, redactor));
}

function describeFinding(finding: Finding, showSecrets: boolean, redactor: Redactor): ToldFinding {
  const { id, rule, title, severity, confidence, status, liveness, secret, parts, locations } = finding;
  const shown = Object.entries(parts).map(([name, part]) => [name, showSecrets ? part.reveal() : part.redacted]);
  return {
    ...{ id, rule, title, severity, confidence, status, liveness },
    secret: { redacted: secret.redacted, length: secret.length, ...(showSecrets && { value: secret.reveal() }) },
    parts: Object.fromEntries(shown),
    locations: locations.map((location) => describeLocation(location, redactor)),
  };
}

/** Named one by one: a frame must never get in. */
function describeLocation(location: Location, redactor: Redactor): Location {
  const { path, line, column, endLine, endColumn, commit, author, email, date, via, leak } = location;
  return {
    path: redactor.line(path),
    ...{ line, column, endLine, endColumn, commit },
    ...(author !== undefined && { author: redactor.line(author) }),
    ...(email !== undefined && { email: redactor.line(email) }),
    ...(date !== undefined && { date }),
    via,
    ...(leak !== undefined && { leak: describeLeak(leak, redactor) }),
  };
}

function describeLeak({ cause, step, disguise, printedBy }: LocatedLeak, redactor: Redactor): LocatedLeak {
  return {
    cause,
    ...(step !== undefined && { step: redactor.line(step) }),
    ...(disguise !== undefined && { disguise }),
    ...(printedBy !== undefined && { printedBy: { path: redactor.line(printedBy.path), line: printedBy.line } }),
  };
}
