/** `unleak init` in real repositories: what it adds, beside what, and that --undo leaves no trace. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { events } from '../fixtures/github-events.ts';
import { cloneRepository, createRepository, temporaryFolder, type TestRepository } from '../fixtures/repository.ts';
import { cli, makeLeak, runCli, snapshot, tryGit } from './cli.ts';
import { someOf } from '../fixtures/thorough.ts';

const names = ['pre-commit', 'commit-msg', 'pre-push'];
const script = '#!/bin/sh\necho mine\n';

function addHook(path: string, text = script): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

function read(repository: TestRepository, path: string): string {
  return readFileSync(join(repository.path, path), 'utf8');
}

/** Past the hooks. */
function commitLeak(repository: TestRepository, path: string): void {
  repository.write(path, makeLeak());
  repository.git('add', path);
  repository.git('commit', '-q', '--no-verify', '-m', 'Leak');
}

/** What people have before they come to unleak. */
const arrangements: readonly (readonly [what: string, arrange: (repository: TestRepository) => void])[] = [
  ['no hook', () => {}],
  ['no folder of hooks', ({ git, path }) => void git('config', 'core.hooksPath', join(path, '.git/own/hooks'))],
  ['a hook of their own', ({ path }) => addHook(join(path, '.git/hooks/pre-commit'))],
  [
    'a hook that is a link',
    ({ path, write }) => {
      write('scripts/check.sh', script);
      symlinkSync('../../scripts/check.sh', join(path, '.git/hooks/pre-commit'));
    },
  ],
  [
    'a shared folder of hooks',
    ({ path, git }) => {
      git('config', 'core.hooksPath', '.githooks');
      mkdirSync(join(path, '.githooks'));
      addHook(join(path, '.githooks/pre-commit'));
      addHook(join(path, '.githooks/pre-push'), '#!/bin/sh\ngit lfs pre-push "$@"');
    },
  ],
  [
    'husky 9',
    ({ path, git, write }) => {
      git('config', 'core.hooksPath', '.husky/_');
      write('.husky/pre-commit', 'npm test\n');
      mkdirSync(join(path, '.husky/_'));
    },
  ],
  [
    'husky 8',
    ({ git, write }) => {
      git('config', 'core.hooksPath', '.husky');
      write('.husky/pre-commit', '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nnpm test\n');
    },
  ],
  ['lefthook', ({ write }) => write('lefthook.yml', 'pre-commit:\n  commands:\n    lint:\n      run: npm run lint\n')],
  [
    'pre-commit',
    ({ write }) => write('.pre-commit-config.yaml', 'repos:\n  - repo: meta\n    hooks:\n      - id: identity\n'),
  ],
];

describe.each(arrangements)('beside %s', (_, arrange) => {
  it('init adds all three hooks, a second one changes nothing, and undo goes back exactly', () => {
    const repository = createRepository();
    arrange(repository);
    const before = snapshot(repository.path);
    expect(runCli(repository, ['init']).status).toBe(0);
    const after = snapshot(repository.path);
    expect(after).not.toEqual(before);
    expect(runCli(repository, ['init']).status).toBe(0);
    expect(snapshot(repository.path)).toEqual(after);
    expect(runCli(repository, ['init', '--undo']).status).toBe(0);
    expect(snapshot(repository.path)).toEqual(before);
  });
});

