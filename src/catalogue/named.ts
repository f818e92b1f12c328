/** Regexes for the long tail: a vendor's name, at most a line and a half of anything, and a value of the vendor's shape; checks judge what stands between. */

const between = '[\\t\\n\\r -~]{0,60}?';
const opening = '[\\t\\n\\r "\'`=:>,(;/|&\\[{@#+.%\\-]';
const closing = '(?:["\'`\\s;,)}\\]<>&#|\\\\@:*]|\\.\\s|$)';

/**
 * A bounded, portable regex: `secret` is `value`, a regex source without named groups, and `context` is what stands between name and value, for
 * the check `vendor-context`. In `name` a comma separates alternatives and a space is an optional `_`, `-`, `.` or space; it is read without
 * case from the beginning of a word (`my_figma`, `myFigma`, not `rooKTa`).
 */
export function named(name: string, value: string): RegExp {
  // `acmev1` before `acme`, or what follows the shorter one would begin with the rest of the longer.
  const names = name.split(',').toSorted((a, b) => b.length - a.length);
  const atStart = `(?:^|[^A-Za-z])(?:${names.map(foldName).join('|')})`;
  const inside = names
    .filter((one) => /^[a-z]/.test(one))
    .map((one) => `[a-z0-9]${one.charAt(0).toUpperCase()}${foldRest(one)}`);
  return new RegExp(
    `(?:${[atStart, ...inside].join('|')})(?<context>(?:${between}${opening})?)(?<secret>${value})${closing}`,
  );
}

/** What to look for, so that every match of `named(name, …)` holds one of them. */
export function keywordsOf(name: string): string[] {
  return name.split(',').flatMap((one) => {
    const words = one.split(' ').slice(0, 2);
    return words.length === 1 ? words : ['', '_', '-', '.', ' '].map((separator) => words.join(separator));
  });
}

function foldName(name: string): string {
  return foldLetter(name.charAt(0)) + foldRest(name);
}

function foldRest(name: string): string {
  return [...name.slice(1)].map(foldLetter).join('');
}

function foldLetter(character: string): string {
  if (character === ' ') return '[ _.\\-]?';
  return /[a-z]/.test(character) ? `[${character.toUpperCase()}${character}]` : character.replace(/[.+-]/, '\\$&');
}
