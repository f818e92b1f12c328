/** A plan carried out: store, read back, rewrite, check, prove, stage. Each step is journalled before and after, so that it can go on from anywhere. */
import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { textAfter } from '../plan/companions.ts';
import { digestFile } from '../plan/digest.ts';
import { splice } from '../plan/splice.ts';
import { decodeText, encodeText } from '../plan/text-file.ts';
import type { CompanionFile, Plan, PlannedSecret, Rewriter, Step, StoreSession } from '../remediation-types.ts';
import type { Secret } from '../secret.ts';
import { checkResult } from './check-result.ts';
import { describeBack } from './file-change.ts';
import type { FileChange, Values } from './file-change.ts';
import { ignoredAmong, stage, trackedAmong } from './index-state.ts';
import { readState } from './journal.ts';
import type { Journal } from './journal.ts';
import { isPlainFile } from './project-files.ts';
import { removeDraft, replaceFile } from './write-file.ts';
import type { Replacement } from './write-file.ts';

export interface Run {
  /** Top of the work tree. Absolute. */
  readonly root: string;
  readonly journal: Journal;
  readonly session: StoreSession;
  readonly rewriters: readonly Rewriter[];
  /** All files that exist, relative to the root. */
  list(): Promise<readonly string[]>;
  token(run: string, name: string): string;
  /** What a scan has found, by secret; a secret that is stored already needs none. */
  readonly values: Values;
  /** Runs the program with other values in a store of its own. Throws UserError where it does not hold. */
  prove?(plan: Plan, values: Values): Promise<void>;
}

type Rewriting = Extract<Step, { kind: 'rewrite' }>;

/** Goes on with the journal's run, whatever of it is done. Throws UserError; the journal then says how far it came. */
export async function carryOut(run: Run): Promise<void> {
  const state = readState(run.journal.entries);
  if (state === undefined) throw new Error('no run has begun');
  const { plan } = state.begin;
  const values = await storeAll(run, plan);
  for (const step of plan.steps) if (step.kind === 'rewrite') rewrite(run, step, values);
  await checkResult(plan, { root: run.root, rewriters: run.rewriters, values, paths: await run.list() });
  if (run.prove !== undefined) {
    run.journal.write({ kind: 'proving' });
    await run.prove(plan, values);
    run.journal.write({ kind: 'proved' });
  }
  await stageTouched(run);
  run.journal.write({ kind: 'end' });
}

async function storeAll(run: Run, plan: Plan): Promise<Values> {
  const values = new Map<string, Awaited<ReturnType<StoreSession['get']>>>();
  for (const step of plan.steps)
    if (step.kind === 'store') values.set(step.secret.name, await storeOne(run, step.secret));
  for (const step of plan.steps) if (step.kind === 'store') await shareOne(run, step.secret);
  return values;
}

/** Only what came back as it went in is shown to others. */
async function shareOne({ journal, session }: Run, secret: PlannedSecret): Promise<void> {
  const { name, replicaRegions = [], resourcePolicy } = secret;
  if (replicaRegions.length === 0 && resourcePolicy === undefined) return;
  const state = readState(journal.entries);
  const version = state?.stored.get(name);
  if (version === undefined || state?.shared.has(name) === true) return;
  if (session.share === undefined) throw new Error('the store shares nothing');
  journal.write({ kind: 'sharing', name });
  await session.share(version, secret);
  journal.write({ kind: 'shared', name });
}

