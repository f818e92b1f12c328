/** GitLab's code quality report, the widget of a merge request: one issue a secret and file, and one for each thing that was not scanned. */
import type { Finding, Location, Reporter, ScanReport, Severity } from '../types.ts';
import { listAlerts } from './alerts.ts';
import { describeLeak } from './describe-leak.ts';
import { escapeLine, toJson } from './escape.ts';
import { describePlace, identifyPlace, pathFromTop, placesByPath, placeToShow } from './place.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';

export const codequality = {
  id: 'codequality',
  title: "GitLab's code quality report",
  *render(report, options) {
    const redactor = createRedactor(report, options.showSecrets);
    let between = '[\n';
    for (const issue of describeIssues(report, redactor)) {
      yield between + toJson(issue);
      between = ',\n';
    }
    yield between === '[\n' ? '[]\n' : '\n]\n';
  },
} satisfies Reporter;

/** docs.gitlab.com, "Code Quality": the fields that GitLab reads, no others. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  /** Unique in the report, the same as long as the issue is. */
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function* describeIssues({ findings, scan }: ScanReport, redactor: Redactor): Iterable<Issue> {
  for (const { what, why } of scan.skipped) {
    const path = redactor.line(what);
    yield {
      description: escapeLine(`not scanned and may hold anything: ${redactor.line(why)}`),
      check_name: 'not-scanned',
      fingerprint: identifyPlace(`not scanned: ${why}`, path),
      severity: 'blocker',
      location: { path: path === '' ? '.' : path, lines: { begin: 1 } },
    };
  }
  for (const finding of listAlerts(findings)) {
    for (const [first] of placesByPath(finding)) yield describeIssue(finding, first, { scan, redactor });
  }
}

function describeIssue(
  finding: Finding,
  first: Location,
  { scan, redactor }: Pick<ScanReport, 'scan'> & { redactor: Redactor },
): Issue {
  const { id, title, secret, rule, severity, why } = finding;
  const path = pathFromTop(first, scan, redactor);
  const shown = placeToShow(first, scan, redactor);
  const printed = first.leak === undefined ? '' : `, ${describeLeak(first.leak, redactor)}`;
  return {
    description: escapeLine(`${title} ${secret.redacted} in ${describePlace(first, path)}${printed}. ${why}`),
    check_name: rule,
    fingerprint: identifyPlace(id, path),
    severity: severities[severity],
    location: { path: shown.path, lines: { begin: shown.line } },
  };
}

const severities: Readonly<Record<Severity, string>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
};
