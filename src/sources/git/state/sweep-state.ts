/** The file in which a sweep says what it has read and where what it found stands: object ids and places, no values and nothing that one could be guessed from. */
import { createHash } from 'node:crypto';
import { UserError } from '../../../errors.ts';
import type { ToldFinding } from '../../../recall-types.ts';
import { readSmallBytes, replaceFile } from '../../../suppress/small-file.ts';
import { isCheckpoint, isObject, isSwept } from './state-shape.ts';
import type { Place } from '../places.ts';

/** What has been read in whole. */
export interface SweepState {
  readonly kind: 'swept';
  /** Hash of the code and the options that it was read with. */
  readonly key: string;
  /** Ids of the commits at which everything began that was reachable. */
  readonly tips: Readonly<Record<TipKind, readonly string[]>>;
  /** Ages (CommitGraph.ageOf) of the branch tips; 0 where it is not known. */
  readonly ages: readonly number[];
  /** Hash of the refs that name no commits. */
  readonly named: string;
  /** Checksums of the packs, and ids of the loose objects. */
  readonly packs: readonly string[];
  readonly loose: readonly string[];
  /** Beginnings of the ids of all objects but trees, as read-ids.ts lists them. */
  readonly ids: Uint8Array;
  readonly stats: SweptStats;
  /** Objects with matches that have places in the report. */
  readonly hot: readonly HotObject[];
  /** Ids of objects whose matches all stood in older versions. */
  readonly silent: readonly string[];
  /** Of the objects that only their name tells to be credentials, one such name each. */
  readonly telling: readonly TellingName[];
  readonly doubtful: DoubtfulValues;
  readonly report: KeptReport;
}

/** What a report said of all findings: with it, a sweep that finds nothing new need not read any of them again. */
export interface KeptReport {
  /** Hash of what shaped the findings besides the repository; '' where that is not known. */
  readonly key: string;
  readonly told: readonly ToldFinding[];
}

export type TipKind = 'branch' | 'stash' | 'note';

export interface SweptStats {
  readonly commits: number;
  readonly blobs: number;
  readonly bytes: number;
}

export interface HotObject {
  readonly oid: string;
  /** By the key of the match in its object (`keyOf` in remember.ts). */
  readonly matches: Readonly<Record<string, HotMatch>>;
}

/** Bytes of the name as Latin-1. */
export interface TellingName {
  readonly oid: string;
  readonly name: string;
}

export interface HotMatch {
  readonly places: readonly Place[];
  /** No change brought it in: where it stands depends on what names its object today. */
  readonly stray?: true;
}

/** Three bytes of a salted hash of each value that is uncertain wherever it stands. */
export interface DoubtfulValues {
  readonly salt: string;
  /** In base64, ascending. */
  readonly marks: string;
}

/** How far a sweep has come that was not ended. */
export interface Checkpoint {
  readonly kind: 'begun';
  readonly key: string;
  /** Checksums of the packs, in the order in which they are gone through. */
  readonly packs: readonly string[];
  /** By the number of the portion. */
  readonly portions: Readonly<Record<string, CheckedPortion>>;
}

export interface CheckedPortion {
  readonly pack: number;
  /** Entries that may hold something. */
  readonly suspects: readonly number[];
  readonly blobs: number;
  readonly bytes: number;
}

/** What a file says, or why that is of no use. */
export type ReadState =
  | SweepState
  | Checkpoint
  | { readonly kind: 'useless'; readonly why: string }
  | { readonly kind: 'missing' };

const magic = 'unleak-sweep';
/** Of the file's form. */
const version = '4';
const largest = 512 * 1024 * 1024;
const newline = 10;

/** @throws UserError('usage') for a file that is something else. */
export function readState(path: string, key: string): ReadState {
  const bytes = readSmallBytes(path, largest);
  if (bytes === undefined) return { kind: 'missing' };
  const end = bytes.indexOf(newline);
  const head = bytes.toString('latin1', 0, end < 0 ? magic.length : end);
  if (!head.startsWith(magic.slice(0, head.length)))
    throw new UserError('usage', `${path} is no state of a sweep`, { hint: 'name a file that does not exist yet' });
  const [, form, sum] = head.split(' ');
  const other = { kind: 'useless', why: 'comes from another version, other patterns or other options' } as const;
  if (end >= 0 && form !== version) return other;
  const body = bytes.subarray(end + 1);
  if (end < 0 || sum !== hash(body)) return { kind: 'useless', why: 'is damaged' };
  const state = parseState(body);
  if (state === undefined) return { kind: 'useless', why: 'is damaged' };
  return state.key === key ? state : other;
}

/** Undefined for what nobody wrote by `writeState`: a sum can be made for anything. */
function parseState(body: Buffer): SweepState | Checkpoint | undefined {
  const end = body.indexOf(newline);
  try {
    const read: unknown = JSON.parse(body.toString('utf8', 0, end < 0 ? body.length : end));
    const isWhole = isObject(read) && read['kind'] === 'swept';
    const state = isWhole ? { ...unfoldLists(read), ids: end < 0 ? none : body.subarray(end + 1) } : read;
    return isSwept(state) || isCheckpoint(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

const none = Buffer.alloc(0);

/** For its owner's eyes only: paths and names of people may stand in it. */
export function writeState(path: string, state: SweepState | Checkpoint): void {
  // The ids stand by themselves, as they are: to be parsed they are too many.
  const body =
    state.kind === 'swept'
      ? [Buffer.from(`${JSON.stringify(foldLists(state))}\n`), state.ids]
      : [Buffer.from(JSON.stringify(state))];
  const head = Buffer.from(`${magic} ${version} ${hash(...body)}\n`);
  // One that a loss of power damages is known by its sum, and made anew.
  replaceFile(path, [head, ...body], { mode: 0o600, flush: false });
}

function hash(...pieces: readonly Uint8Array[]): string {
  const sum = createHash('sha256');
  for (const piece of pieces) sum.update(piece);
  return sum.digest('hex');
}

/** Lists of ids take half the room in base64, and one string is read faster than thousands. */
function foldLists(state: SweepState): object {
  const { branch, stash, note } = state.tips;
  const tips = { branch: fold(branch), stash: fold(stash), note: fold(note) };
  return { ...state, tips, loose: fold(state.loose), silent: fold(state.silent), ids: undefined };
}

/** @throws TypeError or RangeError for lists that `foldLists` does not make. */
function unfoldLists(read: Readonly<Record<string, unknown>>): object {
  const { branch, stash, note } = read['tips'] as Record<string, unknown>;
  const tips = { branch: unfold(branch), stash: unfold(stash), note: unfold(note) };
  return { ...read, tips, loose: unfold(read['loose']), silent: unfold(read['silent']) };
}

function fold(ids: readonly string[]): readonly [length: number, base64: string] {
  return [ids[0]?.length ?? 0, Buffer.from(ids.join(''), 'hex').toString('base64')];
}

function unfold(value: unknown): string[] {
  const [length, base64] = value as [number, string];
  if (![0, 40, 64].includes(length)) throw new RangeError('no list of ids');
  const hex = Buffer.from(base64, 'base64').toString('hex');
  return Array.from({ length: length === 0 ? 0 : hex.length / length }, (_, i) =>
    hex.slice(i * length, (i + 1) * length),
  );
}
