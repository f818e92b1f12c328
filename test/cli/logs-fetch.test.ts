/** `unleak logs` against services on loopback: pages, pauses, redirects, expired logs, a kill in the middle, deletion. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeZip } from '../fixtures/archives.ts';
import {
  type Answer,
  type CiService,
  type CiServiceOptions,
  type SeenRequest,
  serveCi,
} from '../fixtures/ci-service.ts';
import { temporaryFolder } from '../fixtures/repository.ts';
import { makeToken, type Session, unleakAside } from './session.ts';

const services: CiService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

async function serve(options: CiServiceOptions): Promise<CiService> {
  const service = await serveCi(options);
  services.push(service);
  return service;
}

const ownToken = 'the-token-of-this-session';
const state = (): string => join(temporaryFolder(), 'state');

function run(args: readonly string[], folder: string, env: Record<string, string> = {}): Promise<Session> {
  const tokens = {
    GITHUB_TOKEN: ownToken,
    GITLAB_TOKEN: ownToken,
    JENKINS_API_TOKEN: ownToken,
    JENKINS_USER_ID: 'ci',
    CIRCLECI_TOKEN: ownToken,
  };
  return unleakAside(['logs', ...args, '--state', folder], { cwd: temporaryFolder(), env: { ...tokens, ...env } });
}

function pathsOf({ out }: Session): string[] {
  const { findings } = JSON.parse(out) as { findings: { locations: { path: string }[] }[] };
  return findings.flatMap(({ locations }) => locations.map(({ path }) => path)).toSorted();
}

function zipOf(text: string): Buffer {
  return makeZip([{ name: 'build/2_Test.txt', content: Buffer.from(`2024-05-01T12:34:56.1234567Z ${text}\r\n`) }]);
}

/** Five runs on pages of two; run 3 is expired, run 4 was tried twice; logs lie in a storage of another origin. */
function github(
  changes: (request: SeenRequest, service: CiService) => Answer | 'hang' | undefined = () => undefined,
): CiServiceOptions {
  const runs = '/repos/acme/app/actions/runs';
  return {
    answer(request, service) {
      const changed = changes(request, service);
      if (changed !== undefined) return changed;
      if (request.headers.authorization !== `Bearer ${ownToken}`)
        return { status: 401, body: { message: 'Bad credentials' } };
      const url = new URL(request.url, service.base);
      if (url.pathname === runs) {
        const page = Number(url.searchParams.get('page') ?? '1');
        const ids = [1, 2, 3, 4, 5].slice((page - 1) * 2, page * 2);
        url.searchParams.set('page', String(page + 1));
        const link = page < 3 ? { link: `<${url.href}>; rel="next", <${url.href}>; rel="last"` } : undefined;
        const list = ids.map((id) => ({ id, run_attempt: id === 4 ? 2 : 1, created_at: '2024-05-01T12:00:00Z' }));
        return { headers: { ...link }, body: { total_count: 5, workflow_runs: list } };
      }
      const [, id, attempt] = /\/runs\/(\d)\/attempts\/(\d)\/logs$/.exec(url.pathname) ?? [];
      if (id === '3') return { status: 410, body: { message: 'Gone' } };
      if (id !== undefined)
        return { status: 302, headers: { location: `${service.storage}/run-${id}-${attempt}.zip?sig=x` } };
      const artifacts = /\/runs\/(\d)\/artifacts$/.exec(url.pathname)?.[1];
      if (artifacts === '5')
        return {
          body: {
            artifacts: [
              { id: 77, name: 'env dump', expired: false },
              { id: 78, name: 'old', expired: true },
            ],
          },
        };
      if (artifacts !== undefined) return { body: { artifacts: [] } };
      if (url.pathname.endsWith('/artifacts/77/zip'))
        return { status: 302, headers: { location: `${service.storage}/artifact-77.zip` } };
      const one = /\/runs\/(\d)$/.exec(url.pathname)?.[1];
      return one === undefined ? undefined : { body: { id: Number(one), run_attempt: 1 } };
    },
    store: ({ url }) => ({
      body: zipOf(
        url.includes('run-2') || url.includes('run-4-1') || url.includes('artifact') ? `leaked ${makeToken()}` : 'ok',
      ),
    }),
  };
}

