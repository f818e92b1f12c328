/** What runs git hooks in a repository, found out by reading only: git itself, a folder the team shares, or one of three managers. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { findHooksFolder, findHooksPath, type Scope } from '../git/user-git.ts';
import type { Repository } from '../git.ts';

export const hookNames = ['pre-commit', 'commit-msg', 'pre-push'] as const;
export type HookName = (typeof hookNames)[number];

/** `folder` is a plain folder of hooks that is this machine's own; `shared` is one inside the work tree (core.hooksPath). */
export type Keeper = 'folder' | 'shared' | 'husky' | 'lefthook' | 'pre-commit';

export interface Survey {
  readonly root: string;
  /** Where notes for undoing are kept: the directory that all work trees share. */
  readonly commonDir: string;
  readonly keeper: Keeper;
  /** What the keeper reads: a folder of scripts, or its configuration file. Absolute. */
  readonly place: string;
  /** Where git looks for hooks. Absolute. */
  readonly hooksFolder: string;
  /** `core.hooksPath` as written, and who set it. */
  readonly hooksPath?: { readonly path: string; readonly scope: Scope };
}

const lefthookFiles = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) =>
  ['yml', 'yaml', 'toml', 'json'].map((extension) => `${name}.${extension}`),
);

export async function surveyHooks({ root, commonDir }: Repository): Promise<Survey> {
  const [hooksFolder, hooksPath] = await Promise.all([findHooksFolder(root), findHooksPath(root)]);
  const kept = findKeeper(root, hooksFolder, hooksPath !== undefined);
  return { root, commonDir, hooksFolder, ...kept, ...(hooksPath === undefined ? {} : { hooksPath }) };
}

/** True when git finds a hook there that it would run. */
export function isHook(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && (process.platform === 'win32' || (stats.mode & 0o111) !== 0);
}

/** '' for what does not exist. */
export function readText(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, 'utf8') : '';
}

/** With `/` on every system, and `.` for the root itself. */
export function relativeTo(root: string, path: string): string {
  const below = relative(root, path).replaceAll('\\', '/') || '.';
  return below.startsWith('../') ? path : below;
}

function findKeeper(root: string, hooksFolder: string, configured: boolean): Pick<Survey, 'keeper' | 'place'> {
  // What is active counts more than a configuration that lies around.
  const husky = /^(.*[/\\]\.husky)([/\\]_)?$/.exec(hooksFolder)?.[1];
  if (husky !== undefined) return { keeper: 'husky', place: husky };
  const managers = findManagers(root);
  const active = readText(join(hooksFolder, 'pre-commit'));
  const running = managers.find(({ signature }) => signature.test(active));
  if (running !== undefined) return running;
  if (configured) return { keeper: isInside(root, hooksFolder) ? 'shared' : 'folder', place: hooksFolder };
  return managers[0] ?? { keeper: 'folder', place: hooksFolder };
}

function findManagers(root: string): { keeper: Keeper; place: string; signature: RegExp }[] {
  const lefthook = lefthookFiles.find((file) => existsSync(join(root, file)));
  const all = [
    { keeper: 'husky' as const, file: '.husky', signature: /husky/ },
    { keeper: 'lefthook' as const, file: lefthook ?? 'lefthook.yml', signature: /lefthook/i },
    { keeper: 'pre-commit' as const, file: '.pre-commit-config.yaml', signature: /pre-commit\.com/ },
  ];
  const present = all.filter(({ file }) => existsSync(join(root, file)));
  return present.map(({ keeper, file, signature }) => ({ keeper, place: join(root, file), signature }));
}

function isInside(root: string, path: string): boolean {
  const below = relative(root, resolve(path));
  const inGit = below === '.git' || /^\.git[/\\]/.test(below);
  return !inGit && !below.startsWith('..') && !isAbsolute(below);
}
