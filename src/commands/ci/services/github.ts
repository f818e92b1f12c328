/** From what started a GitHub workflow to what is to be scanned: nothing in the payload is trusted but its form. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../../errors.ts';
import { isOid, isRef, isZero } from '../job-plan.ts';
import type { CiService, JobEnvironment, JobPlan } from '../job-plan.ts';

export const github: CiService = {
  title: 'GitHub Actions',
  runs: (env) => isSet(env, 'GITHUB_EVENT_NAME') && isSet(env, 'GITHUB_EVENT_PATH'),
  plan: (env) => planEvent(env['GITHUB_EVENT_NAME'] ?? '', readEvent(env)),
};

function isSet(env: JobEnvironment, name: string): boolean {
  return env[name] !== undefined && env[name] !== '';
}

/** What GITHUB_EVENT_PATH holds. Throws UserError('usage'). */
export function readEvent({ GITHUB_EVENT_PATH: path = '' }: JobEnvironment): Payload {
  let cause: unknown;
  try {
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof payload === 'object' && payload !== null) return payload as Payload;
  } catch (error) {
    cause = error;
  }
  throw new UserError('usage', `the event's payload cannot be read: ${path}`, { cause });
}

/** The payload as it was sent: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export type Payload = Readonly<Record<string, unknown>>;

/**
 * `name` is GITHUB_EVENT_NAME, `payload` what GITHUB_EVENT_PATH holds. Events that bring no commits in are a reason to scan the
 * whole history. Throws UserError('usage') for a payload that lacks its commits.
 */
export function planEvent(name: string, payload: Payload): JobPlan {
  if (name === 'push') return planPush(payload);
  if (name === 'pull_request' || name === 'pull_request_target') return planPullRequest(name, payload);
  if (name === 'merge_group') {
    const group = pick(payload, 'merge_group');
    const ref = readRef(group, 'head_ref');
    const head = { oid: readOid(group, 'head_sha', name), ...(ref !== undefined && { ref }) };
    return { kind: 'range', why: 'merge queue', head, base: { oid: readOid(group, 'base_sha', name) }, expected: 1 };
  }
  return { kind: 'history', why: name };
}

function planPush(payload: Payload): JobPlan {
  const ref = readRef(payload, 'ref') ?? '';
  if (payload['deleted'] === true) return { kind: 'nothing', why: `${ref} was deleted` };
  const branch = pick(payload, 'repository')['default_branch'];
  const mainRef = typeof branch === 'string' && isRef(`refs/heads/${branch}`) ? `refs/heads/${branch}` : undefined;
  const otherBase = mainRef === undefined || mainRef === ref ? undefined : { ref: mainRef };
  const oid = readOid(payload, 'after', 'push');
  const head = ref === '' ? { oid } : { oid, ref };
  const before = readOid(payload, 'before', 'push');
  const commits = payload['commits'];
  const expected = Array.isArray(commits) ? commits.length : 0;
  if (!isZero(before)) {
    const why = payload['forced'] === true ? 'force push' : 'push';
    return { kind: 'range', why, head, base: { oid: before }, ...(otherBase && { otherBase }), expected };
  }
  const why = `first push of ${ref}`;
  return otherBase === undefined ? { kind: 'history', why } : { kind: 'range', why, head, base: otherBase, expected };
}

function planPullRequest(name: string, payload: Payload): JobPlan {
  const request = pick(payload, 'pull_request');
  const { number } = request;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw lacks(name, 'pull_request.number');
  const baseRef = pick(request, 'base')['ref'];
  const ref = typeof baseRef === 'string' && isRef(`refs/heads/${baseRef}`) ? `refs/heads/${baseRef}` : undefined;
  const plan = {
    kind: 'range',
    why: `pull request ${number}`,
    head: { oid: readOid(pick(request, 'head'), 'sha', name), ref: `refs/pull/${number}/head` },
    base: { oid: readOid(pick(request, 'base'), 'sha', name), ...(ref !== undefined && { ref }) },
    expected: typeof request['commits'] === 'number' ? request['commits'] : 1,
  } as const;
  return name === 'pull_request' ? plan : { ...plan, warning: targetWarning };
}

const targetWarning =
  'pull_request_target runs with the secrets of this repository. The commits are read as data and never checked out; on: pull_request does with less.';

function pick(payload: Payload, name: string): Payload {
  const value = payload[name];
  return typeof value === 'object' && value !== null ? (value as Payload) : {};
}

function readOid(payload: Payload, name: string, event: string): string {
  const value = payload[name];
  if (typeof value === 'string' && isOid(value)) return value;
  throw lacks(event, name);
}

function readRef(payload: Payload, name: string): string | undefined {
  const value = payload[name];
  return typeof value === 'string' && isRef(value) ? value : undefined;
}

function lacks(event: string, what: string): UserError {
  return new UserError('usage', `the payload of ${event} has no ${what}`, {
    hint: 'GITHUB_EVENT_PATH names the file that GitHub wrote for this event',
  });
}
