/** Nobody is told to write a comment where that would be a part of a value, or break the file. */
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detector.ts';
import { github } from '../../src/report/github.ts';
import { sarif } from '../../src/report/sarif.ts';
import { text } from '../../src/report/text.ts';
import type { Finding, Reporter } from '../../src/types.ts';
import { makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const lone = 'generic-lone-credential';

function render(reporter: Reporter, finding: Finding): string {
  const report = makeReport([finding], { mode: 'staged' });
  return [...reporter.render(report, { showSecrets: false, color: false, verbose: false })].join('');
}

function found(rule: string, path: string): Finding {
  return makeFinding(makeValue('no secret'), { rule, locations: [makeLocation({ path })] });
}

it('there is such a rule', () => {
  expect(createDetector().patterns.has(lone)).toBe(true);
});

describe.each([
  ['text', text],
  ['annotations', github],
] as const)('%s', (_, reporter) => {
  it.each([
    ['a file that is nothing but a credential', lone, 'config/master.key.txt'],
    ['JSON', 'acme-token', 'config/app.json'],
    ['a notebook', 'acme-token', 'notes.ipynb'],
    ['a table', 'acme-token', 'users.csv'],
    ['a key', 'private-key', 'server.PEM'],
  ])('name the baseline for %s', (_name, rule, path) => {
    const shown = render(reporter, found(rule, path));
    expect(shown).toContain('ccept it with `unleak baseline`');
    expect(shown).not.toContain('unleak:allow');
  });

  it.each(['src/pay.ts', 'app.json5', 'tsconfig.jsonc', 'key.py', 'json'])('name the comment for %s', (path) => {
    const shown = render(reporter, found('acme-token', path));
    expect(shown).toContain('nd the line with a comment: unleak:allow acme-token REASON');
    expect(shown).not.toContain('baseline');
  });
});

it('a rule of SARIF stands for all files, and names both but for those that are nothing but a credential', () => {
  expect(render(sarif, found('acme-token', 'a.ts'))).toMatch(
    /unleak:allow acme-token REASON`?; where .*unleak baseline/,
  );
  const shown = render(sarif, found(lone, 'config/master.key'));
  expect(shown).toContain('accept it with `unleak baseline`');
  expect(shown).not.toContain('unleak:allow');
});