/** The values that the store gives back: only those that every later step is checked with. */
async function storeOne(
  { journal, session, token, values }: Run,
  secret: PlannedSecret,
): Promise<Record<string, Secret>> {
  const { name } = secret;
  const state = readState(journal.entries);
  if (state !== undefined && !state.stored.has(name)) {
    const wanted = values.get(name);
    if (wanted === undefined) throw new UserError('incomplete', `the value of ${name} is not in the source any more`);
    journal.write({ kind: 'storing', name });
    const version = await session.put(secret, wanted, token(state.begin.run, name));
    journal.write({ kind: 'stored', version });
  }
  const read = await session.get(name);
  const wanted = values.get(name);
  const kept: Record<string, Secret> = {};
  for (const key of Object.keys(secret.keys)) {
    const value = read[key];
    if (value === undefined || (wanted?.[key] !== undefined && !isEqual(value, wanted[key])))
      throw new UserError('remote', `${name} does not give back what was stored`, {
        hint: 'nothing was rewritten: `unleak undo`',
      });
    kept[key] = value;
  }
  return kept;
}

function isEqual(a: Secret, b: Secret): boolean {
  const [left, right] = [Buffer.from(a.reveal()), Buffer.from(b.reveal())];
  return left.length === right.length && timingSafeEqual(left, right);
}

function rewrite(run: Run, step: Rewriting, values: Values): void {
  for (const file of step.companions) addCompanion(run, file);
  dropDraft(run, step.path);
  const bytes = readBytes(run.root, step.path);
  const current = bytes === undefined ? undefined : digestFile(bytes);
  if (current === step.after) return;
  if (bytes === undefined || current !== step.digest) throw conflict(step.path);
  const file = decodeText(bytes);
  if (file === undefined) throw conflict(step.path);
  const after = encodeText({ ...file, text: splice(file.text, step.edits) });
  const back = describeBack(file.text, step.edits, values);
  change(run, { path: step.path, before: step.digest, after: step.after, back }, { bytes: after, original: bytes });
}

/** What a run that was killed has left beside the file. */
function dropDraft({ root, journal }: Run, path: string): void {
  removeDraft(root, path, readState(journal.entries)?.begin.run ?? '');
}

function addCompanion(run: Run, file: CompanionFile): void {
  const { path } = file;
  dropDraft(run, path);
  const bytes = readBytes(run.root, path);
  const present = bytes === undefined ? undefined : decodeText(bytes);
  if (bytes !== undefined && present === undefined) throw conflict(path);
  const text = textAfter(file, present?.text);
  if (text === present?.text) return;
  if (present !== undefined && file.mode === 'create') throw conflict(path);
  const after = encodeText({ text, encoding: present?.encoding ?? 'utf-8' });
  const start = present?.text.length ?? 0;
  const back = [{ start, end: text.length, pieces: [] }];
  const before = bytes === undefined ? null : digestFile(bytes);
  change(run, { path, before, after: digestFile(after), back }, { bytes: after, original: bytes });
}

function change({ root, journal }: Run, described: FileChange, content: Omit<Replacement, 'run'>): void {
  const state = readState(journal.entries);
  journal.write({ kind: 'writing', change: described });
  replaceFile(root, described.path, { ...content, run: state?.begin.run ?? '' });
  journal.write({ kind: 'written', path: described.path });
}

function readBytes(root: string, path: string): Buffer | undefined {
  return isPlainFile(root, path) ? readFileSync(join(root, path)) : undefined;
}

function conflict(path: string): UserError {
  return new UserError('incomplete', `${path} has changed since it was planned for`, {
    hint: '`unleak undo` takes back what was done; then plan anew',
  });
}

/** What git tracks, and what is new and not ignored. An untracked file that was rewritten stays untracked. */
async function stageTouched({ root, journal }: Run): Promise<void> {
  const changes = readState(journal.entries)?.changes ?? [];
  const made = changes.filter(({ before }) => before === null).map(({ path }) => path);
  const rest = changes.filter(({ before }) => before !== null).map(({ path }) => path);
  const ignored = new Set(await ignoredAmong(root, made));
  const paths = [
    ...new Set([...(await trackedAmong(root, rest)), ...made.filter((path) => !ignored.has(path))]),
  ].sort();
  journal.write({ kind: 'staging', paths });
  await stage(root, paths);
  journal.write({ kind: 'staged' });
}
