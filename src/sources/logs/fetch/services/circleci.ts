/** CircleCI: the output of each action of each step of a job. API v2 for pipelines and jobs, v1.1 for the addresses of the output. */
import { fieldOf, listOf, numberOf, textOf } from '../fields.ts';
import type { ServiceClient } from '../client.ts';
import { readPages } from '../pages.ts';
import { artifactName, fileName, type LogItem, type LogRequest, type LogService } from '../service.ts';

export const circleci = {
  id: 'circleci',
  title: 'CircleCI',
  target: 'gh/OWNER/REPO',
  isTarget: /^(?:gh|bb|github|bitbucket|circleci)\/[\w.-]+\/[\w.-]+$/,
  base: 'https://circleci.com',
  baseVariables: [],
  tokenVariables: ['CIRCLECI_TOKEN', 'CIRCLE_TOKEN'],
  authorize: (token) => ({ 'circle-token': token, accept: 'application/json' }),
  manualDeletion: "CircleCI's API deletes no logs: ask its support, and rotate the credential first",
  async *list(client, request) {
    for await (const pipeline of listPipelines(client, request)) {
      for await (const workflow of listEntries(client, `/api/v2/pipeline/${pipeline}/workflow`)) {
        const id = textOf(workflow, 'id');
        if (id === undefined) continue;
        for await (const job of listEntries(client, `/api/v2/workflow/${encodeURIComponent(id)}/job`))
          yield* itemsOf(client, numberOf(job, 'job_number'), request);
      }
    }
  },
} satisfies LogService;

async function* listPipelines(client: ServiceClient, { target, run, since }: LogRequest): AsyncGenerator<string> {
  if (run !== undefined) return yield encodeURIComponent(run);
  for await (const pipeline of listEntries(client, `/api/v2/project/${target}/pipeline`)) {
    // Newest first.
    if (since !== undefined && Date.parse(textOf(pipeline, 'created_at') ?? '') < since.getTime()) return;
    const id = textOf(pipeline, 'id');
    if (id !== undefined) yield encodeURIComponent(id);
  }
}

function listEntries(client: ServiceClient, first: string): AsyncIterable<unknown> {
  return readPages(client, {
    first,
    field: 'items',
    next({ body }) {
      const token = textOf(body, 'next_page_token');
      return token === undefined ? undefined : `${first}?page-token=${encodeURIComponent(token)}`;
    },
  });
}

async function* itemsOf(
  client: ServiceClient,
  job: number | undefined,
  { target, artifacts }: LogRequest,
): AsyncGenerator<LogItem> {
  if (job === undefined) return;
  const { body } = await client.read(`/api/v1.1/project/${target}/${job}`);
  for (const [at, step] of listOf(body, 'steps').entries()) {
    for (const [index, action] of listOf(step, 'actions').entries()) {
      const url = textOf(action, 'output_url');
      if (url === undefined || fieldOf(action, 'has_output') === false) continue;
      const name = `${at}_${fileName(textOf(step, 'name') ?? '')}-${index}.json`;
      const goesOn = textOf(action, 'status') === 'running';
      yield { id: `${job}/${at}/${index}`, path: `${job}/${name}`, url, goesOn };
    }
  }
  if (!artifacts) return;
  for await (const artifact of listEntries(client, `/api/v2/project/${target}/${job}/artifacts`)) {
    const [path, url] = [textOf(artifact, 'path'), textOf(artifact, 'url')];
    if (path !== undefined && url !== undefined)
      yield { id: `${job}/artifact/${path}`, path: `${job}/artifacts/${artifactName(path)}`, url };
  }
}
