/** The Action on real repositories, for each event that brings commits in: a remote, a clone as actions/checkout makes it, a payload. */
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addBranch, checkOut, createRemote } from '../fixtures/ci-remote.ts';
import { events } from '../fixtures/github-events.ts';
import { openTestRepository, temporaryFolder } from '../fixtures/repository.ts';
import { action, actionFolder, runAction } from './run-action.ts';
import type { JobResult } from './run-action.ts';
import { someOf } from '../fixtures/thorough.ts';

const zero = '0'.repeat(40);

function expectFindings(result: JobResult, { commits, findings = 1 }: { commits: number; findings?: number }): void {
  expect(result.log).toContain(`scanning ${commits} commit`);
  expect(result.outputs).toMatchObject({
    ...{ result: 'findings', findings: String(findings), complete: 'true', commits: String(commits), 'exit-code': '1' },
  });
  expect(result.code).toBe(1);
  expect(result.log).toContain('::error ');
  expect(result.summary).toContain(`## unleak: ${findings} open finding`);
}

describe('the Action scans exactly the commits of', () => {
  it.each([0, 1])('a push, in a clone of depth %i', (depth) => {
    const remote = createRemote();
    const before = remote.git('rev-parse', 'main~5');
    const after = addBranch(remote, { name: 'topic', from: before, count: 30 });
    const workspace = checkOut(remote, after, depth);
    expectFindings(runAction({ workspace, event: events.push({ before, after }) }), { commits: 30 });
  });

  it('the first push of a branch', () => {
    const remote = createRemote();
    const after = addBranch(remote, { name: 'topic', from: 'main~25' });
    const workspace = checkOut(remote, after);
    expectFindings(runAction({ workspace, event: events.push({ before: zero, after, created: true }) }), {
      commits: 3,
    });
  });

  it.each([
    ['', ['tag', 'v1']],
    ['annotated ', ['tag', '-a', '-m', 'One', 'v1']],
  ])('the push of an %stag: what the default branch has not', (_, tag) => {
    const remote = createRemote();
    const tip = addBranch(remote, { name: 'release', from: 'main~5' });
    remote.git(...tag, tip);
    // The id of the tag itself, where it is an object of its own.
    const after = remote.git('rev-parse', 'v1');
    const workspace = checkOut(remote, 'refs/tags/v1');
    const event = events.push({ before: zero, after, created: true, ref: 'refs/tags/v1', commits: [] });
    expectFindings(runAction({ workspace, event }), { commits: 3 });
  });

  it('the push of a tag on the default branch, which brings nothing in: empty, and it fails no job', () => {
    const remote = createRemote(10);
    remote.git('tag', 'v1');
    const after = remote.git('rev-parse', 'v1');
    const event = events.push({ before: zero, after, created: true, ref: 'refs/tags/v1', commits: [] });
    const { code, outputs, log } = runAction({ workspace: checkOut(remote, 'refs/tags/v1'), event });
    expect(log).toContain('scanning 0 commits');
    expect(outputs).toMatchObject({ result: 'empty', commits: '0', 'exit-code': '0' });
    expect(code).toBe(0);
  });

  it('a force push whose commit before is gone: what the default branch has not', () => {
    const remote = createRemote();
    const after = addBranch(remote, { name: 'topic' });
    const workspace = checkOut(remote, after);
    const event = events.push({ before: 'c'.repeat(40), after, forced: true });
    expectFindings(runAction({ workspace, event }), { commits: 3 });
    // No deeper than it takes: the beginning of the default branch stays where it is.
    expect(openTestRepository(workspace).git('rev-parse', '--is-shallow-repository')).toBe('true');
  });

  it('a force push whose commit before the remote still has', () => {
    const remote = createRemote(10);
    const before = addBranch(remote, { name: 'topic' });
    const after = addBranch(remote, { name: 'topic', from: `${before}~2`, count: 2 });
    // The branch has left the old commit; no ref leads to it.
    const workspace = checkOut(remote, after);
    const event = events.push({ before, after, forced: true });
    expectFindings(runAction({ workspace, event }), { commits: 2 });
  });

  it.each(['pull_request', 'pull_request_target'] as const)('a %s from a fork', (name) => {
    const remote = createRemote();
    const head = addBranch(remote, { name: 'topic', from: 'main~40', count: 5 });
    // The fork's commits are known to the base repository by this ref alone.
    remote.git('update-ref', 'refs/pull/7/head', head);
    remote.git('branch', '-q', '-D', 'topic');
    const base = remote.git('rev-parse', 'main');
    remote.git('checkout', '-q', '--detach', 'main');
    remote.git('merge', '-q', '--no-ff', '-m', 'merge', head);
    remote.git('update-ref', 'refs/pull/7/merge', 'HEAD');
    remote.git('checkout', '-q', 'main');
    const workspace = checkOut(remote, name === 'pull_request' ? 'refs/pull/7/merge' : 'refs/heads/main');
    const result = runAction({ workspace, event: events.pullRequest(name, { base, head }, 5) });
    expectFindings(result, { commits: 5 });
    const isWarned = name === 'pull_request_target';
    expect(result.log.includes('warning: pull_request_target')).toBe(isWarned);
    expect(/^::warning title=unleak::pull_request_target runs/m.test(result.log)).toBe(isWarned);
    expect(existsSync(join(workspace, 'topic.env'))).toBe(name === 'pull_request');
  });

  it('a merge queue', () => {
    const remote = createRemote();
    const base = remote.git('rev-parse', 'main');
    const head = addBranch(remote, { name: 'gh-readonly-queue/main/pr-7-aaaaaaa' });
    const workspace = checkOut(remote, head);
    expectFindings(runAction({ workspace, event: events.mergeGroup({ base, head }) }), { commits: 3 });
  });
});

