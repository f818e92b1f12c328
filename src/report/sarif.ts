/** SARIF 2.1.0 as code hosts take it: one result a secret and file, most severe first, nothing that moves with line numbers in its identity. */
import type { Reporter, ScanReport } from '../types.ts';
import { listAlerts } from './alerts.ts';
import { toJson } from './escape.ts';
import { countOf } from './measure.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';
import { limitResults } from './sarif/limit.ts';
import type { Tally } from './sarif/limit.ts';
import { describeResults } from './sarif/result.ts';
import { describeRules } from './sarif/rule.ts';

export const sarif = {
  id: 'sarif',
  title: 'SARIF 2.1.0, for code scanning',
  *render(report, options) {
    const redactor = createRedactor(report, options.showSecrets);
    const findings = listAlerts(report.findings, options.verbose);
    const { rules, indexOf } = describeRules(findings);
    yield `{"$schema":${toJson(schema)},"version":"2.1.0","runs":[\n`;
    yield `${toJson(describeRun(report, rules)).slice(0, -1)},"results":[`;
    const left: Tally = new Map();
    yield* limitResults(describeResults(findings, { report, redactor, indexOf }), left);
    yield `],\n"invocations":[{"executionSuccessful":${report.scan.complete},"toolExecutionNotifications":[`;
    yield* describeGaps(report, redactor);
    yield* describeCut(left, report.scan.skipped.length === 0 ? '\n' : ',\n');
    yield ']}]}]}\n';
  },
} satisfies Reporter;

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';

/** `automationDetails` keeps scans apart: an upload of a range never closes what a scan of all files found. */
function describeRun({ tool, scan }: ScanReport, rules: readonly object[]): object {
  const { mode, repository } = scan;
  const { url, revision, branch, prefix = '' } = repository ?? {};
  const provenance = {
    repositoryUri: url,
    ...(revision !== undefined && { revisionId: revision }),
    ...(branch !== undefined && { branch }),
    mappedTo: { uriBaseId: '%SRCROOT%' },
  };
  return {
    tool: { driver: { ...tool, semanticVersion: tool.version, rules, notifications } },
    automationDetails: { id: `unleak/${mode}/${prefix}` },
    columnKind: 'utf16CodeUnits',
    redactionTokens: ['****'],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The top of the repository or scanned folder.' } } },
    ...(url !== undefined && { versionControlProvenance: [provenance] }),
  };
}

const notifications = [
  describeNotification('not-scanned', 'NotScanned', {
    short: 'Something was not scanned',
    full: 'A file, an object or a commit could not be read, or is beyond a limit. It may hold anything: the scan is incomplete.',
  }),
  describeNotification('left-out', 'LeftOut', {
    short: 'Results were left out',
    full: 'There are more results than an upload may hold. The least severe are left out; other formats hold all of them.',
  }),
];

function describeNotification(id: string, name: string, { short, full }: { short: string; full: string }): object {
  return { id, name, shortDescription: { text: short }, fullDescription: { text: full }, help: { text: full } };
}

/** So many say as much as all of them, and an upload has a limit. */
const mostGaps = 1000;

function* describeGaps({ scan }: ScanReport, redactor: Redactor): Iterable<string> {
  let between = '\n';
  const shown = scan.skipped.slice(0, mostGaps);
  const rest = scan.skipped.length - shown.length;
  const texts = shown.map(({ what, why }) => `${redactor.line(what)} was not scanned: ${redactor.line(why)}`);
  for (const text of rest > 0 ? [...texts, `and ${countOf(rest, 'more thing')}`] : texts) {
    yield between + toJson({ descriptor: { id: 'not-scanned' }, level: 'error', message: { text } });
    between = ',\n';
  }
}

function* describeCut(left: Tally, between: string): Iterable<string> {
  if (left.size === 0) return;
  const levels = [...left].map(([level, count]) => `${count} of level ${level}`).join(', ');
  const total = [...left.values()].reduce((sum, count) => sum + count, 0);
  const text = `${countOf(total, 'result is', 'results are')} left out (${levels}): more than an upload may hold. The formats json, csv and html hold all of them.`;
  yield between + toJson({ descriptor: { id: 'left-out' }, level: 'warning', message: { text } });
}
