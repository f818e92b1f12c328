/** From a sweep to what the next one must know of it. */
import { createHash } from 'node:crypto';
import { rank } from '../../../detect/candidate.ts';
import { markValue } from '../../../detect/value-mark.ts';
import type { ScanStats, SiftContext, Sighting } from '../../../types.ts';
import { keepOldest, type Placed } from '../places.ts';
import { sortTips, type Tips } from '../refs.ts';
import { codeHash } from './code-hash.build.ts';
import { foldMarks } from './doubtful-values.ts';
import type {
  DoubtfulValues,
  HotMatch,
  HotObject,
  KeptReport,
  SweepState,
  TellingName,
  TipKind,
} from './sweep-state.ts';

/** Stands for all that decides what is found, and how it is told. */
export function hashSettings({ own, minConfidence }: SiftContext, reachableOnly: boolean): string {
  const settings = { codeHash, own, minConfidence, reachableOnly };
  const print = (_: string, value: unknown): unknown => (value instanceof RegExp ? String(value) : value);
  return createHash('sha256').update(JSON.stringify(settings, print)).digest('hex');
}

/** The key of a match in its object. */
export function keyOf({ path, pattern, start, end }: Sighting): string {
  return [path, pattern, start.offset, end.offset].join('\0');
}

/** Of refs that name tags, blobs and trees: their objects and names. `isNew` leaves out those that have come since. */
export function hashNamed({ refs, logged }: Tips, isNew: (oid: string) => boolean = () => false): string {
  const commits = new Set(logged);
  const lines = refs.filter(({ oid }) => !commits.has(oid) && !isNew(oid)).map(({ oid, name }) => `${oid} ${name}\n`);
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}

/** What a sweep knows in the end. */
export interface Swept {
  readonly key: string;
  readonly tips: Tips;
  /** Whether a commit has been read. */
  readonly hasCommit: (oid: string) => boolean;
  /** 0 where it is not known. */
  readonly ageOf: (oid: string) => number;
  readonly packs: readonly string[];
  readonly loose: readonly string[];
  readonly ids: Uint8Array;
  readonly stats: Readonly<ScanStats>;
  /** Undefined where nothing has come to what the earlier state says. */
  readonly placed: readonly Placed[] | undefined;
  readonly found: readonly Sighting[];
  /** Objects whose matches only their names tell. */
  readonly telling: readonly TellingName[];
  /** Marks of uncertain values that were not found but ruled out. */
  readonly ruledOut: Iterable<string>;
  readonly minConfidence: SiftContext['minConfidence'];
  readonly report: KeptReport;
  /** What it began with. */
  readonly earlier?: SweepState | undefined;
}

export function describeSwept(swept: Swept): SweepState {
  const { key, tips, hasCommit, ageOf, packs, loose, ids, stats, telling, report } = swept;
  const sorted = sortTips(tips);
  const keep = (kind: TipKind): string[] => sorted[kind].filter(hasCommit);
  const branch = keep('branch');
  const { commits, blobs, bytes } = stats;
  return {
    kind: 'swept',
    key,
    tips: { branch, stash: keep('stash'), note: keep('note') },
    ages: branch.map(ageOf),
    named: hashNamed(tips),
    packs,
    loose,
    ids,
    stats: { commits, blobs, bytes },
    ...listHolders(swept),
    telling,
    doubtful: foldDoubtful(swept),
    report,
  };
}

/** Objects with matches. */
function listHolders(swept: Swept): Pick<SweepState, 'hot' | 'silent'> {
  const { placed, earlier } = swept;
  if (placed === undefined) return { hot: earlier?.hot ?? [], silent: earlier?.silent ?? [] };
  const hot = listHot(placed, swept);
  const isHot = new Set(hot.map(({ oid }) => oid));
  const silent = new Set([...(earlier?.silent ?? []), ...placed.map(objectOf)].filter((oid) => !isHot.has(oid)));
  return { hot, silent: [...silent] };
}

function objectOf({ sighting }: Placed): string {
  return sighting.origin.object ?? '';
}

/** Objects with places, and for each value one in which it is certain: else it would not be known as such again. */
function listHot(placed: readonly Placed[], { minConfidence }: Swept): HotObject[] {
  const objects = new Map<string, Record<string, HotMatch>>();
  const certain = new Set<string>();
  const take = ({ sighting, places, settled }: Placed): void => {
    const oid = sighting.origin.object ?? '';
    const matches = objects.get(oid) ?? {};
    objects.set(oid, matches);
    matches[keyOf(sighting)] = { places: keepOldest(places), ...(settled !== true && { stray: true }) };
  };
  const isCertain = ({ sighting }: Placed): boolean => rank[sighting.confidence] >= rank[minConfidence];
  for (const one of placed) if (one.places.length > 0) take(one);
  for (const one of placed) if (isCertain(one) && objects.has(objectOf(one))) certain.add(one.sighting.secret.reveal());
  for (const one of placed) {
    const value = one.sighting.secret.reveal();
    if (!isCertain(one) || certain.has(value)) continue;
    certain.add(value);
    if (!objects.has(objectOf(one))) objects.set(objectOf(one), {});
  }
  return [...objects].map(([oid, matches]) => ({ oid, matches }));
}

function foldDoubtful({ placed = [], found, ruledOut, earlier }: Swept): DoubtfulValues {
  const kept = new Set(placed.map(({ sighting }) => sighting.secret.reveal()));
  const marks = new Set(ruledOut);
  for (const { secret } of found) if (!kept.has(secret.reveal())) marks.add(markValue(secret.reveal()));
  return foldMarks(marks, earlier?.doubtful);
}
