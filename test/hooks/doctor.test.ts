/** `unleak doctor`: says that hooks work only when a canary was stopped, and finds out why when it was not. */
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, temporaryFolder, type TestRepository } from '../fixtures/repository.ts';
import { makeLeak, runCli, snapshot } from './cli.ts';

function createInstalled(): TestRepository {
  const repository = createRepository();
  repository.commit('Begin', { 'a.txt': 'a\n' });
  runCli(repository, ['init']);
  return repository;
}

describe('unleak doctor', () => {
  it('has the hook stop a canary, counts the bytes, and names the engine', () => {
    const { status, output } = runCli(createInstalled(), ['doctor']);
    expect(output).toMatch(/^ok {4}canary {6}the hook stopped a planted token: [1-9]\d* bytes/m);
    expect(output).toMatch(/^ok {4}harmless {4}the hook let a harmless file pass/m);
    expect(output).toMatch(/^ok {4}engine {6}re2/m);
    expect(status).toBe(0);
  });

  it('works before the first commit, in a work tree, and beside what is staged', () => {
    const unborn = createRepository();
    runCli(unborn, ['init']);
    expect(runCli(unborn, ['doctor']).status).toBe(0);
    const repository = createInstalled();
    repository.git('worktree', 'add', '-q', '../other');
    expect(runCli({ ...repository, path: join(repository.path, '../other') }, ['doctor']).status).toBe(0);
    repository.write('b.txt', makeLeak());
    repository.git('add', '.');
    expect(runCli(repository, ['doctor']).status).toBe(0);
  });

  it('leaves index, work tree, objects and temporary folder as they were', () => {
    const repository = createInstalled();
    repository.write('a.txt', 'changed\n');
    repository.write('b.txt', 'staged\n');
    repository.git('add', 'b.txt');
    const before = snapshot(repository.path);
    const temporary = temporaryFolder();
    expect(runCli(repository, ['doctor'], { TMPDIR: temporary }).status).toBe(0);
    expect(snapshot(repository.path)).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('does not run the hook that was there before unleak', () => {
    const repository = createRepository();
    const mark = join(temporaryFolder(), 'mark');
    writeFileSync(join(repository.path, '.git/hooks/pre-commit'), `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
    runCli(repository, ['init']);
    expect(runCli(repository, ['doctor']).status).toBe(0);
    expect(existsSync(mark)).toBe(false);
  });

  it('does not run the rest of a hook that a team shares', () => {
    const repository = createRepository();
    const mark = join(temporaryFolder(), 'mark');
    repository.git('config', 'core.hooksPath', '.githooks');
    mkdirSync(join(repository.path, '.githooks'));
    writeFileSync(join(repository.path, '.githooks/pre-commit'), `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
    runCli(repository, ['init']);
    const { status, output } = runCli(repository, ['doctor']);
    expect(output).toMatch(/^ok {4}canary .*the other commands of the hook were not run/m);
    expect(status).toBe(0);
    expect(existsSync(mark)).toBe(false);
  });

  const broken: readonly (readonly [what: string, arrange: (repository: TestRepository) => void, told: RegExp])[] = [
    ['no hook', (repository) => void runCli(repository, ['init', '--undo']), /there is no \.git\/hooks\/pre-commit/],
    [
      'a hook that is not executable',
      ({ path }) => chmodSync(join(path, '.git/hooks/pre-commit'), 0o644),
      /not executable/,
    ],
    [
      'a core.hooksPath that hides the hook',
      ({ git }) => void git('config', 'core.hooksPath', '.husky/_'),
      /core\.hooksPath \(local: \.husky\/_\) hides \.git\/hooks\/pre-commit/,
    ],
    [
      'a hook that somebody wrote over',
      ({ path }) => writeFileSync(join(path, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 0\n'),
      /does not call unleak/,
    ],
    [
      'a hook that calls something else',
      ({ path }) =>
        writeFileSync(
          join(path, '.git/hooks/pre-commit'),
          '#!/bin/sh\n# `unleak init` puts this file here\ntrue hook pre-commit "$@"\n',
        ),
      /FAIL {2}canary {6}the hook let a planted token pass: 0 bytes/,
    ],
    [
      'a hook that always fails',
      ({ path }) =>
        writeFileSync(
          join(path, '.git/hooks/pre-commit'),
          '#!/bin/sh\n# `unleak init` puts this file here\nfalse hook pre-commit "$@"\n',
        ),
      /FAIL {2}canary {6}the hook ended with 1 without a report/,
    ],
  ];

  it.each(broken)('finds out about %s', (_, arrange, told) => {
    const repository = createInstalled();
    arrange(repository);
    const { status, output } = runCli(repository, ['doctor']);
    expect(output).toMatch(told);
    expect(output).toContain('FAIL');
    expect(status).toBe(2);
  });
});