describe('github', () => {
  it('reads all pages and attempts, lists an expired log as a gap, and shows its token to nobody else', async () => {
    const service = await serve(github());
    const session = await run(
      ['github', 'acme/app', '--since', '2024-01-01', '--base-url', service.base, '--format', 'json'],
      state(),
    );
    expect(pathsOf(session)).toEqual(['2/attempt-1.zip!build/2_Test.txt', '4/attempt-1.zip!build/2_Test.txt']);
    expect(session.code).toBe(1);
    const { scan } = JSON.parse(session.out) as { scan: { complete: boolean; skipped: unknown[] } };
    expect(scan).toMatchObject({
      complete: false,
      skipped: [{ what: '3/attempt-1.zip', why: expect.stringContaining('expired') }],
    });
    expect(service.seenByStorage).toHaveLength(5);
    for (const { headers } of service.seenByStorage) expect(headers.authorization).toBeUndefined();
    expect(session.out + session.err).not.toContain(ownToken);
  });

  it('an expired log alone is incomplete, not clean', async () => {
    const service = await serve(github());
    const { code } = await run(['github', 'acme/app', '--run', '3', '--base-url', service.base], state());
    expect(code).toBe(3);
  });

  it('artifacts only when they are asked for, and none that have expired', async () => {
    const service = await serve(github());
    const args = ['github', 'acme/app', '--run', '5', '--base-url', service.base, '--format', 'json'];
    expect(pathsOf(await run(args, state()))).toEqual([]);
    expect(pathsOf(await run([...args, '--artifacts'], state()))).toEqual([
      '5/artifacts/77-env_dump.zip!build/2_Test.txt',
    ]);
  });

  it.each([
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '0' } }],
    [
      '403 with a spent quota',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1714567000' } },
    ],
    ['a gateway that fails', { status: 502 }],
  ])('%s is waited out', async (_, refusal) => {
    const refused = new Set<string>();
    const service = await serve(
      github(({ url }) => {
        if (refused.has(url)) return undefined;
        refused.add(url);
        return refusal;
      }),
    );
    const { code } = await run(['github', 'acme/app', '--run', '2', '--base-url', service.base], state());
    expect(code).toBe(1);
    expect(service.seen.length).toBe(2 * refused.size);
  });

  it('a pause of more than 15 minutes ends the run, and the next one goes on', async () => {
    let refuse = true;
    const service = await serve(
      github(({ url }) =>
        refuse && url.includes('/runs/5/') ? { status: 429, headers: { 'retry-after': '3600' } } : undefined,
      ),
    );
    const folder = state();
    const args = ['github', 'acme/app', '--since', '2024-01-01', '--base-url', service.base];
    const first = await run(args, folder);
    expect([first.code, first.err]).toEqual([4, expect.stringContaining('goes on where it stopped')]);
    refuse = false;
    const before = service.seenByStorage.length;
    expect((await run(args, folder)).code).toBe(1);
    expect(service.seenByStorage.length).toBe(before + 1);
  });

  it('killed in the middle, it goes on: what is there is not asked for again, and nothing is left in the end', async () => {
    let hang = true;
    const hanging: (() => void)[] = [];
    const service = await serve(
      github(({ url }) => {
        if (!hang || !url.includes('/runs/4/attempts/2')) return undefined;
        for (const wake of hanging) wake();
        return 'hang';
      }),
    );
    const folder = state();
    const args = [
      'logs',
      'github',
      'acme/app',
      '--since',
      '2024-01-01',
      '--base-url',
      service.base,
      '--format',
      'json',
      '--state',
      folder,
    ];
    const env = { GITHUB_TOKEN: ownToken };
    const killed = await unleakAside(args, { cwd: temporaryFolder(), env }, (child) =>
      hanging.push(() => child.kill('SIGKILL')),
    );
    expect(killed.code).toBeNull();
    const [own = ''] = readdirSync(folder);
    expect(statSync(join(folder, own)).mode & 0o777).toBe(0o700);
    hang = false;
    const before = service.seenByStorage.length;
    const session = await unleakAside(args, { cwd: temporaryFolder(), env });
    expect(pathsOf(session)).toEqual(['2/attempt-1.zip!build/2_Test.txt', '4/attempt-1.zip!build/2_Test.txt']);
    expect(service.seenByStorage.slice(before).map(({ url }) => url)).toEqual([
      '/run-4-2.zip?sig=x',
      '/run-5-1.zip?sig=x',
    ]);
    expect(existsSync(join(folder, own))).toBe(false);
  });

  it('a list that leads in circles is incomplete: what it held is scanned, and told', async () => {
    const service = await serve(
      github((request, { base }) => {
        if (!request.url.startsWith('/repos/acme/app/actions/runs?')) return undefined;
        const link = `<${base}${request.url}>; rel="next"`;
        return { headers: { link }, body: { workflow_runs: [{ id: 2, run_attempt: 1 }] } };
      }),
    );
    const args = ['github', 'acme/app', '--since', '2024-01-01', '--base-url', service.base, '--format', 'json'];
    const session = await run(args, state());
    expect(pathsOf(session)).toEqual(['2/attempt-1.zip!build/2_Test.txt']);
    expect(JSON.parse(session.out)).toMatchObject({
      scan: { complete: false, skipped: [{ what: 'the list of logs', why: expect.stringContaining('in circles') }] },
    });
  });

  it('a run of more attempts than anybody starts is incomplete, and they are not all asked for', async () => {
    const service = await serve({
      answer: ({ url }) =>
        url.endsWith('/runs/7')
          ? { body: { id: 7, status: 'completed', run_attempt: 2 ** 50 } }
          : { body: zipOf('ok') },
    });
    const session = await run(['github', 'acme/app', '--run', '7', '--base-url', service.base], state());
    expect([session.code, session.out]).toEqual([3, expect.stringContaining('1125899906842624 attempts')]);
    expect(service.seen).toHaveLength(1);
  });

  it('a run that has not ended is incomplete', async () => {
    const service = await serve(
      github(({ url }) => {
        if (url.endsWith('/runs/1')) return { body: { id: 1, run_attempt: 1, status: 'in_progress' } };
        return url.includes('/attempts/') ? { status: 404 } : undefined;
      }),
    );
    const { code, out } = await run(['github', 'acme/app', '--run', '1', '--base-url', service.base], state());
    expect([code, out]).toEqual([3, expect.stringContaining('has not ended')]);
  });

  it('a storage that wants more redirects than there may be is a remote failure', async () => {
    const service = await serve(
      github(({ url }) => (url.includes('attempts') ? { status: 302, headers: { location: url } } : undefined)),
    );
    expect((await run(['github', 'acme/app', '--run', '2', '--base-url', service.base], state())).code).toBe(4);
  });

  it('logs with findings are deleted with --apply only, and looked at again', async () => {
    const gone = new Set<string>();
    const service = await serve(
      github(({ method, url }) => {
        if (method === 'DELETE') {
          gone.add(url);
          return { status: 204 };
        }
        return url.endsWith('/runs/2/logs') ? { status: gone.has(url) ? 404 : 200 } : undefined;
      }),
    );
    const args = ['github', 'acme/app', '--run', '2', '--base-url', service.base, '--delete'];
    const plan = await run(args, state());
    expect([plan.code, plan.err, gone.size]).toEqual([1, expect.stringContaining('would delete the logs of run 2'), 0]);
    const done = await run([...args, '--apply'], state());
    expect([done.code, done.err]).toEqual([1, expect.stringContaining('deleted the logs of run 2')]);
    expect([...gone]).toEqual(['/repos/acme/app/actions/runs/2/logs']);
  });

  it('a log that can still be read after its deletion is a remote failure', async () => {
    const service = await serve(
      github(({ method, url }) =>
        method === 'DELETE' ? { status: 204 } : url.endsWith('/runs/2/logs') ? { body: 'still here' } : undefined,
      ),
    );
    const session = await run(
      ['github', 'acme/app', '--run', '2', '--base-url', service.base, '--delete', '--apply'],
      state(),
    );
    expect([session.code, session.err]).toEqual([4, expect.stringContaining('it can still be read')]);
  });
});

