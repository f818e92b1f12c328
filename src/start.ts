/** What dist/cli.js is: starts the program in the form that V8 compiled it to for an earlier commit, where that one could keep it. docs/adr/0007. */
import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { Module } from 'node:module';
import { join } from 'node:path';
import { constants, Script } from 'node:vm';

/** Name of the bundle of cli.ts, with the hash of its content: .config/build.mjs puts it here. */
declare const mainFile: string;

const path = join(import.meta.dirname, mainFile);
// The compiled form is of one version of Node; V8 itself refuses what other flags or processors made.
const cachePath = `${path.slice(0, -'.js'.length)}-${process.version}-${process.arch}${isSweep(process.argv) ? '-sweep' : ''}.cache`;

const program = new Module(path, module);
program.filename = path;
program.paths = module.paths;
// Chunks import what they share with the program from it.
require.cache[path] = program;

const cachedData = process.env['NODE_DISABLE_COMPILE_CACHE'] === undefined ? readCache() : undefined;
// The build leaves nothing but ASCII in it.
const script = new Script(Module.wrap(readFileSync(path, 'latin1')), {
  filename: path,
  ...(cachedData?.length ? { cachedData } : {}),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
if (cachedData?.length === 0 && (isCommit(process.argv) || isSweep(process.argv))) process.once('exit', writeCache);
const run = script.runInThisContext() as (...args: readonly unknown[]) => void;
// What V8 has kept has forgotten how to import: it fails with ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING, whatever is given above.
const lent = Object.assign((id: string): unknown => program.require(id), {
  load: (name: string): Promise<unknown> => import(name),
});
run.call(program.exports, program.exports, lent, program, path, import.meta.dirname);
program.loaded = true;

/** What everybody waits for each time; the other commands would keep functions that no commit needs. */
function isCommit(argv: readonly string[]): boolean {
  return argv[2] === 'hook' || argv.includes('--staged');
}

/** A sweep that is made again and again, as jobs make it; it needs other functions than a commit. */
function isSweep(argv: readonly string[]): boolean {
  return argv[2] === 'scan' && argv.includes('--state');
}

/** Empty where there is none yet, undefined where there is one that is damaged or not ours: V8 would run it. It stands in its file twice, to tell. */
function readCache(): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(cachePath, 'r');
    if (!isOurs(fstatSync(file))) return undefined;
    const twice = readFileSync(file);
    const half = twice.length / 2;
    return twice.subarray(0, half).equals(twice.subarray(half)) ? twice.subarray(0, half) : undefined;
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Written by who runs this, by who owns the program, or by root, and by nobody else since: a folder may let others add files who cannot change the program. */
function isOurs({ uid, mode }: Stats): boolean {
  if (process.getuid === undefined) return true;
  const isKnown = uid === 0 || uid === process.getuid() || uid === statSync(path).uid;
  return isKnown && (mode & 0o022) === 0;
}

/** Beside the program, where only those can write who may change the program itself; elsewhere nothing is kept, and all works as well. */
function writeCache(): void {
  const temporary = `${cachePath}.${process.pid}`;
  try {
    const data = script.createCachedData();
    writeFileSync(temporary, Buffer.concat([data, data]), { flag: 'wx', mode: 0o644 });
    renameSync(temporary, cachePath);
  } catch {
    rmSync(temporary, { force: true });
  }
}
