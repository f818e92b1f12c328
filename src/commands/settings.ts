/** What one run goes by: flags over the configuration over the defaults, and the suppressions that the repository keeps. */
import { basename, join, relative, resolve, sep } from 'node:path';
import type { CommandContext } from '../command.ts';
import { loadConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { settleFlags } from '../flags.ts';
import type { FlagValues } from '../flags.ts';
import { baselineName, noBaseline, parseBaseline } from '../suppress/baseline.ts';
import type { Baseline } from '../suppress/baseline.ts';
import { readSmallFile, refuseLinkOut } from '../suppress/small-file.ts';
import { createSuppressor } from '../suppress/suppress.ts';
import type { SuppressOptions, Suppressor } from '../suppress/suppress.ts';

export interface Settings {
  readonly flags: FlagValues;
  readonly config: Config | undefined;
  /** Where the baseline is or would be. Absolute. */
  readonly baselinePath: string;
  readonly baseline: Baseline;
  readonly suppression: SuppressOptions;
  readonly suppressor: Suppressor;
}

/** Folders, all absolute. */
export interface Places {
  /** What the paths of a scan start from. */
  readonly root: string;
  /** Where the search for a configuration begins, and where it ends. */
  readonly from: string;
  readonly top: string;
}

export async function loadSettings(
  { cwd, given }: Pick<CommandContext, 'cwd' | 'given'>,
  { root, from, top }: Places,
): Promise<Settings> {
  const config = await loadConfig(given.config === undefined ? undefined : resolve(cwd, given.config), { from, top });
  const flags = settleFlags(pickFlags(config), given);
  const baselinePath =
    given.baseline === undefined ? (config?.baseline ?? join(top, baselineName)) : resolve(cwd, given.baseline);
  const baseline = loadBaseline(baselinePath, given.baseline === undefined ? top : undefined);
  const suppression: SuppressOptions = {
    allow: config?.allow ?? [],
    exclude: config?.exclude ?? [],
    baseline: baseline ?? noBaseline,
    inlineAllow: flags['inline-allow'],
    jobs: flags.jobs,
    today: () => new Date().toISOString().slice(0, 10),
    // A configuration that is named may lie anywhere: its paths then start from the repository.
    toConfigPath: relatePaths(root, config === undefined || given.config !== undefined ? top : config.folder),
  };
  const suppressor = createSuppressor(suppression);
  return { flags, config, baselinePath, baseline: baseline ?? noBaseline, suppression, suppressor };
}

/** A file that the user names must be there: a typing error must not report what was accepted. */
export function requireBaseline({ given }: CommandContext, { baselinePath }: Settings): void {
  if (given.baseline === undefined || readSmallFile(baselinePath, largest) !== undefined) return;
  throw new UserError('usage', `there is no baseline ${given.baseline}`, {
    hint: `\`unleak baseline --baseline ${given.baseline}\` writes it`,
  });
}

const largest = 64 * 1024 * 1024;

/** `top` is given where the file was found and not named: then it must not lead out. */
function loadBaseline(path: string, top: string | undefined): Baseline | undefined {
  const text = readSmallFile(path, largest);
  if (text === undefined) return undefined;
  if (top !== undefined) refuseLinkOut(path, top);
  return parseBaseline(text, basename(path));
}

function pickFlags(config: Config | undefined): Partial<FlagValues> {
  return {
    ...(config?.minConfidence !== undefined && { 'min-confidence': config.minConfidence }),
    ...(config?.failOn !== undefined && { 'fail-on': config.failOn }),
    ...(config?.inlineAllow !== undefined && { 'inline-allow': config.inlineAllow }),
  };
}

/** From a path below `root` to the same one seen from `folder`. */
function relatePaths(root: string, folder: string): (path: string) => string {
  const way = relative(folder, root).split(sep).join('/');
  if (way === '') return (path) => path;
  if (!way.startsWith('..')) return (path) => `${way}/${path}`;
  const back = `${relative(root, folder).split(sep).join('/')}/`;
  return (path) => (path.startsWith(back) ? path.slice(back.length) : `${way}/${path}`);
}
