/** What a request may hold, as values: each shape checks one member, and the types of the operations' inputs follow from them. */
import { constraint, ServiceError } from './service-error.ts';

/** Returns the checked value; `at` is the member's path for messages. */
export type Shape<T> = (value: unknown, at: string) => T;
export interface RequiredShape<T> {
  readonly required: Shape<T>;
}
export type Members = Readonly<Record<string, Shape<unknown> | RequiredShape<unknown>>>;

type RequiredKeys<M extends Members> = { [K in keyof M]: M[K] extends RequiredShape<unknown> ? K : never }[keyof M];
type TypeOf<S> = S extends RequiredShape<infer T> ? T : S extends Shape<infer T> ? T : never;
export type InputOf<M extends Members> = { readonly [K in RequiredKeys<M>]: TypeOf<M[K]> } & {
  readonly [K in Exclude<keyof M, RequiredKeys<M>>]?: TypeOf<M[K]> | undefined;
};

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export function required<T>(shape: Shape<T>): RequiredShape<T> {
  return { required: shape };
}

/** Unknown members are ignored, and null counts as absent, as in AWS. */
export function structure<const M extends Members>(members: M): Shape<InputOf<M>> {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mistyped(at, 'a structure');
    const given = new Map(Object.entries(value));
    const entries = Object.entries(members).map(([name, member]) => {
      const path = `${at === '' ? '' : `${at}.`}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return [name, checkMember(member, given.get(name) ?? undefined, path)] as const;
    });
    return Object.fromEntries(entries.filter(([, checked]) => checked !== undefined)) as InputOf<M>;
  };
}

/** Length counts UTF-16 units, or bytes of UTF-8. */
export function text({
  pattern,
  bytes,
  ...bounds
}: Bounds & { pattern?: RegExp; bytes?: boolean } = {}): Shape<string> {
  return (value, at) => {
    if (typeof value !== 'string') throw mistyped(at, 'a string');
    checkBounds(bytes === true ? Buffer.byteLength(value) : value.length, bounds, { at, of: 'length' });
    if (pattern !== undefined && !pattern.test(value))
      throw constraint(at, `Member must satisfy regular expression pattern: ${pattern.source}`);
    return value;
  };
}

/** Base64 on the wire and in memory; the bounds are for the bytes that it stands for. */
export function blob(bounds: Bounds): Shape<string> {
  return (value, at) => {
    if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw mistyped(at, 'a base64 string');
    const bytes = Buffer.from(value, 'base64');
    checkBounds(bytes.length, bounds, { at, of: 'length' });
    return bytes.toString('base64');
  };
}

export function choice<const T extends string>(...options: readonly T[]): Shape<T> {
  return (value, at) => {
    if (typeof value !== 'string') throw mistyped(at, 'a string');
    const found = options.find((option) => option === value);
    if (found === undefined) throw constraint(at, `Member must satisfy enum value set: [${options.join(', ')}]`);
    return found;
  };
}

export function integer(bounds: Bounds = {}): Shape<number> {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw mistyped(at, 'an integer');
    checkBounds(value, bounds, { at, of: 'value' });
    return value;
  };
}

export function flag(): Shape<boolean> {
  return (value, at) => {
    if (typeof value !== 'boolean') throw mistyped(at, 'a boolean');
    return value;
  };
}

export function list<T>(shape: Shape<T>, bounds: Bounds = {}): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw mistyped(at, 'a list');
    checkBounds(value.length, bounds, { at, of: 'length' });
    return value.map((element: unknown, index) => shape(element, `${at}.${index + 1}.member`));
  };
}

/** The same shape with the message that AWS gives instead of the general one. */
export function otherwise<T>(shape: Shape<T>, error: () => ServiceError): Shape<T> {
  return (value, at) => {
    try {
      return shape(value, at);
    } catch (cause) {
      throw cause instanceof ServiceError && cause.code === 'ValidationException' ? error() : cause;
    }
  };
}

function checkMember(member: Shape<unknown> | RequiredShape<unknown>, value: unknown, at: string): unknown {
  if (typeof member === 'function') return value === undefined ? undefined : member(value, at);
  if (value === undefined) throw constraint(at, 'Member must not be null');
  return member.required(value, at);
}

function checkBounds(size: number, { min, max }: Bounds, { at, of }: { at: string; of: 'length' | 'value' }): void {
  if (min !== undefined && size < min) throw constraint(at, `Member must have ${of} greater than or equal to ${min}`);
  if (max !== undefined && size > max) throw constraint(at, `Member must have ${of} less than or equal to ${max}`);
}

function mistyped(at: string, expected: string): ServiceError {
  return new ServiceError('SerializationException', `Expected ${expected}${at === '' ? '' : ` at '${at}'`}`);
}
