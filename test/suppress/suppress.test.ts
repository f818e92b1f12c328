import { describe, expect, it } from 'vitest';
import { createFingerprinter, publicSalt } from '../../src/detect/fingerprint.ts';
import { Secret } from '../../src/secret.ts';
import type { AllowEntry } from '../../src/suppress/allow.ts';
import { noBaseline } from '../../src/suppress/baseline.ts';
import { createSuppressor } from '../../src/suppress/suppress.ts';
import type { SuppressOptions } from '../../src/suppress/suppress.ts';
import type { LocatedSighting } from '../../src/types.ts';
import { makeFinding, makeLocation, makeValue } from '../fixtures/reports.ts';

const value = makeValue('suppress');
const salt = 'f'.repeat(32);

function setUp(options: Partial<SuppressOptions> = {}) {
  return createSuppressor({
    allow: [],
    exclude: [],
    baseline: noBaseline,
    inlineAllow: true,
    today: () => '2026-06-15',
    toConfigPath: (path) => path,
    ...options,
  });
}

function sight(paths: readonly string[], allowed?: string): LocatedSighting {
  const position = { offset: 0, line: 3, column: 7 };
  return {
    sighting: {
      pattern: 'acme-token',
      secret: new Secret(value),
      parts: {},
      confidence: 'high',
      start: position,
      end: position,
      lineHash: '',
      frame: { firstLine: 3, firstColumn: 1, text: new Secret(value) },
      path: paths[0] ?? '',
      origin: { via: 'file' },
      ...(allowed !== undefined && { allowed }),
    },
    locations: paths.map((path) => makeLocation({ path })),
  };
}

/** Path and reason of each place after the allow stage; undefined for an open one. */
function judge(
  options: Partial<SuppressOptions>,
  ...located: readonly LocatedSighting[]
): [string, string | undefined][] {
  const places = setUp(options).allowPlaces(located);
  return places.flatMap(({ sighting, locations }) =>
    locations.map(({ path }): [string, string | undefined] => [path, sighting.allowed]),
  );
}

const keys = createFingerprinter(salt);
const sharedKeys = createFingerprinter(publicSalt);

describe('allow entries', () => {
  it.each<[string, AllowEntry, string | undefined]>([
    ['a path', { paths: ['src/**'] }, ''],
    ['a path and its reason', { paths: ['other', 'src'], reason: 'why' }, 'why'],
    ['another path', { paths: ['test/**'] }, undefined],
    ['a pattern', { patterns: ['acme-token'] }, ''],
    ['another pattern', { patterns: ['acme-key'] }, undefined],
    ['a pattern in another path', { patterns: ['acme-token'], paths: ['test/**'] }, undefined],
    ['the key of the value', { values: [keys.key(new Secret(value))] }, ''],
    ['the id of the finding', { values: [keys.id('acme-token', new Secret(value))] }, ''],
    ['an id from before the baseline', { values: [sharedKeys.id('acme-token', new Secret(value))] }, ''],
    ['the id under another rule', { values: [keys.id('acme-key', new Secret(value))] }, undefined],
    ['another value', { values: [keys.key(new Secret('x'))] }, undefined],
    ['the last day', { paths: ['src'], expires: '2026-06-15' }, ''],
    ['the day after', { paths: ['src'], expires: '2026-06-14' }, undefined],
  ])('%s', (_, entry, reason) => {
    const options = { allow: [entry], baseline: { salt, entries: new Map() } };
    expect(judge(options, sight(['src/a.ts']))).toEqual([['src/a.ts', reason]]);
  });

  it('allow some places of a value and leave the others open', () => {
    expect(
      judge({ allow: [{ paths: ['test'], reason: 'fake' }] }, sight(['src/a.ts', 'test/a.ts', 'src/b.ts'])),
    ).toEqual([
      ['src/a.ts', undefined],
      ['src/b.ts', undefined],
      ['test/a.ts', 'fake'],
    ]);
  });

  it('see paths from the folder of the configuration', () => {
    expect(
      judge({ allow: [{ paths: ['/app/src'] }], toConfigPath: (path) => `app/${path}` }, sight(['src/a.ts'])),
    ).toEqual([['src/a.ts', '']]);
  });

  it('come after a comment on the line, which gives the reason', () => {
    const options = { allow: [{ paths: ['src'], reason: 'entry' }] };
    expect(judge(options, sight(['src/a.ts'], 'comment'))).toEqual([['src/a.ts', 'comment']]);
    expect(judge({ ...options, inlineAllow: false }, sight(['src/a.ts'], 'comment'))).toEqual([['src/a.ts', 'entry']]);
  });

  it('are told when they are of no use or past their day', () => {
    const suppressor = setUp({
      allow: [
        { paths: ['src'] },
        { paths: ['gone'], reason: 'old' },
        { patterns: ['acme-token'], expires: '2020-01-01' },
      ],
    });
    suppressor.allowPlaces([sight(['src/a.ts'])]);
    expect(suppressor.unused()).toEqual([
      'configuration: allow[1] (gone) allows nothing that is there: old',
      'configuration: allow[2] (acme-token) expired on 2020-01-01',
    ]);
  });
});

describe('comments on the line', () => {
  it('count for nothing when they are not to be honoured', () => {
    expect(judge({}, sight(['a'], 'why'))).toEqual([['a', 'why']]);
    expect(judge({ inlineAllow: false }, sight(['a'], 'why'))).toEqual([['a', undefined]]);
  });
});

describe('excluded paths', () => {
  it('are not places at all', () => {
    expect(judge({ exclude: ['vendor/'] }, sight(['vendor/a', 'b']), sight(['vendor/c']))).toEqual([['b', undefined]]);
    expect(setUp({ exclude: ['vendor/'] }).isExcluded('x/vendor/y')).toBe(true);
  });
});

describe('the baseline', () => {
  const entry = { key: keys.key(new Secret(value)), rule: 'another-name', reason: 'known' };
  const baseline = { salt, entries: new Map([[entry.key, entry]]) };

  it('accepts the value wherever it moves and whatever the rule is called', () => {
    const moved = makeFinding(value, { locations: [makeLocation({ path: 'elsewhere', line: 99 })] });
    expect(setUp({ baseline }).applyBaseline([moved])).toMatchObject([{ status: 'baseline', reason: 'known' }]);
  });

  it('never accepts a changed value in the same place', () => {
    expect(setUp({ baseline }).applyBaseline([makeFinding(`${value}x`)])).toMatchObject([{ status: 'open' }]);
  });

  it('means nothing with another salt', () => {
    expect(
      setUp({ baseline: { ...baseline, salt: 'e'.repeat(32) } }).applyBaseline([makeFinding(value)]),
    ).toMatchObject([{ status: 'open' }]);
  });

  it('leaves what is allowed already as it is, and counts as used', () => {
    const suppressor = setUp({ baseline });
    expect(suppressor.applyBaseline([makeFinding(value, { status: 'allowed', reason: 'comment' })])).toMatchObject([
      { status: 'allowed', reason: 'comment' },
    ]);
    expect(suppressor.unused()).toEqual([]);
  });

  it('tells entries that are not found any more', () => {
    expect(setUp({ baseline }).unused()).toEqual([`baseline: ${entry.key} another-name is not found any more`]);
  });
});
