/** `unleak ci --review`: says what was found beside the lines of a pull request, with the rewrite to accept, and never twice. */
import type { CommandContext } from '../../command.ts';
import { exitCodes, UserError } from '../../errors.ts';
import type { Repository } from '../../git.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { holdsValue } from '../../plan/value-forms.ts';
import { countOf } from '../../report/measure.ts';
import { rewriters } from '../../rewriters/index.ts';
import { createClient } from '../../sources/logs/fetch/client.ts';
import type { ServiceClient } from '../../sources/logs/fetch/client.ts';
import { github } from '../../sources/logs/fetch/services/github.ts';
import type { ScanReport } from '../../types.ts';
import { openDetector } from '../detector.ts';
import { isAllowed } from '../fix/find.ts';
import { pickStore } from '../fix/stores.ts';
import { runScan } from '../pipeline.ts';
import { loadSettings } from '../settings.ts';
import { composeReview } from './review/compose.ts';
import type { Composed } from './review/compose.ts';
import { openHeadFiles } from './review/head-files.ts';
import { listShown, readPullRequest } from './review/pull-request.ts';
import type { PullRequest } from './review/pull-request.ts';
import { publish } from './review/publish.ts';
import { readEvent } from './services/github.ts';

export interface Reviewed {
  readonly report: ScanReport;
  readonly repository: Repository;
  readonly context: CommandContext;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * `clean`, or `remote` where a comment could not be written that should have been. In the job of a fork GitHub lends no token
 * that may write: that is told, and no failure.
 */
export async function reviewPullRequest(reviewed: Reviewed): Promise<number> {
  const { context, env } = reviewed;
  const request = env['GITHUB_EVENT_PATH'] ? readPullRequest(readEvent(env)) : undefined;
  if (request === undefined) {
    context.note('review: this job is for no pull request of GitHub, so there is nothing to comment on');
    return exitCodes.clean;
  }
  try {
    const client = openClient(reviewed);
    const composed = await compose(client, request, reviewed);
    const { added, updated, settled } = await publish(client, request, composed.comments);
    const counts = [`${countOf(added, 'comment')} added`, `${updated} updated`, `${settled} settled`].join(', ');
    const hidden =
      composed.hidden === 0 ? '' : `; ${countOf(composed.hidden, 'finding')} on no line that the diff shows`;
    context.note(`review: ${counts}${hidden}`);
    return exitCodes.clean;
  } catch (error) {
    if (!(error instanceof UserError) || error.kind !== 'remote') throw error;
    const hint = request.isFork
      ? 'the token of a fork may only read: the annotations and the summary tell the same'
      : error.hint;
    context.note(`review: ${error.message}${hint === undefined ? '' : `\nhint: ${hint}`}`);
    return request.isFork ? exitCodes.clean : exitCodes.remote;
  }
}

function openClient({ env, context }: Reviewed): ServiceClient {
  const token = github.tokenVariables.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  if (token === undefined)
    throw new UserError('remote', 'there is no token to write comments with', {
      hint: 'set GITHUB_TOKEN; in a workflow, permissions: pull-requests: write',
    });
  return createClient({
    base: env['GITHUB_API_URL'] || github.base,
    headers: github.authorize(token),
    note: context.note,
  });
}

/** What stands in the head's files, of what the scan has found: only that has a line. */
async function compose(
  client: ServiceClient,
  request: PullRequest,
  { report, repository, context }: Reviewed,
): Promise<Composed> {
  const shown = await listShown(client, request);
  const { root } = repository;
  const { project, source } = await openHeadFiles(repository, request.head, new Set(shown.keys()));
  const { flags, config, suppressor } = await loadSettings(context, { root, from: root, top: root });
  const detector = await openDetector(config?.patterns);
  const now = await runScan(source, { detector, suppressor, minConfidence: flags['min-confidence'], jobs: flags.jobs });
  const open = new Set(report.findings.filter(({ status }) => status === 'open').map(({ id }) => id));
  const findings = now.findings.filter(({ id, status }) => status === 'open' && open.has(id));
  const { reader, keeping } = pickStore('aws');
  const { plan } = await makePlan({
    ...{ findings, past: [], inHistory: open, inLogs: new Set(), project, reader, keeping, rewriters },
    ...{ name: request.repository.split('/')[1] ?? '', prefix: '', store: 'aws', storeNotes: [] },
    asked: { replicaRegions: [], readers: [], history: false, logs: [], storeHistory: false },
    isAllowed: (finding, path) => isAllowed(finding, path, suppressor),
  });
  const values = [...report.findings, ...now.findings].map(({ secret }) => secret);
  const holdsSecret = (text: string): boolean =>
    values.some((value) => holdsValue(text, value)) ||
    detector
      .scan({ path: 'suggestion', origin: { via: 'file' }, bytes: Buffer.from(text) })
      .some(({ confidence }) => confidence !== 'low');
  const composed = composeReview({ plan, findings, shown, read: project.read, holdsSecret });
  return { ...composed, hidden: composed.hidden + open.size - findings.length };
}
