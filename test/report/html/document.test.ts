import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '../../../src/report/html.ts';
import type { PageData } from '../../../src/report/html/page-data.ts';
import type { Finding, ReportOptions, ScanReport } from '../../../src/types.ts';
import { locateIn, makeFinding, makeLocation, makeReport, makeValue } from '../../fixtures/reports.ts';
import { makeSample } from '../../fixtures/sample-report.ts';

const value = makeValue('html');
const quiet: ReportOptions = { showSecrets: false, color: false, verbose: false };

interface Page {
  readonly head: string;
  readonly json: string;
  readonly data: PageData;
  readonly script: string;
}

/** The file in its parts: before the data, the data, the script. */
function render(report: ScanReport, options: Partial<ReportOptions> = {}): Page {
  const text = [...html.render(report, { ...quiet, ...options })].join('');
  const [head = '', rest = ''] = text.split('<script type="application/json" id="data">');
  const [json = '', script = '', end] = rest.split(/<\/script>(?:\n<script>)?/);
  expect(end?.trim()).toBe('</body>\n</html>');
  return { head, json, script, data: JSON.parse(json) as PageData };
}

const tagsOf = (head: string): string[] => (head.match(/<[^>]*>/g) ?? []).filter((tag) => !tag.startsWith('<rect'));
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const gap = { complete: false, skipped: [{ what: 'a.zip', why: 'damaged' }] };

describe('the file', () => {
  const { head, script } = render(makeReport([makeFinding(value)]));

  it('allows the one script and the one style that stand in it, and nothing else', () => {
    const style = /<style>(.*)<\/style>/s.exec(head)?.[1] ?? '';
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(head)?.[1] ?? '';
    expect(policy.split('; ')).toEqual([
      `default-src 'none'`,
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      `base-uri 'none'`,
      `form-action 'none'`,
    ]);
  });

  it('loads nothing', () => {
    expect(head).not.toMatch(/\s(src|srcset|action|data|poster)=/);
    expect([...head.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)).toEqual(['#list']);
    expect(head).not.toMatch(/url\(|@import/);
    expect(script).not.toMatch(/\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|importScripts|localStorage)\b/);
  });

  it('never makes markup of text', () => {
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|srcdoc/);
  });
});

describe('the headline', () => {
  const titleOf = (report: ScanReport): string => /<title>(.*)<\/title>/.exec(render(report).head)?.[1] ?? '';

  it.each([
    ['a clean scan', [], {}, 'No open secrets in repo'],
    ['one finding', [makeFinding(value)], {}, '1 open secret in repo'],
    ['findings that are put aside', [makeFinding(value, { status: 'baseline' })], {}, 'No open secrets in repo'],
    ['a secret that is dead', [makeFinding(value, { liveness: 'dead' })], {}, 'No open secrets in repo'],
    ['an incomplete scan', [], gap, 'Incomplete: No open secrets so far in repo'],
  ] as const)('of %s', (_, findings, scan, title) => {
    expect(titleOf(makeReport(findings, scan))).toBe(title);
  });

  it('of an incomplete scan is never good news, and says what is missing', () => {
    const { head } = render(makeReport([], gap));
    expect(head).not.toContain('class="good"');
    expect(head).toContain('This scan is incomplete');
    expect(head).toContain('<code>a.zip</code> damaged');
    expect(render(makeReport([])).head).toContain('class="good"');
  });

  it('counts what is settled: the baseline is not', () => {
    const findings = (['open', 'baseline', 'allowed'] as const).map((status) => makeFinding(value, { status }));
    expect(render(makeReport([...findings, makeFinding(value, { liveness: 'dead' })])).head).toContain('50% settled');
  });

  it('names the repository by its address, and never a local path', () => {
    const repository = { prefix: '', url: 'https://git.example/acme/pay', branch: 'main', revision: 'c'.repeat(40) };
    const { head } = render(makeReport([], { root: '/home/ada/secret-project/pay', repository }));
    expect(head).toContain('<h1>Leaked secrets in acme/pay</h1>');
    expect(head).toContain('branch main · commit cccccccccccc');
    expect(head).not.toContain('/home');
  });
});