it('gitlab: pipelines and retried jobs over pages, a trace in a storage, one that was erased', async () => {
  const service = await serve({
    answer({ url, headers }, { base, storage }) {
      if (headers['private-token'] !== ownToken) return { status: 401 };
      const { pathname, searchParams } = new URL(url, base);
      const page = searchParams.get('page') ?? '1';
      const project = '/projects/acme%2Fgroup%2Fapp';
      const next = page === '1' ? { link: `<${base}${pathname}?page=2>; rel="next"` } : {};
      if (pathname === `${project}/pipelines`) return { headers: { ...next }, body: [{ id: Number(page) }] };
      if (pathname === `${project}/pipelines/1/jobs`)
        return {
          headers: { ...next },
          body: [
            {
              id: 10 + Number(page),
              name: 'unit tests: [a/b]',
              started_at: '2024-05-01T12:00:00Z',
              artifacts_file: { filename: 'a.zip' },
            },
          ],
        };
      if (pathname === `${project}/pipelines/2/jobs`)
        return {
          body: [
            { id: 20, name: 'deploy', started_at: '2024-05-01T12:00:00Z' },
            { id: 21, name: 'manual', started_at: null },
          ],
        };
      if (pathname === `${project}/jobs/11/trace`) return { status: 302, headers: { location: `${storage}/trace` } };
      if (pathname === `${project}/jobs/12/trace`) return { body: 'section_start:1:step_script\r\u001b[0KDone\n' };
      if (pathname.endsWith('/artifacts')) return { body: zipOf(`leaked ${makeToken()}`) };
      return undefined;
    },
    store: () => ({ body: `\u001b[32;1m$ deploy\u001b[0;m\n+ deploy ${makeToken()}\n` }),
  });
  const args = ['gitlab', 'acme/group/app', '--since', '30d', '--base-url', service.base, '--format', 'json'];
  const session = await run(args, state());
  expect(pathsOf(session)).toEqual(['1/11-unit_tests_a_b_.log']);
  expect(JSON.parse(session.out)).toMatchObject({ scan: { skipped: [{ what: '2/20-deploy.log' }] } });
  expect(service.seenByStorage[0]?.headers['private-token']).toBeUndefined();
  expect(pathsOf(await run([...args, '--artifacts'], state()))).toContain('1/11-unit_tests_a_b_.zip!build/2_Test.txt');
});

