/** Small readers that check a parsed configuration piece by piece and collect what is wrong instead of stopping at the first. */
import { suggest } from '../nearest.ts';

export interface Problem {
  /** Keys and indexes that lead to the value. */
  readonly path: readonly (string | number)[];
  /** What is wrong, without a stop. */
  readonly message: string;
}

export interface Place {
  readonly path: readonly (string | number)[];
  readonly problems: Problem[];
}

/** Gives the value in its type, or undefined after it has added a problem. */
export type Reader<T> = (value: unknown, place: Place) => T | undefined;
type Read<R> = R extends Reader<infer T> ? T : never;

export const text: Reader<string> = (value, place) =>
  typeof value === 'string' && value !== '' ? value : complain(place, 'must be a text');

export const toggle: Reader<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : complain(place, 'must be true or false');

export const count: Reader<number> = (value, place) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : complain(place, 'must be a number');

export function oneOf<const T extends string>(choices: readonly T[]): Reader<T> {
  return (value, place) => {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const hint = typeof value === 'string' ? suggest(value, choices) : undefined;
    return complain(place, `must be one of ${choices.join(', ')}${hint === undefined ? '' : ` (${hint})`}`);
  };
}

/** A text that `test` finds no fault with; a fault is said as it is. */
export function checked(test: (value: string) => string | undefined): Reader<string> {
  return (value, place) => {
    const read = text(value, place);
    const fault = read === undefined ? undefined : test(read);
    return fault === undefined ? read : complain(place, fault);
  };
}

/** One item may stand without the list around it. */
export function listOf<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, place) => {
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    const read = items.map((each, at) => item(each, { ...place, path: [...place.path, at] }));
    return read.includes(undefined) ? undefined : (read as T[]);
  };
}

/** Any keys, all values of one kind. */
export function mapOf<T>(item: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, place) => {
    if (!isObject(value)) return complain(place, 'must be an object');
    const entries = Object.entries(value).map(([key, each]) => [
      key,
      item(each, { ...place, path: [...place.path, key] }),
    ]);
    return Object.fromEntries(entries) as Record<string, T>;
  };
}

/** Known keys only; keys that are not `required` may be missing. */
export function objectOf<F extends Readonly<Record<string, Reader<unknown>>>, R extends keyof F = never>(
  fields: F,
  required: readonly R[] = [],
): Reader<{ readonly [K in R]: Read<F[K]> } & { readonly [K in Exclude<keyof F, R>]?: Read<F[K]> }> {
  return (value, place) => {
    if (!isObject(value)) return complain(place, 'must be an object');
    const before = place.problems.length;
    const entries = Object.entries(value).map(([key, each]) => {
      const inside = { ...place, path: [...place.path, key] };
      const read = Object.hasOwn(fields, key) ? fields[key] : undefined;
      return [
        key,
        read === undefined ? complainUnknown(inside, key, Object.keys(fields)) : read(each, inside),
      ] as const;
    });
    const missing = required.filter((key) => !Object.hasOwn(value, key));
    for (const key of missing) complain(place, `needs ${String(key)}`);
    return place.problems.length > before ? undefined : (Object.fromEntries(entries) as never);
  };
}

export function complain({ path, problems }: Place, message: string): undefined {
  problems.push({ path, message });
  return undefined;
}

function complainUnknown(place: Place, key: string, known: readonly string[]): undefined {
  return complain(place, `is no known key (${suggest(key, known) ?? `known are ${known.join(', ')}`})`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
