/** What the page makes of its data: filters, groups, columns of time and areas, all without a browser. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFilter, isWithin, noFilter } from '../../../src/report/html/client/filter.ts';
import type { Filter } from '../../../src/report/html/client/filter.ts';
import { groupRows, sortRows } from '../../../src/report/html/client/group.ts';
import { ageInDays, buildModel, formatAge } from '../../../src/report/html/client/model.ts';
import type { Model, Row } from '../../../src/report/html/client/model.ts';
import { countByTime, summariseAges } from '../../../src/report/html/client/timeline.ts';
import { layOut, listFolders } from '../../../src/report/html/client/treemap.ts';
import type { FindingData, PlaceData } from '../../../src/report/html/page-data.ts';

const paths = ['src/pay.ts', 'src/deep/down/key.ts', 'docs/README.md', 'srcs/x'];
const authors = ['Ada Novak <ada@a.example>', 'Ben Okafor <ben@b.example>'];

function place(path: number, date = '', author = -1): PlaceData {
  return [path, 1, 1, '', date, author, 'file', ''];
}

function build(findings: readonly Partial<FindingData>[], began = '2024-07-01T00:00:00Z'): Model {
  const base: FindingData = {
    ...{
      id: '',
      rule: 0,
      severity: 'high',
      confidence: 'high',
      status: 'open',
      liveness: 'unknown',
      secret: '',
      length: 9,
    },
    places: [place(0)],
  };
  const rules = ['acme', 'other'].map((id) => ({ id, title: `${id} token`, why: '' }));
  const data = { mode: 'history' as const, began, rules, paths, authors };
  return buildModel({ ...data, findings: findings.map((finding, at) => ({ ...base, id: String(at), ...finding })) });
}

const idsOf = (rows: readonly Row[]): string => rows.map(({ finding }) => finding.id).join('');

describe('a filter', () => {
  const model = build([
    { severity: 'critical', places: [place(0, '2024-01-01', 0)] },
    { severity: 'low', confidence: 'low', places: [place(1), place(2)] },
    { status: 'baseline', rule: 1, places: [place(2, '2024-02-02', 1), place(3, '', 0)] },
    { liveness: 'dead', places: [place(3)] },
  ]);

  it.each<[string, Partial<Filter>, string]>([
    ['nothing', {}, '0123'],
    ['severities', { severities: new Set(['critical', 'low']) }, '01'],
    ['confidence', { confidences: new Set(['low']) }, '1'],
    ['status: a dead one is not open', { states: new Set(['open']) }, '01'],
    ['status: revoked', { states: new Set(['ended']) }, '3'],
    ['rule', { rule: 'other' }, '2'],
    ['part of a path, without case', { path: ' READ' }, '12'],
    ['folder, not what begins like it', { folder: 'src' }, '01'],
    ['folder and path at one place', { folder: 'docs', path: 'src' }, ''],
    ['author by name', { author: 'novak' }, '02'],
    ['author by address', { author: '@b.example' }, '2'],
    ['two at once', { author: 'ada', rule: 'acme' }, '0'],
  ])('by %s', (_, filter, ids) => {
    expect(idsOf(applyFilter(model, { ...noFilter, ...filter }))).toBe(ids);
  });

  it.each([
    ['a/b', 'a', true],
    ['a', 'a', true],
    ['ab', 'a', false],
    ['a', '', true],
  ])('%s is within %j: %s', (path, folder, within) => {
    expect(isWithin(path, folder)).toBe(within);
  });
});

describe('a group', () => {
  const model = build([
    { severity: 'critical', places: [place(0, '2024-06-30', 0), place(2)] },
    { severity: 'low', rule: 1, places: [place(2, '2020-01-01', 1)] },
    { severity: 'medium' },
  ]);
  const groups = (by: Parameters<typeof groupRows>[1]): string[] =>
    groupRows(model.rows, by, model).map(({ label, rows }) => `${label}: ${idsOf(rows)}`);

  it.each([
    ['secret', []],
    ['file', ['docs/README.md: 01', 'src/pay.ts: 02']],
    ['author', ['Ada Novak <ada@a.example>: 0', 'no author known: 2', 'Ben Okafor <ben@b.example>: 1']],
    ['age', ['more than 3 years: 1', 'less than a week: 0', 'no date known: 2']],
    ['rule', ['acme token: 02', 'other token: 1']],
  ] as const)('by %s, the most severe first', (by, expected) => {
    expect(groups(by)).toEqual(expected);
  });

  it.each([
    ['severity', '012'],
    ['oldest', '102'],
    ['newest', '012'],
    ['places', '012'],
  ] as const)('in the order %s', (order, ids) => {
    expect(idsOf(sortRows(model.rows, order))).toBe(ids);
  });
});

describe('time', () => {
  const cameIn = (...dates: readonly string[]): Model => build(dates.map((date) => ({ places: [place(0, date)] })));

  it.each([
    [
      ['2024-05-30T10:00:00Z', '2024-06-02T10:00:00Z'],
      ['2024-05-30', '2024-05-31', '2024-06-01', '2024-06-02'],
    ],
    [
      ['2024-01-31', '2024-04-30'],
      ['2024-01', '2024-02', '2024-03', '2024-04'],
    ],
    [
      ['2020-01-31', '2024-06-30'],
      ['2020 Q1', '2024 Q2'],
    ],
    [
      ['2009-12-31', '2024-01-01'],
      ['2009', '2024'],
    ],
    [['2024-06-02'], ['2024-06-02']],
  ])('of %j is in columns without gaps', (dates, labels) => {
    const columns = countByTime(cameIn(...dates).rows);
    const ends = labels.length === 2 ? [columns[0]?.label, columns.at(-1)?.label] : columns.map(({ label }) => label);
    expect(ends).toEqual(labels);
    expect(columns.length).toBeLessThanOrEqual(36);
    expect(columns.reduce((sum, { total }) => sum + total, 0)).toBe(dates.length);
  });

  it('in any two dates has few columns that hold all secrets', () => {
    const date = fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(date, { minLength: 1, maxLength: 20 }), (dates) => {
        const columns = countByTime(cameIn(...dates.map((each) => each.toISOString())).rows);
        expect(columns.length).toBeLessThanOrEqual(41);
        expect(columns.reduce((sum, { total }) => sum + total, 0)).toBe(dates.length);
      }),
    );
  });

  it('without dates has none', () => {
    expect(countByTime(build([{}]).rows)).toEqual([]);
  });

  it('is counted to the scan, and ends with a revoked secret', () => {
    const model = build([
      { places: [place(0, '2024-06-30')] },
      { places: [place(0, '2024-06-01'), place(1, '2024-05-01')] },
      { places: [place(0, '2001-01-01')], liveness: 'dead' },
    ]);
    const { counts, median, oldest } = summariseAges(model.rows, model.now);
    expect([counts, median, oldest?.finding.id]).toEqual([[1, 0, 1, 0, 0, 0], 1, '1']);
  });

  it('of a scan without a date is counted to the last secret', () => {
    const { rows, now } = build([{ places: [place(0, '2024-06-30')] }, { places: [place(0, '2024-06-01')] }], '');
    expect(rows.map((row) => ageInDays(row, now))).toEqual([0, 29]);
  });

  it.each([
    [0, 'today'],
    [1, '1 day'],
    [59, '59 days'],
    [61, '2 months'],
    [800, '2.2 years'],
  ])('of %i days reads %s', (days, text) => {
    expect(formatAge(days)).toBe(text);
  });
});

describe('the treemap', () => {
  it('fills its box with areas in proportion that do not overlap', () => {
    const box = { x: 0, y: 0, width: 1000, height: 320 };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const items = sizes.toSorted((a, b) => b - a).map((size) => ({ size }));
        const total = sizes.reduce((a, b) => a + b);
        const areas = layOut(items, box);
        for (const { item, x, y, width, height } of areas) {
          expect(width * height).toBeCloseTo((item.size * 320_000) / total, 3);
          expect(x >= -0.001 && y >= -0.001 && x + width <= 1000.001 && y + height <= 320.001).toBe(true);
        }
        const overlaps = areas.some((a, at) =>
          areas
            .slice(at + 1)
            .some((b) => overlap(a.x, a.width, b.x, b.width) * overlap(a.y, a.height, b.y, b.height) > 0.01),
        );
        expect(overlaps).toBe(false);
      }),
    );
  });

  it('lists what lies directly in a folder, each secret once in each', () => {
    const model = build([
      { places: [place(0), place(1)] },
      { places: [place(1)], severity: 'low' },
      { places: [place(2)] },
    ]);
    const list = (folder: string, most = 9): unknown[] =>
      listFolders(model.rows, folder, { model, most }).map(({ name, path, size, counts }) => [
        name,
        path,
        size,
        counts.join(''),
      ]);
    expect(list('')).toEqual([
      ['src', 'src', 2, '0101'],
      ['docs', 'docs', 1, '0100'],
    ]);
    expect(list('src')).toEqual([
      ['deep', 'src/deep', 2, '0101'],
      ['pay.ts', 'src/pay.ts', 1, '0100'],
    ]);
    expect(list('src/pay.ts')).toEqual([]);
    expect(list('', 1)).toEqual([['2 smaller ones', undefined, 3, '0201']]);
  });
});

function overlap(a: number, lengthA: number, b: number, lengthB: number): number {
  return Math.max(0, Math.min(a + lengthA, b + lengthB) - Math.max(a, b));
}
