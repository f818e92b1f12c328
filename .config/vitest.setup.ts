/** Runs once before all tests: builds dist/ if it is missing or older than a source, and takes git's variables out of the environment. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What each build writes; a module in WebAssembly is kept while its own sources are older. */
const built = ['dist/cli.js', 'dist/index.mjs', 'dist/demo.js'];
const kept = 'dist/prefilter.wasm';
const sources = ['src', 'patterns', 'test/demo', 'test/bench', '.config', 'package.json'];

export function setup(): void {
  // A hook that runs the tests has GIT_DIR set, and every test repository would be that one.
  // UNLEAK_TESTS is the tests' own: with it, they take all of what is alike.
  for (const name of Object.keys(process.env)) {
    if (/^(GIT|UNLEAK)_/.test(name) && name !== 'UNLEAK_TESTS') delete process.env[name];
  }
  process.env['GIT_CONFIG_GLOBAL'] = devNull;
  process.env['GIT_CONFIG_NOSYSTEM'] = '1';
  if (isStale()) execFileSync(process.execPath, ['.config/build.mjs'], { cwd: root, stdio: 'inherit' });
}

function isStale(): boolean {
  if (!existsSync(join(root, kept))) return true;
  const oldest = Math.min(...built.map((path) => modified(join(root, path))));
  return oldest < Math.max(...sources.map((path) => newest(join(root, path))));
}

/** Milliseconds; 0 for what does not exist. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(path: string): number {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return modified(path);
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((entry) => modified(join(entry.parentPath, entry.name))));
}
