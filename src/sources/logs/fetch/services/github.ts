/** GitHub Actions: a zip for each attempt of a run. docs.github.com/en/rest/actions/workflow-runs, version 2022-11-28. */
import { fieldOf, listOf, numberOf, textOf } from '../fields.ts';
import type { ServiceClient } from '../client.ts';
import { fileName, type LogItem, type LogRequest, type LogService } from '../service.ts';

export const github = {
  id: 'github',
  title: 'GitHub Actions',
  target: 'OWNER/REPO',
  isTarget: /^[\w.-]{1,100}\/[\w.-]{1,100}$/,
  base: 'https://api.github.com',
  baseVariables: ['GITHUB_API_URL'],
  tokenVariables: ['GITHUB_TOKEN', 'GH_TOKEN'],
  authorize: (token) => ({
    authorization: `Bearer ${token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  }),
  async *list(client, request) {
    for await (const run of listRuns(client, request)) yield* itemsOf(client, run, request);
  },
} satisfies LogService;

/** A search gives its newest 1,000 results and no more: then another one looks for what is older. */
const mostResults = 1000;

async function* listRuns(client: ServiceClient, { target, run, since }: LogRequest): AsyncGenerator<unknown> {
  const runs = `/repos/${target}/actions/runs`;
  if (run !== undefined) return yield (await client.read(`${runs}/${encodeURIComponent(run)}`)).body;
  const seen = new Set<number | undefined>();
  let until = '*';
  for (let results = mostResults; results >= mostResults;) {
    results = 0;
    const known = seen.size;
    const created = `${since?.toISOString() ?? '*'}..${until}`;
    for await (const each of readRuns(client, `${runs}?per_page=100&created=${encodeURIComponent(created)}`)) {
      results++;
      until = textOf(each, 'created_at') ?? until;
      const id = numberOf(each, 'id');
      if (!seen.has(id)) yield each;
      seen.add(id);
    }
    if (seen.size === known) return;
  }
}

async function* readRuns(client: ServiceClient, first: string): AsyncGenerator<unknown> {
  let next: string | undefined = first;
  while (next !== undefined) {
    const { body, headers } = await client.read(next);
    yield* listOf(body, 'workflow_runs');
    next = nextLink(headers);
  }
}

async function* itemsOf(client: ServiceClient, run: unknown, request: LogRequest): AsyncGenerator<LogItem> {
  const id = numberOf(run, 'id');
  if (id === undefined) return;
  const path = `/repos/${request.target}/actions/runs/${id}`;
  const deletion = {
    what: `the logs of run ${id}`,
    method: 'DELETE',
    url: `${path}/logs`,
    proof: `${path}/logs`,
  } as const;
  for (let attempt = 1; attempt <= (numberOf(run, 'run_attempt') ?? 1); attempt++) {
    const name = `attempt-${attempt}`;
    yield { id: `${id}/${name}`, path: `${id}/${name}.zip`, url: `${path}/attempts/${attempt}/logs`, deletion };
  }
  if (!request.artifacts) return;
  let next: string | undefined = `${path}/artifacts?per_page=100`;
  while (next !== undefined) {
    const { body, headers } = await client.read(next);
    for (const artifact of listOf(body, 'artifacts')) {
      const number = numberOf(artifact, 'id');
      if (number === undefined || fieldOf(artifact, 'expired') === true) continue;
      const url = `/repos/${request.target}/actions/artifacts/${number}`;
      const file = `${id}/artifacts/${number}-${fileName(textOf(artifact, 'name') ?? '')}.zip`;
      yield {
        id: `artifact/${number}`,
        path: file,
        url: `${url}/zip`,
        deletion: { what: `artifact ${number} of run ${id}`, method: 'DELETE', url, proof: url },
      };
    }
    next = nextLink(headers);
  }
}

/** RFC 8288: the target of the link that is called next. */
export function nextLink(headers: Headers): string | undefined {
  return /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(headers.get('link') ?? '')?.[1];
}
