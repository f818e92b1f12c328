/** What each CI service's variables ask to be scanned: the values that their documentation gives for each kind of build. */
import { describe, expect, it } from 'vitest';
import { planJob } from '../../../src/commands/ci/services.ts';
import { base, head } from '../../fixtures/github-events.ts';

const zero = '0'.repeat(40);
const checkedOut = 'd'.repeat(40);
const main = 'refs/heads/main';
const plan = (env: Record<string, string>, said?: string): object => planJob({ env, checkedOut, base: said });
const guessed = { kind: 'range', base: { ref: 'HEAD' }, guessed: true, expected: 0 };

const gitlab = { GITLAB_CI: 'true', CI_COMMIT_SHA: head, CI_DEFAULT_BRANCH: 'main', CI_COMMIT_BEFORE_SHA: zero };
const gitlabRequest = {
  ...gitlab,
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
  CI_MERGE_REQUEST_REF_PATH: 'refs/merge-requests/7/head',
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
};
const circle = { CIRCLECI: 'true', CIRCLE_SHA1: head };
const azure = { TF_BUILD: 'True', BUILD_SOURCEVERSION: head };
const bitbucket = { BITBUCKET_BUILD_NUMBER: '12', BITBUCKET_COMMIT: head };
const jenkins = { JENKINS_URL: 'https://ci.example.com/', GIT_COMMIT: head };

describe('GitLab', () => {
  it.each([
    [
      'a push: what came after the commit before, or what the default branch has not',
      { ...gitlab, CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'topic', CI_COMMIT_BEFORE_SHA: base },
      { kind: 'range', base: { oid: base }, otherBase: { ref: main }, head: { oid: head, ref: 'refs/heads/topic' } },
    ],
    [
      'the first push of a branch: what the default branch has not',
      { ...gitlab, CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'topic' },
      { kind: 'range', why: 'first push of refs/heads/topic', base: { ref: main } },
    ],
    [
      'the first push of the default branch: everything',
      { ...gitlab, CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'main' },
      { kind: 'history' },
    ],
    [
      'a tag: what the default branch has not',
      { ...gitlab, CI_PIPELINE_SOURCE: 'push', CI_COMMIT_TAG: 'v1' },
      { kind: 'range', base: { ref: main }, head: { oid: head, ref: 'refs/tags/v1' } },
    ],
    [
      'a merge request: from the base of its diff',
      gitlabRequest,
      { why: 'merge request 7', base: { oid: base }, head: { oid: head, ref: 'refs/merge-requests/7/head' } },
    ],
    [
      'a pipeline for merged results: up to the head of the source branch, not the merge',
      { ...gitlabRequest, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: checkedOut },
      { base: { oid: base }, head: { oid: checkedOut }, expected: 1 },
    ],
    [
      'a child of a merge request',
      { ...gitlabRequest, CI_PIPELINE_SOURCE: 'parent_pipeline' },
      { base: { oid: base } },
    ],
    [
      'a child of a push',
      { ...gitlab, CI_PIPELINE_SOURCE: 'parent_pipeline', CI_COMMIT_BRANCH: 'topic', CI_COMMIT_BEFORE_SHA: base },
      { base: { oid: base } },
    ],
    [
      "a pull request of another host's repository",
      {
        ...gitlab,
        CI_EXTERNAL_PULL_REQUEST_IID: '7',
        CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA: checkedOut,
        CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA: base,
      },
      { why: 'pull request 7', base: { oid: base }, head: { oid: checkedOut } },
    ],
    ['a schedule: everything', { ...gitlab, CI_PIPELINE_SOURCE: 'schedule' }, { kind: 'history', why: 'schedule' }],
    ['a pipeline by hand: everything', { ...gitlab, CI_PIPELINE_SOURCE: 'web' }, { kind: 'history' }],
  ])('%s', (_, env, expected) => {
    expect(plan(env)).toMatchObject(expected);
  });
});

describe('CircleCI', () => {
  it.each([
    ['a build that nothing came before', circle, undefined, guessed],
    [
      'a build whose commit before the configuration tells',
      { ...circle, CIRCLE_BRANCH: 'topic' },
      base,
      { base: { oid: base }, otherBase: { ref: 'HEAD' }, head: { oid: head, ref: 'refs/heads/topic' } },
    ],
    [
      'a pull request from a fork',
      { ...circle, CIRCLE_BRANCH: 'pull/7' },
      undefined,
      { ...guessed, why: 'pull request 7', head: { oid: head, ref: 'refs/pull/7/head' } },
    ],
    ['a tag', { ...circle, CIRCLE_TAG: 'v1' }, undefined, { ...guessed, head: { oid: head, ref: 'refs/tags/v1' } }],
  ])('%s', (_, env, said, expected) => {
    expect(plan(env, said)).toMatchObject(expected);
  });
});

