/** What a run meant to do and has done: one line before each step and one after it, on disk before anything else happens; never a value. */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import type { Plan, StoredVersion } from '../remediation-types.ts';
import type { RotationWish } from '../rotation-types.ts';
import type { FileChange } from './file-change.ts';
import type { RotationEntry } from './rotation-log.ts';

export type Entry =
  | RotationEntry
  | {
      readonly kind: 'begin';
      readonly run: string;
      readonly at: string;
      readonly plan: Plan;
      readonly region?: string;
      readonly prove?: string;
      /** What is to rotate once all is fixed. */
      readonly rotate?: RotationWish;
    }
  | { readonly kind: 'storing'; readonly name: string }
  | { readonly kind: 'stored'; readonly version: StoredVersion }
  | { readonly kind: 'sharing'; readonly name: string }
  | { readonly kind: 'shared'; readonly name: string }
  | { readonly kind: 'writing'; readonly change: FileChange }
  | { readonly kind: 'written'; readonly path: string }
  | { readonly kind: 'proving' }
  | { readonly kind: 'proved' }
  | { readonly kind: 'staging'; readonly paths: readonly string[] }
  | { readonly kind: 'staged' }
  | { readonly kind: 'end' }
  | { readonly kind: 'undoing' }
  | { readonly kind: 'restored'; readonly path: string }
  | { readonly kind: 'removed'; readonly name: string }
  | { readonly kind: 'undone' }
  /** What follows belongs to that earlier run again: the one after it has been undone. */
  | { readonly kind: 'back'; readonly run: string };

export interface Journal {
  /** Returns when the line would outlive a power cut. */
  write(entry: Entry): void;
  /** Of the run that `resume` and `undo` are about, in order; none where there was no run. */
  readonly entries: readonly Entry[];
  /** Of every run, oldest first. */
  readonly runs: readonly (readonly Entry[])[];
  close(): void;
}

export function openJournal(folder: string): Journal {
  const path = join(folder, 'journal.jsonl');
  const handle = openSync(path, 'a+', 0o600);
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  // A line that was cut off was never acted on.
  if (whole.length < text.length) ftruncateSync(handle, Buffer.byteLength(whole));
  const runs = splitRuns(whole.split('\n').filter(Boolean).map(parse));
  const entries = [...(runs.findLast((run) => !isUndoneRotation(run)) ?? runs.at(-1) ?? [])];
  const append = (entry: Entry): void => writeLine(handle, `${JSON.stringify(entry)}\n`);
  // Lines are added at the end: said once, to which run they belong.
  let told = runOf(entries) === runOf(runs.at(-1) ?? []);
  return {
    entries,
    runs,
    write(entry) {
      const begins = runOf([entry]) !== undefined;
      if (!told && !begins) append({ kind: 'back', run: runOf(entries) ?? '' });
      told = true;
      append(entry);
      if (begins) entries.length = 0;
      entries.push(entry);
    },
    close: () => closeSync(handle),
  };
}

/** A line that a full disk cuts off must not count as written, nor spoil the next one. */
function writeLine(handle: number, line: string): void {
  const size = fstatSync(handle).size;
  try {
    const written = writeSync(handle, line);
    if (written < Buffer.byteLength(line))
      throw new UserError('incomplete', 'the disk is full: the journal is cut off');
    fsyncSync(handle);
  } catch (cause) {
    ftruncateSync(handle, size);
    throw cause;
  }
}

/** The id of the run that begins with these entries. */
function runOf([first]: readonly Entry[]): string | undefined {
  return first?.kind === 'begin' || first?.kind === 'rotating' ? first.run : undefined;
}

function splitRuns(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const runs: Entry[][] = [];
  let own: Entry[] | undefined;
  for (const entry of entries) {
    if (entry.kind === 'back') own = runs.find((run) => runOf(run) === entry.run);
    else if (runOf([entry]) !== undefined) runs.push((own = [entry]));
    else own?.push(entry);
  }
  return runs;
}

/** With a rotation taken back, the fix before it is what there is to undo. */
function isUndoneRotation(entries: readonly Entry[]): boolean {
  return entries[0]?.kind === 'rotating' && entries.at(-1)?.kind === 'undone';
}

function parse(line: string, at: number): Entry {
  try {
    const entry = JSON.parse(line) as Entry | null;
    if (typeof entry?.kind === 'string') return entry;
  } catch {
    // The parser's own message would quote the line.
  }
  throw new UserError('incomplete', `line ${at + 1} of the journal cannot be read`, {
    hint: 'see .git/unleak/journal.jsonl: nothing was changed now',
  });
}

/** What the entries of a run amount to. */
export interface RunState {
  readonly begin: Extract<Entry, { kind: 'begin' }>;
  /** Names that were about to be stored. */
  readonly storing: readonly string[];
  readonly stored: ReadonlyMap<string, StoredVersion>;
  /** Names whose replicas and policy are in place. */
  readonly shared: ReadonlySet<string>;
  /** Intents, in order: the file may be as before or as after. */
  readonly changes: readonly FileChange[];
  readonly staged: readonly string[];
  readonly phase: 'applying' | 'applied' | 'undoing' | 'undone';
}

export function readState(entries: readonly Entry[]): RunState | undefined {
  const [begin] = entries;
  if (begin?.kind !== 'begin') return undefined;
  const storing: string[] = [];
  const stored = new Map<string, StoredVersion>();
  const shared = new Set<string>();
  const changes = new Map<string, FileChange>();
  let staged: readonly string[] = [];
  let phase: RunState['phase'] = 'applying';
  for (const entry of entries) {
    if (entry.kind === 'storing') storing.push(entry.name);
    if (entry.kind === 'stored') stored.set(entry.version.name, entry.version);
    if (entry.kind === 'shared') shared.add(entry.name);
    if (entry.kind === 'writing') changes.set(`${entry.change.path}\0${entry.change.after}`, entry.change);
    if (entry.kind === 'staging') staged = entry.paths;
    if (entry.kind === 'end') phase = 'applied';
    if (entry.kind === 'undoing') phase = 'undoing';
    if (entry.kind === 'undone') phase = 'undone';
  }
  return { begin, storing, stored, shared, changes: [...changes.values()], staged, phase };
}
