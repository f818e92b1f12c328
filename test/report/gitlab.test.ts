import AjvModule from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codequality } from '../../src/report/codequality.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import type { Finding, ReportOptions, Reporter, ScanReport } from '../../src/types.ts';
import { codeQualitySchema, gitlabSchema } from '../fixtures/gitlab-schema.ts';
import { makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const value = makeValue('gitlab');
const quiet: ReportOptions = { showSecrets: false, color: false, verbose: false };

// CommonJS: what Node and the type checker see differs.
const ajv = new (AjvModule as unknown as typeof AjvModule.default)({ allErrors: true, strict: false });
const validators = { gitlab: ajv.compile(gitlabSchema), codequality: ajv.compile(codeQualitySchema) };

interface Scanned {
  scan: { status: string; start_time: string; end_time: string; messages: { value: string }[] };
  vulnerabilities: {
    id: string;
    severity: string;
    description: string;
    raw_source_code_extract: string;
    links?: object[];
    location: { file: string; start_line: number; commit: { sha: string } };
    tracking: { items: { signatures: object[] }[] };
  }[];
}
interface Issue {
  fingerprint: string;
  severity: string;
  check_name: string;
  location: object;
}

/** Rendered, and valid by its schema. */
function render(reporter: Reporter & { id: 'gitlab' | 'codequality' }, report: ScanReport, options = quiet): unknown {
  const data: unknown = JSON.parse([...reporter.render(report, options)].join(''));
  const isValid = validators[reporter.id];
  expect(isValid(data), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true);
  return data;
}

const scanned = (findings: readonly Finding[], scan: Partial<ScanReport['scan']> = {}, options = quiet): Scanned =>
  render({ ...gitlab, id: 'gitlab' }, makeReport(findings, scan), options) as Scanned;
const issues = (findings: readonly Finding[], scan: Partial<ScanReport['scan']> = {}): Issue[] =>
  render({ ...codequality, id: 'codequality' }, makeReport(findings, scan)) as Issue[];

const gap = { complete: false, skipped: [{ what: 'a.zip', why: 'damaged' }] };
const repository = { prefix: 'packages/pay/' };

describe('the secret detection report', () => {
  it('has a vulnerability a file, told by rule and value', () => {
    const locations = [makeLocation({ commit: 'c0ffee' }), makeLocation({ line: 9 }), makeLocation({ path: 'b.ts' })];
    const { vulnerabilities } = scanned([makeFinding(value, { locations })], { repository });
    expect(vulnerabilities.map(({ location }) => [location.file, location.start_line, location.commit.sha])).toEqual([
      ['packages/pay/src/pay.ts', 3, 'c0ffee'],
      ['packages/pay/b.ts', 3, '0000000'],
    ]);
    expect(new Set(vulnerabilities.map(({ id }) => id)).size).toBe(2);
    for (const { tracking } of vulnerabilities) {
      const signature = { algorithm: 'rule_value', value: `acme-token:${'a'.repeat(32)}` };
      expect(tracking.items[0]?.signatures).toEqual([signature]);
    }
  });

  it.each([
    ['critical', 'Critical'],
    ['high', 'High'],
    ['medium', 'Medium'],
    ['low', 'Low'],
  ] as const)('calls %s %s', (severity, name) => {
    expect(scanned([makeFinding(value, { severity })]).vulnerabilities[0]?.severity).toBe(name);
  });

  it('holds the value only when that is asked for', () => {
    const [redacted, shown] = [false, true].map((showSecrets) =>
      scanned([makeFinding(value)], {}, { ...quiet, showSecrets }),
    );
    expect(redacted?.vulnerabilities[0]?.raw_source_code_extract).toBe('tok_…****');
    expect(shown?.vulnerabilities[0]?.raw_source_code_extract).toBe(value);
  });

  it('of an incomplete scan is one of a scan that failed', () => {
    expect(scanned([], gap).scan).toMatchObject({
      status: 'failure',
      messages: [{ value: 'a.zip was not scanned: damaged' }],
    });
    expect(scanned([]).scan.status).toBe('success');
  });

  it('says when the scan began and ended', () => {
    const stats = { files: 1, commits: 0, blobs: 0, bytes: 1, durationMs: 61_000 };
    expect(scanned([], { began: '2024-05-06T07:08:09Z', stats }).scan).toMatchObject({
      start_time: '2024-05-06T07:08:09',
      end_time: '2024-05-06T07:09:10',
    });
  });

  it('links only to pages, and writes no markup of the repository', () => {
    const locations = [makeLocation(), makeLocation({ line: 4, path: 'src/pay.ts' })];
    const finding = makeFinding(value, { why: '<b>![x](http://y)', revoke: 'javascript:alert(1)', locations });
    const [vulnerability] = scanned([finding]).vulnerabilities;
    expect(vulnerability?.links).toBeUndefined();
    expect(vulnerability?.description).toContain('\\<b\\>\\!\\[x\\](http://y)');
  });
});

describe('the code quality report', () => {
  it('has an issue a file, whose fingerprint does not move with lines', () => {
    const [one, other] = [3, 90].map((line) =>
      issues([makeFinding(value, { locations: [makeLocation({ line })] })], { repository }),
    );
    expect(one).toMatchObject([
      {
        check_name: 'acme-token',
        severity: 'critical',
        location: { path: 'packages/pay/src/pay.ts', lines: { begin: 3 } },
      },
    ]);
    expect(one?.[0]?.fingerprint).toBe(other?.[0]?.fingerprint);
  });

  it('of an incomplete scan has an issue for each gap', () => {
    expect(issues([], gap)).toMatchObject([
      { check_name: 'not-scanned', severity: 'blocker', location: { path: 'a.zip' } },
    ]);
    expect(issues([])).toEqual([]);
  });
});

it('both leave out what is put aside', () => {
  const findings = [makeFinding(value, { status: 'baseline' }), makeFinding(value, { status: 'allowed' })];
  expect([scanned(findings).vulnerabilities, issues(findings)]).toEqual([[], []]);
});

it('both are valid whatever stands in the repository', () => {
  const words = fc.string({ unit: 'binary', minLength: 1 });
  fc.assert(
    fc.property(words, words, (path, text) => {
      const locations = [makeLocation({ path, author: text, date: text }), makeLocation({ path: `${path}2` })];
      const finding = makeFinding(value, { locations, title: text, why: text, revoke: text });
      const scan = { complete: false, skipped: [{ what: path, why: text }] };
      scanned([finding], scan);
      issues([finding], scan);
    }),
  );
});
