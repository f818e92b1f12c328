/** The second half of the demo: planned, applied on the embedded store, run with a canary, scanned clean, and undone to the byte. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Plan } from '../../src/remediation-types.ts';
import type { LeakyRepository, Planted } from './leaky-repository.ts';
import { bareEnvironment, cli } from './session.ts';
import type { Session } from './session.ts';

const program = 'src/notify.mjs';
const packages = fileURLToPath(new URL('../node_modules', import.meta.url));

/** What is wrong; nothing when all of it works. */
export async function remediate(session: Session, repository: LeakyRepository): Promise<string[]> {
  // The program's one dependency is installed here already.
  symlinkSync(packages, join(repository.folder, 'node_modules'), 'junction');
  appendFileSync(join(repository.folder, '.git/info/exclude'), '/node_modules\n');
  const before = snapshot(repository);

  session.command('unleak fix', 'the plan; nothing is changed yet');
  const planned = session.unleak(['fix', '--store', 'local']);
  const { steps } = JSON.parse(session.unleak(['fix', '--store', 'local', '--json']).out) as Plan;
  session.say(...shorten(planned.out), '');
  const wrong = before === snapshot(repository) ? [] : ['the plan has changed something'];

  const proof = `node ${program}`;
  session.command(`unleak fix --apply --prove '${proof}'`, 'store, read back, rewrite, check, prove, stage');
  const applied = session.unleak(['fix', '--store', 'local', '--apply', '--prove', proof]);
  const done = /^unleak: (done: .*)$/m.exec(applied.err)?.[1];
  session.say(`  ${done ?? applied.err}`);
  wrong.push(...session.check('the program asks the store, and fails without the secret', applied.code === 0));

  wrong.push(...(await runWithCanary(session, steps, repository.planted)));

  session.command('unleak scan', 'the working tree again');
  const clean = session.unleak(['scan']);
  session.say(`  ${clean.out.trim().replace(/(?<=files), .*/, '')}`);
  wrong.push(...session.check('no value is left in it', clean.code === 0));

  session.command('unleak undo', 'the way back');
  const undone = session.unleak(['undo']);
  const isBack = undone.code === 0 && snapshot(repository) === before;
  return [...wrong, ...session.check('every file and the index are as they were, byte for byte', isBack)];
}

/** What a reader of the demo wants of the plan: what is stored, both sides of the diff, the sum. */
function shorten(plan: string): string[] {
  const lines = plan.split('\n').filter((line) => /^(store|rewrite| {2}[-+] )|^\d+ secrets?/.test(line));
  return lines.map((line) => `  ${line.replace(/ {2}Moved out of .*/, '')}`);
}

/** The rewritten program runs against `unleak emulate`, which holds other values than those that leaked. */
async function runWithCanary(session: Session, steps: Plan['steps'], planted: readonly Planted[]): Promise<string[]> {
  session.command('unleak emulate &', 'the embedded Secrets Manager, with canaries in it');
  const emulator = spawn(process.execPath, [cli, 'emulate', '--quiet'], {
    env: bareEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const { value: line } = await createInterface({ input: emulator.stdout })[Symbol.asyncIterator]().next();
    const access = {
      AWS_ENDPOINT_URL: String(line).replace('AWS_ENDPOINT_URL=', ''),
      ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'demo', AWS_SECRET_ACCESS_KEY: 'demo' },
    };
    const canary = `canary-${hashOf(planted.map(({ value }) => value).join())}`;
    await plant(access.AWS_ENDPOINT_URL, steps, canary);
    session.command(`node ${program}`, 'the rewritten program');
    const env = { ...bareEnvironment(), ...access };
    const { stdout } = spawnSync(process.execPath, [program], { cwd: session.folder, env, encoding: 'utf8' });
    session.say(`  ${stdout.trim()}`);
    const leaked = planted.some(({ value }) => stdout.includes(hashOf(value)));
    return session.check(
      "that is the canary's SHA-256: what leaked is not used any more",
      stdout.includes(hashOf(canary)) && !leaked,
    );
  } finally {
    emulator.kill('SIGTERM');
  }
}

async function plant(endpoint: string, steps: Plan['steps'], canary: string): Promise<void> {
  const credentials = { accessKeyId: 'demo', secretAccessKey: 'demo' };
  const client = new SecretsManagerClient({ endpoint, region: 'us-east-1', credentials });
  for (const step of steps) {
    if (step.kind !== 'store') continue;
    const { name, keys } = step.secret;
    const fields = Object.fromEntries(Object.keys(keys).map((key) => [key, canary]));
    const text = fields[''] ?? JSON.stringify(fields);
    await client.send(new CreateSecretCommand({ Name: name, SecretString: text }));
  }
  client.destroy();
}

function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

/** Bytes of all files, tracked or not, and the index. */
function snapshot({ folder }: LeakyRepository): string {
  const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  const paths = git('ls-files', '--cached', '--others', '--exclude=/node_modules').trim().split('\n').toSorted();
  const bytes = [...new Set(paths)].map((path) => [path, readFileSync(join(folder, path), 'base64')]);
  return JSON.stringify([bytes, git('ls-files', '--stage')]);
}