it('jenkins: builds since a date over pages, of a job in folders', async () => {
  const newest = Date.parse('2024-05-01T00:00:00Z');
  const job = '/job/team%20a/job/app';
  const service = await serve({
    answer({ url, headers }, { base }) {
      if (headers.authorization !== `Basic ${Buffer.from(`ci:${ownToken}`).toString('base64')}`) return { status: 401 };
      const { pathname, search } = new URL(url, base);
      if (pathname === `${job}/api/json`) {
        const from = Number(/\{(\d+),/.exec(decodeURIComponent(search))?.[1]);
        const builds = Array.from({ length: from === 0 ? 100 : 20 }, (_, at) => ({
          number: 200 - from - at,
          timestamp: newest - (from + at) * 3_600_000,
        }));
        return { body: { allBuilds: builds } };
      }
      const build = new RegExp(`^${job}/(\\d+)/consoleText$`).exec(pathname)?.[1];
      return build === undefined ? undefined : { body: build === '95' ? `+ deploy ${makeToken()}\n` : 'ok\n' };
    },
  });
  const args = [
    'jenkins',
    'team a/app',
    '--since',
    new Date(newest - 106 * 3_600_000).toISOString(),
    '--base-url',
    service.base,
  ];
  const session = await run([...args, '--format', 'json'], state());
  expect(pathsOf(session)).toEqual(['95/consoleText.log']);
  expect(service.seen.filter(({ url }) => url.endsWith('/consoleText'))).toHaveLength(107);
});

it('circleci: pipelines, workflows, jobs and steps over pages; output in a storage, without the token', async () => {
  const service = await serve({
    answer({ url, headers }, { base, storage }) {
      if (headers['circle-token'] !== ownToken) return { status: 401 };
      const { pathname, searchParams } = new URL(url, base);
      const isFirst = searchParams.get('page-token') === null;
      const next_page_token = isFirst ? 'next' : null;
      if (pathname === '/api/v2/project/gh/acme/app/pipeline')
        return {
          body: {
            items: [
              { id: isFirst ? 'p1' : 'p2', created_at: isFirst ? '2024-05-02T00:00:00Z' : '2024-05-01T00:00:00Z' },
            ],
            next_page_token,
          },
        };
      if (pathname.startsWith('/api/v2/pipeline/'))
        return { body: { items: [{ id: `w-${pathname.split('/')[4]}` }], next_page_token: null } };
      if (pathname === '/api/v2/workflow/w-p1/job')
        return { body: { items: [{ job_number: isFirst ? 1 : 2 }], next_page_token } };
      if (pathname === '/api/v2/workflow/w-p2/job')
        return { body: { items: [{ name: 'hold', type: 'approval' }], next_page_token: null } };
      const job = /^\/api\/v1\.1\/project\/gh\/acme\/app\/(\d)$/.exec(pathname)?.[1];
      if (job === undefined) return undefined;
      const actions = [
        { index: 0, has_output: true, output_url: `${storage}/${job}` },
        { index: 1, has_output: false, output_url: `${storage}/none` },
      ];
      return { body: { steps: [{ name: 'Run tests', actions }] } };
    },
    store: ({ url }) => ({
      body: [{ message: url === '/2' ? `leaked ${makeToken()}\r\n` : 'ok', time: '2024-05-01T12:00:00Z', type: 'out' }],
    }),
  });
  const session = await run(
    ['circleci', 'gh/acme/app', '--since', '2024-04-01', '--base-url', service.base, '--format', 'json', '--delete'],
    state(),
  );
  expect(pathsOf(session)).toEqual(['2/0_Run_tests-0.json']);
  expect(session.err).toContain('deletes no logs');
  expect(service.seenByStorage.map(({ url }) => url)).toEqual(['/1', '/2']);
  expect(service.seenByStorage[0]?.headers['circle-token']).toBeUndefined();
});

describe('a job that still prints', () => {
  const jenkinsJob = '/job/app';
  it.each<[string, readonly string[], (url: string) => Answer | undefined]>([
    [
      'gitlab',
      ['gitlab', 'acme/app'],
      (url) =>
        url.includes('/jobs?')
          ? { body: [{ id: 11, name: 'job', status: 'running', started_at: '2024-05-01T12:00:00Z' }] }
          : url.endsWith('/jobs/11/trace')
            ? { body: 'ok so far\n' }
            : undefined,
    ],
    [
      'jenkins',
      ['jenkins', 'app'],
      (url) =>
        url.startsWith(`${jenkinsJob}/1/api/json`)
          ? { body: { number: 1, building: true, timestamp: 1 } }
          : url === `${jenkinsJob}/1/consoleText`
            ? { body: 'ok so far\n' }
            : undefined,
    ],
    [
      'circleci',
      ['circleci', 'gh/acme/app'],
      (url) => {
        if (url === '/api/v2/pipeline/1/workflow') return { body: { items: [{ id: 'w' }] } };
        if (url === '/api/v2/workflow/w/job') return { body: { items: [{ job_number: 3 }] } };
        if (url === '/out') return { body: [{ message: 'ok so far', type: 'out' }] };
        const actions = [{ index: 0, has_output: true, status: 'running', output_url: '/out' }];
        return url.endsWith('/3') ? { body: { steps: [{ name: 'Run', actions }] } } : undefined;
      },
    ],
  ])('%s: incomplete, never clean', async (_, args, answer) => {
    const service = await serve({ answer: ({ url }) => answer(url) });
    const { code, out } = await run([...args, '--run', '1', '--base-url', service.base], state());
    expect([code, out]).toEqual([3, expect.stringContaining('has not ended: only what it had printed')]);
  });
});

it.each<[string, readonly string[], (url: string) => Answer | undefined]>([
  [
    'jenkins',
    ['jenkins', 'app'],
    (url) => {
      const artifacts = ['a/b.txt', 'a_b.txt', 'A/b.txt'].map((relativePath) => ({ relativePath }));
      if (url.startsWith('/job/app/1/api/json')) return { body: { number: 1, timestamp: 1, artifacts } };
      if (url.endsWith('/consoleText')) return { body: 'ok\n' };
      return { body: url.endsWith('a/b.txt') ? `leaked ${makeToken()}\n` : 'ok\n' };
    },
  ],
  [
    'circleci',
    ['circleci', 'gh/acme/app'],
    (url) => {
      if (url === '/api/v2/pipeline/1/workflow') return { body: { items: [{ id: 'w' }] } };
      if (url === '/api/v2/workflow/w/job') return { body: { items: [{ job_number: 3 }] } };
      if (url === '/api/v1.1/project/gh/acme/app/3') return { body: { steps: [] } };
      const items = ['a/b.txt', 'a_b.txt', 'A/b.txt'].map((path) => ({ path, url: `/artifact/${path}` }));
      if (url.endsWith('/artifacts')) return { body: { items } };
      return { body: url.endsWith('a/b.txt') ? `leaked ${makeToken()}\n` : 'ok\n' };
    },
  ],
])('%s: artifacts whose names come out alike are all scanned', async (_, args, answer) => {
  const service = await serve({ answer: ({ url }) => answer(url) });
  const session = await run(
    [...args, '--run', '1', '--artifacts', '--base-url', service.base, '--format', 'json'],
    state(),
  );
  expect(pathsOf(session)).toEqual([expect.stringMatching(/^\d\/artifacts\/[0-9a-f]{12}-a_b\.txt$/)]);
  expect(JSON.parse(session.out)).toMatchObject({ scan: { complete: true } });
});

describe('usage', () => {
  it.each([
    ['no service', [], /logs needs a CI service/],
    ['an unknown service', ['travis', 'a/b'], /unknown CI service travis/],
    ['a project that is none', ['github', '../x/y', '--run', '1'], /written OWNER\/REPO/],
    ['neither run nor date', ['github', 'a/b'], /--run ID or --since DATE/],
    ['a date that is none', ['github', 'a/b', '--since', 'yore'], /--since takes a date/],
    ['no address', ['jenkins', 'app', '--run', '1'], /no public address/],
    [
      'an address in the clear',
      ['github', 'a/b', '--run', '1', '--base-url', 'http://ci.acme.io'],
      /must begin with https/,
    ],
    ['--apply alone', ['github', 'a/b', '--run', '1', '--apply'], /--apply needs --delete/],
  ])('%s is refused', async (_, args, message) => {
    const { code, err } = await run(args, state());
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  it('without a token it says which variable to set', async () => {
    const { code, err } = await run(['github', 'a/b', '--run', '1'], state(), { GITHUB_TOKEN: '' });
    expect([code, err]).toEqual([2, expect.stringContaining('GITHUB_TOKEN or GH_TOKEN')]);
  });

  it('a token that is not accepted is a remote failure', async () => {
    const service = await serve(github());
    const { code, err } = await run(['github', 'acme/app', '--run', '1', '--base-url', service.base], state(), {
      GITHUB_TOKEN: 'other',
    });
    expect([code, err]).toEqual([4, expect.stringContaining('does not accept the token')]);
  });
});
