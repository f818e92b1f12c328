/** A sweep that tells the findings which its state remembers: the report is that of a whole sweep, and no value is kept for it. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { compileOwnPatterns } from '../../../../src/detect/own-patterns.ts';
import { createDetector } from '../../../../src/detect/detector.ts';
import { createFingerprinter, publicSalt } from '../../../../src/detect/fingerprint.ts';
import { expandTemplate } from '../../../../src/catalogue/template.ts';
import { createRandom } from '../../../../src/catalogue/random.ts';
import { Secret } from '../../../../src/secret.ts';
import type { Confidence } from '../../../../src/types.ts';
import { createPlant, importRandomHistory } from '../../../fixtures/random-history.ts';
import { createRepository, temporaryFolder, type TestRepository } from '../../../fixtures/repository.ts';
import { fill } from '../../../fixtures/scan-text.ts';
import { sweepWhole, tellWhole, tellWithState, type TellOptions } from '../../../fixtures/state-sweep.ts';
import { firstOf, someOf, stride } from '../../../fixtures/thorough.ts';

vi.setConfig({ testTimeout: 600_000 });

const fresh = (): string => join(temporaryFolder(), 'state');

interface Planted {
  readonly repository: TestRepository;
  readonly file: string;
  /** A value that is certain in keys.env, and one that is guessed easily in weak.env. */
  readonly value: string;
  readonly weak: string;
}

/** Two findings whose files have had several versions, a file without any, and a branch that is merged. */
function createPlanted(): Planted {
  const repository = createRepository();
  const value = fill('{b64:40}');
  // Always the same, as some of so few characters would be words.
  const weak = expandTemplate('{an:9}', 'weak');
  repository.commit('one', { 'keys.env': `aws_secret_access_key = ${value}\n`, 'plain.txt': 'nothing\n' });
  repository.commit('two', { 'weak.env': `see https://carl:${weak}@db.acme-internal.net/\n` });
  repository.git('branch', 'merged');
  repository.commit('three', { 'keys.env': `# moved\naws_secret_access_key = ${value}\n` });
  return { repository, file: fresh(), value, weak };
}

/** What happens between two sweeps, whether the earlier findings are told again, and from which confidence on. */
const changes: readonly [string, (planted: Planted) => void, boolean, Confidence?][] = [
  ['nothing', () => {}, true],
  ['commits that hold nothing', ({ repository }) => addPlain(repository, 3), true],
  [
    'commits in a pack',
    ({ repository }) => {
      addPlain(repository, 60);
      repository.git('repack', '-dq');
    },
    true,
  ],
  [
    'a garbage collection',
    ({ repository }) => {
      addPlain(repository, 2);
      repository.git('gc', '-q');
    },
    true,
  ],
  ['a deleted branch that was merged', ({ repository }) => void repository.git('branch', '-D', 'merged'), true],
  [
    'a commit that removes the file',
    ({ repository }) => {
      rmSync(join(repository.path, 'keys.env'));
      repository.commit('remove', {});
    },
    true,
  ],
  [
    'a value that is uncertain everywhere',
    ({ repository }) => void repository.commit('uncertain', { 'u.txt': `Token ${expandTemplate('{an:40}', 'u')}\n` }),
    true,
    'high',
  ],
  [
    'an old value in another file',
    ({ repository, value }) => void repository.commit('again', { 'other.env': `aws_secret_access_key = ${value}\n` }),
    false,
  ],
  [
    'an old value where it is uncertain',
    ({ repository, value }) => void repository.commit('again', { 'other.txt': `Token ${value}\n` }),
    false,
    'high',
  ],
  [
    'a weak old value in another file',
    ({ repository, weak }) =>
      void repository.commit('again', { 'other.env': `see https://carl:${weak}@db.acme-internal.net/\n` }),
    false,
  ],
  [
    'a file that moves',
    ({ repository }) => {
      repository.git('mv', 'keys.env', 'moved.env');
      repository.commit('move', {});
    },
    false,
  ],
  [
    'an old version that comes back',
    ({ repository }) =>
      void repository.commit('back', { 'keys.env': repository.run(['show', 'HEAD~2:keys.env']).toString() }),
    false,
  ],
  ['a new value', ({ repository }) => void repository.commit('new', { 'new.txt': createPlant('new') }), false],
  ['a rewritten history', ({ repository }) => void repository.git('commit', '-q', '--amend', '-m', 'other'), false],
];

