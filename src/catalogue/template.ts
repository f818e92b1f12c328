/**
 * Turns a pattern's example template into text; equal seeds give equal text, so examples are stable and no key stands in the repository.
 *
 * A placeholder is `{name}` or `{name:argument}`; any other brace (`{"a": 1}`, `{ a }`, `${VAR}`, `{SHA}`) stands for itself.
 *
 * Random text, LENGTH being `24` or a range `24-40`; from 8 characters on every class of the alphabet occurs:
 *   {an:LENGTH} A-Za-z0-9        {lower:..} a-z       {upper:..} A-Z       {alpha:..} A-Za-z    {digits:..} 0-9, first not 0
 *   {lowernum:..} a-z0-9         {uppernum:..} A-Z0-9 {hex:..} 0-9a-f      {HEX:..} 0-9A-F      {word:..} A-Za-z0-9_
 *   {anyhex:LENGTH} 0-9a-fA-F    {b64pad:..} A-Za-z0-9_=-
 *   {b64:..} A-Za-z0-9+/         {b64url:..} A-Za-z0-9_-                   {b32:..} A-Z2-7      {b58:..} base58
 *   {of:ALPHABET:LENGTH} characters of an own alphabet, written out        {uuid} {UUID}        {b64bytes:N} N bytes, padded base64
 * Text from text, TEXT being a template itself:
 *   {pick:a|b|c} one of them     {repeat:N:TEXT}      {cut:N:TEXT} without its last N characters
 *   {flip:TEXT} last letter or digit changed: right shape, wrong checksum
 *   {b64of:TEXT} padded base64   {b64urlof:TEXT} unpadded base64url        {hexof:TEXT}         {upcase:TEXT} {downcase:TEXT}
 * Credentials with a structure (src/catalogue/credentials.ts):
 *   {github:PREFIX} as `ghp`, with CRC     {npm}     {jwt} or {jwt:CLAIMS-TEMPLATE}
 *   {gitlab:PREFIX} as `glpat`, routable; {gitlab-unversioned:PREFIX} its older form
 *   {aws-id:PREFIX} as `AKIA`    {pem:LABEL} as `RSA PRIVATE KEY`, newlines real; {pem-escaped:LABEL} newlines as \n    {pypi:HOST}
 */
import { credentials } from './credentials.ts';
import { createRandom, type Random } from './random.ts';

/** The text of `template`. The seed is the pattern's id and the template's index. Throws on an unknown placeholder. */
export function expandTemplate(template: string, seed: string): string {
  return expand(template, createRandom(`${seed}\n${template}`));
}

function expand(template: string, random: Random): string {
  let text = '';
  for (let at = 0; at < template.length;) {
    const name = placeholderAt(template, at);
    if (name === undefined) {
      text += template.charAt(at++);
      continue;
    }
    const end = closingBrace(template, at);
    text += generate(name, template.slice(at + name.length + 2, end), random);
    at = end + 1;
  }
  return text;
}

/** The placeholder's name. Unknown names with an argument are typing errors, unless a shell's `${NAME:-x}`; without one they are text. */
function placeholderAt(template: string, at: number): string | undefined {
  const [, name = '', next] = /^\{([A-Za-z][A-Za-z0-9-]*)([:}])/.exec(template.slice(at, at + 40)) ?? [];
  const known = [alphabets, makers, credentials].some((names) => Object.hasOwn(names, name));
  if (known) return name;
  if (next === ':' && template[at - 1] !== '$') throw new Error(`unknown placeholder in template: ${name}`);
  return undefined;
}

function closingBrace(template: string, open: number): number {
  let depth = 0;
  for (let at = open; at < template.length; at++) {
    if (template[at] === '{') depth++;
    if (template[at] === '}' && --depth === 0) return at;
  }
  throw new Error(`unclosed placeholder in template: ${template.slice(open, open + 20)}`);
}

function generate(name: string, argument: string, random: Random): string {
  const alphabet = alphabets[name];
  if (alphabet !== undefined) return random.text(alphabet, lengthOf(argument, random));
  const make = makers[name];
  if (make !== undefined) return make(argument, random);
  return credentials[name]?.(expand(argument, random), random) ?? '';
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';

const alphabets: Readonly<Record<string, string>> = {
  an: upper + lower + digits,
  alpha: upper + lower,
  lower,
  upper,
  lowernum: lower + digits,
  uppernum: upper + digits,
  hex: `${digits}abcdef`,
  HEX: `${digits}ABCDEF`,
  anyhex: `${digits}abcdefABCDEF`,
  b64pad: `${upper + lower + digits}_-=`,
  word: `${upper + lower + digits}_`,
  b64: `${upper + lower + digits}+/`,
  b64url: `${upper + lower + digits}_-`,
  b32: `${upper}234567`,
  b58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
};

const makers: Readonly<Record<string, (argument: string, random: Random) => string>> = {
  digits: (length, random) => {
    const count = lengthOf(length, random);
    return random.text('123456789', 1) + random.text(digits, count - 1);
  },
  of: (argument, random) => {
    const colon = argument.lastIndexOf(':');
    return random.text(argument.slice(0, colon), lengthOf(argument.slice(colon + 1), random));
  },
  uuid: (_, random) => uuid(random),
  UUID: (_, random) => uuid(random).toUpperCase(),
  b64bytes: (length, random) => random.bytes(lengthOf(length, random)).toString('base64'),
  pick: (choices, random) => {
    const all = choices.split('|');
    return expand(all[random.number(all.length)] ?? '', random);
  },
  repeat: (argument, random) => {
    const [count, text] = counted(argument);
    return Array.from({ length: count }, () => expand(text, random)).join('');
  },
  cut: (argument, random) => {
    const [count, text] = counted(argument);
    return expand(text, random).slice(0, -count);
  },
  flip: (text, random) => flipLast(expand(text, random)),
  b64of: (text, random) => Buffer.from(expand(text, random)).toString('base64'),
  b64urlof: (text, random) => Buffer.from(expand(text, random)).toString('base64url'),
  hexof: (text, random) => Buffer.from(expand(text, random)).toString('hex'),
  upcase: (text, random) => expand(text, random).toUpperCase(),
  downcase: (text, random) => expand(text, random).toLowerCase(),
};

function lengthOf(range: string, random: Random): number {
  const [, least, most] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  if (least === undefined) throw new Error(`not a length in template: ${range}`);
  return Number(least) + (most === undefined ? 0 : random.number(Number(most) - Number(least) + 1));
}

function counted(argument: string): [count: number, text: string] {
  const colon = argument.indexOf(':');
  return [Number(argument.slice(0, colon)), argument.slice(colon + 1)];
}

function uuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function flipLast(text: string): string {
  const at = text.search(/[A-Za-z0-9][^A-Za-z0-9]*$/);
  const old = text.charAt(at);
  return `${text.slice(0, at)}${old === '2' ? '3' : '2'}${text.slice(at + 1)}`;
}
