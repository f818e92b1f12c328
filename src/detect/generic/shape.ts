/** The kinds of values that stand behind names that say secret, told by their form alone. */
import { wordEvidence } from './bigrams.ts';
import { kindOf } from './value.ts';

const forms: readonly (readonly [shape: string, form: RegExp])[] = [
  ['a UUID', /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/],
  ['digits', /^\d+$/],
  ['hexadecimal', /^(?:[0-9a-f]{16,}|[0-9A-F]{16,})$/],
  ['a constant', /^[A-Z]+(?:_[A-Z0-9]+)+$/],
  ['an address', /:\/\/|^[\w.-]+@[\w-]+\.[A-Za-z]{2,}$/],
  ['a path', /^\/[A-Za-z].*\/.*[A-Za-z]{4}|^(?:\.{0,2}|~|[A-Za-z]:)?[\\/][\w./\\-]+$|^[A-Za-z_-]+(?:\/[A-Za-z_-]+)+$/],
];

/** One of a dozen names. */
export function shapeOf(value: string): string {
  const form = forms.find(([, pattern]) => pattern.test(value));
  if (form !== undefined) return form[0];
  if (kindOf(value) === 'random') return 'random';
  if (/^[A-Za-z]+$/.test(value)) return letterShape(value);
  if (/^[A-Za-z]+(?:[-_.:][A-Za-z]+)+$/.test(value))
    return wordEvidence(value) > 0 ? 'several words' : 'letters and dots';
  if (/^[A-Za-z]+[-_.@#$]?\d{1,4}[!@#$.*]?$/.test(value)) return 'a word and a number';
  if (/^[A-Za-z0-9]+$/.test(value)) return 'letters and digits';
  if (/^[A-Za-z0-9]+(?:[-_.:/][A-Za-z0-9]+)+$/.test(value)) return 'parts';
  return /[A-Za-z]/.test(value) ? 'letters and signs' : 'signs';
}

function letterShape(value: string): string {
  if (/^[a-z]+$/.test(value)) return 'a word';
  if (/^[A-Z][a-z]+$/.test(value)) return 'a capitalised word';
  if (/^[A-Z]+$/.test(value)) return 'a word of capitals';
  return wordEvidence(value) > 0 ? 'words in one' : 'letters of both cases';
}
