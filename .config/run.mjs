/** Runs a TypeScript file of this repository on any supported Node: `node .config/run.mjs FILE [argument…]`. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('which file?');

// Beside the lock file's packages, so that imports that stay external resolve.
const folder = join(root, 'node_modules/.cache');
fs.mkdirSync(folder, { recursive: true });
const outfile = join(folder, `run-${process.pid}-${basename(file, '.ts')}.mjs`);
try {
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  fs.rmSync(outfile, { force: true });
}
