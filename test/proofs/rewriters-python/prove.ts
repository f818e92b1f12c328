/** Proves the Python rewriter with Python: programs run before and after, against the embedded store; real sources keep their meaning. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { applyEdits } from '../../../src/rewriters/edits.ts';
import { python as rewriter } from '../../../src/rewriters/python.ts';
import { Secret } from '../../../src/secret.ts';
import { pythonReader } from '../../../src/stores/reader-python.ts';
import { cells, randomDigits } from './cells.ts';
import { plantEverywhere } from './planting.ts';

type Cell = (typeof cells)[number];

const folder = mkdtempSync(join(tmpdir(), 'unleak-python-proof-'));
const oracle = resolve('test/proofs/rewriters-python/oracle.py');
const python = join(folder, 'venv/bin/python');
const packages = ['boto3==1.44.5', 'django==5.2.8', 'pydantic==2.12.5', 'pydantic-settings==2.12.0'];
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
    await prove(`Python, ${cell.form}: uses the canary of the environment and of the store, and fails without`, () =>
      runCell(cell),
    );
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
  const value = cell.value?.() ?? randomDigits();
  const canary = cell.value?.() ?? randomDigits();
  const before = layOut(cell, 'before', value);
  const after = layOut(cell, 'after', value);
  const args = cell.run ?? ['main.py'];
  expect('before', run(python, args, before), hashOf(value));
  const name = `/proof/${randomDigits()}`;
  const variable = await rewriteFiles(cell, { root: after, value, name });
  const missing = spawnSync(python, args, { cwd: after, env: environment, encoding: 'utf8' });
  if (missing.status === 0 || !missing.stderr.includes(name))
    throw new Error(`runs without a secret: ${missing.stderr}`);
  if (missing.stderr.includes(value)) throw new Error('an error gives the value away');
  await store(name, { api_key: canary });
  expect('store', run(python, args, after), hashOf(canary));
  const own = cell.value?.() ?? randomDigits();
  expect('environment', run(python, args, after, { [variable]: own }), hashOf(own));
}

/** Gives the variable that comes before the store. */
async function rewriteFiles(cell: Cell, at: { root: string; value: string; name: string }): Promise<string> {
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
    const { edits, refusals, companions } = await rewriter.rewrite({ path, text, sites, project, reader });
    if (refusals.length > 0) throw new Error(`refused: ${refusals.map(({ code }) => code).join(', ')}`);
    write(at.root, {
      [path]: applyEdits(text, edits),
      ...Object.fromEntries(companions.map((each) => [each.path, each.text])),
    });
  }
  return cell.form === 'fallback of the environment' ? 'CELL_KEY' : 'PROOF_KEY';
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

async function store(name: string, values: Readonly<Record<string, string>>): Promise<void> {
  const body = { Name: name, SecretString: JSON.stringify(values), ClientRequestToken: randomDigits() };
  const authorization = 'AWS4-HMAC-SHA256 Credential=proof/20261121/us-east-1/secretsmanager/aws4_request';
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.CreateSecret',
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
