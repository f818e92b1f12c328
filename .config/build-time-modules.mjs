/** Bundler plugin: a module named `*.build.ts` runs once, at build time or once a test run, and is replaced by what it exports (JSON or bytes). */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { build } from 'esbuild';

/** What is longer becomes a file of its own: as code, the engine would take longer to read it. */
const longestLiteral = 4096;

/**
 * The type checker sees the module as it is, the bundle and the tests see its values: so exports must survive JSON, be a Uint8Array, or a function that returns one of them.
 * Top-level await is fine; packages resolve as usual.
 * @param {string} root the repository
 * @returns {import('rolldown').Plugin}
 */
export function buildTimeModules(root) {
  return plugin(root, function (file) {
    this.emitFile({ type: 'asset', ...file });
    return `join(import.meta.dirname, '${file.fileName}')`;
  });
}

/**
 * The same for Vite's server, which has no output: long values go to a cache.
 * @param {string} root the repository
 * @returns {import('vite').Plugin}
 */
export function testTimeModules(root) {
  const cache = join(root, 'node_modules/.cache/unleak-build-time');
  return plugin(root, ({ fileName, source }) => {
    const path = join(cache, fileName);
    fs.mkdirSync(cache, { recursive: true });
    // Renamed, for another run of the tests that may read it just now.
    fs.writeFileSync(`${path}.${process.pid}`, source);
    fs.renameSync(`${path}.${process.pid}`, path);
    return JSON.stringify(path);
  });
}

/** `keep` puts a file where the program finds it, and gives the expression for its path. */
function plugin(root, keep) {
  return {
    name: 'build-time-modules',
    load: {
      filter: { id: /\.build\.ts$/ },
      async handler(path) {
        const { exported, inputs } = await evaluate(path, root);
        for (const input of inputs) this.addWatchFile(input);
        const name = basename(path, '.build.ts');
        const lines = exported.map(({ key, isCalled, value }) => {
          const text = renderValue(`${name}-${key}`, value, keep.bind(this));
          return renderExport(key, isCalled ? `() => ${text}` : text);
        });
        return { code: [...reading, ...lines].join('\n'), moduleType: 'js' };
      },
    },
  };
}

const reading = [`import { readFileSync } from 'node:fs';`, `import { join } from 'node:path';`];

/** What the module exports, and the files that it is made of. */
async function evaluate(path, root) {
  const folder = join(root, 'node_modules/.cache');
  fs.mkdirSync(folder, { recursive: true });
  // Inside node_modules, so that the bundle's external packages resolve.
  const outfile = join(folder, `unleak-${process.pid}-${Date.now()}-${basename(path)}.mjs`);
  const options = { bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'warning' };
  try {
    const { metafile } = await build({ entryPoints: [path], outfile, metafile: true, absWorkingDir: root, ...options });
    const inputs = Object.keys(metafile.inputs).map((input) => join(root, input));
    const make = async () => valuesOf(await import(pathToFileURL(outfile).href));
    const holdsPatterns = inputs.includes(join(root, 'patterns/index.ts'));
    return { exported: holdsPatterns ? await recall(outfile, { path, root, make }) : await make(), inputs };
  } finally {
    fs.rmSync(outfile, { force: true });
  }
}

/** A function without parameters is called now, and what it returned is read when the program calls it. */
function valuesOf(module) {
  return Object.entries(module).map(([key, value]) => {
    const isCalled = typeof value === 'function';
    return { key, isCalled, value: isCalled ? value() : value };
  });
}

/** What is made of the patterns takes seconds, and is the same for all bundles of a build and for the tests while nothing of it changes. */
async function recall(outfile, { path, root, make }) {
  // Such a module also reads pages and packages, as a sample of what is scanned.
  const pages = fs.readdirSync(join(root, 'docs'), { recursive: true }).filter((name) => name.endsWith('.md'));
  const hash = createHash('sha256').update(process.version).update(fs.readFileSync(outfile));
  for (const name of ['package-lock.json', 'README.md', ...pages.sort().map((page) => join('docs', page))])
    hash.update(`${name}\0`).update(fs.readFileSync(join(root, name)));
  const key = hash.digest('hex');
  const file = join(root, 'node_modules/.cache', `unleak-${basename(path)}.made`);
  try {
    const made = deserialize(fs.readFileSync(file));
    if (made.key === key) return made.exported;
  } catch {
    // None yet, or none that can be read.
  }
  const exported = await make();
  fs.writeFileSync(`${file}.${process.pid}`, serialize({ key, exported }));
  fs.renameSync(`${file}.${process.pid}`, file);
  return exported;
}

function renderExport(key, text) {
  return `${key === 'default' ? 'export default' : `export const ${key} =`} ${text};`;
}

function renderValue(name, value, keep) {
  if (value instanceof Uint8Array) return `/* @__PURE__ */ readFileSync(${keep(describeFile(`${name}.bin`, value))})`;
  const json = JSON.stringify(value);
  if (json === undefined) throw new Error(`${name} of a build-time module is not JSON`);
  if (json.length <= longestLiteral) return json;
  return `/* @__PURE__ */ JSON.parse(readFileSync(${keep(describeFile(`${name}.json`, json))}, 'utf8'))`;
}

/** The name carries a hash, so that a program that still runs never reads the tables of the next. */
function describeFile(name, source) {
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  return { fileName: name.replace(/\./, `-${hash}.`), source };
}
