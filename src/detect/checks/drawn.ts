/** Whether a machine drew a value at random, for patterns whose name and place say little. */
import { wordEvidence } from '../generic/bigrams.ts';
import { kindOf } from '../generic/value.ts';
import { isWeakPassword } from '../generic/weak-password.ts';

/** Looks drawn at random by its characters; in a long value one digit among letters that make no words is enough. */
export function drawn(secret: string): boolean {
  const isMixed = /[a-z]/.test(secret) && /[A-Z]/.test(secret) && /\d/.test(secret);
  return kindOf(secret) === 'random' || (isMixed && secret.length >= 20 && wordEvidence(secret) < -2);
}

/** As that, or a password that a person may have chosen: mixed, in no word, or known for being weak. */
export function drawnOrChosen(secret: string): boolean {
  return kindOf(secret) !== 'plain' || wordEvidence(secret) < 0 || isWeakPassword(secret);
}

/** A list of numbers that are bytes: most differ, and they do not go up by a fixed step. */
export function drawnBytes(list: string): boolean {
  const bytes = (list.match(/0x[0-9a-f]{1,2}|-?\d+/gi) ?? []).map((text) =>
    Number(/^0\d/.test(text) ? `0o${text}` : text),
  );
  if (bytes.length < 8 || bytes.some((byte) => Number.isNaN(byte) || byte < -128 || byte > 255)) return false;
  if (new Set(bytes).size * 3 < Math.min(bytes.length, 24) * 2) return false;
  const steps = bytes.slice(1).map((byte, at) => byte - bytes[at]!);
  const usual = Math.max(...[...new Set(steps)].map((step) => steps.filter((each) => each === step).length));
  return usual * 2 < steps.length && bytes.some((byte) => byte < 0 || byte > 127 || /0x/i.test(list));
}
