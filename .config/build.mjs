/** Builds dist/ from src/ and test/{demo,bench}: prints nothing when all is fine, never leaves a half-written file. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { buildTimeModules } from './build-time-modules.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
// Modules that run at build time read the repository they are built from.
process.chdir(root);

/** What a commit waits for stands in one file: it loads faster than many do, and everything else stays out of its way. */
const hotRoots = ['src/cli.ts', 'src/commands/hook.ts', 'src/sources/git/staged.ts'];

/** Programs are CommonJS, which starts 10 to 20 ms sooner than ES modules do; the library is an ES module. See docs/adr. */
const program = { entries: ['src/cli.ts'], format: 'cjs', hot: hotRoots, names: 'main-[hash]' };
const bundles = [
  { entries: ['src/index.ts'], format: 'esm' },
  { entries: filesIn('src', /\.worker\.ts$/), format: 'cjs' },
  { entries: ['test/demo/demo.ts', 'test/bench/bench.ts'], format: 'cjs' },
].map(({ entries, ...rest }) => ({ ...rest, entries: entries.filter((entry) => fs.existsSync(join(root, entry))) }));

const prefilter = ['src/detect/prefilter.asm.ts', ...filesIn('src/detect/prefilter', /\.asm\.ts$/)];
/** Modules in AssemblyScript, and what each is made of besides. */
const modules = {
  inflate: asm('inflate', 'huffman', 'adler'),
  log: ['src/sources/logs/log.asm.ts', ...filesIn('src/sources/logs', /\.asm\.ts$/)],
  prefilter,
  sieve: [...asm('sieve', 'crc', 'delta', 'inflate', 'huffman', 'adler'), ...prefilter],
  trees: asm('trees', 'names', 'crc', 'delta', 'inflate', 'huffman', 'adler'),
};

const kept = new Set(Object.keys(modules).map((name) => `${name}.wasm`));

fs.mkdirSync(dist, { recursive: true });
for (const [name, sources] of Object.entries(modules)) await compileModule(name, sources);
writeWhole(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
try {
  for (const bundle of bundles) if (bundle.entries.length > 0) await writeBundle(bundle);
  await writeStart(await writeBundle(program));
} catch (error) {
  // What is wrong with a source, and where; the bundler's own stack is of no use.
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
emitDeclarations();
// Another process may still be about to load an old chunk; what is packed holds none.
removeStale(process.env['npm_lifecycle_event'] === 'prepare' ? 0 : 5 * 60_000);

async function writeBundle({ entries, format, hot = [], names = '[name]' }) {
  const hotModules = new Set();
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((entry) => [basename(entry, '.ts'), entry])),
    external: /^[^./]/,
    platform: 'node',
    transform: { target: 'node20.19' },
    plugins: [
      buildTimeModules(root),
      collectStatic(
        hot.map((file) => join(root, file)),
        hotModules,
      ),
    ],
    // A dynamic import of what is loaded anyway costs nothing.
    checks: { ineffectiveDynamicImport: false },
  });
  const extension = format === 'cjs' ? 'js' : 'mjs';
  const { output } = await bundle.generate({
    format,
    minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
    entryFileNames: `${names}.${extension}`,
    chunkFileNames: `chunk-[name]-[hash].${extension}`,
    codeSplitting: { groups: [{ name: 'hot', test: (id) => hotModules.has(id) }] },
    plugins:
      format === 'cjs' ? [deferBuiltins(['node:child_process', 'node:crypto', 'node:fs/promises']), lendImport()] : [],
  });
  for (const file of output)
    writeWhole(join(dist, file.fileName), file.type === 'asset' ? file.source : toAscii(file.code));
  return output.find((file) => file.isEntry).fileName;
}

/** dist/cli.js: src/start.ts, with the name of the file that it starts. */
async function writeStart(mainFile) {
  const bundle = await rolldown({
    cwd: root,
    input: 'src/start.ts',
    external: /^node:/,
    platform: 'node',
    transform: { target: 'node20.19', define: { mainFile: JSON.stringify(mainFile) } },
  });
  const { output } = await bundle.generate({ format: 'cjs', minify: true });
  const path = join(dist, 'cli.js');
  writeWhole(path, withShebang(output[0].code));
  fs.chmodSync(path, 0o755);
  // What V8 made of this very program stays; a package holds none, as it is of one version of Node.
  if (process.env['npm_lifecycle_event'] === 'prepare') return;
  const caches = fs.readdirSync(dist).filter((file) => file.endsWith('.cache'));
  for (const file of caches) if (file.startsWith(mainFile.slice(0, -'.js'.length))) kept.add(file);
}

/** Fills `found` with the given modules and all that they import statically. */
function collectStatic(files, found) {
  return {
    name: 'collect-static',
    buildEnd() {
      const queue = [...files];
      for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
        if (found.has(id)) continue;
        found.add(id);
        queue.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
  };
}

/** Parts of Node that take milliseconds to load and are seldom needed load when they are first used. */
function deferBuiltins(names) {
  const load = new RegExp(`=\\s*require\\("(${names.join('|')})"\\)(?=[,;])`, 'g');
  return {
    name: 'defer-builtins',
    renderChunk: (code) => code.replaceAll(load, '=new Proxy({},{get:(_,key)=>require("$1")[key]})'),
  };
}

/** A program that V8 has kept cannot import packages by itself: src/start.ts does it for it. Chunks are loaded as ever, and can. */
function lendImport() {
  return {
    name: 'lend-import',
    renderChunk: (code) => code.replaceAll(/\bimport\((?=["'`])/g, '(require.load ?? ((name) => import(name)))('),
  };
}

/** The first of the sources is the module; the others are what it imports. */
async function compileModule(name, sources) {
  const paths = sources.map((source) => join(root, source));
  const target = join(dist, `${name}.wasm`);
  if (isNewer(target, [...paths, fileURLToPath(import.meta.url)])) return;
  const { default: asc } = await import('assemblyscript/asc');
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
  const temporary = relative(root, `${target}.${process.pid}`);
  const { error, stderr } = await asc.main([sources[0], '-o', temporary, '--baseDir', root, ...options]);
  if (error) throw new Error(`${sources[0]} does not compile: ${stderr.toString()}`);
  fs.renameSync(join(root, temporary), target);
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

/** V8 keeps a text of ASCII in half the room, and start.ts need not decode it. No raw template of ours holds anything else. */
function toAscii(code) {
  return code.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
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

function asm(...names) {
  return names.map((name) => `src/sources/git/packs/${name}.asm.ts`);
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
