/** Proves the Python rewriter with Python: programs run before and after, against the embedded store; real sources keep their meaning. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { applyEdits } from '../../../src/rewriters/edits.ts';
import { rewriters } from '../../../src/rewriters/index.ts';
import { Secret } from '../../../src/secret.ts';
import { pythonReader } from '../../../src/stores/reader-python.ts';
import { cells, emptied, randomDigits, rotating } from './cells.ts';
import type { Cell } from './cells.ts';
import { plantEverywhere } from './planting.ts';

const folder = mkdtempSync(join(tmpdir(), 'unleak-python-proof-'));
const oracle = resolve('test/proofs/rewriters-python/oracle.py');
const python = join(folder, 'venv/bin/python');
const packages = [
  'boto3==1.44.5',
  'django==5.2.8',
  'pydantic==2.12.5',
  'pydantic-settings==2.12.0',
  'python-dotenv==1.2.1',
  'supervisor==4.3.0',
];
// A process of its own, as this one waits for each program.
const emulator = spawn(process.execPath, ['dist/cli.js', 'emulate', '--quiet'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise<string>((done) => {
  createInterface({ input: emulator.stdout }).once('line', (line) => done(line.replace('AWS_ENDPOINT_URL=', '')));
});
let failed = 0;

/** No client looks for credentials anywhere, or leaves this machine. */
const environment = {
  PATH: process.env['PATH'] ?? '',
  AWS_ENDPOINT_URL: url,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ACCESS_KEY_ID: 'proof',
  AWS_SECRET_ACCESS_KEY: 'proof',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  NO_PROXY: '127.0.0.1',
  PYTHONDONTWRITEBYTECODE: '1',
};

try {
  await prove(
    'at least 85 % of credentials in real Python sources are rewritten, and no file changes its meaning',
    planting,
  );
  await prove('python3 installs boto3', installPackages);
  for (const cell of cells)
    await prove(`Python, ${cell.form}: uses the canary of ${sourcesOf(cell)}, and fails without`, () => runCell(cell));
  await prove('Python: a program that runs on uses the new value once its cache is old', rotate);
  await prove('Python: a variable overrides the store when the program has emptied its environment', empty);
} finally {
  emulator.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(failed === 0 ? 'rewriters-python: all hold' : `rewriters-python: ${failed} do not hold`);
process.exitCode = failed === 0 ? 0 : 1;

/** A tool that is missing is named, and the claim does not hold: nothing is left out in silence. */
async function prove(claim: string, test: () => Promise<void> | void): Promise<void> {
  const began = performance.now();
  try {
    if (spawnSync('python3', ['--version']).error !== undefined) throw new Error('missing tool: python3');
    await test();
    console.log(`ok   ${claim} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${claim}\n${String(error instanceof Error ? error.message : error).replaceAll(/^/gm, '     ')}`);
  }
}

function sourcesOf({ noStore }: Cell): string {
  return noStore === true ? 'the environment' : 'the environment and of the store';
}

async function planting(): Promise<void> {
  let state = 20_261_121;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const { planted, fixed, refused, broken, prose } = await plantEverywhere(oracle, 400, random);
  console.log(
    `     ${fixed} of ${planted} rewritten; refused: ${JSON.stringify(refused)}; docstrings refused: ${prose[1]} of ${prose[0]}`,
  );
  if (broken.length > 0) throw new Error(broken.join('\n'));
  if (prose[0] !== prose[1]) throw new Error('a docstring was rewritten');
  if (fixed < planted * 0.85) throw new Error(`only ${fixed} of ${planted}`);
}

function installPackages(): void {
  run('python3', ['-m', 'venv', join(folder, 'venv')], folder);
  const { status, stderr } = spawnSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`missing tool: pip cannot install ${packages.join(' ')}\n${stderr}`);
}

async function runCell(cell: Cell): Promise<void> {
  const { make = randomDigits, name, value, after, args } = await fixCell(cell);
  const missing = spawnSync(python, args, { cwd: after, env: environment, encoding: 'utf8' });
  const named = cell.noStore === true ? (cell.variable ?? 'PROOF_KEY') : name;
  if (missing.status === 0 || !missing.stderr.includes(named))
    throw new Error(`runs without a secret: ${missing.stderr}`);
  if (missing.stderr.includes(value)) throw new Error('an error gives the value away');
  const [canary, own] = [make(), make()];
  if (cell.noStore !== true) {
    await callStore('CreateSecret', { Name: name, SecretString: JSON.stringify({ api_key: canary }) });
    expect('store', run(python, args, after), hashOf(canary));
  }
  expect('environment', run(python, args, after, { [cell.variable ?? 'PROOF_KEY']: own }), hashOf(own));
}

