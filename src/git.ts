/** The only file that runs git: always in the hardened environment, never with a shell, and a git that ends badly is always an error. */
import { spawn, spawnSync } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { UserError } from './errors.ts';
import { buildEnvironment, buildUserEnvironment } from './git/environment.ts';
import { Pieces } from './git/pieces.ts';
import type { Repository } from './git/repository.ts';

export { isShallow, openRepository, type Repository } from './git/repository.ts';

/** How a git process ended. */
export interface GitExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last 4 KB of standard error. */
  readonly stderr: string;
}

/** A git that ended with a code other than 0, or was killed. Not a bug and not yet a message: the caller knows what was lost. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly exit: GitExit;

  constructor(args: readonly string[], exit: GitExit) {
    super(`git ${args[0] ?? ''} ${describeExit(exit)}`);
    this.exit = exit;
  }
}

/** A running git. `exit` never rejects but for a git that could not be started (UserError). */
export interface GitProcess {
  readonly args: readonly string[];
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly exit: Promise<GitExit>;
  kill(): void;
}

/** What a git with a piece of input and a stream of output is given. */
export interface StreamOptions {
  /** Written to standard input as git takes it, then the end. Default: nothing. */
  readonly stdin?: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

const diffCommands = new Set(['diff', 'diff-index', 'diff-tree', 'diff-files', 'log', 'show']);
const stderrTail = 4096;

/** Starts git in the repository and hands over its pipes. Callers outside this file want `streamGit` or `readGit`. */
export function startGit(repository: Repository, args: readonly string[]): GitProcess {
  const child = spawn('git', hardenArguments(args), {
    cwd: repository.root,
    env: buildEnvironment(repository),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => {
    stderr = (stderr + text.toString('latin1')).slice(-stderrTail);
  });
  // Git may end before it has read all its input: its exit code tells, not the broken pipe.
  child.stdin.on('error', () => {});
  const exit = new Promise<GitExit>((resolve, reject) => {
    child.on('error', (cause) => reject(explainStart(cause, repository.root)));
    child.on('close', (code, signal) => resolve({ code, signal, stderr: stderr.trim() }));
  });
  exit.catch(() => {});
  return { args, stdin: child.stdin, stdout: child.stdout, exit, kill: () => void child.kill('SIGKILL') };
}

/**
 * The output of a git that ends within milliseconds, which is waited for: a commit's hook has nothing else to do, and pipes that
 * are read as they fill cost it more than git itself. Throws GitError when git failed.
 */
export function readGitNow(repository: Repository, args: readonly string[]): Buffer {
  const { status, signal, stdout, stderr, error } = spawnSync('git', hardenArguments(args), {
    cwd: repository.root,
    env: buildEnvironment(repository),
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
    windowsHide: true,
  });
  if (error !== undefined) throw explainStart(error, repository.root);
  const exit = { code: status, signal, stderr: stderr.toString('latin1').trim().slice(-stderrTail) };
  if (status !== 0) throw new GitError(args, exit);
  return stdout;
}

/** The output of git as it comes. Throws GitError after the last byte when git failed; leaving the loop early ends git. */
export async function* streamGit(
  repository: Repository,
  args: readonly string[],
  options: StreamOptions = {},
): AsyncGenerator<Buffer, void, undefined> {
  const git = startGit(repository, args);
  const fed = feed(git.stdin, options.stdin ?? []);
  fed.catch(() => git.kill());
  let ended = false;
  try {
    const pieces = new Pieces(git.stdout);
    for (let piece = await pieces.next(); piece !== undefined; piece = await pieces.next()) yield piece;
    ended = true;
  } finally {
    if (!ended) git.kill();
  }
  const exit = await git.exit;
  await fed;
  if (exit.code !== 0) throw new GitError(args, exit);
}

/** Writes all pieces, no faster than they are taken, and ends the stream. A reader that has gone away is not an error here. */
export async function feed(
  stream: Writable,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  for await (const piece of pieces) {
    if (stream.destroyed) return;
    if (!stream.write(piece)) await awaitDrain(stream);
  }
  stream.end();
}

/** Resolves when the stream takes more, or will never take any. */
export function awaitDrain(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed) return resolve();
    const done = (): void => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
  });
}

/** Small outputs, as text, through simple-git. Throws GitError. */
export async function readGit(repository: Repository, args: readonly string[]): Promise<string> {
  return runSimple(args, { folder: repository.root, env: buildEnvironment(repository) });
}

/** The file of ignore rules that the user has configured (core.excludesFile) or has by default; it need not exist. */
export async function findExcludesFile(folder: string): Promise<string | undefined> {
  const env = buildUserEnvironment();
  const args = ['config', '--type=path', '--get', 'core.excludesFile'];
  const configured = await runSimple(args, { folder, env }).catch(() => '');
  if (configured.trim() !== '') return configured.replace(/\n$/, '');
  const base = env['XDG_CONFIG_HOME'] || (env['HOME'] && `${env['HOME']}/.config`);
  return base ? `${base}/git/ignore` : undefined;
}

async function runSimple(
  args: readonly string[],
  { folder, env }: { folder: string; env: Record<string, string> },
): Promise<string> {
  const { simpleGit } = await import('simple-git');
  // simple-git refuses these settings because they can name programs: ours name none, they switch programs off.
  const unsafe = {
    allowUnsafeAskPass: true,
    allowUnsafeConfigEnvCount: true,
    allowUnsafeConfigPaths: true,
    allowUnsafeCredentialHelper: true,
    // Git sets GIT_EXEC_PATH for its hooks.
    allowUnsafeExec: true,
    allowUnsafeFsMonitor: true,
    allowUnsafeHooksPath: true,
    allowUnsafePager: true,
    allowUnsafeProtocolOverride: true,
    allowUnsafeSshCommand: true,
  };
  // simple-git wraps what its error hook returns; the exit itself is kept here.
  let exit: GitExit | undefined;
  const errors = (error: Buffer | Error | undefined, result: { exitCode: number; stdErr: Buffer[] }) => {
    const stderr = Buffer.concat(result.stdErr).toString('latin1').trim().slice(-stderrTail);
    exit = { code: result.exitCode, signal: null, stderr };
    return result.exitCode === 0 ? undefined : (error ?? new GitError(args, exit));
  };
  const git = simpleGit({ baseDir: folder, unsafe, allowEnvironment: Object.keys(env), errors }).env(env);
  try {
    return await git.raw(hardenArguments(args));
  } catch (cause) {
    // A code below 0 is no exit of git's: it was not started, or was killed.
    if (exit === undefined || exit.code === null || exit.code < 0) throw explainStart(cause as Error, folder);
    throw new GitError(args, exit);
  }
}

/** Diffs never run the programs that attributes and configuration name for them. */
function hardenArguments(args: readonly string[]): string[] {
  const [command = '', ...rest] = args;
  const diff = diffCommands.has(command) ? ['--no-ext-diff', '--no-textconv'] : [];
  return ['--no-pager', command, ...diff, ...rest];
}

function explainStart(cause: Error, folder: string): UserError {
  return new UserError('incomplete', `git cannot be run in ${folder}`, {
    hint: 'install git 2.32 or later, and see that it is on the PATH',
    cause,
  });
}

function describeExit({ code, signal, stderr }: GitExit): string {
  const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
  const last = stderr.split('\n').at(-1) ?? '';
  return last === '' ? how : `${how}: ${last}`;
}
