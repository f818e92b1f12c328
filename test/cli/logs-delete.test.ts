/** `unleak logs … --delete` for GitLab and Jenkins against services on loopback that erase, refuse, or only say that they did. */
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, type CiService, type SeenRequest, serveCi } from '../fixtures/ci-service.ts';
import { temporaryFolder } from '../fixtures/repository.ts';
import { makeToken, type Session, unleakAside } from './session.ts';

const services: CiService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

const ownToken = 'the-token-of-this-session';
const project = '/projects/acme%2Fapp';
const job = '/job/app';

/** How a service takes the request to delete. */
interface Manner {
  readonly takes: Answer;
  /** Whether the log is gone afterwards. Default: once it was asked for. */
  readonly keeps?: boolean;
}

/** Pipeline 1 of three jobs: 11 leaks, 12 does not, 13 leaks, too. */
function gitlab({ takes, keeps = false }: Manner): (request: SeenRequest) => Answer | undefined {
  const erased = new Set<string>();
  return ({ method, url, headers }) => {
    if (headers['private-token'] !== ownToken) return { status: 401 };
    const path = url.split('?')[0] ?? '';
    if (path === `${project}/pipelines/1/jobs`)
      return { body: [11, 12, 13].map((id) => ({ id, name: 'job', started_at: '2024-05-01T12:00:00Z' })) };
    const [, id = '', what] = /\/jobs\/(\d+)\/(trace|erase)$/.exec(path) ?? [];
    if (what === 'erase' && method !== 'POST') return { status: 405 };
    if (what === 'erase') {
      if (!keeps) erased.add(id);
      return takes;
    }
    // GitLab answers for an erased job with an empty trace.
    if (what === 'trace') return { body: erased.has(id) ? '' : id === '12' ? 'ok\n' : `+ deploy ${makeToken()}\n` };
    return undefined;
  };
}

/** Build 7, which leaks. */
function jenkins({ takes, keeps = false }: Manner): (request: SeenRequest) => Answer | undefined {
  let deleted = false;
  return ({ method, url, headers }) => {
    if (headers.authorization !== `Basic ${Buffer.from(`ci:${ownToken}`).toString('base64')}`) return { status: 401 };
    const path = url.split('?')[0] ?? '';
    if (path === `${job}/7/doDelete`) {
      // A link that is merely followed must not delete.
      if (method !== 'POST') return { status: 405 };
      deleted = !keeps;
      return takes;
    }
    if (deleted) return { status: 404 };
    if (path === `${job}/7/api/json`) return { body: { number: 7, timestamp: 1, artifacts: [] } };
    return path === `${job}/7/consoleText` ? { body: `+ deploy ${makeToken()}\n` } : undefined;
  };
}

async function serve(answer: (request: SeenRequest) => Answer | undefined): Promise<CiService> {
  const service = await serveCi({ answer });
  services.push(service);
  return service;
}

function run(service: CiService, args: readonly string[]): Promise<Session> {
  const env = { GITLAB_TOKEN: ownToken, JENKINS_API_TOKEN: ownToken, JENKINS_USER_ID: 'ci' };
  const folder = join(temporaryFolder(), 'state');
  return unleakAside(['logs', ...args, '--base-url', service.base, '--delete', '--state', folder], {
    cwd: temporaryFolder(),
    env,
  });
}

function posts({ seen }: CiService): string[] {
  return seen.filter(({ method }) => method === 'POST').map(({ url }) => url);
}

const kinds = [
  {
    name: 'gitlab',
    open: gitlab,
    args: ['gitlab', 'acme/app', '--run', '1'],
    erased: { status: 201, body: { id: 11, erased_at: '2024-05-02T00:00:00Z' } },
    requests: [`${project}/jobs/11/erase`, `${project}/jobs/13/erase`],
    log: 'the log and the artifacts of job 11',
  },
  {
    name: 'jenkins',
    open: jenkins,
    args: ['jenkins', 'app', '--run', '7'],
    erased: { status: 302, headers: { location: `${job}/` } },
    requests: [`${job}/7/doDelete`],
    log: 'build 7 with its log',
  },
];

describe.each(kinds)('$name', ({ open, args, erased, requests, log }) => {
  it('is told what would be deleted, and nothing is', async () => {
    const service = await serve(open({ takes: erased }));
    const { code, err } = await run(service, args);
    expect([code, err]).toEqual([1, expect.stringContaining(`would delete ${log} (POST)`)]);
    expect(err).toContain('rotate first');
    expect(posts(service)).toEqual([]);
  });

  it('with --apply deletes the logs that hold a finding, no other, and looks whether they are gone', async () => {
    const service = await serve(open({ takes: erased }));
    const { code, err } = await run(service, [...args, '--apply']);
    expect([code, err]).toEqual([1, expect.stringContaining(`deleted ${log}`)]);
    expect(posts(service)).toEqual(requests);
    const [last] = service.seen.slice(-1);
    expect(last).toMatchObject({ method: 'GET', url: expect.stringMatching(/trace|consoleText/) });
  });

  it('a service that says it is done, and keeps the log, is not believed', async () => {
    const service = await serve(open({ takes: erased, keeps: true }));
    const { code, err } = await run(service, [...args, '--apply']);
    expect([code, err]).toEqual([4, expect.stringContaining(`${log} is still there: it can still be read`)]);
  });

  it('a refusal is a remote failure with its status', async () => {
    const service = await serve(open({ takes: { status: 403, body: { message: '403 Forbidden' } }, keeps: true }));
    const { code, err } = await run(service, [...args, '--apply']);
    expect([code, err]).toEqual([4, expect.stringContaining(`${log} is still there: the service answers 403`)]);
    expect(err).toContain('could not be deleted');
  });

  it('a service that asks for a pause gets one', async () => {
    let paused = false;
    const answer = open({ takes: erased });
    const service = await serve((request) => {
      if (request.method !== 'POST' || paused) return answer(request);
      paused = true;
      return { status: 429, headers: { 'retry-after': '0' } };
    });
    const { err } = await run(service, [...args, '--apply']);
    expect(err).toContain(`deleted ${log}`);
    expect(posts(service)).toEqual([requests[0], ...requests]);
  });
});
