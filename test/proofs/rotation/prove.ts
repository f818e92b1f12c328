/** Proves rotation on a real PostgreSQL: a leaked password is fixed and rotated by a process that is killed in every step, and so is unleak. */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startEmulator } from '../../../src/emulator/server.ts';
import type { RotationEvent, RotationStep } from '../../../src/emulator/rotation.ts';
import { isolatedEnvironment } from '../../fixtures/isolated-environment.ts';
import { conclude, prove } from '../claims.ts';
import { startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';

// Which Node to run is not the SDK's business here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const folder = mkdtempSync(join(tmpdir(), 'unleak-rotation-proof-'));
const root = join(folder, 'repo');
const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:rotate-orders';
const credentials = { accessKeyId: 'proof', secretAccessKey: 'proof' };
/** Where the function dies next, once. */
let dieAt = '';
let postgres: Postgres | undefined;
const emulator = await startEmulator({ rotators: { [lambda]: runFunction } });
const client = new SecretsManagerClient({ endpoint: emulator.url, region: 'us-east-1', credentials });
const env = {
  ...isolatedEnvironment(folder),
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: emulator.url,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: 'us-east-1',
  UNLEAK_TIMEOUT: '20',
};
const rotate = ['rotate', '--apply', '--deployed', '--rotate-lambda', lambda];
const steps: readonly RotationStep[] = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

try {
  await prove('a PostgreSQL with a user whose password leaks', start);
  const secret = await prove('fix moves the password into the store, and the program connects as before', fix);
  if (secret !== undefined) {
    await prove('rotate: four steps, and the program goes on with a password that is new', () => rotateOnce(secret));
    for (const point of steps.flatMap((step) => [`${step} before`, `${step} after`]))
      await prove(`the function is killed at ${point}: resume has it go on`, () => killFunction(secret, point));
    await prove('unleak is killed at each line of its journal: resume completes the rotation', () =>
      killUnleak(secret),
    );
  }
} finally {
  await postgres?.stop();
  await emulator.stop();
  client.destroy();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
conclude('rotation');

let leaked = '';

async function start(): Promise<void> {
  const own = join(folder, 'postgres');
  mkdirSync(own);
  // The server's own user must get through.
  execFileSync('chmod', ['755', folder]);
  postgres = await startPostgres(own, makePassword());
  leaked = makePassword();
  postgres.run(`CREATE ROLE app LOGIN PASSWORD '${leaked}'; CREATE DATABASE orders OWNER app;`.replaceAll('; ', ';\n'));
  expect('the password opens the database', postgres.accepts('app', leaked));
  expect('another one does not', !postgres.accepts('app', makePassword()));
}

async function fix(): Promise<string> {
  const { port = 0, psql = '' } = postgres ?? {};
  mkdirSync(root);
  writeFileSync(join(root, '.gitignore'), 'node_modules\n');
  writeFileSync(
    join(root, 'app.mjs'),
    `import { execFileSync } from 'node:child_process';
const { hostname, port, username, password, pathname } = new URL('postgres://app:${leaked}@127.0.0.1:${port}/orders');
const env = { PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password, PGDATABASE: pathname.slice(1) };
process.stdout.write(execFileSync('${psql}', ['-Atc', 'SELECT current_user'], { env, stdio: ['ignore', 'pipe', 'ignore'] }));
`,
  );
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-qm', 'leak'],
  ])
    git(...args);
  expect('the program connects before', (await runProgram()) === 'app\n');
  const { code, out, err } = await unleak(['fix', '--apply', '--json']);
  expect(`fix ends well: ${err}`, code === 0);
  git('commit', '-qm', 'fix');
  expect('the password is gone from the source', !readFileSync(join(root, 'app.mjs'), 'utf8').includes(leaked));
  expect('the program connects after', (await runProgram()) === 'app\n');
  const { steps: planned } = JSON.parse(out) as { steps: readonly { kind: string; secret: { name: string } }[] };
  return planned.find(({ kind }) => kind === 'store')?.secret.name ?? '';
}

async function rotateOnce(secret: string): Promise<void> {
  const { code, err } = await unleak([...rotate, secret]);
  expect(`rotate ends well: ${err}`, code === 0);
  await expectRotated(secret, leaked);
}

/** What was current does not work any more, what is current does, and the program has it. */
async function expectRotated(secret: string, old: string): Promise<void> {
  const fresh = await readPassword(secret);
  expect('the value is a new one', fresh !== old);
  expect('the old password is refused', postgres?.accepts('app', old) === false);
  expect('the new password works', postgres?.accepts('app', fresh) === true);
  expect('the program connects', (await runProgram()) === 'app\n');
  expect('the journal holds neither', ![old, fresh].some((each) => readJournal().includes(each)));
}

async function killFunction(secret: string, point: string): Promise<void> {
  const old = await readPassword(secret);
  dieAt = point;
  const stopped = await unleak([...rotate, '--timeout', '8', secret]);
  const finished = point === 'finishSecret after';
  expect(`it is told: ${stopped.err}`, stopped.code === (finished ? 0 : 3) && dieAt === '');
  if (!finished) {
    const gone = ['setSecret after', 'testSecret before', 'testSecret after', 'finishSecret before'].includes(point);
    expect(`the old password ${gone ? 'is gone' : 'works'}`, postgres?.accepts('app', old) === !gone);
    expect('undo does not drop the only copy', !gone || (await unleak(['undo'])).code === 3);
    const resumed = await unleak(['resume']);
    expect(`resume ends well: ${resumed.err}`, resumed.code === 0);
  }
  await expectRotated(secret, old);
}

async function killUnleak(secret: string): Promise<void> {
  const killer = resolve('test/remediation/kill-at.cjs');
  for (let at = 1; ; at++) {
    const old = await readPassword(secret);
    const killed = await unleak([...rotate, secret], {
      NODE_OPTIONS: `--require=${killer}`,
      KILL_AT: String(at),
      KILL_HOW: 'whole',
    });
    if (killed.code === 0) {
      expect('there were lines to die at', at > 4);
      return;
    }
    await emulator.settle();
    const resumed = await unleak(['resume']);
    expect(`resume after line ${at} ends well: ${resumed.err}`, resumed.code === 0);
    await expectRotated(secret, old);
  }
}

async function runFunction(event: RotationEvent): Promise<void> {
  const point = dieAt;
  if (point.startsWith(`${event.Step} `)) dieAt = '';
  const child = spawn(process.execPath, ['test/proofs/rotation/function.mjs'], {
    env: { ...env, PSQL: postgres?.psql ?? '', DIE_AT: point },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(JSON.stringify(event));
  const code = await new Promise((done) => child.on('close', done));
  if (code !== 0) throw new Error(`the function has ended with ${String(code)}`);
}

async function readPassword(SecretId: string): Promise<string> {
  const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId }));
  return (JSON.parse(SecretString) as { password: string }).password;
}

function readJournal(): string {
  return readFileSync(join(root, '.git/unleak/journal.jsonl'), 'utf8');
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function unleak(args: readonly string[], more: Record<string, string> = {}): Promise<Ended> {
  return run([resolve('dist/cli.js'), ...args], more);
}

async function runProgram(): Promise<string> {
  return (await run(['app.mjs'])).out;
}

/** Not waited for in this process, which is the store. */
function run(args: readonly string[], more: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })));
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: root, env, stdio: 'pipe' });
}

function makePassword(): string {
  return randomBytes(12).toString('hex');
}

function expect(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(`not so: ${what}`);
}
