/** Jenkins: the console of each build of a job, in folders or not. jenkins.io/doc/book/using/remote-access-api, Build.doDelete. */
import { listOf, numberOf, textOf } from '../fields.ts';
import type { ServiceClient } from '../client.ts';
import { fileName, type LogItem, type LogRequest, type LogService } from '../service.ts';

const pageSize = 100;

export const jenkins = {
  id: 'jenkins',
  title: 'Jenkins',
  target: 'FOLDER/JOB',
  isTarget: /^[^/?#]+(?:\/[^/?#]+)*$/,
  base: undefined,
  baseVariables: ['JENKINS_URL'],
  tokenVariables: ['JENKINS_API_TOKEN'],
  authorize: (token, environment) => ({
    authorization: `Basic ${Buffer.from(`${environment['JENKINS_USER_ID'] ?? environment['JENKINS_USER'] ?? ''}:${token}`).toString('base64')}`,
  }),
  async *list(client, request) {
    const job = request.target
      .split('/')
      .map((name) => `/job/${encodeURIComponent(name)}`)
      .join('');
    for await (const build of listBuilds(client, job, request)) yield* itemsOf(build, job, request);
  },
} satisfies LogService;

const fields = 'number,timestamp,artifacts[relativePath]';

async function* listBuilds(client: ServiceClient, job: string, { run, since }: LogRequest): AsyncGenerator<unknown> {
  if (run !== undefined)
    return yield (await client.read(`${job}/${encodeURIComponent(run)}/api/json?tree=${fields}`)).body;
  for (let from = 0; ; from += pageSize) {
    const { body } = await client.read(`${job}/api/json?tree=allBuilds[${fields}]{${from},${from + pageSize}}`);
    const builds = listOf(body, 'allBuilds');
    for (const build of builds) {
      // Newest first.
      if (since !== undefined && (numberOf(build, 'timestamp') ?? 0) < since.getTime()) return;
      yield build;
    }
    if (builds.length < pageSize) return;
  }
}

function* itemsOf(build: unknown, job: string, { artifacts }: LogRequest): Iterable<LogItem> {
  const number = numberOf(build, 'number');
  if (number === undefined) return;
  const url = `${job}/${number}`;
  const deletion = {
    what: `build ${number} with its log`,
    method: 'POST',
    url: `${url}/doDelete`,
    proof: `${url}/consoleText`,
  } as const;
  yield { id: `${number}/console`, path: `${number}/consoleText.log`, url: `${url}/consoleText`, deletion };
  if (!artifacts) return;
  for (const artifact of listOf(build, 'artifacts')) {
    const path = textOf(artifact, 'relativePath') ?? '';
    const way = path.split('/').map(encodeURIComponent).join('/');
    yield {
      id: `${number}/artifact/${path}`,
      path: `${number}/artifacts/${fileName(path)}`,
      url: `${url}/artifact/${way}`,
      deletion,
    };
  }
}
