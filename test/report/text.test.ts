import { describe, expect, it } from 'vitest';
import { text } from '../../src/report/text.ts';
import { Secret } from '../../src/secret.ts';
import type { Finding, ReportOptions, ScanReport } from '../../src/types.ts';
import { locateIn, makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const value = makeValue('text');
const plain: ReportOptions = { showSecrets: false, color: false, verbose: false };

function render(report: ScanReport, options: Partial<ReportOptions> = {}): string {
  return [...text.render(report, { ...plain, ...options })].join('');
}

function places(count: number): Finding {
  return makeFinding(value, { locations: Array.from({ length: count }, (_, at) => makeLocation({ line: at + 1 })) });
}

describe('a finding', () => {
  it('says where, what, why and what next', () => {
    const finding = makeFinding(value, { locations: [locateIn(`// pay\nconst t = '${value}';`, value, { line: 9 })] });
    expect(render(makeReport([finding]))).toMatchInlineSnapshot(`
      "high  Acme token  acme-token, high confidence
        src/pay.ts:10:12
           9 | // pay
          10 | const t = 'tok_…****';
        why    Opens the till.
        next   revoke it (https://acme.example/tokens), then load its successor at run time
        id     aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

      1 finding (1 high); 2 files, 1.2 kB in 5 ms
      "
    `);
  });

  it('names commit, day and author of a place in the history', () => {
    const location = makeLocation({
      commit: 'abcdef0123456789',
      date: '2024-05-06T07:08:09Z',
      author: 'Ada',
      via: 'merge',
    });
    expect(render(makeReport([makeFinding(value, { locations: [location] })], { mode: 'history' }))).toContain(
      'src/pay.ts:3:7  merge abcdef012345 2024-05-06 Ada\n',
    );
  });

  it.each([
    ['staged', 'load it at run time instead and stage again'],
    ['history', 'rewriting history does not end a leak'],
    ['tree', 'then load its successor at run time'],
  ] as const)('of a scan of mode %s says what to do there', (mode, step) => {
    expect(render(makeReport([makeFinding(value)], { mode }))).toContain(step);
  });

  it.each([
    [5, false, 0],
    [8, false, 3],
    [8, true, 0],
  ])('with %i places, verbose %s, leaves out %i', (count, verbose, hidden) => {
    const shown = render(makeReport([places(count)]), { verbose });
    expect(shown.match(/src\/pay\.ts:/g)).toHaveLength(count - hidden);
    expect(shown.includes('more place')).toBe(hidden > 0);
  });

  it('that is put aside shows only in a verbose report, with the reason', () => {
    const report = makeReport([makeFinding(value, { status: 'allowed', reason: 'an example' })]);
    expect(render(report)).toBe('clean: no open findings, 1 allowed; 2 files, 1.2 kB in 5 ms\n');
    expect(render(report, { verbose: true })).toContain('reason an example');
  });

  it('shows its value only when that is asked for', () => {
    expect(render(makeReport([makeFinding(value)]), { verbose: true })).not.toContain(value);
    expect(render(makeReport([makeFinding(value)]), { showSecrets: true })).toContain(`value  ${value}`);
  });

  it('cannot reach the terminal with text of the repository', () => {
    const evil = '\u001b]0;owned\u0007\u202e\nclean: no findings';
    const location = locateIn(`a = '${value}' ${evil}`, value, {
      path: `x${evil}`,
      author: evil,
      commit: 'c'.repeat(40),
    });
    const report = makeReport([makeFinding(value, { locations: [location], reason: evil, status: 'allowed' })], {
      complete: false,
      skipped: [{ what: evil, why: evil }],
    });
    const shown = render({ ...report, unused: [evil] }, { verbose: true });
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(shown.split('\n').filter((line) => line.startsWith('clean: no findings'))).toEqual([]);
  });

  it('has colours only where they are wanted', () => {
    expect(render(makeReport([makeFinding(value)]))).not.toContain('\u001b');
    expect(render(makeReport([makeFinding(value)]), { color: true })).toContain('\u001b[31m'.replace('31', '35'));
  });

  it('hides a value of another finding in its frame', () => {
    const other = makeValue('neighbour', '{an:40}');
    const frame = locateIn(`a='${value}' b='${other}'`, value);
    const shown = render(makeReport([makeFinding(value, { locations: [frame] }), makeFinding(other)]), {
      verbose: true,
    });
    expect(shown).not.toContain(other.slice(5, 15));
  });
});

describe('the end of the report', () => {
  it('says loudly what was not scanned', () => {
    const skipped = [{ what: 'big.zip', why: 'more than 100 levels' }];
    expect(render(makeReport([], { complete: false, skipped }))).toMatchInlineSnapshot(`
      "INCOMPLETE: 1 thing was not scanned and may hold anything:
        big.zip: more than 100 levels

      incomplete: no open findings; 2 files, 1.2 kB in 5 ms
      "
    `);
  });

  it('never says clean of an incomplete scan', () => {
    const skipped = Array.from({ length: 50 }, (_, at) => ({ what: `f${at}`, why: 'gone' }));
    const shown = render(makeReport([], { complete: false, skipped }));
    expect(shown).not.toContain('clean');
    expect(shown).toContain('and 30 more');
  });

  it('lists suppressions that are of no use', () => {
    expect(render({ ...makeReport([]), unused: ['baseline: x is not found any more'] })).toContain(
      '1 suppression is of no use:\n  baseline: x is not found any more\n',
    );
  });

  it('says so when there was nothing to scan', () => {
    const stats = { files: 0, commits: 0, blobs: 0, bytes: 0, durationMs: 1 };
    expect(render(makeReport([], { stats }))).toBe('clean: no open findings; there was nothing to scan\n');
  });

  it('renders 50,000 findings piece by piece', () => {
    const findings = Array.from({ length: 50_000 }, (_, at) =>
      makeFinding(`${value}${at}`, { id: String(at), secret: new Secret(`${value}${at}`) }),
    );
    let pieces = 0;
    for (const piece of text.render(makeReport(findings), plain)) pieces += piece === '' ? 0 : 1;
    expect(pieces).toBe(50_001);
  });
});
