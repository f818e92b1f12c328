/** Proves `unleak emulate` with what other people wrote: boto3, the AWS CLI, the SDKs for Go and Java, and moto as a second server. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { findFreePort } from '../../fixtures/free-port.ts';
import { offlineAws } from '../../fixtures/offline-aws.ts';
import { conclude, prove } from '../claims.ts';
import { motoDifferences } from './moto-differences.ts';

const root = process.cwd();
const clients = resolve(root, 'test/proofs/emulator/clients');
const folder = mkdtempSync(join(tmpdir(), 'unleak-emulator-proof-'));
const children: ChildProcess[] = [];

const environment = { ...offlineAws, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const python = join(folder, 'venv/bin/python');

try {
  const { url } = await startEmulator();
  const onEmulator = { ...environment, AWS_ENDPOINT_URL: url };
  await prove('python3 installs boto3, the AWS CLI and moto', installPython, { tools: ['python3'] });
  await prove('boto3 works', () => expectProved(run(python, [join(clients, 'boto3_client.py')], onEmulator)));
  await prove('the AWS CLI works', () => useCommandLine(onEmulator));
  const runGo = (): void => {
    cpSync(join(clients, 'go'), join(folder, 'go'), { recursive: true });
    expectProved(run('go', ['run', '-mod=mod', '.'], onEmulator, 'go'));
  };
  await prove('the AWS SDK for Go works', runGo, { tools: ['go'] });
  const runJava = (): void => {
    cpSync(join(clients, 'java'), join(folder, 'java'), { recursive: true });
    expectProved(run('mvn', ['-q', '-B', 'compile', 'exec:java'], onEmulator, 'java'));
  };
  await prove('the AWS SDK for Java works', runJava, { tools: ['java', 'mvn'] });
  await prove('moto passes the same conformance tests, but for those that are listed', compareWithMoto);
} finally {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
conclude('emulator');

function installPython(): void {
  run('python3', ['-m', 'venv', join(folder, 'venv')]);
  const packages = ['boto3==1.44.5', 'awscli==1.46.3', 'moto==5.2.5', 'flask', 'flask-cors'];
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
}

function useCommandLine(env: Record<string, string>): void {
  const aws = (...args: string[]): Record<string, unknown> => {
    const text = run(join(folder, 'venv/bin/aws'), ['secretsmanager', ...args, '--output', 'json'], env);
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  };
  const id = ['--secret-id', 'proof/cli/key.v1'];
  aws('create-secret', '--name', 'proof/cli/key.v1', '--secret-string', 'one');
  aws('put-secret-value', ...id, '--secret-string', 'two');
  expect(aws('get-secret-value', ...id)['SecretString'], 'two');
  expect(aws('get-secret-value', ...id, '--version-stage', 'AWSPREVIOUS')['SecretString'], 'one');
  aws('tag-resource', ...id, '--tags', 'Key=k,Value=v');
  expect(JSON.stringify(aws('describe-secret', ...id)['Tags']), '[{"Key":"k","Value":"v"}]');
  aws('delete-secret', ...id, '--recovery-window-in-days', '7');
  aws('restore-secret', ...id);
  const refused = spawnSync(
    join(folder, 'venv/bin/aws'),
    ['secretsmanager', 'get-secret-value', '--secret-id', 'none'],
    {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    },
  );
  if (!/\(ResourceNotFoundException\)/.test(refused.stderr)) throw new Error(`not refused: ${refused.stderr}`);
}

/** The tests that fail against moto are exactly those of the list. */
async function compareWithMoto(): Promise<void> {
  const port = await findFreePort();
  const server = ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)];
  const moto = spawn(python, server, { env: { ...process.env, ...environment }, stdio: 'ignore' });
  children.push(moto);
  const endpoint = `http://127.0.0.1:${port}`;
  await waitFor(`${endpoint}/moto-api/reset`);
  const report = join(folder, 'conformance.json');
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts'];
  const reporter = ['--reporter=json', `--outputFile=${report}`, '.conformance.test.ts'];
  spawnSync(process.execPath, [...vitest, ...reporter], {
    env: { ...process.env, ...environment, CONFORMANCE_ENDPOINT: endpoint },
  });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const different = new Set(all.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName));
  const listed = new Set(motoDifferences.flatMap(({ tests }) => tests));
  const unlisted = [...different].filter((name) => !listed.has(name));
  const gone = [...listed].filter((name) => !different.has(name));
  if (all.length === 0 || unlisted.length + gone.length > 0)
    throw new Error(JSON.stringify({ tests: all.length, unlisted, gone }, null, 1));
  console.log(`     ${all.length - different.size} of ${all.length} tests pass against moto as well`);
}

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly TestResult[] }[];
}

interface TestResult {
  readonly fullName: string;
  readonly status: string;
}

async function startEmulator(): Promise<{ readonly url: string }> {
  const child = spawn(process.execPath, ['dist/cli.js', 'emulate', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const line = await new Promise<string>((done) => createInterface({ input: child.stdout }).once('line', done));
  return { url: line.replace('AWS_ENDPOINT_URL=', '') };
}

function run(program: string, args: readonly string[], env: Record<string, string> = {}, cwd = '.'): string {
  const options = { cwd: resolve(folder, cwd), env: { ...process.env, ...env }, encoding: 'utf8' as const };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status !== 0) throw new Error(`${program} ended with ${status ?? error?.message}\n${stdout}${stderr}`.trim());
  return stdout;
}

/** Maven colours around it. */
function expectProved(output: string): void {
  if (!/^(?:\u001B\[\d*m)*proved$/m.test(output)) throw new Error(`not proved: ${output}`);
}

function expect(found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`expected ${String(wanted)}, found ${String(found)}`);
}

async function waitFor(url: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const answered = await fetch(url, { method: 'POST' }).catch(() => undefined);
    if (answered?.ok === true) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${url} does not answer`);
}