describe('Jenkins', () => {
  it.each([
    [
      'a branch without a build that succeeded',
      { ...jenkins, GIT_PREVIOUS_COMMIT: base, BRANCH_NAME: 'topic' },
      guessed,
    ],
    [
      'a branch: from the last build that succeeded',
      { ...jenkins, GIT_PREVIOUS_SUCCESSFUL_COMMIT: base, BRANCH_NAME: 'topic' },
      { why: 'build of topic', base: { oid: base }, otherBase: { ref: 'HEAD' }, head: { oid: checkedOut } },
    ],
    [
      'a change request: what is checked out and its target has not',
      { ...jenkins, BRANCH_NAME: 'PR-7', CHANGE_ID: '7', CHANGE_TARGET: 'main', GIT_PREVIOUS_SUCCESSFUL_COMMIT: base },
      { why: 'change 7', base: { ref: main }, head: { oid: checkedOut }, expected: 1 },
    ],
  ])('%s', (_, env, expected) => {
    expect(plan(env)).toMatchObject(expected);
  });
});

describe('Azure Pipelines', () => {
  const request = { ...azure, BUILD_REASON: 'PullRequest', BUILD_SOURCEBRANCH: 'refs/pull/7/merge' };
  it.each([
    [
      'a push: what the default branch has not',
      { ...azure, BUILD_REASON: 'IndividualCI', BUILD_SOURCEBRANCH: 'refs/heads/topic' },
      { ...guessed, head: { oid: head, ref: 'refs/heads/topic' } },
    ],
    [
      'a pull request in Azure Repos',
      { ...request, SYSTEM_PULLREQUEST_PULLREQUESTID: '7', SYSTEM_PULLREQUEST_TARGETBRANCH: main },
      { why: 'pull request 7', base: { ref: main }, head: { oid: checkedOut }, expected: 1 },
    ],
    [
      'a pull request at GitHub, which names its branch without refs/heads/',
      { ...request, SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: '7', SYSTEM_PULLREQUEST_TARGETBRANCH: 'main' },
      { why: 'pull request 7', base: { ref: main } },
    ],
    ['a schedule: everything', { ...azure, BUILD_REASON: 'Schedule' }, { kind: 'history', why: 'Schedule' }],
    ['a build by hand: everything', { ...azure, BUILD_REASON: 'Manual' }, { kind: 'history' }],
  ])('%s', (_, env, expected) => {
    expect(plan(env)).toMatchObject(expected);
  });
});

describe('Bitbucket', () => {
  it.each([
    ['a branch: what the default branch has not', { ...bitbucket, BITBUCKET_BRANCH: 'topic' }, guessed],
    [
      'a pull request, whose destination is told by the beginning of its id',
      {
        ...bitbucket,
        BITBUCKET_BRANCH: 'topic',
        BITBUCKET_PR_ID: '7',
        BITBUCKET_PR_DESTINATION_BRANCH: 'main',
        BITBUCKET_PR_DESTINATION_COMMIT: base.slice(0, 12),
      },
      {
        why: 'pull request 7',
        base: { oid: base.slice(0, 12), ref: main },
        otherBase: { ref: main },
        head: { oid: head, ref: 'refs/heads/topic' },
      },
    ],
  ])('%s', (_, env, expected) => {
    expect(plan(env)).toMatchObject(expected);
  });
});

describe('--base', () => {
  it.each([
    ['wins over what the service tells', { ...azure, BUILD_REASON: 'IndividualCI' }, base, { base: { oid: base } }],
    ['of zeros leaves it to the service', { ...gitlab, CI_PIPELINE_SOURCE: 'schedule' }, zero, { kind: 'history' }],
    ['stands for a service that nobody knows', {}, base, { base: { oid: base }, head: { oid: checkedOut } }],
    [
      'of zeros, without a service: what the default branch has not',
      {},
      zero,
      { ...guessed, head: { oid: checkedOut } },
    ],
  ])('%s', (_, env, said, expected) => {
    expect(plan(env, said)).toMatchObject(expected);
  });
});

describe('is refused', () => {
  it.each([
    ['no service and no base', {}, undefined, /there is no job/],
    ['a base that is an option', {}, '--upload-pack=x', /takes the id of a commit/],
    ['a commit that is an option', { ...circle, CIRCLE_SHA1: '--upload-pack=x' }, undefined, /CIRCLE_SHA1 holds no id/],
    ['a job without its commit', { GITLAB_CI: 'true' }, undefined, /CI_COMMIT_SHA holds no id/],
  ])('%s', (_, env, said, message) => {
    expect(() => plan(env, said)).toThrow(message);
  });

  it.each(['x^{commit}', 'a:refs/heads/b', 'a b', 'a..b'])('the branch %j, which is not asked for', (name) => {
    expect(plan({ ...jenkins, CHANGE_TARGET: name })).toMatchObject(guessed);
    expect(plan({ ...bitbucket, BITBUCKET_BRANCH: name })).not.toHaveProperty('head.ref');
  });
});
