/** The configuration file: found from the scanned folder up to its repository's root, never above; checked key by key; it can run nothing. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from './errors.ts';
import type { AllowEntry } from './suppress/allow.ts';
import { readSmallFile, refuseLinkOut } from './suppress/small-file.ts';
import type { Confidence, Pattern, Severity } from './types.ts';

export interface Config {
  /** Absolute path of the file that was read. */
  readonly file: string;
  /** The folder that its paths start from. */
  readonly folder: string;
  readonly minConfidence?: Confidence;
  readonly failOn?: Severity;
  /** Absolute. */
  readonly baseline?: string;
  readonly inlineAllow?: boolean;
  /** Paths that are not scanned. */
  readonly exclude: readonly string[];
  readonly allow: readonly AllowEntry[];
  readonly patterns: readonly Pattern[];
}

/** In any folder one of them at most. */
export const configNames = ['unleak.config.json', 'unleak.config.yaml', 'unleak.config.yml', 'unleak.config.toml'];
const largest = 1024 * 1024;

/**
 * The configuration for a folder: the file named by `--config`, else the nearest one from `from` up to `top`. Undefined where
 * there is none.
 * @throws UserError('usage') for one that cannot be read, does not parse or has a wrong key.
 */
export async function loadConfig(
  named: string | undefined,
  { from, top }: { from: string; top: string },
): Promise<Config | undefined> {
  const file = named ?? findConfig(from, top);
  if (file === undefined) return undefined;
  const shown = basename(file);
  // A file that somebody names is trusted; one that lies in the scanned repository must not lead out of it.
  if (named === undefined) refuseLinkOut(file, top);
  const source = readSmallFile(file, largest);
  if (source === undefined) throw new UserError('usage', `there is no configuration ${shown}`);
  const [{ parseConfigText }, { readConfig }] = await Promise.all([
    import('./config/parse.ts'),
    import('./config/read.ts'),
  ]);
  const value = await parseConfigText(source, languageOf(file), shown);
  return readConfig(value, { file, source, trusted: named !== undefined });
}

function findConfig(from: string, top: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const here = configNames.filter((name) => existsSync(join(folder, name)));
    if (here.length > 1)
      throw new UserError('usage', `there are two configurations, ${here.join(' and ')}`, { hint: 'keep one of them' });
    if (here[0] !== undefined) return join(folder, here[0]);
    if (folder === resolve(top) || folder === dirname(folder)) return undefined;
  }
}

function languageOf(file: string): 'json' | 'yaml' | 'toml' {
  if (file.endsWith('.toml')) return 'toml';
  return /\.ya?ml$/.test(file) ? 'yaml' : 'json';
}
