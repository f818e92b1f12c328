/** Names a value without giving it away: cheap to compute for strong values, expensive to guess for weak ones. */
import { createHmac, scrypt, scryptSync } from 'node:crypto';
import { promisify } from 'node:util';
import type { Secret } from '../secret.ts';
import { estimateBits } from './strength.ts';

/** Salt of a repository that has no baseline. It is public, so that ids are equal on every machine from the first scan on. */
export const publicSalt = '756e6c65616b2d7075626c69632d7631';

export interface Fingerprinter {
  readonly salt: string;
  /** 32 hex digits that stand for the value alone: what a baseline line begins with. */
  key(secret: Secret): string;
  /** 32 hex digits that stand for rule and value: a finding's id. */
  id(rule: string, secret: Secret): string;
  /** Has the expensive keys of many values computed on a processor that is idle; `prepare` helps, and waits for them. */
  begin(secrets: Iterable<Secret>, start: StartKeys): void;
  /** Computes the expensive keys of many values side by side, so that `key` and `id` answer at once afterwards. */
  prepare(secrets: Iterable<Secret>): Promise<void>;
}

/** Weak values from which several may take, each the next one. */
export interface KeyTask {
  readonly values: readonly string[];
  readonly salt: string;
  /** Number of the next value that nobody has taken, in shared memory. */
  readonly cursor: Int32Array;
}

/** Values with their keys. */
export type Keys = readonly (readonly [value: string, key: string])[];

/** Goes through the values on a thread of its own. Undefined where none is started; without those that it had taken when it died. */
export type StartKeys = (task: KeyTask) => Promise<Keys> | undefined;

/** Takes values until there are none left. */
export function* takeValues({ values, cursor }: KeyTask): Generator<string> {
  for (let i = Atomics.add(cursor, 0, 1); i < values.length; i = Atomics.add(cursor, 0, 1)) yield values[i]!;
}

/** Remembers each value's key, as a weak value costs about 2 ms. `jobs`: how many weak values are prepared at a time. */
export function createFingerprinter(salt: string, jobs = threads): Fingerprinter {
  const keys = new Map<string, string>();
  const key = (secret: Secret): string => {
    const value = secret.reveal();
    const known = keys.get(value) ?? fingerprint(salt, value);
    keys.set(value, known);
    return known;
  };
  const listWeak = (secrets: Iterable<Secret>): string[] => {
    const values = new Set([...secrets].map((secret) => secret.reveal()));
    return [...values].filter((value) => !keys.has(value) && !isStrong(value));
  };
  let begun: { readonly task: KeyTask; readonly keys: Promise<Keys> } | undefined;
  return {
    salt,
    key,
    id: (rule, secret) => deriveId(key(secret), rule),
    begin(secrets, start) {
      if (jobs < 2) return;
      const task: KeyTask = { values: listWeak(secrets), salt, cursor: new Int32Array(new SharedArrayBuffer(4)) };
      const made = start(task);
      if (made !== undefined) begun = { task, keys: made };
    },
    async prepare(secrets) {
      const weak = new Set(listWeak(secrets));
      for (const value of begun?.task.values ?? []) weak.delete(value);
      const queue = joinQueues(begun === undefined ? [] : takeValues(begun.task), weak);
      const work = async (): Promise<void> => {
        for (const value of queue) keys.set(value, hex(await scryptLater(value, salt)));
      };
      await Promise.all(Array.from({ length: Math.min(jobs, threads) }, work));
      for (const [value, made] of (await begun?.keys) ?? []) keys.set(value, made);
      begun = undefined;
    },
  };
}

function* joinQueues(...queues: readonly Iterable<string>[]): Generator<string> {
  for (const queue of queues) yield* queue;
}

/**
 * 32 hex digits that depend on salt and value only. Values of at least 64 bits by a careful estimate: HMAC-SHA-256, as
 * nobody can try them all. Weaker ones: scrypt with N = 2^13, r = 1, p = 1 (RFC 7914), 1 MB and about 2 ms a guess: thousands
 * of times a plain hash, and still bearable where a history holds thousands of passwords.
 */
export function fingerprint(salt: string, value: string): string {
  if (!isStrong(value)) return hex(scryptSync(value, salt, bytes, cost));
  return hex(createHmac('sha256', salt).update(value).digest().subarray(0, bytes));
}

/** A finding's id from its value's key: the expensive step is done once a value. */
export function deriveId(key: string, rule: string): string {
  return hex(createHmac('sha256', key).update(rule).digest().subarray(0, bytes));
}

const bytes = 16;
const cost = { N: 2 ** 13, r: 1, p: 1 } as const;
/** libuv has four threads; more would only hold memory. */
const threads = 4;

/** node:crypto takes milliseconds to load: a clean commit does without. */
function scryptLater(value: string, salt: string): Promise<Buffer> {
  return promisify<string, string, number, typeof cost, Buffer>(scrypt)(value, salt, bytes, cost);
}

function isStrong(value: string): boolean {
  return estimateBits(value) >= 64;
}

function hex(buffer: Buffer): string {
  return buffer.toString('hex');
}
