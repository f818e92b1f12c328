import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/report/markdown.ts';
import type { ScanReport } from '../../src/types.ts';
import { makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const value = makeValue('markdown');
const stats = { files: 0, commits: 2, blobs: 3, bytes: 40, durationMs: 5 };

function render(report: ScanReport): string {
  return [...markdown.render(report, { showSecrets: false, color: false, verbose: false })].join('');
}

describe('the heading', () => {
  const gap = { complete: false, skipped: [{ what: 'history', why: 'shallow clone' }] };
  it.each([
    ['clean, where all was scanned', makeReport([], { stats }), 'clean'],
    [
      'that nothing was scanned, which is not clean',
      makeReport([], { stats: { files: 0, commits: 0, blobs: 0, bytes: 0, durationMs: 1 } }),
      'nothing was scanned',
    ],
    ['incomplete before all else', makeReport([], { stats, ...gap }), 'incomplete'],
    [
      'incomplete beside what was found',
      makeReport([makeFinding(value)], { stats, ...gap }),
      'incomplete, 1 open finding',
    ],
    ['the open findings', makeReport([makeFinding(value)], { stats }), '1 open finding'],
    ['no more than those', makeReport([makeFinding(value, { status: 'allowed' })], { stats }), 'clean'],
  ])('says %s', (_, report, expected) => {
    expect(render(report).split('\n')[0]).toBe(`## unleak: ${expected}`);
  });
});

it('keeps hostile paths and titles inside their cell', () => {
  const path = 'a|b\n| x | <img src=x onerror=alert(1)> [click](javascript:alert(1)) `c`';
  const title = '](https://evil.example) | <b>';
  const finding = makeFinding(value, { title, revoke: 'javascript:alert(1)', locations: [makeLocation({ path })] });
  const rows = render(makeReport([finding], { stats }))
    .split('\n')
    .filter((line) => line.startsWith('| high'));
  expect(rows).toHaveLength(1);
  // Six bars of the table itself; every other mark is escaped.
  expect(rows[0]?.match(/(?<!\\)\|/g)).toHaveLength(6);
  expect(rows[0]).not.toMatch(/(?<!\\)[<>[\]`]/);
});

it('shows 200 findings, says how many more there are, and stays below what GitHub takes', () => {
  const locations = [makeLocation({ path: `${'d'.repeat(200)}/`.repeat(20) })];
  const findings = Array.from({ length: 250 }, (_, at) =>
    makeFinding(makeValue(`value ${at}`), { id: String(at).padStart(32, '0'), locations }),
  );
  const written = render(makeReport(findings, { stats }));
  expect(written.match(/^\| high/gm)).toHaveLength(200);
  expect(written).toContain('50 more findings: the SARIF file has all.');
  expect(written.length).toBeLessThan(200_000);
});
