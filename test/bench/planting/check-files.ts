/** Whether source files parse, by the word of those who run them: Node, esbuild for TypeScript, Python. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

/** The files that do not parse. */
export function findBroken(folder: string, paths: readonly string[]): readonly string[] {
  const python = paths.filter((path) => path.endsWith('.py'));
  const typed = paths.filter((path) => /\.[mc]?tsx?$|\.jsx$/.test(path));
  const scripts = paths.filter((path) => /\.[mc]?js$/.test(path));
  return [
    ...python.filter((path) => !passes('python3', ['-c', compile, path], folder)),
    ...scripts.filter((path) => !passes(process.execPath, ['--check', path], folder)),
    ...typed.filter((path) => !transforms(join(folder, path))),
  ];
}

const compile = 'import sys; compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec")';

function passes(program: string, args: readonly string[], cwd: string): boolean {
  return spawnSync(program, args, { cwd }).status === 0;
}

function transforms(file: string): boolean {
  try {
    transformSync(readFileSync(file, 'utf8'), { loader: file.endsWith('x') ? 'tsx' : 'ts', logLevel: 'silent' });
    return true;
  } catch {
    return false;
  }
}
