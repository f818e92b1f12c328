/** GitHub Actions: a zip for each attempt of a run. docs.github.com/en/rest/actions/workflow-runs, version 2022-11-28. */
import { fieldOf, numberOf, textOf } from '../fields.ts';
import type { ServiceClient } from '../client.ts';
import { EndlessListError, mostPages, nextLink, readPages } from '../pages.ts';
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

/** Far more than anybody starts by hand: each is asked for. */
const mostAttempts = 1000;

async function* listRuns(client: ServiceClient, { target, run, since }: LogRequest): AsyncGenerator<unknown> {
  const runs = `/repos/${target}/actions/runs`;
  if (run !== undefined) return yield (await client.read(`${runs}/${encodeURIComponent(run)}`)).body;
  const seen = new Set<number | undefined>();
  let until = '*';
  for (let searches = 0, results = mostResults; results >= mostResults; searches++) {
    results = 0;
    const known = seen.size;
    const created = `${since?.toISOString() ?? '*'}..${until}`;
    const first = `${runs}?per_page=100&created=${encodeURIComponent(created)}`;
    for await (const each of readPages(client, { first, field: 'workflow_runs', next: nextLink })) {
      results++;
      until = textOf(each, 'created_at') ?? until;
      const id = numberOf(each, 'id');
      if (!seen.has(id)) yield each;
      seen.add(id);
    }
    if (results >= mostResults && seen.size === known)
      throw new EndlessListError(`the service lists only ${mostResults} of the runs until ${until}`);
    if (searches === mostPages) throw new EndlessListError(`the service's list goes on after ${mostPages} searches`);
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
  const last = numberOf(run, 'run_attempt') ?? 1;
  if (last > mostAttempts) throw new EndlessListError(`the service tells of ${last} attempts of run ${id}`);
  const goesOn = (textOf(run, 'status') ?? 'completed') !== 'completed';
  for (let attempt = 1; attempt <= last; attempt++) {
    const name = `attempt-${attempt}`;
    const url = `${path}/attempts/${attempt}/logs`;
    yield { id: `${id}/${name}`, path: `${id}/${name}.zip`, url, deletion, goesOn: goesOn && attempt === last };
  }
  if (!request.artifacts) return;
  const first = `${path}/artifacts?per_page=100`;
  for await (const artifact of readPages(client, { first, field: 'artifacts', next: nextLink })) {
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
}
