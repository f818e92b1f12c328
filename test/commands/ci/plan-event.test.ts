import { describe, expect, it } from 'vitest';
import { planEvent } from '../../../src/commands/ci/services/github.ts';
import { base, events, head } from '../../fixtures/github-events.ts';

const zero = '0'.repeat(40);

describe('what an event asks to be scanned', () => {
  it.each([
    [
      'a push: what came after the commit before it',
      ...events.push({ before: base, after: head }),
      {
        kind: 'range',
        base: { oid: base },
        head: { oid: head, ref: 'refs/heads/topic' },
        otherBase: { ref: 'refs/heads/main' },
        expected: 1,
      },
    ],
    [
      'a push to the default branch: no other base than the commit before',
      ...events.push({ before: base, after: head, ref: 'refs/heads/main' }),
      { kind: 'range', base: { oid: base }, head: { oid: head, ref: 'refs/heads/main' }, expected: 1 },
    ],
    [
      'the first push of a branch: what the default branch has not',
      ...events.push({ before: zero, after: head, created: true }),
      { kind: 'range', base: { ref: 'refs/heads/main' }, head: { oid: head, ref: 'refs/heads/topic' }, expected: 1 },
    ],
    [
      'the first push of the default branch: everything',
      ...events.push({ before: zero, after: head, created: true, ref: 'refs/heads/main' }),
      { kind: 'history' },
    ],
    [
      'the push of a tag: what the default branch has not, which may be nothing',
      ...events.push({ before: zero, after: head, created: true, ref: 'refs/tags/v1', commits: [] }),
      { kind: 'range', base: { ref: 'refs/heads/main' }, head: { oid: head, ref: 'refs/tags/v1' }, expected: 0 },
    ],
    [
      'a force push: what came after the commit before it, or what the default branch has not',
      ...events.push({ before: base, after: head, forced: true }),
      {
        kind: 'range',
        why: 'force push',
        base: { oid: base },
        head: { oid: head, ref: 'refs/heads/topic' },
        otherBase: { ref: 'refs/heads/main' },
        expected: 1,
      },
    ],
    [
      'a branch that is deleted: nothing',
      ...events.push({ before: base, after: zero, deleted: true }),
      { kind: 'nothing', why: 'refs/heads/topic was deleted' },
    ],
    [
      'a pull request: its commits, which the base repository keeps for forks, too',
      ...events.pullRequest('pull_request', { base, head }),
      {
        kind: 'range',
        base: { oid: base, ref: 'refs/heads/main' },
        head: { oid: head, ref: 'refs/pull/7/head' },
        expected: 2,
      },
    ],
    [
      'pull_request_target: the same commits, with a warning',
      ...events.pullRequest('pull_request_target', { base, head }),
      {
        kind: 'range',
        warning: expect.stringContaining('never checked out'),
        head: { oid: head, ref: 'refs/pull/7/head' },
      },
    ],
    [
      'a merge group: what the queue puts on the base',
      ...events.mergeGroup({ base, head }),
      {
        kind: 'range',
        base: { oid: base },
        head: { oid: head, ref: 'refs/heads/gh-readonly-queue/main/pr-7-aaaaaaa' },
        expected: 1,
      },
    ],
    ['a schedule: the whole history', 'schedule', { schedule: '0 5 * * 1' }, { kind: 'history', why: 'schedule' }],
    [
      'a dispatch: the whole history',
      'workflow_dispatch',
      { inputs: null, ref: 'refs/heads/main' },
      { kind: 'history' },
    ],
    [
      'a release: the whole history',
      'release',
      { action: 'published', release: { tag_name: 'v1' } },
      { kind: 'history' },
    ],
    ['an event nobody has thought of: the whole history', 'watch', { action: 'started' }, { kind: 'history' }],
  ] as const)('%s', (_, name, payload, expected) => {
    const { otherBase, ...plan } = { otherBase: undefined, ...planEvent(name, payload) };
    expect(otherBase === undefined ? plan : { ...plan, otherBase }).toMatchObject(expected);
    expect(otherBase).toEqual('otherBase' in expected ? expected.otherBase : undefined);
  });
});

describe('a payload that is not what GitHub sends', () => {
  it.each([
    ['without its commits', 'push', { ref: 'refs/heads/main' }],
    ['with an option in place of a commit', 'push', { ref: 'refs/heads/main', before: '--upload-pack=x', after: head }],
    [
      'of a pull request without a number',
      'pull_request',
      { pull_request: { head: { sha: head }, base: { sha: base } } },
    ],
    ['of a merge group without a base', 'merge_group', { merge_group: { head_sha: head } }],
  ])('%s is refused', (_, name, payload) => {
    expect(() => planEvent(name, payload)).toThrow(/the payload of \w+ has no/);
  });

  it.each(['--upload-pack=x', 'refs/heads/a:refs/heads/b', 'refs/heads/a\nb', 'refs/heads/*', 'main'])(
    'the ref %j is not asked for',
    (ref) => {
      expect(planEvent(...events.push({ before: base, after: head, ref }))).toMatchObject({ head: { oid: head } });
      expect(planEvent(...events.push({ before: base, after: head, ref }))).not.toHaveProperty('head.ref');
    },
  );
});
