/** Jenkins: the console of each build of a job, in folders or not. jenkins.io/doc/book/using/remote-access-api, Build.doDelete. */
import { fieldOf, listOf, numberOf, textOf } from '../fields.ts';
import type { ServiceClient } from '../client.ts';
import { readPages } from '../pages.ts';
import { artifactName, type LogItem, type LogRequest, type LogService } from '../service.ts';

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

const fields = 'number,building,timestamp,artifacts[relativePath]';

async function* listBuilds(client: ServiceClient, job: string, { run, since }: LogRequest): AsyncGenerator<unknown> {
  if (run !== undefined)
    return yield (await client.read(`${job}/${encodeURIComponent(run)}/api/json?tree=${fields}`)).body;
  let from = 0;
  const addressOf = (at: number): string => `${job}/api/json?tree=allBuilds[${fields}]{${at},${at + pageSize}}`;
  const next = ({ length }: { length: number }): string | undefined =>
    length < pageSize ? undefined : addressOf((from += pageSize));
  for await (const build of readPages(client, { first: addressOf(0), field: 'allBuilds', next })) {
    // Newest first.
    if (since !== undefined && (numberOf(build, 'timestamp') ?? 0) < since.getTime()) return;
    yield build;
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
  const goesOn = fieldOf(build, 'building') === true;
  yield { id: `${number}/console`, path: `${number}/consoleText.log`, url: `${url}/consoleText`, deletion, goesOn };
  if (!artifacts) return;
  for (const artifact of listOf(build, 'artifacts')) {
    const path = textOf(artifact, 'relativePath') ?? '';
    const way = path.split('/').map(encodeURIComponent).join('/');
    yield {
      id: `${number}/artifact/${path}`,
      path: `${number}/artifacts/${artifactName(path)}`,
      url: `${url}/artifact/${way}`,
      deletion,
    };
  }
}
