/** The ready-made pieces for other CI services on real repositories: shallow clones, first and forced pushes, requests for a merge. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addBranch, checkOut, createRemote } from '../fixtures/ci-remote.ts';
import { gitlabSchema } from '../fixtures/gitlab-schema.ts';
import { openTestRepository } from '../fixtures/repository.ts';
import type { TestRepository } from '../fixtures/repository.ts';
import { Ajv } from 'ajv';
import { readAzure, readBitbucket, readCircle, readGitlab, readJenkins, readPiece, runPiece } from './pieces.ts';
import type { PieceResult } from './pieces.ts';
import { actionFolder } from './run-action.ts';
import { firstOf, someOf } from '../fixtures/thorough.ts';

const zero = '0'.repeat(40);
const gone = 'c'.repeat(40);

interface Request {
  readonly remote: TestRepository;
  readonly base: string;
  readonly head: string;
}

/** A request of five commits that goes back 40 behind the default branch. `merge` is what the service makes of both. */
function createRequest(): Request & { merge: string } {
  const remote = createRemote();
  const head = addBranch(remote, { name: 'topic', from: 'main~40', count: 5 });
  const base = remote.git('rev-parse', 'main~40');
  remote.git('checkout', '-q', '--detach', 'main');
  remote.git('merge', '-q', '--no-ff', '-m', 'merge', head);
  remote.git('update-ref', 'refs/pull/7/merge', 'HEAD');
  remote.git('update-ref', 'refs/merge-requests/7/head', head);
  const merge = remote.git('rev-parse', 'HEAD');
  remote.git('checkout', '-q', 'main');
  return { remote, base, head, merge };
}

function expectLeak({ code, log }: PieceResult, commits: number): void {
  expect(log).toContain(`scanning ${commits} commit`);
  expect(log).toMatch(/^1 finding \(1 critical\)/m);
  expect(code).toBe(1);
}

function failuresIn(file: string): number {
  return Number(/<testsuites [^>]*failures="(\d+)"/.exec(readFileSync(file, 'utf8'))?.[1]);
}

describe('gitlab.yml', () => {
  const env = (head: string, more: object): Record<string, string> => ({
    ...{ GITLAB_CI: 'true', CI_COMMIT_SHA: head, CI_COMMIT_BEFORE_SHA: zero, CI_DEFAULT_BRANCH: 'main' },
    ...more,
  });
  const { job } = readGitlab();

  it.each([false, true])('a merge request in a clone of depth 1, merged results: %s', (merged) => {
    const { remote, base, head, merge } = createRequest();
    const workspace = checkOut(remote, merged ? 'refs/pull/7/merge' : 'refs/merge-requests/7/head');
    const variables = env(merged ? merge : head, {
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_IID: '7',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_REF_PATH: 'refs/merge-requests/7/head',
      ...(merged && { CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head }),
    });
    expectLeak(runPiece(job, workspace, variables), 5);
    const report: unknown = JSON.parse(readFileSync(join(workspace, 'gl-secret-detection-report.json'), 'utf8'));
    const isValid = new Ajv({ allowUnionTypes: true }).compile(gitlabSchema);
    expect(isValid(report), JSON.stringify(isValid.errors)).toBe(true);
    expect(report).toMatchObject({ vulnerabilities: [{ location: { file: 'topic.env' } }] });
    expect(JSON.parse(readFileSync(join(workspace, 'gl-code-quality-report.json'), 'utf8'))).toHaveLength(1);
  });

  it.each(
    someOf([
      ['a push', (remote: TestRepository) => remote.git('rev-parse', 'main~5'), 'main~5', 7],
      ['the first push of a branch', () => zero, 'main~25', 7],
      ['a force push whose commit before is gone', () => gone, 'main', 7],
    ]),
  )('%s, in a clone of depth 1', (_, before, from, count) => {
    const remote = createRemote();
    const head = addBranch(remote, { name: 'topic', from, count });
    const variables = env(head, {
      CI_PIPELINE_SOURCE: 'push',
      CI_COMMIT_BRANCH: 'topic',
      CI_COMMIT_BEFORE_SHA: before(remote),
    });
    expectLeak(runPiece(job, checkOut(remote, head), variables), count);
  });

  it('a schedule: the whole history', () => {
    const remote = createRemote(30);
    const head = remote.git('rev-parse', 'main');
    const variables = env(head, { CI_PIPELINE_SOURCE: 'schedule', CI_COMMIT_BRANCH: 'main' });
    const { code, log } = runPiece(job, checkOut(remote, 'refs/heads/main'), variables);
    expect([code, log]).toEqual([1, expect.stringContaining('30 commits')]);
  });

  it('takes its inputs as words, whatever they hold', () => {
    const remote = createRemote(3);
    const head = addBranch(remote, { name: 'topic' });
    const workspace = checkOut(remote, head);
    const inputs = { 'fail-on': 'critical', package: 'a b$(touch pwned)', paths: 'topic.env\n"; touch pwned; "' };
    const variables = env(head, { CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'topic' });
    const { installed, log } = runPiece(readGitlab(inputs).job, workspace, variables);
    expect(installed).toBe('a b$(touch pwned)');
    expect(log).toContain('holds for no file');
    expect(existsSync(join(workspace, 'pwned'))).toBe(false);
  });
});

