import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { github } from '../../src/report/github.ts';
import type { Finding, ReportOptions, ScanReport } from '../../src/types.ts';
import { makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const value = makeValue('github');
const quiet: ReportOptions = { showSecrets: false, color: false, verbose: false };

function render(report: ScanReport): string[] {
  return [...github.render(report, quiet)].join('').trimEnd().split('\n');
}

function many(count: number, finding: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: count }, (_, at) => makeFinding(value, { id: `f${at}`, ...finding }));
}

describe('an annotation', () => {
  it('says where, what, and what to do', () => {
    expect(render(makeReport([makeFinding(value)]))).toEqual([
      '::error file=src/pay.ts,line=3,endLine=3,col=7,endColumn=43,title=high%3A Acme token::' +
        'Acme token tok_…**** in src/pay.ts:3.%0AOpens the till.%0ARevoke it: https://acme.example/tokens%0A' +
        'No secret? End the line with a comment: unleak:allow acme-token REASON',
      '1 finding (1 high); 2 files, 1.2 kB in 5 ms',
    ]);
  });

  it.each([
    ['critical', '::error '],
    ['high', '::error '],
    ['medium', '::warning '],
    ['low', '::notice '],
  ] as const)('of severity %s is %s', (severity, command) => {
    expect(render(makeReport([makeFinding(value, { severity })]))[0]?.startsWith(command)).toBe(true);
  });

  it('has its path from the top of the repository', () => {
    const [line] = render(makeReport([makeFinding(value)], { repository: { prefix: 'packages/pay/' } }));
    expect(line).toContain('file=packages/pay/src/pay.ts,');
  });

  it.each([
    ['history', makeLocation({ commit: 'c'.repeat(40), via: 'commit' })],
    ['logs', makeLocation({ via: 'log' })],
    ['range', makeLocation({ path: 'commit message', via: 'message' })],
  ] as const)('of mode %s for what is not checked out is of no file', (mode, location) => {
    const [line] = render(makeReport([makeFinding(value, { locations: [location] })], { mode }));
    expect(line).toMatch(/^::error title=/);
  });

  it('leaves out columns of a value of several lines', () => {
    const location = makeLocation({ endLine: 9 });
    expect(render(makeReport([makeFinding(value, { locations: [location] })]))[0]).toMatch(/line=3,endLine=9,title=/);
  });
});

it('an incomplete scan comes first and is an error, findings or none', () => {
  const skipped = Array.from({ length: 7 }, (_, at) => ({ what: `${at}.zip`, why: 'damaged' }));
  const [first, last] = render(makeReport([], { complete: false, skipped }));
  expect(first).toBe(
    '::error title=unleak%3A incomplete%2C 7 things were not scanned::' +
      '0.zip: damaged%0A1.zip: damaged%0A2.zip: damaged%0A3.zip: damaged%0A4.zip: damaged%0Aand 2 more',
  );
  expect(last).toMatch(/^incomplete: /);
});

it.each([
  [true, 10],
  [false, 9],
])(
  'of a complete scan (%s) with many findings there are ten errors, the last says how many more',
  (complete, count) => {
    const skipped = complete ? [] : [{ what: 'a', why: 'b' }];
    const lines = render(makeReport([...many(30), ...many(1, { severity: 'low' })], { complete, skipped }));
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(1);
    expect(lines.some((line) => line.includes(`${30 - count + 1} more places`))).toBe(true);
  },
);

it('each finding is shown once before any is shown twice', () => {
  const twice = { locations: [makeLocation(), makeLocation({ path: 'second.ts' })] };
  const lines = render(makeReport(many(3, twice)));
  expect(lines.slice(0, 6).map((line) => line.includes('file=second.ts'))).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});

it('what is put aside is not shown', () => {
  expect(render(makeReport([makeFinding(value, { status: 'baseline' })]))).toHaveLength(1);
});

it('no text of a repository makes a line or a command of its own', () => {
  fc.assert(
    fc.property(hostile, hostile, (path, words) => {
      const finding = makeFinding(value, {
        locations: [makeLocation({ path })],
        title: words,
        why: words,
        revoke: words,
      });
      const report = makeReport([finding], { complete: false, skipped: [{ what: path, why: words }] });
      const lines = render(report);
      expect(lines).toHaveLength(3);
      expect(lines.slice(0, 2).every((line) => /^::error [^:]*::/.test(line))).toBe(true);
    }),
  );
});

it('the runner reads back the path as it is', () => {
  fc.assert(
    fc.property(hostile, (path) => {
      const [line = ''] = render(makeReport([makeFinding(value, { locations: [makeLocation({ path })] })]));
      const file = /^::error file=([^,:]*),/.exec(line)?.[1] ?? '?';
      const read = file.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',');
      expect(read.replaceAll('%25', '%')).toBe(path);
    }),
  );
});

/** Text with much of what workflow commands are made of. */
const hostile = fc
  .array(fc.constantFrom('::', '%', '%0A', ',', '\n', '\r', '##[', 'set-env name=x', 'a', '\u202e', '=', ':'), {
    minLength: 1,
  })
  .map((parts) => parts.join(''));
