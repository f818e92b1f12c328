/** JUnit XML for CI systems that show tests: an open finding is a failure, a gap is an error, what was put aside is skipped. */
import type { Finding, Reporter, ScanReport } from '../types.ts';
import { describeLeak } from './describe-leak.ts';
import { escapeLine } from './escape.ts';
import { countOf } from './measure.ts';
import { sortFindings } from './order.ts';
import { describePlace } from './place.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';
import { escapeXml, escapeXmlLine } from './xml.ts';

export const junit = {
  id: 'junit',
  title: 'JUnit XML',
  *render(report, options) {
    const redactor = createRedactor(report, options.showSecrets);
    const counts = countCases(report);
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes({ name: 'unleak', ...counts.all, time: seconds(report) })}>\n`;
    yield `<testsuite ${attributes({ name: `unleak ${report.scan.mode}`, ...counts.all, ...counts.skipped, time: seconds(report) })}>\n`;
    for (const { what, why } of report.scan.skipped) {
      const name = `${redactor.line(what)} is scanned`;
      yield renderCase('not-scanned', name, element('error', 'not scanned', redactor.line(why)));
    }
    for (const finding of sortFindings(report.findings)) yield renderFinding(finding, redactor);
    if (counts.all.tests === 1 && counts.all.errors === 0 && report.findings.length === 0)
      yield renderCase('unleak', 'no credential is found', '');
    yield '</testsuite>\n</testsuites>\n';
  },
} satisfies Reporter;

/** A clean scan is one test that passes: a file without any counts as a mistake. */
function countCases({ findings, scan }: ScanReport): {
  all: { tests: number; failures: number; errors: number };
  skipped: { skipped: number };
} {
  const failures = findings.filter(({ status }) => status === 'open').length;
  const errors = scan.skipped.length;
  return {
    all: { tests: Math.max(1, findings.length + errors), failures, errors },
    skipped: { skipped: findings.length - failures },
  };
}

/** Places in a failure's text. */
const mostPlaces = 20;

function renderFinding(finding: Finding, redactor: Redactor): string {
  const { rule, title, secret, status, reason = '', locations, why, revoke, id } = finding;
  const places = locations.slice(0, mostPlaces).map((location) => {
    const place = describePlace(location, redactor.line(location.path));
    return location.leak === undefined ? place : `${place}, ${describeLeak(location.leak, redactor)}`;
  });
  const [first] = locations;
  const rest = locations.length - places.length;
  const name = `${escapeLine(title)} ${secret.redacted} in ${first === undefined ? 'no place' : describePlace(first, redactor.line(first.path))}`;
  if (status !== 'open') {
    const aside = status === 'baseline' ? 'in the baseline' : 'allowed';
    return renderCase(rule, name, `<skipped ${attributes({ message: `${aside} ${redactor.line(reason)}`.trim() })}/>`);
  }
  const text = [
    ...places,
    ...(rest > 0 ? [`and ${countOf(rest, 'more place')}`] : []),
    `why: ${escapeLine(why)}`,
    `next: ${revoke === '' ? 'revoke it' : `revoke it (${escapeLine(revoke)})`}, then load its successor at run time`,
    `id: ${id}`,
  ].join('\n');
  return renderCase(rule, name, element('failure', `${finding.severity}: ${name}`, text));
}

function renderCase(classname: string, name: string, content: string): string {
  return `<testcase ${attributes({ classname, name, time: '0' })}>${content}</testcase>\n`;
}

function element(name: 'failure' | 'error', message: string, text: string): string {
  return `<${name} ${attributes({ message, type: name === 'failure' ? 'finding' : 'incomplete' })}>${escapeXml(text)}</${name}>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeXmlLine(String(value))}"`)
    .join(' ');
}

function seconds({ scan }: ScanReport): string {
  return (scan.stats.durationMs / 1000).toFixed(3);
}
