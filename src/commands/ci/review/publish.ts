/** Brings the comments of a pull request in line with what was found: adds what is not there, edits what says something else, settles the rest. */
import { setTimeout as sleepFor } from 'node:timers/promises';
import { UserError } from '../../../errors.ts';
import type { ServiceClient } from '../../../sources/logs/fetch/client.ts';
import { settledBody } from './compose.ts';
import type { ReviewComment } from './compose.ts';
import { addReview, editComment, listOwn } from './pull-request.ts';
import type { OwnComment, PullRequest } from './pull-request.ts';

export interface Published {
  readonly added: number;
  readonly updated: number;
  readonly settled: number;
}

const mostTries = 3;
/** GitHub refuses reviews that are too large; the rest is in the summary of the job. */
const mostComments = 50;

/** Throws UserError('remote') for what GitHub does not take. */
export async function publish(
  client: ServiceClient,
  request: PullRequest,
  comments: readonly ReviewComment[],
): Promise<Published> {
  const wanted = comments.slice(0, mostComments);
  for (let tries = 1; ; tries++) {
    const own = await listOwn(client, request);
    const missing = wanted.filter((comment) => !own.some((each) => isSame(each, comment)));
    const status = missing.length === 0 ? 200 : await addReview(client, request, missing);
    // What failed may have been done all the same: the next round looks before it adds.
    if (status >= 500 && tries < mostTries) {
      await sleepFor(250 * 2 ** tries);
      continue;
    }
    check(status);
    return { added: missing.length, ...(await revise(client, request, { own, comments })) };
  }
}

interface Revision {
  readonly own: readonly OwnComment[];
  readonly comments: readonly ReviewComment[];
}

/** A comment that stands where it should says what it should; one that does not is crossed out. */
async function revise(
  client: ServiceClient,
  request: PullRequest,
  { own, comments }: Revision,
): Promise<Omit<Published, 'added'>> {
  const changes = own.flatMap((each) => {
    const comment = comments.find((one) => isSame(each, one));
    if (comment === undefined) return [{ id: each.id, body: settledBody(each.body), isSettled: true }];
    return normalise(comment.body) === normalise(each.body)
      ? []
      : [{ id: each.id, body: comment.body, isSettled: false }];
  });
  for (const change of changes) check(await editComment(client, request, change));
  const settled = changes.filter(({ isSettled }) => isSettled).length;
  return { settled, updated: changes.length - settled };
}

/** A suggestion replaces the lines that its comment stands at: at other lines it is another comment. */
function isSame(own: OwnComment, { mark, path, line, startLine }: ReviewComment): boolean {
  return own.mark === mark && own.path === path && own.line === line && own.startLine === startLine;
}

function normalise(body: string): string {
  return body.replaceAll('\r\n', '\n').trim();
}

function check(status: number): void {
  if (status < 400) return;
  if (status === 401) throw new UserError('remote', 'GitHub does not accept the token (401)');
  if (status === 403 || status === 404)
    throw new UserError('remote', `the token may not write comments on this pull request (${status})`, {
      hint: 'the job needs permissions: pull-requests: write',
    });
  if (status === 422)
    throw new UserError(
      'remote',
      'GitHub does not take the comments (422): the pull request has moved on, or is locked',
      {
        hint: 'the run of its newest commit writes them',
      },
    );
  throw new UserError('remote', `GitHub answers ${status} to the comments of the review`, {
    hint: 'run the job again',
  });
}
