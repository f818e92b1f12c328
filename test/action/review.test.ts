/** `unleak ci --review` on real pull requests, against GitHub's rules for review comments on loopback. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeToken, unleak, unleakAside } from '../cli/session.ts';
import type { Session } from '../cli/session.ts';
import { type Answer, type CiService, type SeenRequest, serveCi } from '../fixtures/ci-service.ts';
import { hostReviews } from '../fixtures/github-reviews.ts';
import type { PostedComment, ReviewHost } from '../fixtures/github-reviews.ts';
import { createRepository, temporaryFolder } from '../fixtures/repository.ts';
import type { TestRepository } from '../fixtures/repository.ts';

const services: CiService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

const jobToken = 'the-token-of-this-job';

interface Request {
  readonly repository: TestRepository;
  readonly host: ReviewHost;
}

/** A pull request of one commit with these files; `before` stand on its base. */
function open(files: Record<string, string>, before: Record<string, string> = {}): Request {
  const repository = createRepository();
  const base = repository.commit('base', { 'package.json': '{ "name": "till", "type": "module" }\n', ...before });
  repository.git('checkout', '-q', '-b', 'topic');
  const head = repository.commit('topic', files);
  return { repository, host: { comments: [], reviews: 0, base, head } };
}

/** The next push: the comments on lines that it changes are outdated. */
function push({ repository, host }: Request, files: Record<string, string>, outdated: boolean): void {
  host.head = repository.commit('next', files);
  if (outdated) for (const comment of host.comments) comment.line = comment.start_line = null;
}

interface Options {
  readonly fork?: boolean;
  readonly change?: (request: SeenRequest) => Answer | undefined;
  readonly env?: Record<string, string>;
}

async function review({ repository, host }: Request, options: Options = {}): Promise<Session & { sent: string }> {
  const { fork = false, change, env } = options;
  const service = await serveCi(
    hostReviews({ repository, host, token: jobToken, ...(change !== undefined && { change }) }),
  );
  services.push(service);
  const base = { sha: host.base, ref: 'main', repo: { full_name: 'acme/till' } };
  const head = { sha: host.head, ref: 'topic', repo: { full_name: fork ? 'guest/till' : 'acme/till' } };
  const file = join(temporaryFolder(), 'event.json');
  writeFileSync(
    file,
    JSON.stringify({ number: 7, pull_request: { number: 7, commits: 1, user: { login: 'ada' }, base, head } }),
  );
  const session = await unleakAside(['ci', '--review', '--quiet'], {
    cwd: repository.path,
    env: {
      ...{ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: file, GITHUB_OUTPUT: '' },
      ...{ GITHUB_API_URL: service.base, GITHUB_TOKEN: jobToken, ...env },
    },
  });
  const sent = service.seen.map(({ url, body }) => url + body).join('\n');
  return { ...session, sent };
}

