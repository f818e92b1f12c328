/** Whether what was read from a file has the shape of a state, down to the last field that a sweep looks at. */
import type { ToldFinding } from '../../../recall-types.ts';
import type { Place } from '../places.ts';
import type {
  Checkpoint,
  CheckedPortion,
  DoubtfulValues,
  HotMatch,
  HotObject,
  KeptReport,
  SweepState,
  TellingName,
} from './sweep-state.ts';

type Shape = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

export function isObject(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSwept(value: unknown): value is SweepState {
  return (
    hasFields<SweepState>(value, {
      kind: (kind) => kind === 'swept',
      key: isText,
      tips: (tips) => hasFields<SweepState['tips']>(tips, { branch: isIds, stash: isIds, note: isIds }),
      ages: (ages) => isList(ages, Number.isFinite),
      named: isText,
      packs: isIds,
      loose: isIds,
      ids: (ids) => ids instanceof Uint8Array,
      stats: (stats) => hasFields<SweepState['stats']>(stats, { commits: isCount, blobs: isCount, bytes: isCount }),
      hot: (hot) => isList(hot, isHot),
      silent: isIds,
      telling: (names) => isList(names, isTelling),
      doubtful: (values) => hasFields<DoubtfulValues>(values, { salt: isText, marks: isText }),
      report: (report) => hasFields<KeptReport>(report, { key: isText, told: (told) => isList(told, isTold) }),
    }) && value.ages.length === value.tips.branch.length
  );
}

export function isCheckpoint(value: unknown): value is Checkpoint {
  return (
    hasFields<Checkpoint>(value, {
      kind: (kind) => kind === 'begun',
      key: isText,
      packs: isIds,
      portions: (portions) => isObject(portions) && Object.values(portions).every(isPortion),
    }) && Object.values(value.portions).every(({ pack }) => pack < value.packs.length)
  );
}

const isPortion: Test = (value) =>
  hasFields<CheckedPortion>(value, {
    pack: isCount,
    suspects: (entries) => isList(entries, isCount),
    blobs: isCount,
    bytes: isCount,
  });

const isHot: Test = (value) =>
  hasFields<HotObject>(value, {
    oid: isId,
    matches: (matches) => isObject(matches) && Object.values(matches).every(isMatch),
  });

const isTelling: Test = (value) => hasFields<TellingName>(value, { oid: isId, name: isText });

const isMatch: Test = (value) =>
  hasFields<Pick<HotMatch, 'places'>>(value, { places: (places) => isList(places, isPlace) });

/** There are many: field by field, as code that runs for the first time is slow. */
function isPlace(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { path, via, order, commit, signed } = value as Readonly<Record<keyof Place, unknown>>;
  if (!isText(path) || !isText(via) || !Array.isArray(order) || order.length !== 2) return false;
  if (!Number.isFinite(order[0]) || !Number.isFinite(order[1])) return false;
  return (commit === undefined || isId(commit)) && (signed === undefined || (isObject(signed) && isId(signed['oid'])));
}

const isTold: Test = (value) =>
  hasFields<ToldFinding>(value, {
    id: isText,
    rule: isText,
    title: isText,
    severity: isText,
    confidence: isText,
    status: isText,
    liveness: isText,
    secret: (secret) => hasFields<ToldFinding['secret']>(secret, { redacted: isText, length: isCount }),
    parts: (parts) => isObject(parts) && Object.values(parts).every(isText),
    locations: (locations) => isList(locations, isLocation),
  });

/** No log is in a history. */
const isLocation: Test = (value) => isObject(value) && isText(value['path']) && value['leak'] === undefined;

function hasFields<T>(value: unknown, tests: Readonly<Record<keyof T, Test>>): value is T {
  return isObject(value) && Object.entries<Test>(tests).every(([name, test]) => test(value[name]));
}

function isList(value: unknown, test: Test): boolean {
  return Array.isArray(value) && value.every(test);
}

function isIds(value: unknown): boolean {
  return isList(value, isId);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
