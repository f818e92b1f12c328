import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/report/csv.ts';
import type { Finding, ReportOptions, ScanReport } from '../../src/types.ts';
import { makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const value = makeValue('csv');
const quiet: ReportOptions = { showSecrets: false, color: false, verbose: false };

function render(report: ScanReport, options: Partial<ReportOptions> = {}): Record<string, string>[] {
  const [head = [], ...rows] = parse([...csv.render(report, { ...quiet, ...options })].join(''));
  for (const row of rows) expect(row).toHaveLength(head.length);
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

/** RFC 4180 to the letter: anything else is an error. */
function parse(text: string): string[][] {
  const lines = text.split('\r\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => {
    expect(line).toMatch(/^(?:(?:"(?:[^"]|"")*"|[^",]*)(?:,|$))+$/);
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, bare]) =>
      (quoted ?? bare ?? '').replaceAll('""', '"'),
    );
  });
}

function withPlace(location: Parameters<typeof makeLocation>[0]): Finding {
  return makeFinding(value, { locations: [makeLocation(location)] });
}

describe('a row', () => {
  it('is a place with all that is known of its finding', () => {
    const locations = [
      makeLocation({
        commit: 'c0ffee',
        author: 'Ada "A" Lovelace',
        email: 'a@b.example',
        date: '2024-05-06T07:08:09Z',
        via: 'commit',
      }),
      makeLocation({ path: 'b, c.ts' }),
    ];
    const [first, second] = render(
      makeReport([makeFinding(value, { locations, status: 'allowed', reason: 'an example' })]),
    );
    expect(first).toEqual({
      ...{
        kind: 'finding',
        id: 'a'.repeat(32),
        rule: 'acme-token',
        title: 'Acme token',
        severity: 'high',
        confidence: 'high',
      },
      ...{ status: 'allowed', reason: 'an example', liveness: 'unknown', secret: 'tok_…****', length: '36' },
      ...{ path: 'src/pay.ts', line: '3', column: '7', end_line: '3', end_column: '43', commit: 'c0ffee' },
      ...{
        author: 'Ada "A" Lovelace',
        email: 'a@b.example',
        date: '2024-05-06T07:08:09Z',
        via: 'commit',
        printed: '',
        places: '2',
      },
      ...{ why: 'Opens the till.', revoke: 'https://acme.example/tokens' },
    });
    expect(second).toMatchObject({ path: 'b, c.ts', commit: '', author: '' });
  });

  it('shows the value only when that is asked for', () => {
    expect(render(makeReport([makeFinding(value)]))[0]?.['secret']).toBe('tok_…****');
    expect(render(makeReport([makeFinding(value)]), { showSecrets: true })[0]?.['secret']).toBe(value);
  });

  it('says what was not scanned, before all findings', () => {
    const report = makeReport([makeFinding(value)], { complete: false, skipped: [{ what: 'a.zip', why: 'damaged' }] });
    expect(render(report)[0]).toMatchObject({ kind: 'not scanned', path: 'a.zip', reason: 'damaged', rule: '' });
  });
});

it('without findings there is the head alone', () => {
  expect(render(makeReport([]))).toEqual([]);
});

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-x', "'-x"],
  ['@scope/a.ts', "'@scope/a.ts"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ['\t=1', '\\t=1'],
  ['\n=1', '\\n=1'],
  ['a;=1', "a;'=1"],
  ['a";=1', `a";'=1`],
  ['a=b', 'a=b'],
  ['a-b/c@d.ts', 'a-b/c@d.ts'],
])('%j is no formula: %s', (path, cell) => {
  expect(render(makeReport([withPlace({ path })]))[0]?.['path']).toBe(cell);
});

it('nothing of a repository becomes a formula, a row or a cell', () => {
  const words = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '"', ',', ';', '\r', '\n', '\t', ' ', "'", 'a', '|', '\u0000'),
  });
  fc.assert(
    fc.property(words, words, (path, author) => {
      const rows = render(makeReport([withPlace({ path, author, email: author })]));
      expect(rows).toHaveLength(1);
      for (const cell of Object.values(rows[0] ?? {})) expect(cell).not.toMatch(/(^|[;|])[\s"]*[=+@-]/);
    }),
  );
});
