/** Bundler plugin: a module named `*.build.ts` runs once, at build time, and is replaced by what it exports (JSON or bytes). */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** What is longer becomes a file of its own: as code, the engine would take longer to read it. */
const longestLiteral = 4096;

/**
 * Tests and the type checker see the module as it is, the bundle sees its values: so exports must survive JSON, be a Uint8Array, or a function that returns one of them.
 * Top-level await is fine; packages resolve as usual.
 * @param {string} root the repository
 * @returns {import('rolldown').Plugin}
 */
export function buildTimeModules(root) {
  return {
    name: 'build-time-modules',
    load: {
      filter: { id: /\.build\.ts$/ },
      async handler(path) {
        const files = [];
        const name = basename(path, '.build.ts');
        const exported = Object.entries(await evaluate(path, root)).map(([key, value]) =>
          renderExport(key, renderValue(`${name}-${key}`, value, files)),
        );
        for (const file of files) this.emitFile({ type: 'asset', ...file });
        return { code: [...(files.length > 0 ? reading : []), ...exported].join('\n'), moduleType: 'js' };
      },
    },
  };
}

const reading = [`import { readFileSync } from 'node:fs';`, `import { join } from 'node:path';`];

async function evaluate(path, root) {
  const folder = join(root, 'node_modules/.cache');
  fs.mkdirSync(folder, { recursive: true });
  // Inside node_modules, so that the bundle's external packages resolve.
  const outfile = join(folder, `unleak-${process.pid}-${Date.now()}-${basename(path)}.mjs`);
  const options = { bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'warning' };
  try {
    await build({ entryPoints: [path], outfile, ...options });
    return await import(pathToFileURL(outfile).href);
  } finally {
    fs.rmSync(outfile, { force: true });
  }
}

function renderExport(key, text) {
  return `${key === 'default' ? 'export default' : `export const ${key} =`} ${text};`;
}

/** Adds to `files` what does not stand in the code itself. */
/** A function without parameters is called now, and what it returned is read when the program calls it. */
function renderValue(name, value, files) {
  if (typeof value === 'function') return `() => ${renderValue(name, value(), files)}`;
  if (value instanceof Uint8Array) return `/* @__PURE__ */ readFileSync(${addFile(`${name}.bin`, value, files)})`;
  const json = JSON.stringify(value);
  if (json === undefined) throw new Error(`${name} of a build-time module is not JSON`);
  if (json.length <= longestLiteral) return json;
  return `/* @__PURE__ */ JSON.parse(readFileSync(${addFile(`${name}.json`, json, files)}, 'utf8'))`;
}

/** The name carries a hash, so that a program that still runs never reads the tables of the next. */
function addFile(name, source, files) {
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  const fileName = name.replace(/\./, `-${hash}.`);
  files.push({ fileName, source });
  return `join(import.meta.dirname, '${fileName}')`;
}