describe('the Action scans the whole history', () => {
  it.each(
    someOf([
      ['of a schedule', events.schedule()],
      ['of a release', events.release()],
      ['of a dispatch', events.dispatch()],
    ]),
  )('%s, from a clone of depth 1', (_, event) => {
    const remote = createRemote(30);
    const { outputs, code } = runAction({ workspace: checkOut(remote, 'refs/heads/main'), event });
    expect(outputs).toMatchObject({ result: 'findings', findings: '1', complete: 'true', commits: '30' });
    expect(code).toBe(1);
  });

  it('of a default branch that was rewritten, as its commit before is gone', () => {
    const remote = createRemote(30);
    const after = remote.git('rev-parse', 'main');
    const event = events.push({ before: 'c'.repeat(40), after, forced: true, ref: 'refs/heads/main' });
    const { log, outputs } = runAction({ workspace: checkOut(remote, 'refs/heads/main'), event });
    expect(log).toContain('force push: scanning the whole history, as the commit before is gone');
    expect(outputs).toMatchObject({ result: 'findings', findings: '1', complete: 'true' });
  });
});

describe('the Action does not call clean', () => {
  it('what it could not fetch', () => {
    const remote = createRemote(30);
    const workspace = checkOut(remote, 'refs/heads/main');
    openTestRepository(workspace).git('remote', 'set-url', 'origin', `file://${remote.path}-gone`);
    const { code, outputs, summary } = runAction({ workspace, event: events.schedule() });
    expect(outputs).toMatchObject({ result: 'incomplete', complete: 'false', 'exit-code': '3' });
    expect(code).toBe(3);
    expect(summary).toContain('## unleak: incomplete');
  });

  it('a range without the commits that the event tells of', () => {
    const remote = createRemote(3);
    const tip = remote.git('rev-parse', 'main');
    const { code, outputs, log } = runAction({
      workspace: checkOut(remote, 'refs/heads/main'),
      event: events.push({ before: tip, after: tip }),
    });
    expect(outputs).toMatchObject({ result: 'incomplete', 'exit-code': '3' });
    expect(code).toBe(3);
    expect(log).toContain('no commit, while the event tells of 1');
  });

  it('a head that is nowhere', () => {
    const remote = createRemote(3);
    const event = events.pullRequest('pull_request', { base: remote.git('rev-parse', 'main'), head: 'd'.repeat(40) });
    const { code, outputs, log } = runAction({ workspace: checkOut(remote, 'refs/heads/main'), event });
    expect(code).toBe(3);
    expect(outputs).toMatchObject({ result: '' });
    expect(log).toContain('neither here nor at the remote');
  });

  it('a branch that was deleted: that is empty, and fails no job', () => {
    const remote = createRemote(3);
    const event = events.push({ before: remote.git('rev-parse', 'main'), after: zero, deleted: true });
    const { code, outputs, summary } = runAction({ workspace: checkOut(remote, 'refs/heads/main'), event });
    expect(outputs).toMatchObject({ result: 'empty', findings: '0', commits: '0', 'exit-code': '0' });
    expect(code).toBe(0);
    expect(summary).toContain('## unleak: nothing was scanned');
  });
});

