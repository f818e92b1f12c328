import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import AjvModule from 'ajv-draft-04';
import formatsModule from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sarif } from '../../src/report/sarif.ts';
import { limitResults } from '../../src/report/sarif/limit.ts';
import { Secret } from '../../src/secret.ts';
import type { Finding, ReportOptions, ScanReport } from '../../src/types.ts';
import { locateIn, makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const value = makeValue('sarif');
const quiet: ReportOptions = { showSecrets: false, color: false, verbose: false };

// Both are CommonJS: what Node and the type checker see differs.
const Ajv = AjvModule as unknown as typeof AjvModule.default;
const addFormats = formatsModule as unknown as typeof formatsModule.default;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const isValid = ajv.compile(schema);

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: [{ physicalLocation: Physical }];
  relatedLocations?: { id: number; physicalLocation: Physical }[];
  partialFingerprints: Record<string, string>;
  suppressions?: { justification: string }[];
}
interface Physical {
  artifactLocation: { uri: string };
  region: { startLine: number; snippet?: { text: string } };
  contextRegion?: { snippet: { text: string } };
}
interface Run {
  tool: { driver: { rules: Rule[] } };
  automationDetails: { id: string };
  versionControlProvenance?: object[];
  results: Result[];
  invocations: [
    { executionSuccessful: boolean; toolExecutionNotifications: { level: string; message: { text: string } }[] },
  ];
}
interface Rule {
  id: string;
  help: { text: string; markdown: string };
  helpUri?: string;
  properties: { tags: string[]; precision: string; 'security-severity': string };
}

/** Rendered, valid by the schema, and its only run. */
function render(report: ScanReport, options: Partial<ReportOptions> = {}): Run {
  const log = JSON.parse([...sarif.render(report, { ...quiet, ...options })].join('')) as { runs: [Run] };
  expect(isValid(log), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true);
  return log.runs[0];
}

function renderFindings(findings: readonly Finding[], options: Partial<ReportOptions> = {}): Run {
  return render(makeReport(findings), options);
}

