import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { junit } from '../../src/report/junit.ts';
import type { ReportOptions, ScanReport } from '../../src/types.ts';
import { makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const value = makeValue('junit');
const quiet: ReportOptions = { showSecrets: false, color: false, verbose: false };

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  text: string;
}

/** All elements in order, of a document that is well-formed: the parser throws for any other. */
function render(report: ScanReport): Element[] {
  const parser = new SaxesParser();
  const elements: Element[] = [];
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes, text: '' }));
  parser.on('text', (text) => {
    const last = elements.at(-1);
    if (last !== undefined) last.text += text.trim();
  });
  parser.write([...junit.render(report, quiet)].join('')).close();
  return elements;
}

const namesOf = (elements: readonly Element[]): string[] => elements.map(({ name }) => name);

describe('a finding', () => {
  it('that is open is a failure with its places and what to do', () => {
    const locations = Array.from({ length: 25 }, (_, at) => makeLocation({ line: at + 1 }));
    const [, , test, failure] = render(makeReport([makeFinding(value, { locations })]));
    expect(test?.attributes).toEqual({
      classname: 'acme-token',
      name: 'Acme token tok_…**** in src/pay.ts:1',
      time: '0',
    });
    expect(failure).toMatchObject({
      name: 'failure',
      attributes: { type: 'finding', message: 'high: Acme token tok_…**** in src/pay.ts:1' },
    });
    expect(failure?.text).toContain('src/pay.ts:20\nand 5 more places\nwhy: Opens the till.\nnext: revoke it (https');
  });

  it.each([
    ['allowed', 'an example', 'allowed an example'],
    ['baseline', undefined, 'in the baseline'],
  ] as const)('that is %s is skipped', (status, reason, message) => {
    const finding = makeFinding(value, { status, ...(reason !== undefined && { reason }) });
    const [suites, suite, , skipped] = render(makeReport([finding]));
    expect(suites?.attributes).toMatchObject({ tests: '1', failures: '0', errors: '0' });
    expect(suite?.attributes).toMatchObject({ skipped: '1' });
    expect(skipped).toMatchObject({ name: 'skipped', attributes: { message } });
  });
});

it('a clean scan is one test that passes', () => {
  const elements = render(makeReport([]));
  expect(namesOf(elements)).toEqual(['testsuites', 'testsuite', 'testcase']);
  expect(elements[0]?.attributes).toEqual({ name: 'unleak', tests: '1', failures: '0', errors: '0', time: '0.005' });
});

it('an incomplete scan has errors and no test that passes', () => {
  const elements = render(makeReport([], { complete: false, skipped: [{ what: 'a.zip', why: 'damaged' }] }));
  expect(namesOf(elements)).toEqual(['testsuites', 'testsuite', 'testcase', 'error']);
  expect(elements[0]?.attributes).toMatchObject({ tests: '1', errors: '1' });
  expect(elements[3]?.text).toBe('damaged');
});

it('is well-formed whatever stands in the repository', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", ']]>', '\u0000', '\uffff', '\ud800', '<!--') }),
  );
  fc.assert(
    fc.property(words, words, (path, text) => {
      const finding = makeFinding(value, {
        locations: [makeLocation({ path })],
        title: text,
        why: text,
        reason: text,
        revoke: text,
      });
      const report = makeReport([finding, { ...finding, status: 'allowed' }], {
        complete: false,
        skipped: [{ what: path, why: text }],
      });
      const kinds = ['testsuites', 'testsuite', 'testcase', 'error', 'testcase', 'failure', 'testcase', 'skipped'];
      expect(namesOf(render(report))).toEqual(kinds);
    }),
  );
});