describe('configuration and workflow', () => {
  const workflow = '.github/workflows/unleak.yml';
  const withFolder = (): TestRepository => {
    const repository = createRepository();
    repository.write('.github/dependabot.yml', 'version: 2\n');
    return repository;
  };

  it('are shown and added where .github is there; a second init changes nothing, and undo goes back exactly', () => {
    const repository = withFolder();
    const before = snapshot(repository.path);
    const { status, output } = runCli(repository, ['init']);
    expect(status).toBe(0);
    for (const path of [workflow, 'unleak.config.yaml'])
      expect(output).toContain(
        `adds ${path}:\n${read(repository, path)
          .trimEnd()
          .replaceAll(/^(?=.)/gm, '    ')}\n`,
      );
    const after = snapshot(repository.path);
    expect(runCli(repository, ['init']).output).toContain(`${workflow} runs unleak`);
    expect(snapshot(repository.path)).toEqual(after);
    expect(runCli(repository, ['init', '--undo']).status).toBe(0);
    expect(snapshot(repository.path)).toEqual(before);
  });

  it.each(
    someOf([
      ['the first push of a branch', 3, 1, (head: string) => events.push({ before: '0'.repeat(40), after: head })],
      ['a push', 2, 1, (head: string, base: string) => events.push({ before: base, after: head })],
      ['a pull request', 2, 1, (head: string, base: string) => events.pullRequest('pull_request', { base, head })],
      ['a merge queue', 2, 1, (head: string, base: string) => events.mergeGroup({ base, head })],
      [
        'a push of nothing but clean commits',
        1,
        0,
        (head: string) => events.push({ before: `${head}~1`, after: head }),
      ],
      ['a dispatch', 4, 1, () => ['workflow_dispatch', { inputs: null }] as const],
    ]),
  )('are what unleak and YAML can read, and the workflow scans %s', (_, commits, status, makeEvent) => {
    const repository = withFolder();
    runCli(repository, ['init']);
    repository.commit('Begin', { 'a.txt': 'a\n' });
    repository.git('checkout', '-q', '-b', 'topic');
    const base = repository.commit('More', { 'c.txt': 'c\n' });
    commitLeak(repository, 'b.py');
    const head = repository.commit('Fine', { 'd.txt': 'd\n' });
    const clone = cloneRepository(repository);
    const { on, jobs } = parseYaml(read(repository, workflow)) as {
      on: Record<string, null>;
      jobs: { unleak: { steps: Step[] } };
    };
    const [name, payload] = makeEvent(head, base);
    expect(Object.keys(on)).toContain(name);
    const { run = '', env } = jobs.unleak.steps.at(-1) ?? {};
    expect(run).toMatch(/^npx --yes unleak@\d+\.\d+\.\d+ ci /);
    expect(env).toBeUndefined();
    const resolved = JSON.stringify(payload).replace(`${head}~1`, repository.git('rev-parse', 'HEAD~1'));
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'event.json'), resolved);
    const command = run.replace(/^npx --yes \S+/, `"${process.execPath}" "${cli}"`);
    const ended = spawnSync('bash', ['-e', '-c', command], {
      cwd: clone.path,
      encoding: 'utf8',
      env: {
        ...{ ...clone.env, GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: join(folder, 'event.json') },
        ...{ GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_OUTPUT: '' },
      },
    });
    expect([ended.status, ended.stdout]).toEqual([status, expect.stringContaining(`; ${commits} commit`)]);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain(status === 1 ? '1 open finding' : 'clean');
  });

  interface Step {
    readonly run?: string;
    readonly env?: Record<string, string>;
  }

  it.each([
    ['where there is no .github', ['init'], () => createRepository()],
    ['when told to leave them', ['init', '--ci', 'none'], withFolder],
  ])('are not added %s', (_, args, make) => {
    const repository = make();
    expect(runCli(repository, args).status).toBe(0);
    expect(existsSync(join(repository.path, workflow))).toBe(false);
    expect(existsSync(join(repository.path, 'unleak.config.yaml'))).toBe(false);
  });

  it('are added without .github when asked for', () => {
    const repository = createRepository();
    expect(runCli(repository, ['init', '--ci', 'github']).status).toBe(0);
    expect(existsSync(join(repository.path, workflow))).toBe(true);
  });

  it('never stand in place of what is there', () => {
    const repository = withFolder();
    repository.write('unleak.config.toml', 'failOn = "high"\n');
    repository.write(workflow, 'name: ours\n');
    const { output } = runCli(repository, ['init']);
    expect(output).toContain('unleak.config.toml is in place');
    expect(output).toContain(`${workflow} is there, and left as it is`);
    expect(read(repository, workflow)).toBe('name: ours\n');
    expect(existsSync(join(repository.path, 'unleak.config.yaml'))).toBe(false);
  });

  it('are not written through a link', () => {
    const repository = withFolder();
    const elsewhere = temporaryFolder();
    mkdirSync(elsewhere, { recursive: true });
    symlinkSync(elsewhere, join(repository.path, '.github/workflows'));
    expect(runCli(repository, ['init']).output).toContain('.github/workflows is no folder of its own');
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

describe('unleak init', () => {
  it('takes nothing of a fix away when it is undone: journal, key and local store stay', () => {
    const repository = createRepository();
    runCli(repository, ['init']);
    commitLeak(repository, 'a.py');
    expect(runCli(repository, ['fix', '--apply', '--store', 'local']).status).toBe(0);
    const fixed = read(repository, 'a.py');
    expect(runCli(repository, ['init', '--undo']).status).toBe(0);
    expect(existsSync(join(repository.path, '.git/unleak/secrets'))).toBe(true);
    expect(runCli(repository, ['undo']).status).toBe(0);
    expect(read(repository, 'a.py')).not.toBe(fixed);
  });

  it('runs the hook that was there first, and stops when it does', () => {
    const repository = createRepository();
    addHook(join(repository.path, '.git/hooks/pre-commit'), '#!/bin/sh\necho "mine: $#"\nexit 7\n');
    expect(runCli(repository, ['init']).output).toContain('the hook that was there runs first');
    repository.write('a.txt', 'a\n');
    repository.git('add', '.');
    const run = tryGit(repository, ['hook', 'run', 'pre-commit']);
    expect(run).toEqual({ status: 7, output: 'mine: 0\n' });
  });

  it('hands the refs that are pushed to the hook that was there, and reads them, too', () => {
    const repository = createRepository();
    addHook(
      join(repository.path, '.git/hooks/pre-push'),
      '#!/bin/sh\nwhile read -r line; do echo "mine: $line"; done\n',
    );
    runCli(repository, ['init']);
    repository.commit('Begin', { 'a.txt': 'a\n' });
    const remote = createRepository('--bare');
    const { output } = tryGit(repository, ['push', remote.path, 'main']);
    expect(output).toMatch(/mine: refs\/heads\/main [0-9a-f]+ refs\/heads\/main 0+/);
  });

  it('adds to lefthook and pre-commit what they need to call it', () => {
    const repository = createRepository();
    repository.write('lefthook.yml', 'pre-commit:\n  jobs:\n    - run: npm test\n');
    runCli(repository, ['init']);
    expect(read(repository, 'lefthook.yml')).toMatchInlineSnapshot(`
      "pre-commit:
        jobs:
          - run: npm test
          - name: unleak
            run: unleak hook pre-commit
      commit-msg:
        commands:
          unleak:
            run: unleak hook commit-msg {1}
      pre-push:
        commands:
          unleak:
            run: unleak hook pre-push {1} {2}
            use_stdin: true
      "
    `);
    const other = createRepository();
    other.write('.pre-commit-config.yaml', 'repos:\n- repo: meta\n  hooks:\n  - id: identity\n');
    const { output } = runCli(other, ['init']);
    expect(output).toContain('pre-commit install --hook-type pre-commit --hook-type commit-msg --hook-type pre-push');
    expect(read(other, '.pre-commit-config.yaml')).toMatchInlineSnapshot(`
      "repos:
      - repo: meta
        hooks:
        - id: identity
      - repo: local
        hooks:
          - id: unleak
            name: unleak
            entry: unleak hook pre-commit
            language: system
            stages:
              - pre-commit
            always_run: true
            pass_filenames: false
          - id: unleak-commit-msg
            name: unleak (commit-msg)
            entry: unleak hook commit-msg
            language: system
            stages:
              - commit-msg
            always_run: true
          - id: unleak-pre-push
            name: unleak (pre-push)
            entry: unleak hook pre-push
            language: system
            stages:
              - pre-push
            always_run: true
            pass_filenames: false
      "
    `);
  });

  it('leaves a configuration that it cannot edit alone, and says what to add', () => {
    const repository = createRepository();
    repository.write('lefthook.toml', '[pre-commit]\n');
    const before = snapshot(repository.path);
    const { status, output } = runCli(repository, ['init']);
    expect({ status, changed: snapshot(repository.path) }).toEqual({ status: 0, changed: before });
    expect(output).toContain('pre-commit: unleak hook pre-commit');
  });

  it('takes its line out of a script that was edited since', () => {
    const repository = createRepository();
    repository.git('config', 'core.hooksPath', '.husky/_');
    repository.write('.husky/pre-commit', 'npm test\n');
    runCli(repository, ['init']);
    writeFileSync(join(repository.path, '.husky/pre-commit'), `${read(repository, '.husky/pre-commit')}npm run lint\n`);
    runCli(repository, ['init', '--undo']);
    expect(read(repository, '.husky/pre-commit')).toBe('npm test\nnpm run lint\n');
  });

  it('wants --global where hooks serve all repositories, and then installs there', () => {
    const repository = createRepository();
    const folder = temporaryFolder();
    const config = join(folder, 'gitconfig');
    writeFileSync(config, `[core]\n\thooksPath = ${join(folder, 'hooks')}\n`);
    const env = { GIT_CONFIG_GLOBAL: config };
    const refused = runCli(repository, ['init'], env);
    expect(refused.status).toBe(2);
    expect(refused.output).toContain('unleak init --global');
    expect(existsSync(join(folder, 'hooks'))).toBe(false);
    expect(runCli(repository, ['init', '--global'], env).status).toBe(0);
    expect(names.every((name) => existsSync(join(folder, 'hooks', name)))).toBe(true);
    runCli(repository, ['init', '--undo'], env);
    expect(existsSync(join(folder, 'hooks'))).toBe(false);
  });

  it('installs for all work trees, from any of them and from any folder', () => {
    const repository = createRepository();
    repository.commit('Begin', { 'deep/er/a.txt': 'a\n' });
    repository.git('worktree', 'add', '-q', '../other');
    const { status } = runCli({ ...repository, path: join(repository.path, '../other/deep/er') }, ['init']);
    expect(status).toBe(0);
    expect(names.filter((name) => !existsSync(join(repository.path, '.git/hooks', name)))).toEqual([]);
  });

  it('installs into a submodule when it is run there', () => {
    const inner = createRepository();
    inner.commit('Begin', { 'a.txt': 'a\n' });
    const outer = createRepository();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'inner');
    expect(runCli({ ...outer, path: join(outer.path, 'inner') }, ['init']).status).toBe(0);
    expect(names.filter((name) => !existsSync(join(outer.path, '.git/modules/inner/hooks', name)))).toEqual([]);
  });

  it.each([
    ['outside a repository', () => ({ ...createRepository(), path: temporaryFolder() }), 'not a git repository'],
    ['in a bare repository', () => createRepository('--bare'), 'bare'],
  ])('says %s that there is nothing to install', (_, place, message) => {
    const { status, output } = runCli(place(), ['init']);
    expect(status).toBe(2);
    expect(output).toContain(message);
  });
});

it('a hook without an unleak to call stops the commit, and says how to go on', () => {
  const repository = createRepository();
  const hook = join(repository.path, '.git/hooks/pre-commit');
  addHook(hook, readFileSync(new URL('../../hooks/pre-commit', import.meta.url), 'utf8'));
  repository.write('a.txt', 'a\n');
  repository.git('add', '.');
  const stopped = tryGit(repository, ['commit', '-m', 'x']);
  expect(stopped.status).not.toBe(0);
  expect(stopped.output).toContain('nothing was scanned');
  expect(stopped.output).toContain('SKIP=unleak');
  expect(tryGit(repository, ['commit', '-m', 'x'], { env: { SKIP: 'eslint,unleak' } }).status).toBe(0);
});
