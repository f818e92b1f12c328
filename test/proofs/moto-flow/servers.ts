/** moto from its registry, and the embedded server, each as a process of its own that forgets everything when it is told. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findFreePort } from '../../fixtures/free-port.ts';

export interface Server {
  readonly url: string;
  reset(): Promise<void>;
  stop(): void;
}

/** Installs into `folder`. */
export async function startMoto(folder: string, env: NodeJS.ProcessEnv): Promise<Server> {
  const venv = join(folder, 'venv');
  runTool('python3', ['-m', 'venv', venv]);
  const python = join(venv, 'bin/python');
  const packages = ['boto3==1.44.5', 'moto==5.2.5', 'flask', 'flask-cors'];
  runTool(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  const port = await findFreePort();
  const child = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], { env, stdio: 'ignore' });
  const server = serverAt(`http://127.0.0.1:${port}`, () => child.kill('SIGTERM'));
  for (let attempt = 0; attempt < 150; attempt++) {
    if (await answers(server)) return server;
    await new Promise((done) => setTimeout(done, 200));
  }
  server.stop();
  throw new Error('moto does not answer');
}

export async function startEmbedded(env: NodeJS.ProcessEnv): Promise<Server> {
  const child = spawn(process.execPath, ['dist/cli.js', 'emulate', '--quiet', '--test-reset'], {
    ...{ env, stdio: ['ignore', 'pipe', 'inherit'] as const },
  });
  const line = await new Promise<string>((done) => createInterface({ input: child.stdout }).once('line', done));
  return serverAt(line.replace('AWS_ENDPOINT_URL=', ''), () => child.kill('SIGTERM'));
}

function serverAt(url: string, stop: () => void): Server {
  return {
    url,
    stop,
    async reset() {
      const { ok } = await fetch(`${url}/moto-api/reset`, { method: 'POST' });
      if (!ok) throw new Error(`${url} does not reset`);
    },
  };
}

function answers(server: Server): Promise<boolean> {
  return server.reset().then(
    () => true,
    () => false,
  );
}

function runTool(program: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`missing tool: ${program}`);
  if (status !== 0) throw new Error(`${program} ended with ${String(status)}\n${stdout}${stderr}`.trim());
}
