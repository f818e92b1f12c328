/** What `unleak fix` is about: the open findings of the working tree, and the plan that follows from them. */
import { basename } from 'node:path';
import { listFiles, openProject } from '../../apply/project-files.ts';
import type { CommandContext } from '../../command.ts';
import { UserError } from '../../errors.ts';
import { openRepository } from '../../git.ts';
import type { Repository } from '../../git.ts';
import { makePlan } from '../../plan/make-plan.ts';
import type { MadePlan, ProjectFiles } from '../../plan/make-plan.ts';
import { rewriters } from '../../rewriters/index.ts';
import type { Finding, Skipped } from '../../types.ts';
import { openDetector } from '../detector.ts';
import { runScan } from '../pipeline.ts';
import { createProgress } from '../progress.ts';
import { loadSettings } from '../settings.ts';
import { openSource } from '../source.ts';
import { pickStore } from './stores.ts';

export interface Found extends MadePlan {
  readonly root: string;
  readonly repository: Repository | undefined;
  readonly project: ProjectFiles;
  readonly findings: readonly Finding[];
  /** What could not be scanned. */
  readonly skipped: readonly Skipped[];
}

export interface Wish {
  readonly store: string;
  readonly prefix: string;
}

/** Scans the whole work tree, wherever in it the command is run. */
export async function findAndPlan(context: CommandContext, { store, prefix }: Wish): Promise<Found> {
  const repository = findRepository(context.cwd);
  const root = repository?.root ?? context.cwd;
  const { findings, skipped, isExcluded } = await scanTree({ ...context, cwd: root, paths: [] });
  const wanted = pickFindings(findings, context.paths);
  const paths = (await listFiles(repository)).filter((path) => !isExcluded(path));
  const project = openProject(root, paths);
  const { reader, notes } = pickStore(store);
  const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  const made = await makePlan({
    ...{ findings: wanted, project, name: basename(root), prefix, store, reader, rewriters, region },
    storeNotes: notes,
  });
  return { ...made, root, repository, project, findings: wanted, skipped };
}

interface Scanned {
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  isExcluded(path: string): boolean;
}

async function scanTree(context: CommandContext): Promise<Scanned> {
  const { source, from, top } = await openSource(context);
  const { flags, config, suppressor } = await loadSettings(context, { root: source.root, from, top });
  const progress = createProgress(context.interactive && !flags.quiet);
  const { findings, scan } = await runScan(source, {
    detector: await openDetector(config?.patterns),
    suppressor,
    minConfidence: flags['min-confidence'],
    progress: progress.report,
  }).finally(progress.stop);
  const open = findings.filter(({ status }) => status === 'open');
  return { findings: open, skipped: scan.skipped, isExcluded: (path) => suppressor.isExcluded(path) };
}

function findRepository(cwd: string): Repository | undefined {
  try {
    const repository = openRepository(cwd);
    return repository.bare ? undefined : repository;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** By id or its beginning; none named means all. */
function pickFindings(findings: readonly Finding[], ids: readonly string[]): readonly Finding[] {
  for (const id of ids) {
    const count = findings.filter((finding) => finding.id.startsWith(id)).length;
    if (id.length < 4 || count !== 1)
      throw new UserError('usage', `${count === 0 ? 'no' : 'more than one'} open finding begins with ${id}`, {
        hint: '`unleak scan` prints the id of each finding',
      });
  }
  return ids.length === 0 ? findings : findings.filter((finding) => ids.some((id) => finding.id.startsWith(id)));
}
