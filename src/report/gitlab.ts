/** GitLab's secret detection report: one vulnerability a secret and file, known again by rule and value; an incomplete scan is a failed one. */
import type { Finding, Location, ReportOptions, Reporter, ScanReport, Severity } from '../types.ts';
import { listAlerts } from './alerts.ts';
import { describeLeak } from './describe-leak.ts';
import { escapeLine, escapeMarkdown, toJson, toLink } from './escape.ts';
import { countOf } from './measure.ts';
import { describePlace, identifyPlace, pathFromTop, placesByPath, placeToShow } from './place.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';
import { showValue } from './shown-value.ts';

export const gitlab = {
  id: 'gitlab',
  title: "GitLab's secret detection report",
  *render(report, options) {
    const page = { report, options, redactor: createRedactor(report, options.showSecrets) };
    yield `{"version":"${schemaVersion}",\n"scan":${toJson(describeScan(page))},\n"vulnerabilities":[`;
    let between = '\n';
    for (const finding of listAlerts(report.findings)) {
      for (const places of placesByPath(finding)) {
        yield between + toJson(describeVulnerability(finding, places, page));
        between = ',\n';
      }
    }
    yield ']}\n';
  },
} satisfies Reporter;

interface Page {
  readonly report: ScanReport;
  readonly options: ReportOptions;
  readonly redactor: Redactor;
}

/** gitlab.com/gitlab-org/security-products/security-report-schemas: the oldest of the versions that GitLab 16 to 18 take. */
const schemaVersion = '15.0.7';
/** A hundred say as much as all of them. */
const mostGaps = 100;

function describeScan({ report, redactor }: Page): object {
  const { tool, scan } = report;
  const program = { id: tool.name, name: tool.name, version: tool.version, vendor: { name: tool.name } };
  const gaps = scan.skipped.map(({ what, why }) => `${redactor.line(what)} was not scanned: ${redactor.line(why)}`);
  const rest = gaps.length - mostGaps;
  const told = [...gaps.slice(0, mostGaps), ...(rest > 0 ? [`and ${countOf(rest, 'more thing')} not scanned`] : [])];
  const [start, end] = [0, scan.stats.durationMs].map((ms) => formatTime(scan.began, ms));
  return {
    analyzer: program,
    scanner: program,
    type: 'secret_detection',
    start_time: start,
    end_time: end,
    status: scan.complete ? 'success' : 'failure',
    messages: told.map((value) => ({ level: 'warn', value: escapeLine(value) })),
  };
}

function describeVulnerability(
  finding: Finding,
  [first, ...others]: readonly [Location, ...Location[]],
  page: Page,
): object {
  const { rule, title, severity, secret, revoke, id } = finding;
  const link = toLink(revoke);
  const file = pathFromTop(first, page.report.scan, page.redactor);
  const shown = placeToShow(first, page.report.scan, page.redactor);
  const lines = { file: shown.path, start_line: shown.line, end_line: shown.endLine };
  return {
    id: toUuid(identifyPlace(id, file)),
    name: escapeLine(title).slice(0, 255),
    description: describeFinding(finding, [first, ...others], page),
    severity: severities[severity],
    solution: `Revoke it${link === undefined ? '' : ` (${link})`}, then load its successor at run time. Rewriting history does not end a leak.`,
    identifiers: [
      { type: 'unleak_rule_id', name: `unleak rule ${rule}`, value: rule },
      { type: 'cwe', name: 'CWE-798', value: '798', url: 'https://cwe.mitre.org/data/definitions/798.html' },
    ],
    ...(link !== undefined && { links: [{ name: 'Where it is revoked', url: link }] }),
    location: { ...lines, commit: describeCommit(first, page) },
    tracking: {
      type: 'source',
      items: [{ ...lines, signatures: [{ algorithm: 'rule_value', value: `${rule}:${id}` }] }],
    },
    raw_source_code_extract: showValue(secret, page.options),
  };
}

function describeFinding({ why, secret, locations }: Finding, places: readonly Location[], page: Page): string {
  const { report, redactor } = page;
  const here = places.slice(0, 20).map((location) => {
    const place = describePlace(location, pathFromTop(location, report.scan, redactor));
    return location.leak === undefined ? place : `${place}, ${describeLeak(location.leak, redactor)}`;
  });
  return [
    `${escapeMarkdown(why)} It reads ${escapeMarkdown(secret.redacted)}${locations.length > 1 ? ` and stands in ${countOf(locations.length, 'place')}` : ''}.`,
    ...here.map((place) => `- ${escapeMarkdown(place)}`),
  ].join('\n');
}

/** GitLab wants a commit; seven zeros stand for none, as with its own scanner. */
function describeCommit({ commit, author, date }: Location, { redactor }: Page): object {
  return {
    sha: commit ?? '0000000',
    ...(author !== undefined && { author: redactor.line(author) }),
    ...(date !== undefined && { date }),
  };
}

const severities: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** UTC without a zone, as the schema has it. */
function formatTime(began: string | undefined, later: number): string {
  return new Date((began === undefined ? 0 : Date.parse(began)) + later).toISOString().slice(0, 19);
}

/** The form of a UUID of version 8 (RFC 9562): whatever its maker likes. */
function toUuid(hex: string): string {
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}
