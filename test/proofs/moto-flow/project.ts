/** A small leaky repository for a server, and unleak run in it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Project {
  readonly root: string;
  git(...args: readonly string[]): string;
  /** `more` are variables. */
  unleak(args: readonly string[], more?: Readonly<Record<string, string>>): Ended;
  /** A program of the project. */
  node(file: string): Ended;
  read(path: string): string;
  journal(): string;
  /** Tracked files with their text, and what git says of them. */
  snapshot(): string;
}

export function createProject(root: string, env: NodeJS.ProcessEnv, files: Readonly<Record<string, string>>): Project {
  mkdirSync(root, { recursive: true });
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const node = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Ended => {
    const ran = spawnSync(process.execPath, args, { cwd: root, env: { ...env, ...more }, encoding: 'utf8' });
    return { code: ran.status, out: ran.stdout, err: ran.stderr };
  };
  for (const [path, text] of Object.entries({ ...files, '.gitignore': 'node_modules\n' }))
    writeFileSync(join(root, path), text);
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'leak');
  return {
    ...{ root, git, read },
    unleak: (args, more) => node([resolve('dist/cli.js'), ...args], more),
    node: (file) => node([file]),
    journal: () => read('.git/unleak/journal.jsonl'),
    snapshot: () => {
      const paths = git('ls-files').split('\n').filter(Boolean);
      return JSON.stringify([paths.map((path) => [path, read(path)]), git('status', '--porcelain')]);
    },
  };
}

/** The preload that kills the CLI at a line of its journal. */
export function killAt(line: number): Readonly<Record<string, string>> {
  const preload = resolve('test/remediation/kill-at.cjs');
  return { NODE_OPTIONS: `--require=${preload}`, KILL_AT: String(line), KILL_HOW: 'whole' };
}
