/** What dist/cli.js is: starts the program in the form that V8 compiled it to for an earlier commit, where that one could keep it. docs/adr/0007. */
import {
  closeSync,
  existsSync,
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
const isRepeated = isSweep(process.argv);
// The compiled form is of one version of Node; V8 itself refuses what other flags or processors made.
const cachePath = `${path.slice(0, -'.js'.length)}-${process.version}-${process.arch}${isRepeated ? '-sweep' : ''}.cache`;
/** What the program and its chunks were compiled to, by the name of the file: each chunk's name holds the hash of its content. */
const kept = process.env['NODE_DISABLE_COMPILE_CACHE'] === undefined ? readCache() : undefined;
const keeps = kept?.size === 0 && (isCommit(process.argv) || isRepeated);
const scripts = new Map<string, Script>();
if (keeps) process.once('exit', writeCache);
start(mainFile);

function start(name: string): Module {
  const filename = join(import.meta.dirname, name);
  const started = new Module(filename, module);
  started.filename = filename;
  started.paths = module.paths;
  // Chunks import what they share with the program from it.
  require.cache[filename] = started;
  const cachedData = kept?.get(name);
  // The build leaves nothing but ASCII in it.
  const script = new Script(Module.wrap(readFileSync(filename, 'latin1')), {
    filename,
    ...(cachedData && { cachedData }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  scripts.set(name, script);
  const run = script.runInThisContext() as (...args: readonly unknown[]) => void;
  // What V8 has kept has forgotten how to import: it fails with ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING, whatever is given above.
  const lent = Object.assign((id: string): unknown => startChunk(id) ?? started.require(id), {
    load: (id: string): Promise<unknown> => import(id),
  });
  run.call(started.exports, started.exports, lent, started, filename, import.meta.dirname);
  started.loaded = true;
  return started;
}

/** A part of the program that is kept, or is to be; all others load as ever. */
function startChunk(id: string): unknown {
  const name = id.slice('./'.length);
  const isKept = kept?.has(name) === true || (keeps && id.startsWith('./chunk-') && isRepeated);
  if (!isKept) return undefined;
  return (require.cache[join(import.meta.dirname, name)] ?? start(name)).exports;
}

/** What everybody waits for each time; the other commands would keep functions that no commit needs. */
function isCommit(argv: readonly string[]): boolean {
  return argv[2] === 'hook' || argv.includes('--staged');
}

/** A sweep that goes on from an earlier one, as jobs make it; it needs other functions than a commit, and than the first one. */
function isSweep(argv: readonly string[]): boolean {
  const at = argv[2] === 'scan' ? argv.findIndex((each) => /^--state(?:=|$)/.test(each)) : -1;
  return at > 0 && existsSync((argv[at] ?? '').slice('--state='.length) || (argv[at + 1] ?? ''));
}

/** Empty where there is none yet, undefined where there is one that is damaged or not ours: V8 would run it. All stands in its file twice, to tell. */
function readCache(): ReadonlyMap<string, Buffer> | undefined {
  let file: number | undefined;
  try {
    file = openSync(cachePath, 'r');
    if (!isOurs(fstatSync(file))) return undefined;
    const twice = readFileSync(file);
    const half = twice.length / 2;
    return twice.subarray(0, half).equals(twice.subarray(half)) ? splitCache(twice.subarray(0, half)) : undefined;
  } catch {
    return new Map();
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A line of names and sizes, then what they are of. */
function splitCache(bytes: Buffer): ReadonlyMap<string, Buffer> {
  let at = bytes.indexOf('\n') + 1;
  const sizes = JSON.parse(bytes.toString('latin1', 0, at)) as readonly (readonly [string, number])[];
  return new Map(sizes.map(([name, size]) => [name, bytes.subarray(at, (at += size))]));
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
    const parts = [...scripts].map(([name, script]) => [name, script.createCachedData()] as const);
    const head = Buffer.from(`${JSON.stringify(parts.map(([name, { length }]) => [name, length]))}\n`);
    const data = Buffer.concat([head, ...parts.map(([, part]) => part)]);
    writeFileSync(temporary, Buffer.concat([data, data]), { flag: 'wx', mode: 0o644 });
    renameSync(temporary, cachePath);
  } catch {
    rmSync(temporary, { force: true });
  }
}
