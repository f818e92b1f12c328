/** GitLab CI: a trace for each job of a pipeline, retried ones included. docs.gitlab.com/api/jobs and /api/pipelines. */
import { fieldOf, listOf, numberOf, textOf } from '../fields.ts';
import type { ServiceClient } from '../client.ts';
import { fileName, type LogItem, type LogRequest, type LogService } from '../service.ts';
import { nextLink } from './github.ts';

export const gitlab = {
  id: 'gitlab',
  title: 'GitLab CI',
  target: 'GROUP/PROJECT',
  isTarget: /^(?:\d+|[\w.-]+(?:\/[\w.-]+)+)$/,
  base: 'https://gitlab.com/api/v4',
  baseVariables: ['CI_API_V4_URL'],
  tokenVariables: ['GITLAB_TOKEN', 'CI_JOB_TOKEN'],
  authorize: (token, environment) =>
    environment['GITLAB_TOKEN'] === token ? { 'private-token': token } : { 'job-token': token },
  async *list(client, request) {
    const project = `/projects/${encodeURIComponent(request.target)}`;
    for await (const pipeline of listPipelines(client, project, request)) {
      for await (const job of readPages(
        client,
        `${project}/pipelines/${pipeline}/jobs?per_page=100&include_retried=true`,
      ))
        yield* itemsOf(job, { project, pipeline, artifacts: request.artifacts });
    }
  },
} satisfies LogService;

async function* listPipelines(
  client: ServiceClient,
  project: string,
  { run, since }: LogRequest,
): AsyncGenerator<number | string> {
  if (run !== undefined) return yield encodeURIComponent(run);
  const after = since === undefined ? '' : `&updated_after=${encodeURIComponent(since.toISOString())}`;
  for await (const pipeline of readPages(client, `${project}/pipelines?per_page=100${after}`)) {
    const id = numberOf(pipeline, 'id');
    if (id !== undefined) yield id;
  }
}

async function* readPages(client: ServiceClient, first: string): AsyncGenerator<unknown> {
  let next: string | undefined = first;
  while (next !== undefined) {
    const { body, headers } = await client.read(next);
    yield* listOf(body);
    next = nextLink(headers);
  }
}

interface Around {
  readonly project: string;
  readonly pipeline: number | string;
  readonly artifacts: boolean;
}

function* itemsOf(job: unknown, { project, pipeline, artifacts }: Around): Iterable<LogItem> {
  const id = numberOf(job, 'id');
  const hasStarted = typeof fieldOf(job, 'started_at') === 'string';
  if (id === undefined || !hasStarted) return;
  const url = `${project}/jobs/${id}`;
  const name = `${pipeline}/${id}-${fileName(textOf(job, 'name') ?? '')}`;
  const deletion = {
    what: `the log and the artifacts of job ${id}`,
    method: 'POST',
    url: `${url}/erase`,
    proof: `${url}/trace`,
  } as const;
  yield { id: `${id}/trace`, path: `${name}.log`, url: `${url}/trace`, deletion };
  const hasArchive = typeof fieldOf(job, 'artifacts_file') === 'object' && fieldOf(job, 'artifacts_file') !== null;
  if (artifacts && hasArchive) yield { id: `${id}/artifacts`, path: `${name}.zip`, url: `${url}/artifacts`, deletion };
}
