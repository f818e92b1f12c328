/** A pull request through GitHub's REST API (version 2022-11-28): what it changes, the comments that it has, and those that we add. */
import type { ServiceClient } from '../../../sources/logs/fetch/client.ts';
import { fieldOf, numberOf, textOf } from '../../../sources/logs/fetch/fields.ts';
import { nextLink, readPages } from '../../../sources/logs/fetch/pages.ts';
import { readMark } from './compose.ts';
import type { ReviewComment } from './compose.ts';
import { readRightSide } from './diff-lines.ts';
import type { LineRange } from './diff-lines.ts';

export interface PullRequest {
  /** OWNER/REPO of the base. */
  readonly repository: string;
  readonly number: number;
  readonly head: string;
  /** Who opened it: what they write is none of our comments. */
  readonly author: string | undefined;
  readonly isFork: boolean;
}

/** A comment of ours that is there. */
export interface OwnComment {
  readonly id: number;
  readonly mark: string;
  readonly path: string;
  readonly body: string;
  /** Where GitHub shows it now; undefined once the lines have changed. */
  readonly line: number | undefined;
  readonly startLine: number | undefined;
}

/** Undefined where the payload is that of another event. */
export function readPullRequest(payload: unknown): PullRequest | undefined {
  const request = fieldOf(payload, 'pull_request');
  const base = fieldOf(fieldOf(request, 'base'), 'repo');
  const head = fieldOf(request, 'head');
  const [repository, number, oid] = [textOf(base, 'full_name'), numberOf(request, 'number'), textOf(head, 'sha')];
  if (repository === undefined || number === undefined || oid === undefined) return undefined;
  if (!/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository)) return undefined;
  const isFork = textOf(fieldOf(head, 'repo'), 'full_name') !== repository;
  return { repository, number, head: oid, author: textOf(fieldOf(request, 'user'), 'login'), isFork };
}

/** Right sides of the diff by path. Files without a patch (binary, too large) take no comment. */
export async function listShown(
  client: ServiceClient,
  { repository, number }: PullRequest,
): Promise<ReadonlyMap<string, readonly LineRange[]>> {
  const shown = new Map<string, readonly LineRange[]>();
  for await (const file of readAll(client, `/repos/${repository}/pulls/${number}/files?per_page=100`)) {
    const [path, patch] = [textOf(file, 'filename'), textOf(file, 'patch')];
    if (path !== undefined && patch !== undefined) shown.set(path, readRightSide(patch));
  }
  return shown;
}

/** Comments with a mark, by bots and by others than the author: who opened the request shall not keep ours away. */
export async function listOwn(
  client: ServiceClient,
  { repository, number, author }: PullRequest,
): Promise<readonly OwnComment[]> {
  const own: OwnComment[] = [];
  for await (const each of readAll(client, `/repos/${repository}/pulls/${number}/comments?per_page=100`)) {
    const [id, body = '', path = ''] = [numberOf(each, 'id'), textOf(each, 'body'), textOf(each, 'path')];
    const user = fieldOf(each, 'user');
    const isOurs = textOf(user, 'type') === 'Bot' || textOf(user, 'login') !== author;
    const mark = readMark(body);
    if (id === undefined || mark === undefined || !isOurs) continue;
    own.push({ id, mark, path, body, line: numberOf(each, 'line'), startLine: numberOf(each, 'start_line') });
  }
  return own;
}

const reviewBody =
  'unleak has found credentials in these lines. Taking one out of a file does not end it: revoking it does.';

/** All in one review, which GitHub takes as a whole or not at all. */
export async function addReview(
  client: ServiceClient,
  { repository, number, head }: PullRequest,
  comments: readonly ReviewComment[],
): Promise<number> {
  const items = comments.map(({ path, line, startLine, body }) => ({
    ...{ path, body, line, side: 'RIGHT' },
    ...(startLine !== undefined && { start_line: startLine, start_side: 'RIGHT' }),
  }));
  return send(client, 'POST', {
    path: `/repos/${repository}/pulls/${number}/reviews`,
    body: { commit_id: head, event: 'COMMENT', body: reviewBody, comments: items },
  });
}

export async function editComment(
  client: ServiceClient,
  { repository }: PullRequest,
  { id, body }: { id: number; body: string },
): Promise<number> {
  return send(client, 'PATCH', { path: `/repos/${repository}/pulls/comments/${id}`, body: { body } });
}

/** The status; what the answer says is not read, as it may quote what was sent. */
async function send(
  client: ServiceClient,
  method: 'POST' | 'PATCH',
  { path, body }: { path: string; body: unknown },
): Promise<number> {
  const response = await client.ask(path, method, body);
  await response.body?.cancel();
  return response.status;
}

/** Throws UserError('remote') for more pages than a pull request has. */
function readAll(client: ServiceClient, first: string): AsyncIterable<unknown> {
  return readPages(client, { first, next: nextLink, most: 1000 });
}
