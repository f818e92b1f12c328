/** A secret's values as the one text that a service keeps, and back: the same plan always stores the same bytes. */
import { timingSafeEqual } from 'node:crypto';
import type { PlannedSecret, SecretValues } from '../remediation-types.ts';
import { Secret } from '../secret.ts';

/** Keys in the plan's order, constants first. */
export function writeValues({ shape, keys, constants }: PlannedSecret, values: SecretValues): string {
  const pick = (key: string): string => {
    const value = values[key];
    if (value === undefined) throw new Error('a planned key has no value');
    return value.reveal();
  };
  if (shape === 'text') return pick('');
  return JSON.stringify({ ...constants, ...Object.fromEntries(Object.keys(keys).map((key) => [key, pick(key)])) });
}

/** A text that is no JSON object is one value. */
export function readValues(text: string): SecretValues {
  const whole = { '': new Secret(text) };
  try {
    const fields: unknown = JSON.parse(text);
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return whole;
    const strings = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { ...whole, ...Object.fromEntries(strings.map(([key, value]) => [key, new Secret(value)])) };
  } catch {
    return whole;
  }
}

/** In constant time for texts of one length. */
export function isEqualText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