describe('circleci.yml', () => {
  it('a build of a branch: from the commit of the build before', () => {
    const remote = createRemote();
    const before = remote.git('rev-parse', 'main~5');
    const head = addBranch(remote, { name: 'topic', from: before, count: 30 });
    const workspace = checkOut(remote, head);
    const job = readCircle({ 'git.base_revision': before });
    expectLeak(runPiece(job, workspace, { CIRCLECI: 'true', CIRCLE_SHA1: head, CIRCLE_BRANCH: 'topic' }), 30);
    expect(failuresIn(join(workspace, 'unleak-results/unleak.xml'))).toBe(1);
  });

  it.each(
    someOf([
      ['the first build of a branch', '', 'topic', 'refs/heads/topic'],
      ['a forced push, whose commit before is gone', gone, 'topic', 'refs/heads/topic'],
      ['a pull request from a fork', '', 'pull/7', 'refs/pull/7/head'],
    ]),
  )('%s: what the default branch has not', (_, before, branch, ref) => {
    const remote = createRemote();
    const head = addBranch(remote, { name: 'topic', from: 'main~25' });
    remote.git('update-ref', ref, head);
    const job = readCircle({ 'git.base_revision': before });
    const env = { CIRCLECI: 'true', CIRCLE_SHA1: head, CIRCLE_BRANCH: branch };
    expectLeak(runPiece(job, checkOut(remote, ref), env), 3);
  });

  it('the first build of the default branch: the whole history', () => {
    const remote = createRemote(30);
    const head = remote.git('rev-parse', 'main');
    const env = { CIRCLECI: 'true', CIRCLE_SHA1: head, CIRCLE_BRANCH: 'main' };
    const { code, log } = runPiece(readCircle({}), checkOut(remote, 'refs/heads/main'), env);
    expect(log).toContain('scanning the whole history, as nothing tells of a commit before');
    expect([code, log]).toEqual([1, expect.stringContaining('30 commits')]);
  });
});

describe('Jenkinsfile', () => {
  const url = { JENKINS_URL: 'https://ci.example.com/' };

  it('a change request that Jenkins has merged, without credentials to fetch with', () => {
    const { remote, head } = createRequest();
    const workspace = checkOut(remote, head, 0);
    const clone = openTestRepository(workspace);
    clone.git('checkout', '-q', '--detach', 'refs/remotes/origin/main');
    clone.git('merge', '-q', '--no-ff', '-m', 'merge', head);
    clone.git('remote', 'set-url', 'origin', `file://${remote.path}-gone`);
    const env = { ...url, GIT_COMMIT: head, BRANCH_NAME: 'PR-7', CHANGE_ID: '7', CHANGE_TARGET: 'main' };
    expectLeak(runPiece(readJenkins(), workspace, env), 6);
    expect(failuresIn(join(workspace, 'unleak.xml'))).toBe(1);
  });

  it('a branch: from the last build that succeeded, as the one after it failed for its leak', () => {
    const remote = createRemote(10);
    const success = remote.git('rev-parse', 'main');
    const failed = addBranch(remote, { name: 'topic' });
    remote.git('checkout', '-q', 'topic');
    const head = remote.commit('innocent');
    remote.git('checkout', '-q', 'main');
    const env = { ...url, BRANCH_NAME: 'topic', GIT_PREVIOUS_COMMIT: failed, GIT_PREVIOUS_SUCCESSFUL_COMMIT: success };
    expectLeak(runPiece(readJenkins(), checkOut(remote, head), env), 4);
  });

  it.each([
    ['its first build', {}],
    ['a forced push, after which the last good commit is gone', { GIT_PREVIOUS_SUCCESSFUL_COMMIT: gone }],
  ])('a branch, %s: what the default branch has not', (_, previous) => {
    const remote = createRemote();
    const head = addBranch(remote, { name: 'topic', from: 'main~25' });
    expectLeak(runPiece(readJenkins(), checkOut(remote, head), { ...url, BRANCH_NAME: 'topic', ...previous }), 3);
  });

  it('the default branch after a forced push, whose last good commit is gone: the whole history', () => {
    const remote = createRemote(30);
    const env = { ...url, BRANCH_NAME: 'main', GIT_PREVIOUS_SUCCESSFUL_COMMIT: gone };
    const { code, log } = runPiece(readJenkins(), checkOut(remote, 'refs/heads/main'), env);
    expect(log).toContain('scanning the whole history, as the commit before is gone');
    expect([code, log]).toEqual([1, expect.stringContaining('30 commits')]);
  });
});