function suggestionIn({ body }: PostedComment): string | undefined {
  return /(`{3,})suggestion\n([\s\S]*?)\n\1/.exec(body)?.[2];
}

/** What GitHub does when all suggestions are accepted together. */
function accept(text: string, comments: readonly PostedComment[]): string {
  const lines = text.split('\n');
  for (const comment of [...comments].sort((a, b) => (b.line ?? 0) - (a.line ?? 0))) {
    const to = comment.line ?? 0;
    const from = comment.start_line ?? to;
    lines.splice(from - 1, to - from + 1, ...(suggestionIn(comment) ?? '').split('\n'));
  }
  return lines.join('\n');
}

const program = (token: string): string =>
  `import { pay } from './pay.mjs';\n\nexport async function run() {\n  const token = '${token}';\n  return pay(token);\n}\n`;

describe('a file that the diff shows as a whole', () => {
  it('gets the rewrite of `fix` to accept, which runs once it is, and no value is sent', async () => {
    const token = makeToken();
    const request = open({ 'src/run.mjs': program(token) });
    const { code, err, sent } = await review(request);
    expect([code, err]).toEqual([1, expect.stringMatching(/review: \d comments? added, 0 updated, 0 settled/)]);
    const { comments } = request.host;
    expect(comments.every((comment) => suggestionIn(comment) !== undefined)).toBe(true);
    const rewritten = accept(program(token), comments);
    expect(rewritten).not.toContain(token);
    expect(rewritten).toContain('secret(');
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'run.mjs'), rewritten);
    expect(spawnSync(process.execPath, ['--check', join(folder, 'run.mjs')]).status).toBe(0);
    expect(unleak(['scan', folder], { cwd: folder }).code).toBe(0);
    for (const piece of [token, token.slice(4, -4), Buffer.from(token).toString('base64')])
      expect(sent + err).not.toContain(piece);
    expect(comments[0]?.body).toMatch(
      /Secrets Manager as `[\w/]+` or in `\w+`, and `src\/secrets\.mjs`\. `unleak fix --apply/,
    );
    expect(comments.map(({ body }) => body).join('\n')).toMatch(/Revoke it.*: the commits keep it/);
  });

  it('gets nothing more when the job runs again, nor after a push elsewhere', async () => {
    const request = open({ 'src/run.mjs': program(makeToken()) });
    await review(request);
    const before = structuredClone(request.host.comments);
    expect((await review(request)).err).toContain('review: 0 comments added, 0 updated, 0 settled');
    push(request, { 'other.txt': 'more\n' }, false);
    expect((await review(request)).err).toContain('review: 0 comments added, 0 updated, 0 settled');
    expect(request.host).toMatchObject({ reviews: 1, comments: before });
  });

  it('has its comment crossed out once the credential is gone', async () => {
    const request = open({ 'src/run.mjs': program(makeToken()) });
    await review(request);
    push(request, { 'src/run.mjs': program('').replace("''", 'process.env.TOKEN') }, true);
    const { code, err } = await review(request);
    // It stays in the commits, so the scan goes on to fail.
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/0 comments added, 0 updated, \d settled; 1 finding on no line/),
    ]);
    expect(request.host.comments[0]?.body).toMatch(/^~~.*~~\n\nNo longer here/);
    expect((await review(request)).err).toContain('0 comments added, 0 updated, 0 settled');
  });

  it('gets a new comment where the lines have moved, and the old one is crossed out', async () => {
    const token = makeToken();
    const request = open({ 'src/run.mjs': program(token) });
    await review(request);
    const first = request.host.comments.length;
    push(request, { 'src/run.mjs': `// moved\n\n${program(token)}` }, true);
    await review(request);
    expect(request.host.comments.length).toBeGreaterThan(first);
    expect(request.host.comments.slice(0, first).every(({ body }) => body.startsWith('~~'))).toBe(true);
    const rewritten = accept(`// moved\n\n${program(token)}`, request.host.comments.slice(first));
    expect(rewritten).not.toContain(token);
    expect(rewritten).toMatch(/^\/\/ moved\n/);
  });

  it('is told again where somebody has changed our words', async () => {
    const request = open({ 'src/run.mjs': program(makeToken()) });
    await review(request);
    const comment = request.host.comments[0]!;
    const { body } = comment;
    comment.body = `harmless ${/<!-- unleak .*$/.exec(body)?.[0]}`;
    expect((await review(request)).err).toContain('0 comments added, 1 updated');
    expect(request.host.comments[0]?.body).toBe(body);
  });

  it('is told in spite of a comment by the author that looks like ours', async () => {
    const request = open({ 'src/run.mjs': program(makeToken()) });
    await review(request);
    for (const comment of request.host.comments) comment.user = { login: 'ada', type: 'User' };
    expect((await review(request)).err).toMatch(/review: [1-9] comments? added/);
  });
});

describe('words in place of a suggestion', () => {
  it('where the rewrite changes lines that the diff does not show', async () => {
    const far = Array.from({ length: 40 }, (_, at) => `export const n${at} = ${at};\n`).join('');
    const before = `import { pay } from './pay.mjs';\n\n${far}`;
    const request = open(
      { 'src/run.mjs': `${before}export const token = '${makeToken()}';\n` },
      { 'src/run.mjs': before },
    );
    const { code } = await review(request);
    expect(code).toBe(1);
    expect(request.host.comments).toHaveLength(1);
    const [comment] = request.host.comments;
    expect(comment).toMatchObject({ path: 'src/run.mjs', line: 43 });
    expect(comment?.body).toContain('`unleak fix` shows it');
    expect(suggestionIn(comment!)).toBeUndefined();
  });

  it('where `fix` leaves the place to a person', async () => {
    const request = open({ 'notes.txt': `the token is ${makeToken()}\n` });
    await review(request);
    expect(request.host.comments).toMatchObject([
      { path: 'notes.txt', line: 1, body: expect.stringContaining('Left to you') },
    ]);
  });

  it.each([
    ['lines end as Windows has them', (text: string) => text.replaceAll('\n', '\r\n')],
    [
      'the line holds a character that hides what it says',
      (text: string) => text.replace('token =', 'token /* \u202e */ ='),
    ],
  ])('where %s', async (_, change) => {
    const request = open({ 'src/run.mjs': change(program(makeToken())) });
    await review(request);
    expect(request.host.comments.length).toBeGreaterThan(0);
    for (const comment of request.host.comments) expect(suggestionIn(comment)).toBeUndefined();
  });
});

