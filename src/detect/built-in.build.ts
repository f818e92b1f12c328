/** The built-in patterns, compiled when the package is built; run from the repository's root. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { patterns } from '../../patterns/index.ts';
import { compilePatterns, type CompiledPatterns } from './compile.ts';

export const builtIn: CompiledPatterns = compilePatterns(patterns, { sample: readSources() });

/** The project's own source: text like that which is scanned. */
function readSources(): Uint8Array {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return Buffer.concat(files.sort().map((name) => readFileSync(join('src', name))));
}