function addPlain(repository: TestRepository, count: number): void {
  for (let i = 0; i < count; i++) repository.commit(`plain ${i}`, { [`plain${i % 50}.txt`]: `line ${i}\n` });
}

describe('the findings of an earlier sweep', () => {
  it.each(someOf(changes))('after %s', async (_, change, isRecalled, least = 'medium') => {
    const options = { least };
    const planted = createPlanted();
    const { repository, file } = planted;
    const first = await tellWithState(repository.path, file, options);
    expect(first.json).toBe((await tellWhole(repository.path, options)).json);
    change(planted);
    const whole = await tellWhole(repository.path, options);
    const next = await tellWithState(repository.path, file, options);
    expect(next.json).toBe(whole.json);
    expect(next.isRecalled, next.notes.join()).toBe(isRecalled);
    const last = await tellWithState(repository.path, file, options);
    expect([last.json, last.isRecalled]).toEqual([whole.json, true]);
  });

  it.each(
    someOf<[string, (planted: Planted) => TellOptions]>([
      ['an allowed path', () => ({ suppression: { allow: [{ paths: ['keys.env'] }] } })],
      [
        'a baseline',
        ({ value }) => {
          const key = createFingerprinter(publicSalt).key(new Secret(value));
          const entries = new Map([[key, { key, rule: 'aws-secret-access-key' }]]);
          return { suppression: { baseline: { salt: publicSalt, entries } } };
        },
      ],
      ['an excluded path', () => ({ suppression: { exclude: ['keys.env'] } })],
      ['another folder that paths start from', () => ({ suppression: { toConfigPath: (path) => `x/${path}` } })],
      ['other patterns', () => ({ detector: createDetector({ compiled: compileOwnPatterns([ownPattern]) }) })],
      ['another least confidence', () => ({ least: 'high' })],
    ]),
  )('are not told where there is %s since', async (_, change) => {
    const planted = createPlanted();
    const { repository, file } = planted;
    await tellWithState(repository.path, file);
    const options = change(planted);
    const next = await tellWithState(repository.path, file, options);
    expect(next.isRecalled).toBe(false);
    expect(next.json).toBe((await tellWhole(repository.path, options)).json);
    expect((await tellWithState(repository.path, file, options)).isRecalled).toBe(true);
  });

  it('are not told where an uncertain value may be that of an excluded path', async () => {
    const { repository, file, value } = createPlanted();
    const options = { suppression: { exclude: ['keys.env'] }, least: 'high' } as const;
    await tellWithState(repository.path, file, options);
    repository.commit('again', { 'other.txt': `Token ${value}\n` });
    const next = await tellWithState(repository.path, file, options);
    expect(next.json).toContain('other.txt');
    expect(next.json).toBe((await tellWhole(repository.path, options)).json);
  });

  it('are told of thousands', async () => {
    const { repository, file } = createPlanted();
    const lines = Array.from(
      { length: 1500 },
      (_, i) => `aws_secret_access_key = ${expandTemplate('{b64:40}', `${i}`)}\n`,
    );
    repository.commit('many', { 'many.env': lines.join('') });
    await tellWithState(repository.path, file);
    addPlain(repository, 2);
    const next = await tellWithState(repository.path, file);
    expect(next.isRecalled).toBe(true);
    expect(next.json.split('"id":').length).toBeGreaterThan(1000);
    expect(next.json).toBe((await tellWhole(repository.path)).json);
  });

  it.each(firstOf(['a', 'b', 'c']))('while a random history grows, seed %s', async (seed) => {
    const source = createRepository();
    importRandomHistory(source, { seed: `recalled ${seed}`, files: 5, commits: 60 });
    source.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const random = createRandom(`steps ${seed}`);
    const grown = createRepository('--bare');
    const file = fresh();
    for (let back = 59; back >= 0; back -= stride * (1 + random.number(12))) {
      grown.git('fetch', '-q', source.path, `${source.git('rev-parse', `main~${back}`)}:refs/heads/main`);
      if (random.number(3) === 0) grown.git('gc', '-q');
      const next = await tellWithState(grown.path, file);
      expect(next.json).toBe((await tellWhole(grown.path)).json);
      expect((await tellWithState(grown.path, file)).json).toBe(next.json);
    }
  });
});