describe('the data', () => {
  it('has each text once, and each place by numbers', () => {
    const place = {
      author: 'Ada',
      email: 'ada@a.example',
      date: '2024-05-06T07:08:09Z',
      commit: 'c0ffee',
      via: 'commit',
    } as const;
    const findings = ['1', '2'].map((id) => makeFinding(value, { id, locations: [makeLocation(place)] }));
    const { data } = render(makeReport(findings, { began: '2024-06-01T00:00:00Z', repository: { prefix: 'pay/' } }));
    expect(data).toMatchObject({
      mode: 'tree',
      began: '2024-06-01',
      paths: ['pay/src/pay.ts'],
      authors: ['Ada <ada@a.example>'],
    });
    expect(data.rules).toEqual([
      { id: 'acme-token', title: 'Acme token', why: 'Opens the till.', page: 'https://acme.example/tokens' },
    ]);
    expect(data.findings.map(({ places }) => places)).toEqual([
      [[0, 3, 7, 'c0ffee', '2024-05-06T07:08:09Z', 0, 'commit', '']],
      [[0, 3, 7, 'c0ffee', '2024-05-06T07:08:09Z', 0, 'commit', '']],
    ]);
  });

  it('has a line of source, the value redacted', () => {
    const finding = makeFinding(value, { locations: [locateIn(`pay("${value}")`, value)] });
    expect(render(makeReport([finding])).data.findings[0]?.snippet).toEqual([3, 'pay("tok_…****")']);
  });

  it('keeps a hundred places of a secret and counts the others', () => {
    const locations = Array.from({ length: 130 }, (_, at) => makeLocation({ line: at + 1 }));
    const [finding] = render(makeReport([makeFinding(value, { locations })])).data.findings;
    expect([finding?.places.length, finding?.more]).toEqual([100, 30]);
  });

  it('links to pages only', () => {
    const [rule] = render(makeReport([makeFinding(value, { revoke: 'javascript:alert(1)' })])).data.rules;
    expect(rule).toMatchObject({ revoke: 'javascript:alert(1)' });
    expect(rule).not.toHaveProperty('page');
  });

  it('holds values only when they are asked for, and the page then warns', () => {
    const locations = [locateIn(`k = '${value}'`, value, { path: `${value}.txt`, author: value })];
    const report = makeReport([makeFinding(value, { locations, reason: value })], {
      ...gap,
      skipped: [{ what: value, why: value }],
    });
    const [redacted, shown] = [false, true].map((showSecrets) =>
      [...html.render(report, { ...quiet, showSecrets })].join(''),
    );
    expect(redacted).not.toContain(value.slice(8));
    expect(shown).toContain(value);
    expect(shown).toContain('This report shows secrets in full.');
    expect(redacted).not.toContain('This report shows secrets in full.');
  });
});

describe('a hostile repository', () => {
  const markup = fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      '/',
      '`',
      '</script>',
      '<!--',
      '-->',
      '<script>',
      '<img onerror=x>',
      ']]>',
      '\u2028',
      '\u202e',
      '\u0000',
      '\ud800',
      '{',
      'a',
      '&lt;',
      '&quot;',
    ),
  });
  const hostileReport = (text: string): ScanReport => {
    const place = { path: text, author: text, email: text, date: text, commit: text };
    const finding: Finding = makeFinding(value, {
      title: text,
      why: text,
      revoke: text,
      rule: 'a-b',
      reason: text,
      locations: [locateIn(`${text}${value}`, value, place)],
    });
    return makeReport([finding], {
      complete: false,
      skipped: [{ what: text, why: text }],
      root: `/r/${text.replaceAll('/', '')}x`,
      repository: { prefix: '', branch: text, revision: text },
      began: text,
    });
  };

  it('adds no element to the head, and ends no element in the data', () => {
    const tame = tagsOf(render(hostileReport('a')).head).map((tag) => tag.replace(/datetime="[^"]*"/, ''));
    fc.assert(
      fc.property(markup, (text) => {
        const { head, json } = render(hostileReport(text));
        expect(tagsOf(head).map((tag) => tag.replace(/datetime="[^"]*"/, ''))).toEqual(tame);
        expect(json).not.toMatch(/[<>&]/);
      }),
    );
  });

  it('is shown as it is, but for what hides or reorders text', () => {
    const { data } = render(hostileReport('<b>\u202ex'));
    expect([data.paths[0], data.authors[0], data.rules[0]?.why]).toEqual([
      '<b>\\u{202e}x',
      '<b>\\u{202e}x <<b>\\u{202e}x>',
      '<b>\\u{202e}x',
    ]);
  });
});

it('fifty thousand findings come piece by piece, and stay within 40 MB', () => {
  let [length, longest] = [0, 0];
  for (const piece of html.render(makeSample(50_000), quiet)) {
    length += piece.length;
    longest = Math.max(longest, piece.length);
  }
  expect(length).toBeLessThan(40_000_000);
  expect(longest).toBeLessThan(100_000);
});
