/** The way from a source to a report, with sources that misbehave. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../src/catalogue/template.ts';
import { runScan } from '../../src/commands/pipeline.ts';
import { createDetector } from '../../src/detect/detector.ts';
import { UserError } from '../../src/errors.ts';
import { noBaseline } from '../../src/suppress/baseline.ts';
import { createSuppressor } from '../../src/suppress/suppress.ts';
import type { Chunk, Confidence, ScanReport, Source } from '../../src/types.ts';

const detector = createDetector();
const token = expandTemplate('{github:ghp}', randomUUID());

function chunk(path: string, text: string): Chunk {
  return { path, origin: { via: 'file' }, bytes: Buffer.from(text) };
}

function scan(
  source: Partial<Source>,
  options: { minConfidence?: Confidence; exclude?: string[] } = {},
): Promise<ScanReport> {
  const suppressor = createSuppressor({
    allow: [],
    exclude: options.exclude ?? [],
    baseline: noBaseline,
    inlineAllow: true,
    today: () => '2026-01-01',
    toConfigPath: (path) => path,
  });
  const whole: Source = { mode: 'tree', root: '/r', chunks: async function* () {}, ...source };
  return runScan(whole, { detector, suppressor, minConfidence: options.minConfidence ?? 'medium' });
}

describe('a scan', () => {
  it('is one finding a value, with all its places', async () => {
    const report = await scan({
      async *chunks({ stats }) {
        stats.files = 2;
        yield chunk('a', `x ${token}\n`);
        yield chunk('b', `\ny ${token}\n`);
      },
    });
    expect(report).toMatchObject({
      scan: { complete: true, mode: 'tree', root: '/r', stats: { files: 2 }, skipped: [] },
      findings: [
        {
          status: 'open',
          locations: [
            { path: 'a', line: 1, column: 3, commit: null },
            { path: 'b', line: 2 },
          ],
        },
      ],
    });
  });

  it('that skips something is not complete', async () => {
    const report = await scan({
      async *chunks({ skip }) {
        yield chunk('a', token);
        skip('b', 'gone');
      },
    });
    expect(report.scan).toMatchObject({ complete: false, skipped: [{ what: 'b', why: 'gone' }] });
    expect(report.findings).toHaveLength(1);
  });

  it('of a history tells what it skipped in the same order, whatever order it was skipped in', async () => {
    const gaps = [
      ['b', 'broken zip data (object b)'],
      ['z', 'missing or damaged (a/one)'],
      ['c', 'missing or damaged (b/two)'],
      ['7 more', 'missing or damaged'],
    ] as const;
    const report = await scan({
      mode: 'history',
      async *chunks({ skip }) {
        yield chunk('a', token);
        for (const [what, why] of [2, 0, 3, 1].map((index) => gaps[index]!)) skip(what, why);
      },
    });
    expect(report.scan.skipped.map(({ what, why }) => [what, why])).toEqual(gaps);
  });

  it('whose source gives up keeps what was found before', async () => {
    const report = await scan({
      async *chunks() {
        yield chunk('a', token);
        throw new UserError('incomplete', 'git was killed');
      },
    });
    expect(report.scan).toMatchObject({ complete: false, skipped: [{ what: '/r', why: 'git was killed' }] });
    expect(report.findings).toHaveLength(1);
  });

  it('whose places cannot be told shows where it read, and is not complete', async () => {
    const report = await scan({
      async *chunks() {
        yield chunk('a', token);
      },
      locate: () => Promise.reject(new UserError('incomplete', 'git was killed')),
    });
    expect(report).toMatchObject({
      scan: { complete: false },
      findings: [{ locations: [{ path: 'a', commit: null }] }],
    });
  });

  it.each([
    ['wrong usage', new UserError('usage', 'no such range')],
    ['a bug', new TypeError('x is not a function')],
  ])('ends with %s', async (_, error) => {
    const source: Partial<Source> = {
      async *chunks() {
        yield chunk('a', token);
        throw error;
      },
    };
    await expect(scan(source)).rejects.toBe(error);
  });

  it('does not read what is excluded', async () => {
    const source: Partial<Source> = {
      async *chunks() {
        yield chunk('vendor/a', token);
        yield chunk('b', `x ${token}`);
      },
    };
    const report = await scan(source, { exclude: ['vendor/'] });
    expect(report.findings.flatMap(({ locations }) => locations.map(({ path }) => path))).toEqual(['b']);
  });

  it('lets timers and signals through, however busy the source is', async () => {
    const clock = { stopped: false };
    setTimeout(() => (clock.stopped = true), 1);
    const report = await scan({
      async *chunks() {
        while (!clock.stopped) yield chunk('a', 'nothing\n'.repeat(1000));
      },
    });
    expect([clock.stopped, report.findings]).toEqual([true, []]);
  });
});
