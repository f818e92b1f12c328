/** What is noticed of an assignment: named features, of each of which the model knows how much it speaks for a credential. */
import { isComment, type Assignment } from './assignment.ts';
import { wordEvidence } from './bigrams.ts';
import type { FileTraits } from './file-kind.ts';
import type { NameMeaning } from './name.ts';
import { shapeOf } from './shape.ts';

export interface Noticed {
  readonly assignment: Assignment;
  readonly meaning: NameMeaning;
  readonly words: readonly string[];
  readonly file: FileTraits;
}

/** Each feature that the assignment has, once. */
export function featuresOf(noticed: Noticed): string[] {
  return [...valueFeatures(noticed), ...nameFeatures(noticed), ...placeFeatures(noticed)];
}

function valueFeatures({ assignment: { value, quoted }, meaning }: Noticed): string[] {
  const shape = shapeOf(value);
  const group = groupOf(meaning);
  return [
    `value is ${shape}`,
    `${group} is ${shape}`,
    `${group} of ${lengthBand(value.length)}`,
    `letters: ${wordBand(wordEvidence(value))}`,
    quoted ? 'quoted' : 'not quoted',
    ...hints.filter(([, pattern]) => pattern.test(value)).map(([name]) => name),
    ...wordFeatures(value),
    ...(/[!@#$%^&*?~]/.test(value) ? [`${group} has signs`] : []),
    ...(shape === 'hexadecimal' && !usualDigests.has(value.length) ? ['hexadecimal of no usual length'] : []),
    ...(codeWords.has(value.toLowerCase()) ? ['value is a word of code'] : []),
    ...(new Set(value).size <= value.length / 3 ? ['few characters'] : []),
  ];
}

const hints: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['value has digits', /\d/],
  ['value has capitals', /[A-Z]/],
  ['value has signs', /[!@#$%^&*?~]/],
  ['value has brackets or quotes', /[()<>[\]{}"'`,;]/],
  ['value has a slash', /\//],
  ['value has a colon', /:/],
  ['value has a dot', /\./],
  ['value is padded', /[A-Za-z0-9+/]{10}={1,2}$/],
  ['value begins with a sign', /^[-#.@~^*+=%!&?:]/],
  ['value ends with a sign', /[-#.@~^+%&?:_]$/],
  ['value is of digits and dots', /^[\d.,:-]+$/],
];

// Lists, where expressions of so many words would take longer to compile than all else that a commit needs.
function wordFeatures(value: string): string[] {
  const text = `-${value.toLowerCase()}`;
  const holds = (word: string): boolean => text.includes(word);
  return [
    ...(standingWords.some(holds) ? ['value says what it stands for'] : []),
    ...(whoWords.some(holds) ? ['value says who'] : []),
    ...(triedWords.some(holds) ? ['value says test'] : []),
    ...(countingRuns.some(holds) || /(?:[a-z]\d){5}/.test(text) ? ['value counts'] : []),
    ...(isOfCode(value) ? ['value is of code'] : []),
    ...(fileExtensions.has(text.slice(text.lastIndexOf('.') + 1)) && text.includes('.')
      ? ['value ends like a file']
      : []),
  ];
}

/** `key` only where a word begins. */
const standingWords =
  'passw passphrase pwd secret token credential apikey api_key accesskey access_key -key _key'.split(' ');
const whoWords = 'user admin login account client server email name'.split(' ');
const triedWords =
  'test demo foo bar fake mock sample dummy stub temp spec short invalid wrong extra valid example'.split(' ');
const countingRuns = 'abcd bcde 1234 2345 6789 9876 qwer wert asdf zxcv'.split(' ');
const fileExtensions = new Set(
  'json yml yaml txt pem key crt js ts py rb php htm html xml conf cfg properties go java md png svg'.split(' '),
);

function isOfCode(value: string): boolean {
  return codeVerbs.has(/^[a-z]+(?=[A-Z_-])/.exec(value)?.[0] ?? '') || codeNouns.some((noun) => value.includes(noun));
}

const codeVerbs = new Set('get set is has on to new create update delete validate check show forgot reset'.split(' '));
const codeNouns = 'string object type field input text param value config default'.split(' ');

/** What options, types, validations and interfaces are called. */
const codeWords = new Set(
  (
    'required optional confirmed hidden visible text string number boolean object array function value default custom simple none never always ' +
    'auto manual basic digest bearer negotiate kerberos ntlm oauth oauth2 plain hashed encrypted encoded include omit same-origin identifier ' +
    'variable keyword operator comment success failed failure error valid invalid missing expired disabled enabled granted denied login logout ' +
    'submit cancel confirm reset change update create delete show hide input label title name username email phone on_create random unknown ' +
    'nullable sometimes min max numeric alpha file path json base64 utf-8 utf8 ascii binary stdin prompt environment env config static dynamic'
  ).split(' '),
);

/** Lengths of what is 64, 80, 96, 128, 160, 192, 224, 256, 384 or 512 bits long. */
const usualDigests = new Set([16, 20, 24, 32, 40, 48, 56, 64, 96, 128]);

/** A secret may be as short as a password, a key is drawn by a machine. */
function groupOf(meaning: NameMeaning): string {
  return meaning === 'password' || meaning === 'secret' ? meaning : 'key';
}

/** Bits of evidence in five bands. */
function wordBand(bits: number): string {
  if (bits > 6) return 'words';
  if (bits > 2) return 'word-like';
  if (bits > -2) return 'undecided';
  return bits > -6 ? 'unlike words' : 'random';
}

function lengthBand(length: number): string {
  const bands = [4, 6, 8, 12, 16, 20, 32, 41, 65];
  const end = bands.find((band) => length < band);
  return end === undefined ? '65 or more' : `less than ${end}`;
}

function nameFeatures({ assignment: { name, value }, meaning, words }: Noticed): string[] {
  const tail = words.at(-1) ?? '';
  return [
    `name says ${meaning}`,
    ...(words.length === 1 ? ['name is that word'] : []),
    ...(/^[A-Z0-9_]+$/.test(name) && name.includes('_') ? ['name is a constant'] : []),
    ...(name.includes('.') ? ['name has a path'] : []),
    ...(/(?:password|passwd|pwd|pass|secret|token|key)$/.test(tail) ? [] : ['name goes on']),
    ...(words.some((word) => testWords.has(word)) ? ['name says test'] : []),
    ...(words.some((word) => placeWords.has(word)) ? ['name says of what'] : []),
    ...(words.some((word) => verbs.has(word)) ? ['name has a verb'] : []),
    ...(words.includes(value.toLowerCase()) ? ['value is a word of the name'] : []),
    ...(sharesWords(words, value) ? ['value shares words with the name'] : []),
  ];
}

const testWords = new Set('test testing example sample dummy fake mock expected old new'.split(' '));
const placeWords = new Set(
  'db database mysql postgres redis smtp mail ftp ssh root admin aws jwt ldap rabbitmq mongo'.split(' '),
);
const verbs = new Set(
  (
    'is has get set show hide use need no forgot change validate check prompt enter update must want dont not allow require enable expire ' +
    'generate create random encode hash reset save remember'
  ).split(' '),
);

function sharesWords(words: readonly string[], value: string): boolean {
  const lower = value.toLowerCase();
  return words.some((word) => word.length >= 4 && lower.includes(word));
}

function placeFeatures({ assignment: { syntax, before, after, quoted }, meaning, file }: Noticed): string[] {
  const line = before.toLowerCase();
  const group = groupOf(meaning);
  return [
    `${group} by ${syntax}`,
    `${quoted ? 'quoted' : 'bare'} in ${file.kind}`,
    `file is ${file.kind}`,
    ...(file.isTest ? ['file is a test', `${group} in a test`] : []),
    ...(isComment(before) ? ['in a comment'] : []),
    ...(/\b(?:login|encrypted|with|identified|set|role|user \S+)\s*$/.test(line) ? ['SQL stands before'] : []),
    ...(/\b(?:user(?:name)?|login|e?mail|host|uid)["']?\s*[:=,]/.test(line) ? ['a user stands before'] : []),
    ...(endsInCall(before) ? ['a call stands before'] : []),
    ...(/[?&]$/.test(before) ? ['in a URL'] : []),
    ...(/^["'`]?\s*(?:\+|\.|%|\|\||\?)/.test(after) ? ['goes on as an expression'] : []),
    ...(/^["'`]?\s*[\]:]/.test(after) ? ['is a key itself'] : []),
    ...(/^["'`]?[,)]/.test(after) ? ['is one of several'] : []),
    ...(/^["'`]?;?\s*$/.test(after) ? ['ends its line'] : []),
  ];
}

/** Whether the last word is of a function that looks up, compares or prints. */
function endsInCall(before: string): boolean {
  const word = before.match(/\w+/g)?.at(-1)?.toLowerCase() ?? '';
  return callWords.some((call) => word.includes(call));
}

const callWords =
  'get find fetch has remove contains include assert expect raise throw log print puts echo label message msg'.split(
    ' ',
  );
