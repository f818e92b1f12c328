/** Builds dist/ from src/ and test/{demo,bench}: prints nothing when all is fine, never leaves a half-written file. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildTimeModules } from './build-time-modules.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

/** One esbuild run each, so that the CLI shares no chunk with what it does not need at start. */
const bundles = [
  { entries: ['src/cli.ts'] },
  { entries: ['src/index.ts'] },
  { entries: filesIn('src', /\.worker\.ts$/) },
  { entries: ['test/demo/demo.ts', 'test/bench/bench.ts'] },
].map(({ entries }) => entries.filter((entry) => fs.existsSync(join(root, entry))));

const kept = new Set(['prefilter.wasm']);

fs.mkdirSync(dist, { recursive: true });
await compilePrefilter();
try {
  for (const entries of bundles) if (entries.length > 0) await bundle(entries);
} catch (error) {
  // esbuild has printed what is wrong, and where.
  if (!('errors' in error)) throw error;
  process.exit(1);
}
emitDeclarations();
// Another process may still be about to load an old chunk; what is packed holds none.
removeStale(process.env['npm_lifecycle_event'] === 'prepare' ? 0 : 5 * 60_000);

/** @param {string[]} entries paths relative to the root */
async function bundle(entries) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: dist,
    entryNames: '[name]',
    chunkNames: 'chunk-[name]-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [buildTimeModules(root)],
  });
  for (const { path, contents } of outputFiles) {
    const isCli = basename(path) === 'cli.js';
    writeWhole(path, isCli ? withShebang(contents) : contents);
    if (isCli) fs.chmodSync(path, 0o755);
  }
}

/** The prefilter is AssemblyScript; the lead of src/detect/ chooses its options. */
async function compilePrefilter() {
  const source = join(root, 'src/detect/prefilter.asm.ts');
  const target = join(dist, 'prefilter.wasm');
  if (!fs.existsSync(source) || isNewer(target, [source, fileURLToPath(import.meta.url)])) return;
  const { default: asc } = await import('assemblyscript/asc');
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
  const temporary = `${target}.${process.pid}`;
  const paths = [source, temporary].map((path) => relative(root, path));
  const { error, stderr } = await asc.main([paths[0], '-o', paths[1], '--baseDir', root, ...options]);
  if (error) throw new Error(`prefilter.asm.ts does not compile: ${stderr.toString()}`);
  fs.renameSync(temporary, target);
}

/** The public API's types, from src/index.ts on; type errors are the business of `npm run check`. */
function emitDeclarations() {
  if (!fs.existsSync(join(root, 'src/index.ts'))) return;
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const out = join(root, 'node_modules/.cache', `unleak-types-${process.pid}`);
  const options = [
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--noCheck',
    '--rootDir',
    root,
    '--outDir',
    out,
  ];
  const base = readTsconfigFlags();
  execFileSync(process.execPath, [tsc, '--ignoreConfig', ...base, ...options, 'src/index.ts'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (const file of walk(out)) {
    const text = fs
      .readFileSync(file, 'utf8')
      .replaceAll(/(from\s+|import\()(['"])(\.{1,2}\/[^'"]*)\.ts\2/g, '$1$2$3.js$2');
    writeWhole(join(dist, 'types', relative(out, file)), text);
  }
  fs.rmSync(out, { recursive: true, force: true });
}

function readTsconfigFlags() {
  const { compilerOptions } = JSON.parse(fs.readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  const { noEmit: _, ...options } = compilerOptions;
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

function withShebang(contents) {
  const text = Buffer.from(contents);
  return text.subarray(0, 2).toString() === '#!' ? text : Buffer.concat([Buffer.from('#!/usr/bin/env node\n'), text]);
}

/** Writes beside the target and renames, for whoever runs the target just now; an unchanged file keeps its time. */
function writeWhole(path, contents) {
  kept.add(relative(dist, path));
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(`${path}.${process.pid}`, contents);
  fs.renameSync(`${path}.${process.pid}`, path);
}

function removeStale(leastAge) {
  const stale = walk(dist).filter((file) => !kept.has(relative(dist, file)));
  for (const file of stale) if (Date.now() - fs.statSync(file).mtimeMs >= leastAge) fs.rmSync(file);
}

function isNewer(target, sources) {
  if (!fs.existsSync(target)) return false;
  const { mtimeMs } = fs.statSync(target);
  return sources.every((source) => fs.statSync(source).mtimeMs < mtimeMs);
}

function filesIn(folder, pattern) {
  return walk(join(root, folder))
    .map((file) => relative(root, file))
    .filter((file) => pattern.test(file));
}

function walk(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