describe('a result', () => {
  it.each([
    ['critical', 'error', '9.8'],
    ['high', 'error', '8.0'],
    ['medium', 'warning', '5.5'],
    ['low', 'note', '2.0'],
  ] as const)('of severity %s has level %s, its rule a score of %s', (severity, level, score) => {
    const { results, tool } = renderFindings([makeFinding(value, { severity })]);
    expect(results.map((result) => result.level)).toEqual([level]);
    expect(tool.driver.rules[0]?.properties['security-severity']).toBe(score);
  });

  it('is known again when its lines have moved and its line was edited', () => {
    const prints = [3, 90].map((line) => {
      const text = line === 3 ? `a = '${value}'` : `const other = "${value}"; // moved`;
      const { results } = renderFindings([makeFinding(value, { locations: [locateIn(text, value, { line })] })]);
      return results[0]?.partialFingerprints;
    });
    expect(prints[0]).toEqual({ primaryLocationLineHash: `${'a'.repeat(32)}:1`, 'unleakSecret/v1': 'a'.repeat(32) });
    expect(prints[1]).toEqual(prints[0]);
  });

  it('is one a file, with the other places beside it', () => {
    const locations = [makeLocation(), makeLocation({ line: 9, endLine: 9 }), makeLocation({ path: 'b.ts' })];
    const { results } = renderFindings([makeFinding(value, { locations })]);
    expect(results.map(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri)).toEqual([
      'src/pay.ts',
      'b.ts',
    ]);
    expect(results[0]?.relatedLocations?.map(({ physicalLocation }) => physicalLocation.region.startLine)).toEqual([
      9, 3,
    ]);
    expect(results[0]?.message.text).toBe(
      'Acme token tok_…**** in src/pay.ts:3, and in 2 other places. Opens the till.',
    );
  });

  it('shows its line, the value redacted', () => {
    const { results } = renderFindings([makeFinding(value, { locations: [locateIn(`pay('${value}')`, value)] })]);
    const physical = results[0]?.locations[0].physicalLocation;
    expect(physical?.region.snippet?.text).toBe('tok_…****');
    expect(physical?.contextRegion?.snippet.text).toBe(`pay('tok_…****')`);
  });

  it.each([
    ['a b/c#d?.ts', 'a%20b/c%23d%3F.ts'],
    ['c:/x.ts', 'c%3A/x.ts'],
    ['100%.txt', '100%25.txt'],
    ['söme/ключ.env', 's%C3%B6me/%D0%BA%D0%BB%D1%8E%D1%87.env'],
    ['half\ud800.txt', 'half%EF%BF%BD.txt'],
    ['a\nb\u202e.ts', 'a%0Ab%E2%80%AE.ts'],
    ['lib.zip!inner/k.txt', 'lib.zip!inner/k.txt'],
  ])('at %j has the URI %s', (path, uri) => {
    const { results } = renderFindings([makeFinding(value, { locations: [makeLocation({ path })] })]);
    expect(results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it('never turns a path into a link', () => {
    const locations = [makeLocation({ path: '[open](https://evil.example)' })];
    const { results } = renderFindings([makeFinding(value, { locations })]);
    expect(results[0]?.message.text).toContain('\\[open\\](https://evil.example)');
  });

  it('that is put aside is left out, as it would be an open alert, and is suppressed where all is asked for', () => {
    const findings = [
      makeFinding(value, { id: '1', status: 'allowed', reason: 'an example' }),
      makeFinding(value, { id: '2', status: 'baseline' }),
      makeFinding(value, { id: '3', severity: 'low' }),
    ];
    expect(renderFindings(findings).results).toHaveLength(1);
    const { results } = renderFindings(findings, { verbose: true });
    expect(results.map(({ suppressions }) => suppressions?.map(({ justification }) => justification))).toEqual([
      undefined,
      ['allowed: an example'],
      ['in the baseline'],
    ]);
  });

  it('names the commit of what is no file', () => {
    const location = makeLocation({ path: 'commit message', via: 'message', commit: 'c'.repeat(40) });
    const { results } = render(makeReport([makeFinding(value, { locations: [location] })], { mode: 'history' }));
    expect(results[0]?.locations[0]).toMatchObject({ logicalLocations: [{ fullyQualifiedName: 'c'.repeat(40) }] });
  });
});

describe('a rule', () => {
  it('says what its secrets open and what to do, in text and in markdown', () => {
    const { tool, results } = renderFindings([makeFinding(value)]);
    const [rule] = tool.driver.rules;
    expect(rule).toMatchObject({
      id: 'acme-token',
      helpUri: 'https://acme.example/tokens',
      properties: { precision: 'high' },
    });
    expect(rule?.help.text).toContain('Opens the till.');
    expect(rule?.help.text).toContain('unleak:allow acme-token REASON');
    expect(rule?.help.markdown).toContain('[Revoke or rotate it](<https://acme.example/tokens>)');
    expect(results[0]?.ruleIndex).toBe(0);
    expect(rule?.properties.tags.length).toBeLessThanOrEqual(10);
  });

  it("of the repository's own configuration cannot write markup or a link that is none", () => {
    const finding = makeFinding(value, { why: '<img src=x> [a](http://b) `c`', revoke: 'javascript:alert(1)' });
    const [rule] = renderFindings([finding]).tool.driver.rules;
    expect(rule?.helpUri).toBeUndefined();
    expect(rule?.help.markdown).toContain('\\<img src=x\\> \\[a\\](http://b) \\`c\\`');
    expect(rule?.help.markdown).not.toContain('javascript');
  });

  it('stands once, in the order of ids, however many findings it has', () => {
    const findings = [
      makeFinding(value, { rule: 'z-z' }),
      makeFinding(value, { rule: 'a-a' }),
      makeFinding(value, { rule: 'z-z', id: 'b' }),
    ];
    const { tool, results } = renderFindings(findings);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['a-a', 'z-z']);
    expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId)).toBe(true);
  });
});

