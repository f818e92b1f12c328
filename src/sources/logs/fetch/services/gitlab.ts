/** GitLab CI: a trace for each job of a pipeline, retried ones included. docs.gitlab.com/api/jobs and /api/pipelines. */
import { fieldOf, numberOf, textOf } from '../fields.ts';
import type { ServiceClient } from '../client.ts';
import { nextLink, readPages } from '../pages.ts';
import { fileName, type LogItem, type LogRequest, type LogService } from '../service.ts';

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
      const first = `${project}/pipelines/${pipeline}/jobs?per_page=100&include_retried=true`;
      for await (const job of readPages(client, { first, next: nextLink }))
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
  for await (const pipeline of readPages(client, {
    first: `${project}/pipelines?per_page=100${after}`,
    next: nextLink,
  })) {
    const id = numberOf(pipeline, 'id');
    if (id !== undefined) yield id;
  }
}

/** docs.gitlab.com/api/jobs: states of a job that may print more. */
const unfinished: ReadonlySet<string> = new Set(['running', 'canceling', 'pending', 'waiting_for_resource']);

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
  const goesOn = unfinished.has(textOf(job, 'status') ?? '');
  yield { id: `${id}/trace`, path: `${name}.log`, url: `${url}/trace`, deletion, goesOn };
  const hasArchive = typeof fieldOf(job, 'artifacts_file') === 'object' && fieldOf(job, 'artifacts_file') !== null;
  if (artifacts && hasArchive) yield { id: `${id}/artifacts`, path: `${name}.zip`, url: `${url}/artifacts`, deletion };
}