/** Runs the cell as it is, and lays it out rewritten. */
async function fixCell(cell: Cell) {
  const value = cell.value?.() ?? randomDigits();
  const name = `/proof/${randomDigits()}`;
  const args = cell.run ?? ['main.py'];
  const after = layOut(cell, 'after', value);
  const before = run(python, args, layOut(cell, 'before', value)).split('\n');
  for (const line of before.filter((text) => text !== '[]')) expect('before', line, hashOf(value));
  await rewriteFiles(cell, { root: after, value, name });
  return { make: cell.value, name, value, after, args };
}

/** What the store holds once the cache is old is what a program uses that has been running all along. */
async function rotate(): Promise<void> {
  const { name, after, args } = await fixCell(rotating);
  const [first, second] = [randomDigits(), randomDigits()];
  await callStore('CreateSecret', { Name: name, SecretString: JSON.stringify({ api_key: first }) });
  const child = spawn(python, args, { cwd: after, env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect('at first', String((await lines.next()).value), hashOf(first));
  await callStore('PutSecretValue', { SecretId: name, SecretString: JSON.stringify({ api_key: second }) });
  child.stdin.end('\n');
  expect('later', String((await lines.next()).value), hashOf(second));
}

/** The rewritten program imports nothing new either: some projects say what may be imported. */
async function empty(): Promise<void> {
  const { after, args } = await fixCell(emptied);
  const own = randomDigits();
  expect('environment', run(python, args, after, { PROOF_KEY: own }), `${hashOf(own)}\n[]`);
}

async function rewriteFiles(cell: Cell, at: { root: string; value: string; name: string }): Promise<void> {
  const texts = new Map(Object.entries(filesOf(cell, at.value)));
  const project = { read: (path: string) => texts.get(path), list: () => [...texts.keys()] };
  const reader = { store: 'aws', python: pythonReader, javascript: pythonReader };
  const written = cell.write?.(at.value) ?? at.value;
  for (const [path, text] of [...texts]) {
    const places = text.split(written).slice(0, -1);
    let end = 0;
    const sites = places.map((piece) => {
      const start = end + piece.length;
      end = start + written.length;
      return { start, end, ref: { name: at.name, key: 'api_key', env: 'PROOF_KEY' }, value: new Secret(at.value) };
    });
    if (sites.length === 0) continue;
    const rewriter = rewriters.find((each) => each.matches(path));
    if (rewriter === undefined) throw new Error(`no rewriter for ${path}`);
    const { edits, refusals, companions } = await rewriter.rewrite({ path, text, sites, project, reader });
    if (refusals.length > 0) throw new Error(`refused: ${refusals.map(({ code }) => code).join(', ')}`);
    write(at.root, {
      [path]: applyEdits(text, edits),
      ...Object.fromEntries(companions.map((each) => [each.path, each.text])),
    });
  }
}

function filesOf({ files, write: encode = (value) => value }: Cell, value: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replaceAll('§', () => encode(value))]),
  );
}

function layOut(cell: Cell, version: string, value: string): string {
  const root = join(folder, cell.form.replaceAll(' ', '-'), version);
  write(root, filesOf(cell, value));
  return root;
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

async function callStore(operation: string, input: Readonly<Record<string, string>>): Promise<void> {
  const body = { ...input, ClientRequestToken: randomDigits() };
  const authorization = 'AWS4-HMAC-SHA256 Credential=proof/20261121/us-east-1/secretsmanager/aws4_request';
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `secretsmanager.${operation}`,
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the store refuses: ${await answer.text()}`);
}

function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): string {
  const options = { cwd, env: { ...environment, ...env }, encoding: 'utf8' as const };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status !== 0) throw new Error(`${program} ended with ${status ?? error?.message}\n${stdout}${stderr}`.trim());
  return stdout.trim();
}

function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function expect(what: string, found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`${what}: expected ${wanted}, found ${found}`);
}
