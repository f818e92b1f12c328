/** The way back from a run: files as they were, to the byte, then the index, then the secrets that the run has made. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestFile } from '../plan/digest.ts';
import { decodeText, encodeText } from '../plan/text-file.ts';
import type { SecretValues, StoredVersion, StoreSession } from '../remediation-types.ts';
import { goBack } from './file-change.ts';
import type { FileChange, Values } from './file-change.ts';
import { stage, trackedAmong, unstageNew } from './index-state.ts';
import { readState } from './journal.ts';
import type { Journal, RunState } from './journal.ts';
import { isPlainFile } from './project-files.ts';
import { removeDraft, removeFile, replaceFile } from './write-file.ts';

export interface Undoing {
  readonly root: string;
  readonly journal: Journal;
  readonly session: StoreSession;
  token(run: string, name: string): string;
}

/** Lines that say what was left and why; none when all is as it was. Can be called again after it was killed. */
export async function undoRun(undoing: Undoing): Promise<readonly string[]> {
  const { journal, session } = undoing;
  const state = readState(journal.entries);
  if (state === undefined) throw new Error('no run has begun');
  journal.write({ kind: 'undoing' });
  const left = await restoreFiles(undoing, state);
  await restoreIndex(undoing, state, left);
  // What a file that was left still reads must stay.
  if (left.size > 0) return [...left].map(([path, why]) => `${path} was left: ${why}`);
  for (const version of storedVersions(undoing, state)) {
    await session.remove(version, replicaRegionsOf(state, version.name));
    journal.write({ kind: 'removed', name: version.name });
  }
  journal.write({ kind: 'undone' });
  return [];
}

async function restoreFiles(
  { root, journal, session }: Undoing,
  state: RunState,
): Promise<ReadonlyMap<string, string>> {
  const left = new Map<string, string>();
  const open = state.changes.filter((change) => !isBack(root, change, state));
  const values = open.length === 0 ? new Map<string, SecretValues>() : await readValues(state, session);
  for (const change of state.changes.toReversed()) {
    removeDraft(root, change.path, state.begin.run);
    if (isBack(root, change, state)) continue;
    const current = digestOf(root, change.path);
    const why = left.has(change.path)
      ? left.get(change.path)
      : restore(root, change, { values, run: state.begin.run, current });
    if (why === undefined) journal.write({ kind: 'restored', path: change.path });
    else left.set(change.path, why);
  }
  return left;
}

/** A file that was changed twice may be back at where it was before the first change. */
function isBack(root: string, change: FileChange, { changes }: RunState): boolean {
  const current = digestOf(root, change.path);
  const until = changes.slice(0, changes.indexOf(change) + 1);
  return until.some(({ path, before }) => path === change.path && before === current);
}

interface Restoring {
  readonly values: Values;
  readonly run: string;
  readonly current: string | null;
}

/** Why it was left; undefined when it is as it was. */
function restore(root: string, change: FileChange, { values, run, current }: Restoring): string | undefined {
  if (current !== change.after) return 'it has changed since';
  if (change.before === null) {
    removeFile(root, change.path);
    return undefined;
  }
  const original = readFileSync(join(root, change.path));
  const file = decodeText(original);
  if (file === undefined) return 'it has changed since';
  const bytes = encodeText({ ...file, text: goBack(file.text, change.back, values) });
  if (digestFile(bytes) !== change.before) return 'the store holds other values by now';
  replaceFile(root, change.path, { bytes, original, run });
  return undefined;
}

async function readValues(state: RunState, session: StoreSession): Promise<Values> {
  const values = new Map<string, SecretValues>();
  for (const name of state.stored.keys()) values.set(name, await session.get(name));
  return values;
}

/** An intent without an answer may have made the secret: then its version is the run's token. */
function storedVersions({ token }: Undoing, { begin, storing, stored }: RunState): readonly StoredVersion[] {
  const lost = storing.filter((name) => !stored.has(name));
  const maybe = lost.map((name) => ({ name, arn: name, version: token(begin.run, name), created: true }));
  return [...stored.values(), ...maybe];
}

function replicaRegionsOf({ begin }: RunState, name: string): readonly string[] {
  const secrets = begin.plan.steps.flatMap((step) => (step.kind === 'store' ? [step.secret] : []));
  return secrets.find((secret) => secret.name === name)?.replicaRegions ?? [];
}

async function restoreIndex({ root }: Undoing, state: RunState, left: ReadonlyMap<string, string>): Promise<void> {
  if (state.staged.length === 0) return;
  const done = state.changes.filter(({ path }) => state.staged.includes(path) && !left.has(path));
  const made = done.filter(({ before }) => before === null).map(({ path }) => path);
  await unstageNew(root, await trackedAmong(root, [...new Set(made)]));
  const rest = done.filter(({ before }) => before !== null).map(({ path }) => path);
  await stage(root, await trackedAmong(root, [...new Set(rest)]));
}

function digestOf(root: string, path: string): string | null {
  return isPlainFile(root, path) ? digestFile(readFileSync(join(root, path))) : null;
}
