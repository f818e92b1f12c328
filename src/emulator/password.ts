/** Random passwords by GetRandomPassword's rules, from the system's generator. */
import { randomInt } from 'node:crypto';
import { invalidParameter } from './service-error.ts';

export interface PasswordRules {
  readonly PasswordLength?: number | undefined;
  readonly ExcludeCharacters?: string | undefined;
  readonly ExcludeLowercase?: boolean | undefined;
  readonly ExcludeUppercase?: boolean | undefined;
  readonly ExcludeNumbers?: boolean | undefined;
  readonly ExcludePunctuation?: boolean | undefined;
  readonly IncludeSpace?: boolean | undefined;
  readonly RequireEachIncludedType?: boolean | undefined;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Throws InvalidParameterException where the rules leave nothing to choose from. */
export function makePassword(rules: PasswordRules): string {
  const length = rules.PasswordLength ?? 32;
  const types = allowedTypes(rules);
  // A space may be there; it is never required.
  const all =
    types.join('') + (rules.IncludeSpace === true && !(rules.ExcludeCharacters ?? '').includes(' ') ? ' ' : '');
  if (all === '') throw invalidParameter('The password needs at least one character to choose from.');
  const each = rules.RequireEachIncludedType ?? true;
  if (each && length < types.length)
    throw invalidParameter('Password length is too short based on the required types.');
  const characters = (each ? types : []).map(pick);
  while (characters.length < length) characters.push(pick(all));
  return shuffle(characters).join('');
}

/** The characters of each type that are left; a type of which none is left cannot be required. */
function allowedTypes(rules: PasswordRules): readonly string[] {
  const types = [
    rules.ExcludeLowercase === true ? '' : lower,
    rules.ExcludeUppercase === true ? '' : lower.toUpperCase(),
    rules.ExcludeNumbers === true ? '' : '0123456789',
    rules.ExcludePunctuation === true ? '' : punctuation,
  ];
  const excluded = new Set(rules.ExcludeCharacters ?? '');
  return types
    .map((type) => [...type].filter((character) => !excluded.has(character)).join(''))
    .filter((type) => type !== '');
}

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

/** Fisher and Yates, so that required characters stand anywhere. */
function shuffle(characters: string[]): string[] {
  for (let at = characters.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [characters[at], characters[other]] = [characters[other] ?? '', characters[at] ?? ''];
  }
  return characters;
}
