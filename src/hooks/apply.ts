/** Writes a plan's changes, each file as a whole or not at all, and keeps what is needed to go back exactly. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { Change } from './plan.ts';

/** What was done, in order. */
type Step =
  | { readonly did: 'folder'; readonly path: string }
  | { readonly did: 'move'; readonly path: string; readonly to: string }
  | {
      readonly did: 'write';
      readonly path: string;
      /** Base64; null when there was no file. */
      readonly before: string | null;
      readonly mode: number;
      /** SHA-256 of what was written. */
      readonly after: string;
      readonly inserted: readonly string[];
    };

type Show = (path: string) => string;

/** Appends to the record in `commonDir`, so that one undo takes back every `init` since the last. */
export function applyChanges(changes: readonly Change[], commonDir: string): void {
  for (const change of changes) {
    const steps = change.kind === 'move' ? move(change) : write(change);
    saveSteps(commonDir, [...loadSteps(commonDir), ...steps]);
  }
}

/** Goes back, last step first. Returns a line for each file, with paths as `show` gives them: what was done, or why it was left. */
export function undoChanges(commonDir: string, show: Show): string[] {
  const notes = loadSteps(commonDir)
    .toReversed()
    .flatMap((step) => undoStep(step, show));
  fs.rmSync(join(recordFolder(commonDir), 'init.json'), { force: true });
  // \`unleak fix\` keeps its journal and the local store there.
  removeIfEmpty(recordFolder(commonDir));
  return notes;
}

function move({ path, to }: { path: string; to: string }): Step[] {
  fs.renameSync(path, to);
  return [{ did: 'move', path, to }];
}

function write({ path, text, mode, inserted = [] }: Extract<Change, { kind: 'write' }>): Step[] {
  const made = makeFolders(dirname(path)).map((folder): Step => ({ did: 'folder', path: folder }));
  const before = fs.existsSync(path) ? fs.readFileSync(path).toString('base64') : null;
  const oldMode = before === null ? mode : fs.statSync(path).mode & 0o777;
  replaceFile(path, text, mode);
  return [...made, { did: 'write', path, before, mode: oldMode, after: hash(text), inserted }];
}

function undoStep(step: Step, show: Show): string[] {
  switch (step.did) {
    case 'folder':
      removeIfEmpty(step.path);
      return [];
    case 'move':
      return undoMove(step, show);
    case 'write':
      return undoWrite(step, show);
  }
}

function undoMove({ path, to }: { path: string; to: string }, show: Show): string[] {
  const present = fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  if (present || fs.lstatSync(to, { throwIfNoEntry: false }) === undefined)
    return [`left ${show(to)}: ${show(path)} has changed since`];
  fs.renameSync(to, path);
  return [`put ${show(path)} back`];
}

function undoWrite({ path, before, mode, after, inserted }: Extract<Step, { did: 'write' }>, show: Show): string[] {
  if (!fs.existsSync(path)) return [];
  const text = fs.readFileSync(path, 'utf8');
  if (hash(text) === after) {
    if (before === null) fs.rmSync(path);
    else replaceFile(path, Buffer.from(before, 'base64'), mode);
    return [before === null ? `removed ${show(path)}` : `put ${show(path)} back`];
  }
  if (inserted.length === 0 || !inserted.every((piece) => text.includes(piece)))
    return [`left ${show(path)}: it has changed since`];
  const rest = inserted.reduce((kept, piece) => kept.replace(piece, () => (piece.startsWith('\n') ? '\n' : '')), text);
  replaceFile(path, rest, fs.statSync(path).mode & 0o777);
  return [`took unleak out of ${show(path)}, which has changed since`];
}

function replaceFile(path: string, content: string | Uint8Array, mode: number): void {
  // A link stays a link: what it leads to is replaced.
  const target = fs.existsSync(path) ? fs.realpathSync(path) : path;
  const temporary = `${target}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, content, { mode });
  fs.chmodSync(temporary, mode);
  fs.renameSync(temporary, target);
}

/** Those that were not there, the outermost first. */
function makeFolders(folder: string): string[] {
  if (fs.existsSync(folder)) return [];
  const above = makeFolders(dirname(folder));
  fs.mkdirSync(folder);
  return [...above, folder];
}

function removeIfEmpty(folder: string): void {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
}

function recordFolder(commonDir: string): string {
  return join(commonDir, 'unleak');
}

function loadSteps(commonDir: string): Step[] {
  const file = join(recordFolder(commonDir), 'init.json');
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Step[]) : [];
}

function saveSteps(commonDir: string, steps: readonly Step[]): void {
  fs.mkdirSync(recordFolder(commonDir), { recursive: true });
  replaceFile(join(recordFolder(commonDir), 'init.json'), `${JSON.stringify(steps, null, 2)}\n`, 0o600);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