describe('deltas of old files in a new pack', () => {
  it.each(firstOf(['medium', 'low', 'high']))(
    'are told as a whole sweep tells them, from %s confidence on',
    async (least) => {
      const source = createRepository();
      importRandomHistory(source, { seed: `deltas ${least}`, files: 40, commits: 140 });
      source.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
      const grown = createRepository('--bare');
      const file = fresh();
      for (let back = 120; back >= 0; back -= 20 * stride) {
        const wanted = `${source.git('rev-parse', `main~${back}`)}:refs/heads/main`;
        grown.git('-c', 'fetch.unpackLimit=1', 'fetch', '-q', source.path, wanted);
        const next = await tellWithState(grown.path, file, { least });
        expect(next.json).toBe((await tellWhole(grown.path, { least })).json);
      }
    },
  );
});

const ownPattern = {
  id: 'own-thing',
  title: 'Own thing',
  severity: 'low',
  regex: /own_[a-z]{8}(?<secret>[0-9]{12})/,
  keywords: ['own_'],
  why: 'It is ours.',
  revoke: 'https://example.org/',
  references: [],
  match: [],
  miss: [],
} as const;

describe('the state', () => {
  it('holds no value in any writing', async () => {
    const { repository, file } = createPlanted();
    repository.commit(
      'more',
      Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`m${i}`, createPlant(`m${i}`)])),
    );
    await tellWithState(repository.path, file, { least: 'low' });
    const bytes = readFileSync(file);
    const { report } = await sweepWhole(repository.path, { least: 'low' });
    expect(report.findings.length).toBeGreaterThan(20);
    const lists = [bytes.toString('latin1'), Buffer.from(bytes.toString('latin1'), 'base64').toString('latin1')];
    const values = report.findings.flatMap(({ secret, parts }) => [secret, ...Object.values(parts)]);
    const written = values
      .map((value) => value.reveal())
      .filter(isLong)
      .flatMap(write);
    expect(written.filter((text) => lists.some((list) => list.includes(text)))).toEqual([]);
  });

  it.each<[string, (told: Record<string, unknown>) => unknown]>([
    ['no list', () => null],
    ['a finding without places', (told) => [{ ...told, locations: null }]],
    ['a finding whose mask is none', (told) => [{ ...told, secret: 'x' }]],
    ['a finding with parts of another type', (told) => [{ ...told, parts: { user: 1 } }]],
    ['a place in a log', (told) => [{ ...told, locations: [{ path: 'a', leak: null }] }]],
  ])('is damaged that tells %s', async (_, forge) => {
    const { repository, file } = createPlanted();
    await tellWithState(repository.path, file);
    const [, line = '', ...ids] = readFileSync(file, 'latin1').split('\n');
    const state = JSON.parse(line) as { report: { told: Record<string, unknown>[] } };
    const forged = { ...state, report: { ...state.report, told: forge(state.report.told[0]!) } };
    const body = Buffer.from([JSON.stringify(forged), ...ids].join('\n'), 'latin1');
    const sum = createHash('sha256').update(body).digest('hex');
    writeFileSync(file, Buffer.concat([Buffer.from(`unleak-sweep 4 ${sum}\n`), body]));
    const next = await tellWithState(repository.path, file);
    expect(next.notes).toEqual([expect.stringMatching(/is damaged/)]);
    expect(next.json).toBe((await tellWhole(repository.path)).json);
  });
});

/** Shorter ones are words: they stand in names of rules and paths. */
function isLong(value: string): boolean {
  return value.length >= 12;
}

function write(value: string): string[] {
  const bytes = Buffer.from(value);
  const inner = bytes.toString('base64').slice(2, -4);
  return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), bytes.toString('hex'), inner].filter(
    isLong,
  );
}
