/** A project in which credentials of every shape stand in every kind of place, and all that can be done with it, one command after the other. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expandTemplate } from '../../../src/catalogue/template.ts';
import { isolatedEnvironment } from '../../fixtures/isolated-environment.ts';

export interface Scenario {
  readonly root: string;
  readonly values: readonly string[];
  /** Files that hold a value from the start. */
  readonly held: readonly string[];
  readonly steps: readonly Step[];
}

export interface Step {
  readonly title: string;
  readonly args: readonly string[];
  readonly code: number | null;
  /** On standard error. Default: nothing in particular. */
  readonly says?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** In a folder that is there. */
export function createScenario(folder: string): Scenario {
  const root = join(folder, 'shop');
  const make = (template: string): string => expandTemplate(template, randomUUID());
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' })).trim();
  const [stripe, slack, sendgrid] = [
    make('sk_live_{an:24}'),
    make('xoxb-{digits:12}-{an:24}'),
    make('SG.{an:22}.{an:43}'),
  ];
  const password = `${make('{an:20}')}/@:%"ä`;
  const files: Readonly<Record<string, string>> = {
    '.gitignore': 'node_modules\n',
    '.env': `PORT=8080\nSENDGRID_API_KEY=${sendgrid}\n`,
    'pay.mjs': `const stripeKey = '${stripe}';\nexport const header = 'Bearer ' + stripeKey;\n`,
    'db.cjs': `const url = 'postgres://app:${encodeURIComponent(password)}@db.acme.io:5432/orders';\nmodule.exports = { url };\n`,
    'keys.py': `"""Keys."""\nKEY = """${pem}"""\n`,
    'key.json': `${JSON.stringify({ pem, encoded: Buffer.from(`x${stripe}`).toString('base64') })}\n`,
    'notes.md': `The bot posts with ${slack} for now.\n`,
    'main.cjs': `if (!require('./db.cjs').url.includes('canary-')) process.exit(7);\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
  const options = { cwd: root, env: isolatedEnvironment(folder) };
  for (const args of ['init -q', 'add -A', 'commit -q -m one']) execFileSync('git', args.split(' '), options);
  const held = ['.env', 'pay.mjs', 'db.cjs', 'keys.py', 'key.json', 'notes.md'];
  return { root, values: [stripe, slack, sendgrid, password, pem], held, steps: stepsIn(folder) };
}

/** What is refused ends with 3; the key file of the store and the journal are made by the first that applies. */
function stepsIn(folder: string): readonly Step[] {
  const fix = ['fix', '--store', 'local'];
  const apply = [...fix, '--apply', '--verbose', '--restore'];
  const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1' };
  const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const killed = { NODE_OPTIONS: `--require=${resolve('test/remediation/kill-at.cjs')}`, KILL_HOW: 'whole' };
  return [
    { title: 'plan', args: fix, code: 0 },
    { title: 'plan in full', args: [...fix, '--verbose', '--json'], code: 0 },
    { title: 'plan as a file', args: [...fix, '--plan', join(folder, 'plan.json')], code: 0 },
    {
      title: 'apply with a proof that fails',
      args: [...apply, '--prove', 'node -e "process.exit(5)"'],
      code: 3,
      says: 'ended with 5',
    },
    { title: 'undo', args: ['undo'], code: 0, says: 'undone' },
    { title: 'apply, and be killed while it stores', args: apply, code: null, env: { ...killed, KILL_AT: '4' } },
    { title: 'undo, and be killed', args: ['undo'], code: null, env: { ...killed, KILL_AT: '2' } },
    { title: 'undo again', args: ['undo'], code: 0, says: 'undone' },
    { title: 'apply, and be killed while it rewrites', args: apply, code: null, env: { ...killed, KILL_AT: '14' } },
    { title: 'resume', args: ['resume', '--restore'], code: 3, says: 'done' },
    { title: 'undo of what was resumed', args: ['undo'], code: 0, says: 'undone' },
    { title: 'apply with a proof', args: [...apply, '--prove', 'node main.cjs'], code: 3, says: 'done' },
    { title: 'rotation, planned', args: ['rotate', '--verbose'], code: 0 },
    { title: 'rotation, as JSON', args: ['rotate', '--json'], code: 0 },
    { title: 'rotation that is left to a person', args: ['rotate', '--apply', '--deployed'], code: 3 },
    { title: 'apply once more, with nothing left that can be done', args: apply, code: 3, says: 'done' },
    { title: 'undo of that one', args: ['undo'], code: 0, says: 'undone' },
    {
      title: 'apply where no store answers',
      args: ['fix', '--store', 'aws', '--apply'],
      code: 4,
      env: { ...nowhere, ...keys },
    },
    { title: 'undo where no store answers', args: ['undo'], code: 4, env: { ...nowhere, ...keys } },
  ];
}
