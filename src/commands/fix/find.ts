/** What `unleak fix` is about: the open findings of the working tree, and the plan that follows from them. */
import { basename, resolve } from 'node:path';
import { listFiles, openProject } from '../../apply/project-files.ts';
import type { CommandContext } from '../../command.ts';
import { UserError } from '../../errors.ts';
import { openRepository } from '../../git.ts';
import type { Repository } from '../../git.ts';
import { makePlan } from '../../plan/make-plan.ts';
import type { MadePlan, ProjectFiles } from '../../plan/make-plan.ts';
import { rewriters } from '../../rewriters/index.ts';
import { Secret } from '../../secret.ts';
import type { Suppressor } from '../../suppress/suppress.ts';
import type { Finding, Skipped, Source } from '../../types.ts';
import { scanSettled } from '../scan-settled.ts';
import { loadSettings, requireBaseline } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { openSource } from '../source.ts';
import { pickStore } from './stores.ts';
import type { Wish } from './wish.ts';

export interface Found extends MadePlan {
  readonly root: string;
  readonly repository: Repository | undefined;
  readonly project: ProjectFiles;
  /** Of the working tree. */
  readonly findings: readonly Finding[];
  /** What only the history or logs hold. */
  readonly past: readonly Finding[];
  /** What could not be scanned. */
  readonly skipped: readonly Skipped[];
}

/** Scans the whole work tree, wherever in it the command is run, and the history where it is asked for. */
export async function findAndPlan(
  context: CommandContext,
  { store, prefix, asked, ids = context.paths }: Wish,
): Promise<Found> {
  const repository = findRepository(context.cwd);
  const opened = await openTree(context, findRoot(context.cwd));
  const { root, suppressor } = opened;
  const scanned = await scanOpen(context, opened);
  const old = asked.history ? await scanHistory(context, opened) : nothing;
  const logged = asked.logs.length > 0 ? await scanLogs(context, opened, asked.logs) : nothing;
  const isNow = new Set(scanned.findings.map(({ id }) => id));
  const before = mergePlaces([...old.findings, ...logged.findings]).filter(({ id }) => !isNow.has(id));
  const wanted = pickFindings([...scanned.findings, ...before], ids);
  const findings = wanted.filter(({ id }) => isNow.has(id));
  const past = wanted.filter(({ id }) => !isNow.has(id));
  const project = openProject(root, await listProject(repository, suppressor));
  const { reader, keeping, notes } = pickStore(store);
  const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  const made = await makePlan({
    ...{ findings, past, project, name: basename(root), prefix, store, reader, rewriters, region, asked },
    inHistory: new Set(old.findings.map(({ id }) => id)),
    inLogs: new Set(logged.findings.map(({ id }) => id)),
    isAllowed: (finding, path) => isAllowed(finding, path, suppressor),
    keeping,
    storeNotes: notes,
  });
  const skipped = [scanned, old, logged].flatMap((each) => each.skipped);
  return { ...made, root, repository, project, findings, past, skipped };
}

const nothing: Scanned = { findings: [], skipped: [] };

/** One value that the history and a log hold is one finding. */
function mergePlaces(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const known = merged.get(finding.id);
    const locations = [...(known?.locations ?? []), ...finding.locations];
    merged.set(finding.id, { ...(known ?? finding), locations });
  }
  return [...merged.values()];
}

/** The open findings of the work tree, and what could not be scanned. */
export async function scanWorkTree(context: CommandContext, repository: Repository): Promise<Scanned> {
  return scanOpen(context, await openTree(context, repository.root));
}

/** Files of the repository that the configuration does not exclude: those that a run reads, and checks in the end. */
export async function listChecked(context: CommandContext, repository: Repository): Promise<readonly string[]> {
  const { suppressor } = await openTree(context, repository.root);
  return listProject(repository, suppressor);
}

async function listProject(repository: Repository | undefined, suppressor: Suppressor): Promise<readonly string[]> {
  return (await listFiles(repository)).filter((path) => !suppressor.isExcluded(path));
}

interface OpenTree extends Settings {
  readonly root: string;
  readonly source: Source;
}

async function openTree(context: CommandContext, root: string): Promise<OpenTree> {
  const { config, baseline, ...given } = context.given;
  // What the user names is seen from where the command is run; the scan from the top.
  const named = {
    ...(config !== undefined && { config: resolve(context.cwd, config) }),
    ...(baseline !== undefined && { baseline: resolve(context.cwd, baseline) }),
  };
  const { history: _, logs: __, ...rest } = given;
  const whole: CommandContext = { ...context, cwd: root, paths: [], given: { ...rest, ...named } };
  const { source, from, top } = await openSource(whole);
  const settings = await loadSettings(whole, { root: source.root, from, top });
  requireBaseline(whole, settings);
  return { ...settings, root, source };
}

/** With the tree's settings: one value has one id in both. */
async function scanHistory(context: CommandContext, opened: OpenTree): Promise<Scanned> {
  const { source } = await openSource({ ...context, cwd: opened.root, paths: [], given: { history: true } });
  return scanOpen(context, { ...opened, source });
}

/** Files that are named from the top, so that `resume` finds them from wherever it is run. */
async function scanLogs(context: CommandContext, opened: OpenTree, names: readonly string[]): Promise<Scanned> {
  const { source } = await openSource({ ...context, cwd: opened.root, paths: names, given: { logs: true } });
  return scanOpen(context, { ...opened, source });
}

type Scanned = Pick<Found, 'findings' | 'skipped'>;

async function scanOpen(context: CommandContext, opened: OpenTree): Promise<Scanned> {
  const { findings, scan } = await scanSettled(context, opened.source, opened);
  return { findings: findings.filter(({ status }) => status === 'open'), skipped: scan.skipped };
}

/** The suppressor is asked as if the value had been found there. */
export function isAllowed({ rule, secret, confidence }: Finding, path: string, suppressor: Suppressor): boolean {
  const start = { offset: 0, line: 1, column: 1 };
  const frame = { firstLine: 1, firstColumn: 1, text: new Secret('') };
  const sighting = { pattern: rule, secret, confidence, parts: {}, start, end: start, lineHash: '', frame, path };
  const place = { path, line: 1, column: 1, endLine: 1, endColumn: 1, commit: null, via: 'file' } as const;
  const [judged] = suppressor.allowPlaces([{ sighting: { ...sighting, origin: { via: 'file' } }, locations: [place] }]);
  return judged === undefined || judged.locations.length === 0 || judged.sighting.allowed !== undefined;
}

/** Top of the work tree; outside of any, the folder itself. */
export function findRoot(cwd: string): string {
  return findRepository(cwd)?.root ?? cwd;
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
