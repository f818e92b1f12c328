import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { json, jsonl } from '../../src/report/json.ts';
import { Secret } from '../../src/secret.ts';
import type { Finding, ReportOptions, Reporter } from '../../src/types.ts';
import { locateIn, makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const value = makeValue('json');
const quiet: ReportOptions = { showSecrets: false, color: false, verbose: false };

function render(reporter: Reporter, findings: readonly Finding[], options = quiet): string {
  return [...reporter.render(makeReport(findings), options)].join('');
}

describe('json', () => {
  it('has the fields of the contract and no others', () => {
    const location = locateIn(`a = '${value}'`, value, {
      commit: 'c'.repeat(40),
      author: 'Ada',
      email: 'a@b',
      date: '2024-01-01T00:00:00Z',
    });
    const finding = makeFinding(value, {
      parts: { user: new Secret('somebody-long') },
      locations: [location],
      reason: 'no',
    });
    expect(JSON.parse(render(json, [finding]))).toEqual({
      schema: 1,
      tool: { name: 'unleak', version: '0.0.0' },
      scan: {
        mode: 'tree',
        root: '/repo',
        complete: true,
        stats: { files: 2, commits: 0, blobs: 0, bytes: 1234, durationMs: 5 },
        skipped: [],
      },
      findings: [
        {
          id: 'a'.repeat(32),
          rule: 'acme-token',
          title: 'Acme token',
          severity: 'high',
          confidence: 'high',
          status: 'open',
          liveness: 'unknown',
          secret: { redacted: 'tok_…****', length: 36 },
          parts: { user: 'so…****' },
          locations: [
            {
              path: 'src/pay.ts',
              line: 3,
              column: 6,
              endLine: 3,
              endColumn: 42,
              commit: 'c'.repeat(40),
              author: 'Ada',
              email: 'a@b',
              date: '2024-01-01T00:00:00Z',
              via: 'file',
            },
          ],
        },
      ],
    });
  });

  it('has no field that its page does not name', () => {
    const [, section = ''] = readFileSync(new URL('../../docs/reports.md', import.meta.url), 'utf8').split('## JSON\n');
    const page = section.split('\n## ')[0] ?? '';
    const leak = { cause: 'echo', step: 'Test', disguise: 'spaced', printedBy: { path: 'a.sh', line: 1 } } as const;
    const place = { commit: 'c'.repeat(40), author: 'Ada', email: 'a@b', date: '2024-01-01T00:00:00Z', leak };
    const finding = makeFinding(value, { locations: [locateIn(`a = '${value}'`, value, place)] });
    const report = makeReport([finding], { complete: false, skipped: [{ what: 'a', why: 'b' }] });
    const text = [...json.render(report, { ...quiet, showSecrets: true })].join('');
    const names = [...new Set([...text.matchAll(/"(\w+)":/g)].map(([, name]) => name ?? ''))];
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !new RegExp(`[\`.]${name}\\b`).test(page))).toEqual([]);
  });

  it('gives values only when they are asked for', () => {
    const finding = makeFinding(value, { parts: { user: new Secret('somebody-long') } });
    expect(render(json, [finding])).not.toContain(value.slice(8));
    const shown = JSON.parse(render(json, [finding], { ...quiet, showSecrets: true })) as { findings: unknown[] };
    expect(shown.findings).toMatchObject([{ secret: { value }, parts: { user: 'somebody-long' } }]);
  });

  it('is valid without findings', () => {
    expect(JSON.parse(render(json, []))).toMatchObject({ findings: [] });
  });

  it('hides values in paths, authors and gaps', () => {
    const finding = makeFinding(value, {
      locations: [makeLocation({ path: `${value}.txt`, author: value, email: value })],
    });
    const report = makeReport([finding], { complete: false, skipped: [{ what: value, why: `cannot read ${value}` }] });
    expect([...json.render(report, quiet)].join('')).not.toContain(value.slice(8));
  });
});

describe('jsonl', () => {
  it('is one finding a line, most severe first, then by rule and id', () => {
    const findings = [
      makeFinding(value, { severity: 'low', rule: 'a-b' }),
      makeFinding(value, { severity: 'critical', rule: 'z-z' }),
      makeFinding(value, { severity: 'low', rule: 'a-a', id: 'b' }),
      makeFinding(value, { severity: 'low', rule: 'a-a', id: 'a' }),
    ];
    const lines = render(jsonl, findings)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Finding);
    expect(lines.map(({ rule, id }) => `${rule} ${id.slice(0, 1)}`)).toEqual(['z-z a', 'a-a a', 'a-a b', 'a-b a']);
  });

  it('is empty without findings', () => {
    expect(render(jsonl, [])).toBe('');
  });
});
