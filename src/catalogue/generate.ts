/** Writes what is generated from patterns/: the list patterns/index.ts and the page docs/patterns.md. With --check only says whether they are current. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Pattern } from '../types.ts';
import { renderIndex, renderPage } from './render.ts';

const root = process.cwd();
const names = readdirSync(join(root, 'patterns')).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
const index = renderIndex(names.map((name) => ({ name, source: readFileSync(join(root, 'patterns', name), 'utf8') })));
const generated = [
  { path: 'patterns/index.ts', text: index },
  { path: 'docs/patterns.md', text: renderPage(await loadPatterns(index)) },
];
const stale = generated.filter(({ path, text }) => !isCurrent(path, text));

if (!process.argv.includes('--check')) {
  for (const { path, text } of stale) writeFileSync(join(root, path), text);
} else if (stale.length > 0) {
  process.stderr.write(`not current: ${stale.map(({ path }) => path).join(', ')}\n`);
  process.exitCode = 1;
}

/** The new list is run, not the old one on disk, so that one run brings both files up to date. */
async function loadPatterns(contents: string): Promise<readonly Pattern[]> {
  const bundle = await build({
    stdin: { contents, resolveDir: join(root, 'patterns'), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const code = Buffer.from(bundle.outputFiles[0]?.contents ?? []).toString('base64');
  const loaded = (await import(`data:text/javascript;base64,${code}`)) as { patterns: readonly Pattern[] };
  return loaded.patterns;
}

function isCurrent(path: string, text: string): boolean {
  try {
    return readFileSync(join(root, path), 'utf8') === text;
  } catch {
    return false;
  }
}
