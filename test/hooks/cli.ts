/** Runs the built CLI in test repositories, as git and people do. */
import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { expandTemplate } from '../../src/catalogue/template.ts';
import type { TestRepository } from '../fixtures/repository.ts';

export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Ended {
  readonly status: number | null;
  /** Both streams. */
  readonly output: string;
}

export function runCli(repository: TestRepository, args: readonly string[], env: Record<string, string> = {}): Ended {
  return runProgram(repository, [process.execPath, cli, ...args], { env });
}

/** Git with its output and exit code, whatever it is. */
export function tryGit(
  repository: TestRepository,
  args: readonly string[],
  options: { env?: Record<string, string>; input?: string } = {},
): Ended {
  return runProgram(repository, ['git', ...args], options);
}

/** A line of code with a token in it that is made now, and has a right checksum. */
export function makeLeak(): string {
  return `token = "${expandTemplate('{github:ghp}', randomUUID())}"\n`;
}

/** Everything in a folder: kind, mode, and content or target. */
export function snapshot(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return Object.fromEntries(entries.map((name) => [name, describe(join(folder, name))]));
}

function describe(path: string): string {
  const stats = lstatSync(path);
  const mode = (stats.mode & 0o777).toString(8);
  if (stats.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  return stats.isDirectory() ? 'folder' : `${mode} ${readFileSync(path, 'base64')}`;
}

function runProgram(
  { path, env }: TestRepository,
  [program = '', ...args]: readonly string[],
  options: { env?: Record<string, string>; input?: string },
): Ended {
  const run = spawnSync(program, args, {
    cwd: path,
    env: { ...env, ...options.env },
    input: options.input ?? '',
    encoding: 'utf8',
  });
  return { status: run.status, output: run.stdout + run.stderr };
}
