/** Runs the built CLI the way a person or a script does, with streams, files and signals of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createConnection, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expandTemplate } from '../../src/catalogue/template.ts';
import { isolatedEnvironment } from '../fixtures/isolated-environment.ts';
import { temporaryFolder } from '../fixtures/repository.ts';

export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Session {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface SessionOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
}

export function unleak(args: readonly string[], { cwd, env = {}, input = '' }: SessionOptions): Session {
  const run = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input,
    env: { ...baseEnvironment, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** The same while this process goes on: it may be the server that the CLI calls. */
export async function unleakMeanwhile(args: readonly string[], { cwd, env = {} }: SessionOptions): Promise<Session> {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: { ...baseEnvironment, ...env }, stdio: 'pipe' });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (err += piece));
  child.stdin.end();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

/** The same through a shell, for redirections: `"$@"` stands for the CLI with its arguments. */
export function unleakInShell(script: string, args: readonly string[], { cwd, env = {} }: SessionOptions): Session {
  const run = spawnSync('bash', ['-c', script, 'bash', process.execPath, cli, ...args], {
    cwd,
    env: { ...baseEnvironment, ...env },
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** The same with standard output in a socket that never blocks, of which nothing is read for a while. */
export async function unleakIntoSocket(args: readonly string[], cwd: string): Promise<Session> {
  const server = createServer({ pauseOnConnect: true }).listen(join(temporaryFolder(), 'socket'));
  await once(server, 'listening');
  const near = createConnection(server.address() as string);
  const [[far]] = (await Promise.all([once(server, 'connection'), once(near, 'connect')])) as [[Socket], unknown];
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...baseEnvironment },
    stdio: ['ignore', near, 'pipe'],
  });
  near.destroy();
  let err = '';
  child.stderr!.setEncoding('utf8').on('data', (piece: string) => (err += piece));
  const ended = once(child, 'close') as Promise<[number | null]>;
  // Long enough for the socket to be full; what is shown does not depend on it.
  await delay(1500);
  const out = await text(far);
  server.close();
  return { code: (await ended)[0], out, err };
}

/** Starts the CLI with standard input open, sends it the signal as soon as it reads, and waits for its end. */
export async function interruptUnleak(args: readonly string[], signal: NodeJS.Signals, cwd: string): Promise<Session> {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: { ...baseEnvironment }, stdio: 'pipe' });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  child.stdin.on('error', () => {});
  // More than a pipe holds: the write ends once the program reads.
  child.stdin.write(Buffer.alloc(1 << 20, 'x\n'), () => child.kill(signal));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

/** A token with a right checksum, made now. */
export function makeToken(): string {
  return expandTemplate('{github:ghp}', randomUUID());
}

const baseEnvironment = isolatedEnvironment(temporaryFolder());
delete baseEnvironment['FORCE_COLOR'];
delete baseEnvironment['NO_COLOR'];

/** As `unleak`, while this process goes on: for commands that talk to a server in it. `watch` is given the child. */
export async function unleakAside(
  args: readonly string[],
  { cwd, env = {} }: SessionOptions,
  watch: (child: ChildProcess) => void = () => {},
): Promise<Session> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...baseEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  watch(child);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}
