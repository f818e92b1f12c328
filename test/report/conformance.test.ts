/** What every report format keeps, whatever it is called: the same bytes twice, no value, no silence on gaps, small pieces. */
import { describe, expect, it } from 'vitest';
import { formatNames, loadReporter } from '../../src/report/formats.ts';
import { Secret } from '../../src/secret.ts';
import type { ReportOptions, ScanReport } from '../../src/types.ts';
import { locateIn, makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';
import { makeSample } from '../fixtures/sample-report.ts';

const quiet: ReportOptions = { showSecrets: false, color: false, verbose: false };
const value = makeValue('conformance');
const sample = makeSample(2_000);

async function render(format: string, report: ScanReport, options: Partial<ReportOptions> = {}): Promise<string> {
  const reporter = await loadReporter(format);
  return [...reporter.render(report, { ...quiet, ...options })].join('');
}

describe.each(formatNames)('%s', (format) => {
  it('is the same twice, in whatever order the findings come', async () => {
    const report = makeSample(50);
    const reversed = { ...report, findings: report.findings.toReversed() };
    expect(await render(format, reversed, { verbose: true })).toBe(await render(format, report, { verbose: true }));
  });

  it('holds no value: not in a path, a name, a reason or a gap, as it is or encoded', async () => {
    const forms = [value, encodeURIComponent(value), Buffer.from(value).toString('base64')];
    const text = `k = '${value}' // ${Buffer.from(`a ${value}`).toString('base64')}`;
    const locations = [
      locateIn(text, value, { path: `a/${value}/b`, author: value, email: value, commit: 'c'.repeat(40) }),
    ];
    const parts = { password: new Secret(makeValue('part')) };
    const findings = (['open', 'allowed', 'baseline'] as const).map((status) =>
      makeFinding(value, { id: status.padEnd(32, '0'), status, locations, parts, reason: value }),
    );
    const skipped = [{ what: value, why: `no ${value}` }];
    const written = await render(format, makeReport(findings, { complete: false, skipped }), { verbose: true });
    for (const form of forms) {
      for (let at = 10; at + 10 <= form.length; at += 5) expect(written).not.toContain(form.slice(at, at + 10));
    }
  });

  it('comes in small pieces', async () => {
    const reporter = await loadReporter(format);
    let longest = 0;
    for (const piece of reporter.render(sample, quiet)) longest = Math.max(longest, piece.length);
    expect(longest).toBeLessThan(100_000);
  });
});

/** How a value came into a log, and the line of the workflow that printed it: every format tells, and code hosts show that line. */
const leak = {
  cause: 'shell-trace',
  step: 'Deploy',
  printedBy: { path: '.github/workflows/ci.yml', line: 12 },
} as const;

it.each(formatNames)('%s tells which line printed a value into a log', async (format) => {
  const location = makeLocation({ path: 'run.log', via: 'log', line: 400, endLine: 400, leak });
  const written = await render(format, makeReport([makeFinding(value, { locations: [location] })], { mode: 'logs' }));
  expect(written).toContain('Deploy');
  expect(written).toContain('.github/workflows/ci.yml');
  expect(written).toContain('run.log');
});

it.each([
  ['sarif', /"uri":".github\/workflows\/ci.yml","uriBaseId":"%SRCROOT%"},"region":{"startLine":12}/],
  ['github', /^::error file=.github\/workflows\/ci.yml,line=12,endLine=12,title=/],
  ['gitlab', /"location":{"file":".github\/workflows\/ci.yml","start_line":12,"end_line":12,/],
  ['codequality', /"location":{"path":".github\/workflows\/ci.yml","lines":{"begin":12}}/],
])('%s shows that line', async (format, line) => {
  const location = makeLocation({ path: 'run.log', via: 'log', leak });
  expect(await render(format, makeReport([makeFinding(value, { locations: [location] })], { mode: 'logs' }))).toMatch(
    line,
  );
});

/** One finding a line has no place for a gap; the exit code and the line on standard error tell of it. */
const withoutGaps = new Set(['jsonl']);

it.each(formatNames.filter((format) => !withoutGaps.has(format)))(
  '%s of an incomplete scan names what is missing',
  async (format) => {
    const skipped = [{ what: 'assets/old.zip', why: 'broken data' }];
    const incomplete = await render(format, makeReport([], { complete: false, skipped }));
    expect(incomplete).toMatch(/assets\/old\.zip/);
    expect(incomplete).toMatch(/broken data/);
  },
);