describe('inputs', () => {
  const remote = createRemote(10);
  const before = remote.git('rev-parse', 'main');
  const after = addBranch(remote, { name: 'topic' });

  it('take names with blanks and what a shell would run, and only as names', () => {
    const workspace = checkOut(remote, after);
    const sarif = 'a $(touch pwned) `touch pwned`.sarif';
    const { outputs } = runAction({
      workspace,
      event: events.push({ before, after }),
      inputs: { 'sarif-file': sarif, 'fail-on': 'critical', args: '--verbose *' },
    });
    expect(existsSync(join(workspace, 'pwned'))).toBe(false);
    // The star is no list of files: it is one name too many.
    expect(outputs['result']).toBe('');
  });

  it('say where the SARIF goes and what fails the job', () => {
    const workspace = checkOut(remote, after);
    const inputs = { 'sarif-file': 'my report.sarif', 'fail-on': 'critical', args: '--min-confidence high --verbose' };
    const { outputs } = runAction({ workspace, event: events.push({ before, after }), inputs });
    const written = JSON.parse(readFileSync(join(workspace, outputs['sarif-file'] ?? ''), 'utf8')) as {
      runs: { results: unknown[] }[];
    };
    expect(written.runs[0]?.results).toHaveLength(1);
    expect(outputs).toMatchObject({ result: 'findings', findings: '1' });
  });

  it.each([
    ['only what lies in them', 'topic.env\nold.*', { result: 'findings', findings: '1', commits: '3' }],
    ['nothing of what lies elsewhere', 'old.env', { result: 'clean', findings: '0', commits: '3' }],
    ['nothing at all where one holds for no file', 'topic.env\nservice/**', { result: '' }],
  ])('paths let count %s', (_, paths, expected) => {
    const workspace = checkOut(remote, after);
    const { code, outputs } = runAction({ workspace, event: events.push({ before, after }), inputs: { paths } });
    expect(outputs).toMatchObject(expected);
    expect(code).toBe({ findings: 1, clean: 0 }[outputs['result'] ?? ''] ?? 2);
  });

  it('reach each script through variables only', () => {
    const scripts = action.runs.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(scripts.length).toBeGreaterThan(2);
    for (const script of scripts) expect(script).not.toContain('${{');
  });

  it.each([
    ['true', 'no pull request of GitHub'],
    ['false', undefined],
  ])('review: %s lends the token to the scan, or keeps it away', (review, told) => {
    const workspace = checkOut(remote, after);
    const { log } = runAction({ workspace, event: events.push({ before, after }), inputs: { review } });
    if (told === undefined) expect(log).not.toContain('review:');
    else expect(log).toContain(told);
    const scan = action.runs.steps.find(({ id }) => id === 'scan');
    expect(scan?.env?.['GITHUB_TOKEN']).toBe("${{ inputs.review == 'true' && inputs.token || '' }}");
  });
});

describe('what is installed', () => {
  const remote = createRemote(3);
  const before = remote.git('rev-parse', 'main');
  const after = addBranch(remote, { name: 'topic' });
  const event = events.push({ before, after });

  /** The Action as a runner downloads it, and an npm that brings what this repository has, and tells of its calls. */
  function download(): { folder: string; programs: string; calls: () => string[] } {
    const [folder, programs] = [join(temporaryFolder(), 'a folder'), temporaryFolder()];
    for (const name of ['package.json', 'package-lock.json', '.config', 'hooks', 'patterns', 'src', 'action.yml'])
      cpSync(join(actionFolder, name), join(folder, name), { recursive: true });
    const told = join(programs, 'calls');
    const links = ['dist', 'node_modules'].map((name) => `ln -s "${join(actionFolder, name)}" ${name}`).join(' && ');
    writeFileSync(join(programs, 'npm'), `#!/bin/sh\necho "$1" >> "${told}"\n[ "$1" != ci ] || { ${links}; }\n`);
    chmodSync(join(programs, 'npm'), 0o755);
    return { folder, programs, calls: () => (existsSync(told) ? readFileSync(told, 'utf8').trim().split('\n') : []) };
  }

  it('is kept for the next run, in which npm is not asked', () => {
    const cache = temporaryFolder();
    for (const calls of [['ci', 'prune'], []]) {
      const downloaded = download();
      const { outputs } = runAction({ workspace: checkOut(remote, after), event, cache, ...downloaded });
      expect(outputs).toMatchObject({ result: 'findings', commits: '3' });
      expect(downloaded.calls()).toEqual(calls);
    }
    expect(readdirSync(cache)).toEqual([expect.stringMatching(/^unleak-Linux-X64-node\d+-[0-9a-f]{32}$/)]);
  });

  it('is not taken from another version of the Action', () => {
    const cache = temporaryFolder();
    runAction({ workspace: checkOut(remote, after), event, cache, ...download() });
    const other = download();
    writeFileSync(join(other.folder, 'src/more.ts'), 'export {};\n');
    runAction({ workspace: checkOut(remote, after), event, cache, ...other });
    expect(other.calls()).toEqual(['ci', 'prune']);
    expect(readdirSync(cache)).toHaveLength(2);
  });

  it('is neither kept nor looked for with cache: false', () => {
    const cache = temporaryFolder();
    const downloaded = download();
    const { outputs } = runAction({
      workspace: checkOut(remote, after),
      event,
      cache,
      inputs: { cache: 'false' },
      ...downloaded,
    });
    expect([outputs['result'], downloaded.calls(), readdirSync(cache)]).toEqual(['findings', ['ci', 'prune'], []]);
  });
});

it('all other Actions are named by their commits', () => {
  const used = action.runs.steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
  expect(used.length).toBeGreaterThan(0);
  for (const each of used) expect(each).toMatch(/@[0-9a-f]{40}$/);
});