describe('azure-pipelines.yml', () => {
  const run = (workspace: string, env: Record<string, string>): PieceResult =>
    runPiece(readAzure(workspace), workspace, { TF_BUILD: 'True', AGENT_TEMPDIRECTORY: workspace, ...env });

  it.each(firstOf([1, 0]))(
    'a pull request, in a clone of depth %i: its commits and the merge that is built',
    (depth) => {
      const { remote, head, merge } = createRequest();
      const workspace = checkOut(remote, 'refs/pull/7/merge', depth);
      const result = run(workspace, {
        BUILD_REASON: 'PullRequest',
        BUILD_SOURCEVERSION: merge,
        BUILD_SOURCEBRANCH: 'refs/pull/7/merge',
        SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
        SYSTEM_PULLREQUEST_SOURCECOMMITID: head,
        SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
      });
      expectLeak(result, 6);
      expect(failuresIn(join(workspace, 'unleak.xml'))).toBe(1);
    },
  );

  it('a push of a branch: what the default branch has not', () => {
    const remote = createRemote();
    const head = addBranch(remote, { name: 'topic', from: 'main~25' });
    const env = { BUILD_REASON: 'IndividualCI', BUILD_SOURCEVERSION: head, BUILD_SOURCEBRANCH: 'refs/heads/topic' };
    expectLeak(run(checkOut(remote, head), env), 3);
  });

  it('a push to the default branch: the whole history', () => {
    const remote = createRemote(30);
    const head = remote.git('rev-parse', 'main');
    const env = { BUILD_REASON: 'IndividualCI', BUILD_SOURCEVERSION: head, BUILD_SOURCEBRANCH: 'refs/heads/main' };
    const { code, log } = run(checkOut(remote, head), env);
    expect([code, log]).toEqual([1, expect.stringContaining('30 commits')]);
  });
});

describe('bitbucket-pipelines.yml', () => {
  const build = { BITBUCKET_BUILD_NUMBER: '12' };

  it.each(firstOf([1, 0]))('a pull request whose destination has moved on, in a clone of depth %i', (depth) => {
    const { remote, head } = createRequest();
    const workspace = checkOut(remote, head, depth);
    const result = runPiece(readBitbucket(), workspace, {
      ...{ ...build, BITBUCKET_COMMIT: head, BITBUCKET_BRANCH: 'topic', BITBUCKET_PR_ID: '7' },
      BITBUCKET_PR_DESTINATION_BRANCH: 'main',
      BITBUCKET_PR_DESTINATION_COMMIT: remote.git('rev-parse', '--short=12', 'main~2'),
    });
    expectLeak(result, 5);
    expect(failuresIn(join(workspace, 'test-reports/unleak.xml'))).toBe(1);
  });

  it('a push of a branch, first or forced: what the default branch has not', () => {
    const remote = createRemote();
    const head = addBranch(remote, { name: 'topic', from: 'main~25' });
    const env = { ...build, BITBUCKET_COMMIT: head, BITBUCKET_BRANCH: 'topic' };
    expectLeak(runPiece(readBitbucket(), checkOut(remote, head), env), 3);
  });
});

describe('no piece calls clean', () => {
  const remote = createRemote(3);
  const head = addBranch(remote, { name: 'topic' });
  const cases: readonly (readonly [string, ReturnType<typeof readJenkins>, Record<string, string>])[] = [
    ['GitLab', readGitlab().job, { GITLAB_CI: 'true', CI_COMMIT_SHA: gone, CI_PIPELINE_SOURCE: 'push' }],
    ['CircleCI', readCircle({}), { CIRCLECI: 'true', CIRCLE_SHA1: gone }],
    ['Bitbucket', readBitbucket(), { BITBUCKET_BUILD_NUMBER: '1', BITBUCKET_COMMIT: gone }],
    ['a service that tells nothing', readJenkins(), {}],
  ];

  it.each(cases)('a commit that is nowhere: %s', (_, job, env) => {
    const { code, log } = runPiece(job, checkOut(remote, head), env);
    expect([2, 3]).toContain(code);
    expect(log).not.toMatch(/clean/);
  });
});

it('each piece installs the version that it stands beside', () => {
  const { version } = JSON.parse(readFileSync(join(actionFolder, 'package.json'), 'utf8')) as { version: string };
  for (const name of ['gitlab.yml', 'circleci.yml', 'Jenkinsfile', 'azure-pipelines.yml', 'bitbucket-pipelines.yml'])
    expect(readPiece(name).match(/unleak@[\w.]+/g), name).toEqual([`unleak@${version}`]);
});
