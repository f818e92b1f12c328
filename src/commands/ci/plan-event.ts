/** From what started a GitHub workflow to what is to be scanned: a pure function, which trusts nothing in the payload but its form. */
import { UserError } from '../../errors.ts';

/** A commit, and what to ask the remote for where it is not here. */
export interface Tip {
  /** Id of the commit; unknown where only the ref names it. */
  readonly oid?: string;
  /** A ref of the remote that leads to it. */
  readonly ref?: string;
}

export interface RangePlan {
  readonly kind: 'range';
  readonly base: Tip;
  readonly head: Tip;
  /** What is taken for the base where that one is gone, as after a force push; without it the whole history is scanned. */
  readonly otherBase?: Tip;
  /** Commits that the event itself speaks of: a range with none of them is not what was meant. */
  readonly expected: number;
}

/** What to scan. `why` says in a few words what the event was. */
export type EventPlan = { readonly why: string; readonly warning?: string } & (
  | RangePlan
  | { readonly kind: 'history' }
  | { readonly kind: 'nothing' }
);

/** The payload as it was sent: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
type Payload = Readonly<Record<string, unknown>>;

/**
 * `name` is GITHUB_EVENT_NAME, `payload` what GITHUB_EVENT_PATH holds. Events that bring no commits in are a reason to scan the
 * whole history. Throws UserError('usage') for a payload that lacks its commits.
 */
export function planEvent(name: string, payload: Payload): EventPlan {
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

function planPush(payload: Payload): EventPlan {
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

function planPullRequest(name: string, payload: Payload): EventPlan {
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
  if (typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) return value;
  throw lacks(event, name);
}

/** Only what can be nothing but a ref: it becomes an argument of git. */
function readRef(payload: Payload, name: string): string | undefined {
  const value = payload[name];
  return typeof value === 'string' && isRef(value) ? value : undefined;
}

function isRef(text: string): boolean {
  return /^refs\/[^\s:*?[\\^~\p{Cc}]+$/u.test(text) && !/\.\.|@\{|\/\//.test(text);
}

function isZero(oid: string): boolean {
  return /^0+$/.test(oid);
}

function lacks(event: string, what: string): UserError {
  return new UserError('usage', `the payload of ${event} has no ${what}`, {
    hint: 'GITHUB_EVENT_PATH names the file that GitHub wrote for this event',
  });
}
