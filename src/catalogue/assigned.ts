/** Regexes for credentials without a mark of their own: a name that tells the vendor, a syntax that assigns, and a value of one exact shape. */

const tail = '[\\w .\\-]{0,40}';
const closing = '\\\\{0,2}["\'`]?[\\])]{0,2}';
const type = '(?:[ \\t]{0,4}:[ \\t]{0,4}[A-Za-z][\\w.<>|? \\t]{0,30})?';
const operator = [
  '[:?|.+]{0,3}=[>=]{0,2}',
  ':{1,2}',
  ':?-',
  '[>,(]',
  ',?\\s{1,60}["\']?[Vv]alue["\']?[ \\t]{0,4}[:=]',
].join('|');
const gap = '[ \\t]{0,20}(?:\\r?\\n[ \\t]{0,40})?';
const call = '(?:[\\w.]{1,30}\\([ \\t]{0,4})?';
const parameter =
  '(?:\\{?[ \\t]{0,4}[A-Za-z_]{0,12}(?:[Kk]ey|[Tt]oken|[Ss]ecret|[Aa]uth|[Pp]assword)["\']?[=:][ \\t]{0,4})?';
const opening = '(?:[@$A-Za-z]{0,2}\\\\{0,2}["\'`]{1,3})?';
const scheme = '(?:(?:[Bb]earer|[Tt]oken|[Bb]asic|[Aa]pi[Kk]ey)[ \\t])?';
const end = '(?:["\'`\\s;,)}\\]<>&#|\\\\@:*]|\\.\\s|$)';

/**
 * A bounded, portable regex whose group `secret` is `value`, a regex source without groups.
 * `name` is read without case, from the beginning of a word (`my_figma`, `myFigma`, not `rooKTa`): `|` separates alternatives, a space is an optional `_`, `-`, `.` or space, `*` is up to 30 name characters.
 * Knows `name = "v"`, `"name": "v"`, `<name>v</name>`, `name: v`, `set(name, 'v')`, `name(apiKey='v')`,
 * `name: NAME, value: v` and `${NAME:-v}`.
 */
export function assigned(name: string, value: string): RegExp {
  const names = name.split('|');
  const atStart = `(?:^|[^A-Za-z])(?:${names.map(nameSource).join('|')})`;
  const inside = names.filter((one) => /^[a-z]/.test(one)).map(capitalise);
  const before = `(?:${[atStart, ...inside].join('|')})${tail}${closing}${type}`;
  const between = `[ \\t]{0,20}(?:${operator})${gap}${call}${parameter}${opening}${scheme}`;
  return new RegExp(`${before}${between}(?<secret>${value})${end}`);
}

/** Within a word a name begins with an upper-case letter, behind a lower-case one. */
function capitalise(name: string): string {
  return `[a-z0-9]${name.charAt(0).toUpperCase()}${nameSource(name.slice(1))}`;
}

function nameSource(name: string): string {
  return name.replace(/[a-z* ]/g, (char) => {
    if (char === '*') return '[\\w .\\-]{0,30}';
    return char === ' ' ? '[ _.\\-]?' : `[${char.toUpperCase()}${char}]`;
  });
}
