/** `npm run check`: everything but the tests, two steps at a time; a line a step, and the output of those that fail. `--fix` formats. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

/** Neither tool reads AssemblyScript; Markdown and generated files keep their own form. */
const lint = [
  'oxlint/bin/oxlint',
  '-c',
  '.config/oxlintrc.json',
  '--deny-warnings',
  '--format',
  'unix',
  '--ignore-pattern',
  '**/*.asm.ts',
];
const unformatted = [
  '!**/*.asm.ts',
  '!**/*.md',
  '!dist',
  '!docs',
  '!test/fixtures',
  '!patterns/index.ts',
  '!package-lock.json',
];
const format = ['oxfmt/bin/oxfmt', '-c', '.config/oxfmt.json', '.', ...unformatted];
const run = '.config/run.mjs';
const env = { ...process.env, NO_COLOR: '1' };

/** Arguments of node; the first is a package's file where it does not exist here. `needs` is left out until it exists. */
const checks = [
  { title: 'types', command: ['typescript/bin/tsc', '-p', '.'] },
  { title: "types of the report's page", command: ['typescript/bin/tsc', '-p', 'src/report/html/client'] },
  { title: 'lint', command: lint },
  { title: 'format', command: [...format, '--check'] },
  { title: 'unused code', command: ['knip/bin/knip.js', '-c', '.config/knip.json', '--no-progress'] },
  { title: 'lock file', command: ['.config/lock-check.mjs'] },
  { title: 'package', command: ['publint/src/cli.js', '--strict'] },
  { title: 'patterns', command: [run, 'src/catalogue/generate.ts', '--check'], needs: 'src/catalogue/generate.ts' },
  { title: 'flags page', command: [run, '.config/flags-docs.ts', '--check'] },
  { title: "README's tables of the Action", command: [run, '.config/action-docs.ts', '--check'] },
  { title: 'own files hold no secret', command: ['dist/cli.js', 'scan', '--quiet', '.'] },
  { title: 'own history holds no secret', command: ['dist/cli.js', 'scan', '--quiet', '--history'] },
];
const fixes = [
  { title: 'lint', command: [...lint, '--fix'] },
  { title: 'format', command: format },
];

const steps = process.argv.includes('--fix') ? fixes : checks;
const queue = steps.filter(({ needs }) => needs === undefined || existsSync(needs));
const failed = [];
await Promise.all([work(), work()]);
console.log(failed.length === 0 ? `check: ${steps.length} passed` : `check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function work() {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    const began = performance.now();
    const { code, output } = await runStep(step.command);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.title} (${seconds} s)`);
    if (code === 0) continue;
    failed.push(step.title);
    console.log(output.trimEnd().replace(/^/gm, '     '));
  }
}

/** Exit code and everything printed. */
function runStep([file, ...args]) {
  return new Promise((done) => {
    const program = existsSync(file) ? file : `node_modules/${file}`;
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    child.on('error', ({ message }) => done({ code: 1, output: message }));
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(parts).toString() }));
  });
}
