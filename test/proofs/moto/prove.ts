/** Proves `unleak fix` against moto, which is not ours: secrets with copies and readers, and parameters; the rewritten programs read what was stored. */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expandTemplate } from '../../../src/catalogue/template.ts';
import { findFreePort } from '../../fixtures/free-port.ts';
import { offlineAws } from '../../fixtures/offline-aws.ts';
import { conclude, prove } from '../claims.ts';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'unleak-moto-proof-'));
const python = join(folder, 'venv/bin/python');
const children: ChildProcess[] = [];
const value = expandTemplate('sk_live_{an:24}', randomUUID());
const hash = createHash('sha256').update(value).digest('hex');

const environment: Record<string, string> = {
  ...offlineAws,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  HOME: folder,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
};

const shared = [
  ...['--kms-key', 'arn:aws:kms:us-east-1:123456789012:key/mrk-0123456789abcdef'],
  ...['--replica-region', 'eu-west-1', '--reader-account', '210987654321'],
];

try {
  const prepare = async (): Promise<void> => {
    installPython();
    environment['AWS_ENDPOINT_URL'] = await startMoto();
  };
  await prove('python3 installs moto and boto3', prepare, { tools: ['python3', 'git'] });
  for (const [title, flags, service] of [
    ['secrets', ['--store', 'aws'], 'secretsmanager'],
    ['secrets with copies and readers', ['--store', 'aws', '--prefix', 'shared', ...shared], 'secretsmanager'],
    ['encrypted parameters', ['--as', 'parameter'], 'ssm'],
    ['plain parameters', ['--as', 'plain-parameter', '--prefix', 'plain'], 'ssm'],
  ] as const)
    await prove(`${title}: stored, rewritten, read by Node and Python, taken back`, () => fixAndRun(flags, service));
} finally {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
conclude('moto');

function fixAndRun(flags: readonly string[], service: 'secretsmanager' | 'ssm'): void {
  const project = join(folder, randomUUID());
  mkdirSync(project);
  const files = {
    'main.mjs': `import { createHash } from 'node:crypto';\nconst stripeKey = '${value}';\nconsole.log(createHash('sha256').update(stripeKey).digest('hex'));\n`,
    'main.py': `import hashlib\nSTRIPE_KEY = "${value}"\nprint(hashlib.sha256(STRIPE_KEY.encode()).hexdigest())\n`,
    '.gitignore': 'node_modules\n__pycache__\n',
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(project, path), text);
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  const git = (...args: readonly string[]): string =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], project);
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'one');
  const unleak = (...args: readonly string[]): string =>
    run(process.execPath, [resolve(root, 'dist/cli.js'), ...args], project);
  unleak('fix', '--apply', ...flags);
  expect(git('grep', '--cached', '-c', 'stripe/secret_key').trim().split('\n').length >= 2, true);
  expect(run(process.execPath, ['main.mjs'], project).trim(), hash);
  expect(run(python, ['main.py'], project).trim(), hash);
  expect(count(service), 1);
  if (flags.includes('--replica-region')) expect(count(service, 'eu-west-1'), 1);
  unleak('undo');
  expect(git('status', '--porcelain'), '');
  expect(count(service), 0);
}

/** What moto holds that is not about to be deleted, seen by boto3. */
function count(service: string, region = 'us-east-1'): number {
  const call = service === 'ssm' ? 'describe_parameters()["Parameters"]' : 'list_secrets()["SecretList"]';
  const program = `import boto3\nprint(len(boto3.client("${service}", region_name="${region}").${call}))`;
  return Number(run(python, ['-c', program], folder));
}

function installPython(): void {
  run('python3', ['-m', 'venv', join(folder, 'venv')], folder);
  const packages = ['boto3==1.44.5', 'moto==5.2.5', 'flask', 'flask-cors'];
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], folder);
}

async function startMoto(): Promise<string> {
  const port = await findFreePort();
  const server = ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)];
  children.push(spawn(python, server, { env: { ...process.env, ...environment }, stdio: 'ignore' }));
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 150; attempt++) {
    const answered = await fetch(`${url}/moto-api/reset`, { method: 'POST' }).catch(() => undefined);
    if (answered?.ok === true) return url;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('moto does not answer');
}

/** What it says on failure is hidden where it holds the value. */
function run(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, {
      cwd,
      env: { ...process.env, ...environment },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    const { stdout = '', stderr = '', status } = error as { stdout?: string; stderr?: string; status?: number };
    throw new Error(`${program} ${args[0]} ended with ${status}\n${stdout}${stderr}`.replaceAll(value, '****').trim(), {
      cause: error,
    });
  }
}

function expect(found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`expected ${String(wanted)}, found ${String(found)}`);
}
