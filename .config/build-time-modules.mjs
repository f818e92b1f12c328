/** esbuild plugin: a module named `*.build.ts` runs once, at build time, and is replaced by what it exports (JSON or bytes). */
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Tests and the type checker see the module as it is, the bundle sees its values: so exports must survive JSON, or be a Uint8Array.
 * Top-level await is fine; packages resolve as usual.
 * @param {string} root the repository
 * @returns {import('esbuild').Plugin}
 */
export function buildTimeModules(root) {
  return {
    name: 'build-time-modules',
    setup({ onLoad }) {
      onLoad({ filter: /\.build\.ts$/ }, async ({ path }) => ({
        contents: Object.entries(await evaluate(path, root))
          .map(renderExport)
          .join('\n'),
        loader: 'js',
      }));
    },
  };
}

async function evaluate(path, root) {
  const folder = join(root, 'node_modules/.cache');
  fs.mkdirSync(folder, { recursive: true });
  // Inside node_modules, so that the bundle's external packages resolve.
  const outfile = join(folder, `unleak-${process.pid}-${Date.now()}-${basename(path)}.mjs`);
  try {
    await build({
      entryPoints: [path],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    fs.rmSync(outfile, { force: true });
  }
}

function renderExport([name, value]) {
  const binding = name === 'default' ? 'export default ' : `export const ${name} = `;
  return `${binding}${renderValue(name, value)};`;
}

function renderValue(name, value) {
  if (value instanceof Uint8Array)
    return `/* @__PURE__ */ Buffer.from(${JSON.stringify(Buffer.from(value).toString('base64'))}, 'base64')`;
  const json = JSON.stringify(value);
  if (json === undefined) throw new Error(`export ${name} of a build-time module is not JSON`);
  // A string that JSON.parse reads starts faster than the same literal as code.
  return json.length > 10_000 ? `/* @__PURE__ */ JSON.parse(${JSON.stringify(json)})` : json;
}
