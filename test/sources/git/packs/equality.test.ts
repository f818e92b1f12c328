/** Reading packs ourselves gives the same report, byte for byte, as reading every object through git, however the repository is packed. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Confidence } from '../../../../src/types.ts';
import { openRepository } from '../../../../src/git/repository.ts';
import { readObjectStore } from '../../../../src/sources/git/packs/object-store.ts';
import { createPlant, importRandomHistory } from '../../../fixtures/random-history.ts';
import { cloneRepository, createRepository, type TestRepository } from '../../../fixtures/repository.ts';
import { patterns } from '../../../../patterns/index.ts';
import { createDetector } from '../../../../src/detect/detector.ts';
import { compileOwnPatterns } from '../../../../src/detect/own-patterns.ts';
import { firstOf, someOf } from '../../../fixtures/thorough.ts';
import { fill } from '../../../fixtures/scan-text.ts';
import { printReport, sweepReport } from '../../../fixtures/sweep-report.ts';

async function expectSame(repository: TestRepository): Promise<void> {
  expect(readObjectStore(openRepository(repository.path))).toBeDefined();
  const packs = await sweepReport(repository.path, 'packs');
  expect(printReport(packs)).toBe(printReport(await sweepReport(repository.path, 'git')));
}

async function expectEqual(repository: TestRepository, levels: readonly Confidence[] = ['medium']): Promise<void> {
  // Else it would be git that is compared with git.
  expect(readObjectStore(openRepository(repository.path))).toBeDefined();
  for (const least of levels) {
    const packs = await sweepReport(repository.path, 'packs', { least });
    const git = await sweepReport(repository.path, 'git', { least });
    expect(packs.located.length).toBeGreaterThan(1);
    expect(printReport(packs)).toBe(printReport(git));
  }
}

function createHistory(seed: string, ...options: string[]): TestRepository {
  const repository = createRepository(...options);
  importRandomHistory(repository, { seed, files: 6, commits: 60 });
  return repository;
}

describe('one pack', () => {
  it.each(
    someOf<[string, readonly string[], readonly string[]]>([
      ['as fast-import leaves it', [], []],
      ['deltas by distance', ['repack', '-adfq', '--depth=50', '--window=20'], []],
      ['deltas by id', ['repack', '-adfq'], ['repack.useDeltaBaseOffset', 'false']],
      ['chains of hundreds', ['repack', '-adfq', '--depth=900', '--window=60'], []],
      ['no deltas', ['repack', '-adfq', '--depth=0'], []],
      ['a bitmap and a multi-pack index', ['repack', '-adfqb', '--write-midx'], []],
      ['weak compression', ['repack', '-adFq'], ['pack.compression', '1']],
      ['no compression', ['repack', '-adFq'], ['core.compression', '0']],
    ]),
  )('%s', async (name, args, config) => {
    const repository = createHistory(name);
    if (config.length > 0) repository.git('config', ...config);
    if (args.length > 0) repository.git(...args);
    await expectEqual(repository);
  });

  it.each(firstOf(Array.from({ length: 3 }, (_, i) => `random ${i}`)))('%s', async (seed) => {
    const repository = createHistory(seed);
    repository.git('repack', '-adfq', '--window=30', `--depth=${5 + (seed.length % 3) * 40}`);
    await expectEqual(repository, ['low', 'medium', 'high']);
  });

  it('of SHA-256 ids', async () => {
    const repository = createHistory('sha256', '--object-format=sha256');
    repository.git('repack', '-adfq');
    await expectEqual(repository);
  });
});

it('a value that is all of a file is found in its packs, and one that is all of a message is none', async () => {
  const repository = createRepository();
  const [value, other] = [fill('7d3f{hex:24}9a1c.A5x{an:10}Q7b'), fill('4b2e{hex:24}8c7d.Z3k{an:10}W9m')];
  repository.commit('one', { 'a.txt': value, 'b.txt': `${'words and words\n'.repeat(80)}${other}\n` });
  repository.commit(other, { 'a.txt': `${value}\nand words\n` });
  repository.commit('three', { 'b.txt': `${other}\n` });
  repository.git('repack', '-adfq');
  await expectEqual(repository, ['low', 'medium']);
  const { located } = await sweepReport(repository.path, 'packs');
  expect(located.map(({ sighting }) => sighting.secret.reveal()).toSorted()).toEqual([value, other].toSorted());
});

describe('a file that only its name tells to be a credential', () => {
  const value = fill('3f8a{hex:24}91c7');
  const told = async (repository: TestRepository): Promise<readonly string[]> => {
    await expectSame(repository);
    const { located } = await sweepReport(repository.path, 'packs');
    return located.flatMap(({ sighting, locations }) =>
      locations.map(({ path }) => `${sighting.pattern} ${path} ${String(sighting.secret.reveal() === value)}`),
    );
  };
  const everywhere = [['packed', ['repack', '-adfq']] as const, ['loose', ['unpack-objects', '-q']] as const];

  it.each(everywhere)('is found, %s', async (_, pack) => {
    const repository = createRepository();
    repository.commit('one', { 'config/master.key': `${value}\n`, 'a.txt': 'nothing\n' });
    repository.commit('two', { 'config/master.key': 'moved to the vault\n' });
    if (pack[0] === 'repack') repository.git(...pack);
    expect(await told(repository)).toEqual(['generic-lone-credential config/master.key true']);
  });

  it('is found with all its paths, whatever it was called first', async () => {
    const repository = createRepository();
    repository.commit('one', { 'notes.txt': `${value}\n` });
    repository.commit('two', { 'db_password.txt': `${value}\n` });
    repository.git('repack', '-adfq');
    expect(await told(repository)).toEqual(
      ['notes.txt', 'db_password.txt'].map((path) => `generic-lone-credential ${path} true`),
    );
  });

  it('is found once where a pattern finds it, too', async () => {
    const repository = createRepository();
    const text = fill('7d3f{hex:24}9a1c.A5x{an:10}Q7b');
    repository.commit('one', { api_token: text });
    repository.git('repack', '-adfq');
    expect(await told(repository)).toEqual(['generic-lone-credential api_token false']);
  });

  it.each([
    ['of another name', 'notes.txt', `${value}\n`],
    ['with a word before it', 'config/master.key', `key ${value}\n`],
    ['of more lines', 'config/master.key', `${value}\n${value}\n`],
    ['of more bytes', 'config/master.key', `${value}\n${'\n'.repeat(700)}`],
    ['of a program', 'master_key.py', `${value}\n`],
    ['of a word', 'db_password.txt', 'password\n'],
  ])('is none %s', async (_, path, text) => {
    const repository = createRepository();
    repository.commit('one', { [path]: text });
    repository.git('repack', '-adfq');
    expect(await told(repository)).toEqual([]);
  });

  it('is none where a tree has it that belongs to no commit', async () => {
    const repository = createRepository();
    repository.commit('one', { 'notes.txt': `${value}\n` });
    repository.git('mv', 'notes.txt', 'master.key');
    repository.git('write-tree');
    repository.git('repack', '-adfq', '--keep-unreachable');
    expect(repository.git('count-objects', '-v')).toContain('in-pack: 4');
    expect(await told(repository)).toEqual([]);
  });
});

it("a user's own patterns are looked for in packs, too", async () => {
  const repository = createRepository();
  repository.commit('one', { 'a.txt': `nothing\nkey ${fill('acme-{hex:24}')}\n` });
  repository.git('repack', '-adq');
  const { title, severity, why, revoke, references, match, miss } = patterns[0]!;
  const rest = { title, severity, why, revoke, references, match, miss };
  const own = { ...rest, id: 'acme-key', regex: /\b(?<secret>acme-[0-9a-f]{24})\b/, keywords: ['acme-'] };
  const detector = createDetector({ compiled: compileOwnPatterns([own]) });
  const packs = await sweepReport(repository.path, 'packs', { detector });
  expect(packs.located.map(({ sighting }) => sighting.pattern)).toEqual(['acme-key']);
});

describe('more than one place', () => {
  it('several packs with the same objects, and loose ones', async () => {
    const repository = createHistory('several');
    repository.git('repack', '-adfq');
    importRandomHistory(repository, { seed: 'more', files: 5, commits: 30 });
    repository.git('repack', '-aq');
    repository.commit('loose', { 'loose.txt': createPlant('loose'), 'other.txt': 'nothing' });
    await expectEqual(repository);
  });

  it('a cruft pack of what is unreachable', async () => {
    const repository = createHistory('cruft');
    repository.git('checkout', '-q', '-f', 'main');
    repository.git('reset', '-q', '--hard', 'HEAD~25');
    repository.git('reflog', 'expire', '--expire=now', '--all');
    repository.git('repack', '--cruft', '-dfq');
    await expectEqual(repository);
  });

  it('an alternate', async () => {
    const source = createHistory('alternate');
    source.git('repack', '-adfq');
    const clone = cloneRepository(source, '--shared', '--bare');
    await expectEqual(clone);
  });

  it('an alternate that is gone', async () => {
    const source = createHistory('gone');
    source.git('repack', '-adfq');
    const clone = cloneRepository(source, '--shared', '--bare');
    clone.git('repack', '-aq');
    rmSync(source.path, { recursive: true });
    await expectEqual(clone);
  });

  it('a fetched pack whose bases were added to it', async () => {
    const source = createHistory('thin');
    const clone = cloneRepository(source, '--bare');
    importRandomHistory(source, { seed: 'thinner', files: 12, commits: 40 });
    clone.git('config', 'fetch.unpackLimit', '1');
    clone.git('fetch', '-q', 'origin', '+refs/heads/*:refs/remotes/origin/*');
    await expectEqual(clone);
  });

  it('a partial clone says the same of what it lacks', async () => {
    const source = createHistory('partial');
    source.git('config', 'uploadpack.allowFilter', 'true');
    const clone = cloneRepository(source, '--bare', '--filter=blob:limit=4k');
    const packs = await sweepReport(clone.path, 'packs');
    expect(packs.skipped).not.toEqual([]);
    expect(printReport(packs)).toBe(printReport(await sweepReport(clone.path, 'git')));
  });

  it('a worktree, and a bare repository', async () => {
    const repository = createHistory('worktree');
    repository.git('repack', '-adfq');
    repository.git('worktree', 'add', '-q', '--detach', join(repository.path, '..', 'tree'), 'main');
    await expectEqual({ ...repository, path: join(repository.path, '..', 'tree') });
    await expectEqual(cloneRepository(repository, '--bare'));
  });
});
