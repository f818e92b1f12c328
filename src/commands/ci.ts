/** `unleak ci`: scans what a CI job was started for, or what it has printed, says how much that was, and never calls a scan of nothing clean. */
import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command, CommandContext } from '../command.ts';
import { exitCodes, UserError } from '../errors.ts';
import { openRepository } from '../git.ts';
import type { Repository } from '../git.ts';
import { escapeLine } from '../report/escape.ts';
import { countOf } from '../report/measure.ts';
import { createHistorySource } from '../sources/git/history.ts';
import { createRangeSource } from '../sources/git/range.ts';
import { resolveCommit } from '../sources/git/refs.ts';
import type { ScanContext, ScanReport, Source } from '../types.ts';
import { reachHistory, reachRange } from './ci/deepen.ts';
import type { Reached } from './ci/deepen.ts';
import { narrowSource, readPaths } from './ci/narrow-paths.ts';
import type { JobPlan, RangePlan } from './ci/job-plan.ts';
import { planJob } from './ci/services.ts';
import { pairReports } from './reports.ts';
import { scanAndReport } from './scan.ts';
import { openSource } from './source.ts';

export const ci: Command = {
  async run(context) {
    pairReports(context.reports);
    if (context.given.logs === true) return scanOutput(context);
    if (context.paths.length > 1) throw new UserError('usage', `ci takes one repository, not ${context.paths.length}`);
    const repository = openRepository(resolve(context.cwd, context.paths[0] ?? '.'));
    const checkedOut = await resolveCommit(repository, 'HEAD');
    if (checkedOut === undefined) throw new UserError('usage', 'the repository has no commit yet');
    const plan = planJob({ env: process.env, checkedOut, base: context.given.base });
    if (plan.warning !== undefined) context.note(`warning: ${plan.warning}`);
    const source = await openPlanned(repository, plan, context);
    const { root } = repository;
    const { report, code } = await scanAndReport(context, { source, from: root, top: root, whole: false });
    tellWorkflow(process.env['GITHUB_OUTPUT'], report, code);
    if (context.given.review !== true) return code;
    const { reviewPullRequest } = await import('./ci/review.ts');
    const reviewed = await reviewPullRequest({ report, repository, context, env: process.env });
    return code === exitCodes.clean ? reviewed : code;
  },
};

/** Logs and files of this job, before they become artifacts that others can read. */
async function scanOutput(context: CommandContext): Promise<number> {
  const { given } = context;
  const other = given.review === true ? 'review' : given.paths?.trim() ? 'paths' : undefined;
  if (other !== undefined) throw new UserError('usage', `--logs and --${other} do not go together`);
  const { report, code } = await scanAndReport(context, await openSource(context));
  tellWorkflow(process.env['GITHUB_OUTPUT'], report, code);
  return code;
}

async function openPlanned(repository: Repository, plan: JobPlan, context: CommandContext): Promise<Source> {
  const { note } = context;
  // The name of a ref is anybody's choice.
  const why = escapeLine(plan.why);
  if (plan.kind === 'nothing') {
    note(`${why}: there is nothing to scan`);
    return emptySource(repository);
  }
  const found = plan.kind === 'range' ? await reachRange(repository, plan) : undefined;
  const reached = found?.commits === 0 && plan.kind === 'range' && isByDefault(plan, found) ? undefined : found;
  if (plan.kind !== 'range' || reached === undefined) {
    await reachHistory(repository);
    const isGone = found === undefined || found.isOtherBase;
    const reason = isGone ? ', as the commit before is gone' : ', as nothing tells of a commit before';
    note(`${why}: scanning the whole history${plan.kind === 'range' ? reason : ''}`);
    return narrow(createHistorySource(repository), { repository, commit: 'HEAD', context });
  }
  const range = `${reached.base}..${reached.head}`;
  note(`${why}: scanning ${countOf(reached.commits, 'commit')}, ${range}`);
  const whole = createRangeSource(repository, range);
  const source = await narrow(whole, { repository, commit: reached.head, context });
  if (reached.commits > 0 || plan.expected === 0) return source;
  return withGap(source, { what: range, why: `no commit, while the event tells of ${plan.expected}` });
}

/** Whether the base is but the default branch, whichever that is: it has nothing that it has not, and nobody has looked at that. */
function isByDefault({ guessed, otherBase }: RangePlan, { isOtherBase }: Reached): boolean {
  return guessed === true || (isOtherBase && otherBase?.ref === 'HEAD');
}

interface Part {
  readonly repository: Repository;
  /** Whose files `--paths` must hold for. */
  readonly commit: string;
  readonly context: CommandContext;
}

async function narrow(source: Source, { repository, commit, context }: Part): Promise<Source> {
  const { paths } = context.given;
  if (paths === undefined || paths.trim() === '') return source;
  return narrowSource(source, await readPaths(repository, paths, commit));
}

function emptySource({ root }: Repository): Source {
  return { mode: 'range', root, async *chunks() {} };
}

function withGap(source: Source, { what, why }: { what: string; why: string }): Source {
  return {
    ...source,
    chunks(context: ScanContext) {
      context.skip(what, why);
      return source.chunks(context);
    },
  };
}

/** What later steps of the workflow can ask for; numbers and fixed words only, so that no text of a repository gets there. */
function tellWorkflow(file: string | undefined, { findings, scan }: ScanReport, code: number): void {
  if (file === undefined || file === '') return;
  const open = findings.filter(({ status }) => status === 'open').length;
  const empty = scan.stats.commits + scan.stats.blobs + scan.stats.files === 0;
  const whole = empty ? 'empty' : 'clean';
  const result = open > 0 ? 'findings' : scan.complete ? whole : 'incomplete';
  const outputs = { result, findings: open, complete: scan.complete, commits: scan.stats.commits, 'exit-code': code };
  const text = Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
  try {
    appendFileSync(file, text);
  } catch (cause) {
    const { code: why = 'unknown error' } = cause as NodeJS.ErrnoException;
    throw new UserError('incomplete', `cannot write GITHUB_OUTPUT (${why}), so no later step hears of the result`, {
      cause,
    });
  }
}
