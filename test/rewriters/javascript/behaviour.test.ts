/** Whole packages of which every string is taken for a secret: with the strings in the environment they do what they did before. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { Site } from '../../../src/remediation-types.ts';
import { applyEdits } from '../../../src/rewriters/edits.ts';
import { javascript } from '../../../src/rewriters/javascript.ts';
import { cook } from '../../../src/rewriters/javascript/escapes.ts';
import { parseSource } from '../../../src/rewriters/javascript/syntax.ts';
import { Secret } from '../../../src/secret.ts';
import { projectOf } from './rewriting.ts';
import { stubReader } from './stub-reader.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'unleak-behaviour-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  {
    name: 'yaml',
    system: 'CommonJS',
    use: `const { parseDocument, stringify } = require('yaml');
const text = '# top\\na: &x [1, 0x1f, "two", ~, 2001-12-14]\\nb: { c: *x }\\nd: |\\n  lines\\n  more\\ne: !!str 12\\n';
const doc = parseDocument(text);
console.log(String(doc), JSON.stringify(doc.toJS()), stringify({ a: ['x: y', true] }), parseDocument('a: [').errors.map((e) => e.message));`,
  },
  {
    name: 'ignore',
    system: 'CommonJS',
    use: `const ignore = require('ignore');
const rules = ignore().add(['*.log', '!keep.log', '/dist/', 'a/**/b', '[a-c].txt']);
console.log(['x.log', 'keep.log', 'dist/a', 'src/dist/a', 'a/1/2/b', 'b.txt', 'd.txt'].map((path) => rules.ignores(path)));`,
  },
  {
    name: 'smol-toml',
    system: 'ES modules',
    use: `import { parse, stringify } from 'smol-toml';
const text = 'a = 1\\nb = [1.5, inf, "x\\\\ty"]\\n[c]\\nd = 1979-05-27T07:32:00Z\\ne = """\\nlines\\n"""\\n[[f]]\\ng = true\\n';
let failure;
try { parse('a = '); } catch (error) { failure = error.message; }
console.log(JSON.stringify(parse(text)), stringify(parse(text)), failure);`,
  },
])('$name, of $system', async ({ name, use, system }) => {
  const base = join(folder, 'node_modules', name);
  cpSync(join(root, 'node_modules', name), base, { recursive: true });
  const main = join(folder, system === 'CommonJS' ? `${name}.cjs` : `${name}.mjs`);
  writeFileSync(main, use);
  const before = run(main, {});

  const { env, found, fixed } = await rewriteAll(base);
  expect(run(main, env)).toBe(before);
  expect(fixed / found).toBeGreaterThan(0.85);
  // Without the strings nothing is as before: they are gone from the files.
  expect(() => run(main, { STUB_URL: 'http://127.0.0.1:9' })).toThrow(/cannot load the secret/);
});

interface Tally {
  readonly env: Record<string, string>;
  found: number;
  fixed: number;
}

/** Rewrites each file of a package in its place. What is no expression is not counted. */
async function rewriteAll(base: string): Promise<Tally> {
  const tally: Tally = { env: {}, found: 0, fixed: 0 };
  const project = projectOf({ 'package.json': readFileSync(join(base, 'package.json'), 'utf8') });
  const files = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[mc]?js$/.test(file));
  for (const file of files) {
    const text = readFileSync(join(base, file), 'utf8');
    // The package was built; here its files stand for sources.
    const path = file.replaceAll('\\', '/').replace(/(^|\/)dist\//, '$1lib/');
    const sites = await sitesIn(path, text, tally.env);
    const rewrite = await javascript.rewrite({ path, text, sites, project, reader: stubReader });
    const places = rewrite.refusals.filter(
      ({ code }) => !/^(?:import-specifier|property-key|directive|switch-label)$/.test(code),
    );
    tally.found += sites.length - rewrite.refusals.length + places.length;
    tally.fixed += sites.length - rewrite.refusals.length;
    writeFileSync(join(base, file), applyEdits(text, rewrite.edits));
    for (const companion of rewrite.companions)
      writeFileSync(
        join(base, path === file ? companion.path : companion.path.replace(/^lib\//, 'dist/')),
        companion.text,
      );
  }
  return tally;
}

/** Every string that is not empty: whole, or, every third, all but its first character. */
async function sitesIn(path: string, text: string, env: Record<string, string>): Promise<readonly Site[]> {
  const tree = await parseSource(path, text);
  const sites: Site[] = [];
  for (const node of tree.findAll({ rule: { kind: 'string' } })) {
    const { start, end } = node.range();
    const source = text.slice(start.index + 1, end.index - 1);
    // Node reads this name from the text, before it runs.
    const value = cook(source, 'string');
    if (value === '' || value.includes('\0') || value === '__esModule') continue;
    const number = Object.keys(env).length;
    const cut = number % 3 === 0 && /^\w{3,}$/.test(source) ? 1 : 0;
    const variable = `SITE_${number}`;
    env[variable] = cook(source.slice(cut), 'string');
    const ref = { name: '/prod/package/strings', key: variable.toLowerCase(), env: variable };
    sites.push({ start: start.index + 1 + cut, end: end.index - 1, ref, value: new Secret(env[variable]) });
  }
  return sites.toSorted((one, other) => one.start - other.start);
}

function run(program: string, env: Readonly<Record<string, string>>): string {
  return execFileSync(process.execPath, [program], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