it('text of the pull request becomes no markup, and ends no block', async () => {
  const name = 'src/a](javascript:x) ![b](c)@team.mjs';
  const request = open({ [name]: `const fence = '\`\`\`\`';${program(makeToken())}` });
  await review(request);
  expect(request.host.comments.length).toBeGreaterThan(0);
  for (const { body } of request.host.comments)
    expect(body.replaceAll(/(`{3,})suggestion\n[\s\S]*?\n\1/g, '')).not.toMatch(/\]\(javascript|@team|!\[/);
});

describe('where GitHub does not take it', () => {
  const isReview = ({ method }: SeenRequest): boolean => method === 'POST';
  const leaky = (): Request => open({ 'src/run.mjs': program(makeToken()) });

  it('from a fork: its token may only read, which is told and fails nothing', async () => {
    const { code, err } = await review(leaky(), {
      fork: true,
      change: (each) => (isReview(each) ? { status: 403 } : undefined),
    });
    expect([code, err]).toEqual([1, expect.stringContaining('the token of a fork may only read')]);
  });

  it.each([
    ['a token that may not write', 403, /may not write comments.*\(403\)[\s\S]*pull-requests: write/],
    ['comments on a pull request that has moved on', 422, /does not take the comments \(422\)/],
  ])('%s', async (_, status, message) => {
    const { code, err } = await review(leaky(), { change: (each) => (isReview(each) ? { status } : undefined) });
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
  });

  it('a token that it does not know: remote failure where nothing else fails the job', async () => {
    const request = leaky();
    const { code, err } = await review(request, {
      env: { GITHUB_TOKEN: 'other', UNLEAK_FAIL_ON: 'critical', UNLEAK_MIN_CONFIDENCE: 'high' },
    });
    expect(code).toBe(1);
    expect(err).toContain('does not accept the token');
    const clean = open({ 'a.txt': 'nothing\n' });
    expect((await review(clean, { env: { GITHUB_TOKEN: 'other' } })).code).toBe(4);
    expect((await review(clean, { env: { GITHUB_TOKEN: '' } })).err).toContain(
      'there is no token to write comments with',
    );
  });

  it.each([
    ['asks for a pause', { status: 429, headers: { 'retry-after': '0' } }],
    ['fails', { status: 502 }],
  ])('a GitHub that %s is asked again', async (_, answer) => {
    const request = leaky();
    let refused = 0;
    const { err } = await review(request, {
      change: (each) => (isReview(each) && refused++ === 0 ? answer : undefined),
    });
    expect(err).toMatch(/review: [1-9] comments? added/);
    expect(request.host.reviews).toBe(1);
  });

  it('a review that was taken although the answer was lost is not written twice', async () => {
    const request = leaky();
    let lost = false;
    const { err } = await review(request, {
      change(each) {
        if (!isReview(each) || lost) return undefined;
        lost = true;
        // Taken, as the next list of comments shows.
        const { comments } = JSON.parse(each.body) as {
          comments: { path: string; body: string; line: number; start_line?: number }[];
        };
        for (const { path, body, line, start_line: start = null } of comments)
          request.host.comments.push({
            id: request.host.comments.length + 1,
            path,
            body,
            line,
            start_line: start,
            user: { login: 'bot', type: 'Bot' },
          });
        return { status: 502 };
      },
    });
    expect(err).toContain('review: 0 comments added');
    expect(request.host.reviews).toBe(0);
  });
});

it('without a pull request a job has nothing to comment on', () => {
  const { repository, host } = open({ 'a.txt': 'nothing\n' });
  const { code, err } = unleak(['ci', '--review', '--base', host.base], {
    cwd: repository.path,
    env: { GITHUB_EVENT_NAME: '' },
  });
  expect([code, err]).toEqual([0, expect.stringContaining('no pull request of GitHub')]);
});
