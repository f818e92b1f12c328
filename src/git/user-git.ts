/** Git as its user has configured it, for the hooks that it runs and the remotes that it may ask: used by `init`, `doctor` and `ci`, never to read content. */
import { execFile, spawn } from 'node:child_process';
import { isAbsolute, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../errors.ts';
import { buildUserEnvironment } from './environment.ts';

/** Where a setting was made, by git's names. */
export type Scope = 'local' | 'worktree' | 'global' | 'system' | 'command';

type Variables = Readonly<Record<string, string>>;

/** How a hook ended; both streams in one text. */
export interface HookExit {
  readonly code: number | null;
  readonly output: string;
}

/** What a hook is run with, as git would run it. */
export interface HookRun {
  readonly name: string;
  readonly args?: readonly string[];
  readonly env: Variables;
}

/** The folder from which this git runs hooks, absolute: `core.hooksPath`, or `hooks` of the directory that work trees share. */
export async function findHooksFolder(folder: string): Promise<string> {
  const path = await askGit(folder, ['rev-parse', '--git-path', 'hooks']);
  return isAbsolute(path) ? path : resolve(folder, path);
}

/** `core.hooksPath` as written, and who set it. */
export async function findHooksPath(folder: string): Promise<{ path: string; scope: Scope } | undefined> {
  const line = await askGit(folder, ['config', '--show-scope', '--get', 'core.hooksPath']).catch(() => '');
  const [scope, path] = line.split('\t');
  return path === undefined ? undefined : { path, scope: scope as Scope };
}

/** Runs the hook that is installed. Git 2.36 can do that itself; before, the file is run as git would. */
export async function runHook(folder: string, { name, args = [], env }: HookRun): Promise<HookExit> {
  const version = await askGit(folder, ['version']);
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  if (major > 2 || (major === 2 && minor >= 36)) {
    return runProgram('git', ['hook', 'run', name, '--', ...args], { folder, env });
  }
  const hook = resolve(await findHooksFolder(folder), name);
  return process.platform === 'win32'
    ? runProgram('sh', [hook, ...args], { folder, env })
    : runProgram(hook, args, { folder, env });
}

/** Runs a hook's command by itself, where the hook around it does more than is wanted. */
export function runHookCommand(
  folder: string,
  [program = '', ...args]: readonly string[],
  env: Variables,
): Promise<HookExit> {
  return runProgram(program, args, { folder, env });
}

/** Changes an index or an object store that the variables name; for a canary that must not touch the user's own. */
export async function runGitWith(
  folder: string,
  args: readonly string[],
  { env, stdin = '' }: { env: Variables; stdin?: string },
): Promise<string> {
  const { code, output } = await runProgram('git', args, { folder, stdin, env });
  if (code !== 0) throw new UserError('incomplete', `git ${args[0]} failed: ${output.trim()}`);
  return output.trim();
}

/** What git prints, without what it tells the user; names stay whole. Throws UserError('incomplete'). */
export async function readGitWith(folder: string, args: readonly string[], env: Variables): Promise<string> {
  const { code, output, printed } = await runProgram('git', args, { folder, env });
  if (code !== 0) throw new UserError('incomplete', `git ${args[0]} failed: ${output.trim()}`);
  return printed;
}

async function askGit(folder: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd: folder, env: buildUserEnvironment() });
  return stdout.replace(/\r?\n$/, '');
}

function runProgram(
  program: string,
  args: readonly string[],
  { folder, stdin = '', env }: { folder: string; stdin?: string; env: Variables },
): Promise<HookExit & { readonly printed: string }> {
  const child = spawn(program, args, { cwd: folder, env: { ...buildUserEnvironment(), ...env }, windowsHide: true });
  const parts: Buffer[] = [];
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part));
  child.stdout.on('data', (part: Buffer) => printed.push(part));
  // A hook may end before it has read its input.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  return new Promise((done, fail) => {
    child.on('error', (cause) => fail(new UserError('incomplete', `${program} cannot be run`, { cause })));
    child.on('close', (code) => done({ code, output: textOf(parts), printed: textOf(printed) }));
  });
}

function textOf(parts: readonly Buffer[]): string {
  return Buffer.concat(parts).toString();
}
