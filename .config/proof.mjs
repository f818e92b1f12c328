/** `npm run proof`: what takes minutes and is proved once a change: the packed package, an install without a compiler, the benchmark. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = fs.mkdtempSync(join(tmpdir(), 'unleak-proof-'));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
/** Folders of test/proofs/ whose `prove.ts` prints a line a claim of its own. */
const programs = [
  'rewriters-python',
  'emulator',
  'run-time',
  'leak-oracle',
  'thorough',
  'corruption',
  'reports',
  'moto',
  'moto-flow',
  'rotation',
  'logs',
  'workflows',
];
let failed = 0;

try {
  prove('npm pack makes a package', () => run(npm, ['pack', '--pack-destination', folder], { cwd: root }));
  const [archive = ''] = fs.readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  prove('the package holds what it needs and nothing else', () => checkFiles(join(folder, archive)));
  prove('the package works in an empty folder, without the optional re2', () => {
    const project = install('without-re2', archive, ['--omit=optional']);
    if (fs.existsSync(join(project, 'node_modules/re2'))) throw new Error('re2 was installed');
    scanLeak(project, 're2js');
  });
  prove('the package works where re2 is there but its binary is not', () => {
    const project = install('unbuilt-re2', archive, ['--ignore-scripts']);
    scanLeak(project, 're2js');
  });
  prove('npm ci succeeds where re2 can be neither downloaded nor built, and the demo finds everything', () => {
    const clone = join(folder, 'clone');
    run('git', ['clone', '--quiet', root, clone], { cwd: folder });
    const broken = { CC: 'false', CXX: 'false', RE2_DOWNLOAD_MIRROR: 'http://127.0.0.1:9' };
    run(npm, ['ci', '--prefer-offline'], { cwd: clone, env: broken });
    if (fs.existsSync(join(clone, 'node_modules/re2/build/Release/re2.node')))
      throw new Error('re2 was built after all');
    run(process.execPath, ['dist/demo.js'], { cwd: clone });
  });
  prove('both engines find the same in this repository', compareEngines);
  prove('the benchmark runs', () => run(process.execPath, ['dist/bench.js', '--quick'], { cwd: root }));
  for (const name of programs) if (!prints(name)) failed++;
} finally {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(failed === 0 ? 'proof: all hold' : `proof: ${failed} do not hold`);
process.exitCode = failed === 0 ? 0 : 1;

function prove(claim, test) {
  const began = performance.now();
  try {
    test();
    console.log(`ok   ${claim} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${claim}\n${error.message.replace(/^/gm, '     ')}`);
  }
}

/** Whether all that the program claims holds. */
function prints(name) {
  const args = ['.config/run.mjs', `test/proofs/${name}/prove.ts`];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

function checkFiles(archive) {
  const files = run('tar', ['-tzf', archive], { cwd: folder })
    .trim()
    .split('\n')
    .map((name) => name.replace('package/', ''));
  const needed = ['dist/cli.js', 'dist/index.mjs', 'hooks/pre-commit', 'LICENSE', 'README.md', 'package.json'];
  const missing = needed.filter((name) => !files.includes(name));
  const surplus = files.filter(
    (name) => !/^(dist|hooks)\/|^(LICENSE|README\.md|package\.json|docs\/patterns\.md)$/.test(name),
  );
  const internal = files.filter((name) => /^dist\/(demo|bench)\.js$|\.map$/.test(name));
  if (missing.length + surplus.length + internal.length > 0)
    throw new Error(JSON.stringify({ missing, surplus, internal }));
}

function install(name, archive, options) {
  const project = join(folder, name);
  fs.mkdirSync(project);
  fs.writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  run(npm, ['install', '--prefer-offline', '--no-audit', '--no-fund', ...options, join(folder, archive)], {
    cwd: project,
  });
  return project;
}

/** A folder with one leak ends with 1 and names the file; the doctor of a package names the engine. */
function scanLeak(project, engine) {
  // Put together here, so that this file holds no token.
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const random = Array.from({ length: 99 }, () => letters[Math.floor(Math.random() * letters.length)]).join('');
  fs.mkdirSync(join(project, 'leaky'));
  fs.writeFileSync(join(project, 'leaky/pay.py'), `key = "${['sk', 'live', random].join('_')}"\n`);
  const cli = join(project, 'node_modules/.bin/unleak');
  const found = spawnSync(cli, ['scan', 'leaky'], {
    cwd: project,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (found.status !== 1 || !found.stdout.includes('pay.py'))
    throw new Error(`ended with ${found.status}: ${found.stdout}${found.stderr}`);
  run('git', ['init', '--quiet'], { cwd: project });
  const doctor = spawnSync(cli, ['doctor'], { cwd: project, encoding: 'utf8', shell: process.platform === 'win32' });
  if (!doctor.stdout.includes(`${engine}:`))
    throw new Error(`engine is not ${engine}: ${doctor.stdout}${doctor.stderr}`);
}

function compareEngines() {
  const [one, other] = ['re2', 're2js'].map((engine) => {
    const args = ['dist/cli.js', 'scan', '--format', 'json', '--min-confidence', 'low', '--no-inline-allow', '.'];
    const env = { ...process.env, UNLEAK_REGEX_ENGINE: engine };
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 28 });
    return JSON.stringify(JSON.parse(stdout).findings);
  });
  if (one !== other) throw new Error('the engines differ');
}

function run(program, args, { cwd, env = {} }) {
  const options = {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: program === 'npm.cmd',
  };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${status ?? error?.message}\n${stdout}${stderr}`.trim());
  return stdout;
}