describe('a run', () => {
  it('without findings is valid', () => {
    const { results, invocations } = renderFindings([]);
    expect(results).toEqual([]);
    expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  it('that is incomplete was not successful, and says what was not scanned', () => {
    const skipped = [
      { what: 'a.zip', why: 'damaged' },
      { what: `${value}.gz`, why: 'too deep' },
    ];
    const [invocation] = render(makeReport([makeFinding(value)], { complete: false, skipped })).invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications).toMatchObject([
      { level: 'error', message: { text: 'a.zip was not scanned: damaged' } },
      { level: 'error', message: { text: '****.gz was not scanned: too deep' } },
    ]);
  });

  it('names a thousand gaps and counts the others', () => {
    const skipped = Array.from({ length: 1005 }, (_, at) => ({ what: `${at}`, why: 'x' }));
    const [invocation] = render(makeReport([], { complete: false, skipped })).invocations;
    expect(invocation.toolExecutionNotifications).toHaveLength(1001);
    expect(invocation.toolExecutionNotifications.at(-1)?.message.text).toBe('and 5 more things');
  });

  it('names the repository where it is known, and starts paths from its top', () => {
    const repository = {
      prefix: 'packages/pay/',
      url: 'https://git.example/a/b',
      revision: 'c'.repeat(40),
      branch: 'main',
    };
    const { versionControlProvenance, results, automationDetails } = render(
      makeReport([makeFinding(value)], { repository }),
    );
    expect(versionControlProvenance).toEqual([
      {
        repositoryUri: 'https://git.example/a/b',
        revisionId: 'c'.repeat(40),
        branch: 'main',
        mappedTo: { uriBaseId: '%SRCROOT%' },
      },
    ]);
    expect(results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe('packages/pay/src/pay.ts');
    expect(automationDetails.id).toBe('unleak/tree/packages/pay/');
  });

  it('holds no value, but in lines that were asked for in full', () => {
    const locations = [locateIn(`k = '${value}'`, value, { path: `${value}.txt` })];
    const finding = makeFinding(value, {
      locations,
      parts: { user: new Secret(makeValue('part')) },
      status: 'allowed',
      reason: value,
    });
    const report = makeReport([finding], { complete: false, skipped: [{ what: value, why: value }] });
    const text = (showSecrets: boolean): string =>
      [...sarif.render(report, { ...quiet, verbose: true, showSecrets })].join('');
    expect(text(false)).not.toContain(value.slice(8));
    expect(text(true)).toContain(value);
  });

  it('is valid whatever stands in the repository', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.nat(), (path, words, line) => {
        const locations = [makeLocation({ path, author: words, date: words, line: line + 1, endLine: line + 1 })];
        const finding = makeFinding(value, { locations, title: words, why: words, revoke: words, reason: words });
        render(makeReport([finding], { complete: false, skipped: [{ what: path, why: words }] }), { verbose: true });
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is more than an upload may hold', () => {
  it('is cut from the least severe end, and said', () => {
    const severe = Array.from({ length: 24_999 }, (_, at) => makeFinding(value, { id: `h${at}` }));
    const mild = Array.from({ length: 3 }, (_, at) => makeFinding(value, { id: `l${at}`, severity: 'low' }));
    const run = JSON.parse([...sarif.render(makeReport([...mild, ...severe]), quiet)].join('')) as { runs: [Run] };
    const { results, invocations } = run.runs[0];
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ level }) => level === 'note')).toHaveLength(1);
    expect(invocations[0].toolExecutionNotifications).toMatchObject([
      {
        level: 'warning',
        message: { text: expect.stringContaining('2 results are left out (2 of level note)') as string },
      },
    ]);
  });

  it('is cut before the compressed file has 10 MB', () => {
    const noise = makeValue('noise', '{an:30000}');
    const results = Array.from({ length: 1000 }, (_, at) => ({
      level: 'error' as const,
      at,
      noise: rotate(noise, at),
    }));
    const left = new Map<string, number>();
    const lines = [...limitResults(results, left)];
    expect(lines.length).toBeGreaterThan(300);
    expect(lines.length + (left.get('error') ?? 0)).toBe(1000);
    expect(left.get('error')).toBeGreaterThan(0);
  });
});

/** Another text of the same letters, as hard to compress. */
function rotate(text: string, by: number): string {
  return [...text].map((letter, at) => String.fromCharCode(33 + ((letter.charCodeAt(0) * (at + by)) % 90))).join('');
}
