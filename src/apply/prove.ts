/** Runs the user's program with canaries in a store of its own: it must end well, must have asked for them, and must fail without them. */
import { spawn } from 'node:child_process';
import { UserError } from '../errors.ts';
import type { Plan, PlannedSecret } from '../remediation-types.ts';
import { canaryCredentials, canaryRegion, serveCanaries, toCanary } from './canaries.ts';
import type { Values } from './file-change.ts';

export interface Proof {
  /** As a shell takes it. */
  readonly command: string;
  readonly folder: string;
  /** Variables that override the store: the program must not see them. */
  readonly overrides: readonly string[];
  /** Milliseconds for each of the two runs. Default: five minutes. */
  readonly patience?: number;
}

/** Whether a command ends with 0 in the environment that it finds. What it prints is not shown. */
export async function endsWell(command: string, folder: string): Promise<boolean> {
  return (await runProgram({ command, folder }, process.env)).code === 0;
}

/** Throws UserError('incomplete') where the program does not do all three. */
export async function prove(plan: Plan, values: Values, proof: Proof): Promise<void> {
  const secrets = plan.steps.flatMap((step) => (step.kind === 'store' ? [step.secret] : []));
  const asking = { store: plan.store, values, proof };
  const filled = await runWith(secrets, asking);
  if (filled.code !== 0)
    throw failed(`the program ended with ${filled.code ?? 'a signal'} when the store held canaries`, filled.output);
  if (filled.fetched.size === 0) throw failed('the program never asked the store for a secret', filled.output);
  const empty = await runWith([], asking);
  if (empty.code === 0)
    throw failed('the program ended well though the store was empty: it does not fail closed', empty.output);
}

interface Ran {
  readonly code: number | null;
  /** Names that GetSecretValue or BatchGetSecretValue was called for. */
  readonly fetched: ReadonlySet<string>;
  readonly output: string;
}

interface Asking {
  readonly store: string;
  readonly values: Values;
  readonly proof: Proof;
}

async function runWith(secrets: readonly PlannedSecret[], { store, values, proof }: Asking): Promise<Ran> {
  const fetched = new Set<string>();
  const canaries = secrets.map((secret) => toCanary(secret, values));
  const server = await serveCanaries(store, canaries, (name) => void fetched.add(name));
  try {
    return { ...(await runProgram(proof, programEnvironment(server.url, proof.overrides))), fetched };
  } finally {
    await server.stop();
  }
}

const outputTail = 2000;

function runProgram(
  { command, folder, patience = 300_000 }: Omit<Proof, 'overrides'>,
  env: NodeJS.ProcessEnv,
): Promise<Omit<Ran, 'fetched'>> {
  const child = spawn(command, {
    cwd: folder,
    shell: true,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void (output = (output + text).slice(-outputTail)));
  const impatience = setTimeout(() => endGroup(child.pid), patience);
  // A group of its own hears no Ctrl-C.
  const end = (): void => endGroup(child.pid);
  process.once('exit', end);
  return new Promise((done, fail) => {
    child.on('error', (cause) => fail(new UserError('incomplete', 'the program of --prove cannot be run', { cause })));
    child.on('close', (code) => {
      clearTimeout(impatience);
      process.off('exit', end);
      done({ code, output });
    });
  });
}

/** The shell and all that it has started: a server would run on otherwise. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function programEnvironment(endpoint: string, overrides: readonly string[]): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(AWS|UNLEAK)_/.test(name) && !overrides.includes(name),
  );
  return {
    ...Object.fromEntries(kept),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: canaryCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: canaryCredentials.secretAccessKey,
    AWS_REGION: canaryRegion,
    AWS_DEFAULT_REGION: canaryRegion,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** What the program has printed is not shown in full: who knows what it prints. */
function failed(what: string, output: string): UserError {
  const kind = /\b([A-Z]\w{2,40}(?:Error|Exception))\b/.exec(output)?.[1];
  return new UserError('incomplete', kind === undefined ? what : `${what} (${kind})`, {
    hint: 'the files are rewritten and not staged: mend the program and `unleak resume`, or `unleak undo`',
  });
}
