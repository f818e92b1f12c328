/** The generic detector: a name that says secret, a syntax that assigns, and a value; a model says how likely they give a credential away. */
import type { Confidence } from '../../types.ts';
import type { CompiledPattern } from '../compiled.ts';
import { isPlaceholder } from '../placeholder.ts';
import { readAssignment, type Assignment, type AssignmentHit } from './assignment.ts';
import { doubtAbout } from './certain.ts';
import { featuresOf, type Noticed } from './features.ts';
import type { FileTraits } from './file-kind.ts';
import { confidenceOf, explainScore, scoreOf } from './model.ts';
import { readName, type NameReading } from './name.ts';
import { kindOf } from './value.ts';
import { vendorFit } from './vendor.ts';
import { isWeakPassword } from './weak-password.ts';

export interface GenericHit {
  readonly pattern: CompiledPattern;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly confidence: Confidence;
}

export interface Explanation {
  readonly pattern: string;
  readonly start: number;
  readonly end: number;
  readonly why: string;
}

const advice = {
  revoke: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/hardcoded.html',
  regex: { source: '', flags: '' },
  reach: 0,
  runs: 0,
  around: 0,
  entropy: 0,
  checks: [],
  parts: [],
  overlaps: [],
} as const;

export const genericPatterns = {
  secret: {
    id: 'generic-secret',
    title: 'Secret in an assignment',
    severity: 'high',
    confidence: 'medium',
    why: 'A value that looks drawn at random is assigned to a name that says secret.',
    ...advice,
  },
  password: {
    id: 'generic-password',
    title: 'Password in an assignment',
    severity: 'high',
    confidence: 'low',
    why: 'A literal is assigned to a name that says password.',
    ...advice,
  },
  lone: {
    id: 'generic-lone-credential',
    title: 'File of nothing but a credential',
    severity: 'high',
    confidence: 'medium',
    why: 'The file holds one value, and its form or the name of the file says that it is a password, a key or a token.',
    ...advice,
  },
} as const satisfies Record<string, CompiledPattern>;

/** Undefined where the assignment around the hit gives no secret away. */
export function detectAssignment(bytes: Buffer, hit: AssignmentHit, file: FileTraits): GenericHit | undefined {
  const noticed = noticeAssignment(bytes, hit, file);
  if (noticed === undefined) return undefined;
  const scored = confidenceOf(scoreOf(featuresOf(noticed)));
  if (scored === undefined) return undefined;
  const { value, start, end } = noticed.assignment;
  const confidence = scored === 'medium' ? confidenceOfLikely(noticed) : scored;
  return { pattern: patternFor(noticed), start, end, value, confidence };
}

/** What the model finds likely is little where it is cut off, and certain where nothing casts a doubt. */
function confidenceOfLikely(noticed: Noticed): Confidence {
  if (cutIn(noticed) !== undefined) return 'low';
  return doubtAbout(noticed) === undefined ? 'high' : 'medium';
}

function cutIn({ meaning, words, assignment: { value } }: Noticed): string | undefined {
  if (meaning === 'password') return undefined;
  if (isHalfByte(value)) return 'half a byte is missing';
  return vendorFit(words, value) === 'cut'
    ? 'shorter than any credential of the vendor that the name tells'
    : undefined;
}

/** Keys in hexadecimal are whole bytes: one digit short or too many, it is cut off or mistyped. */
function isHalfByte(value: string): boolean {
  return value.length % 2 === 1 && value.length > 16 && (/^[0-9a-f]+$/.test(value) || /^[0-9A-F]+$/.test(value));
}

function patternFor({ meaning }: NameReading): CompiledPattern {
  return meaning === 'password' ? genericPatterns.password : genericPatterns.secret;
}

/** Undefined where name, syntax or value rule out that it is a credential. */
export function noticeAssignment(bytes: Buffer, hit: AssignmentHit, file: FileTraits): Noticed | undefined {
  const assignment = readAssignment(bytes, hit, file.kind);
  if (assignment === undefined || objectionTo(assignment) !== undefined) return undefined;
  return { assignment, ...readingOf(assignment), file };
}

/** Why the assignment around the hit is reported as it is, or not; undefined where the text is no assignment. */
export function explainAssignment(bytes: Buffer, hit: AssignmentHit, file: FileTraits): Explanation | undefined {
  const assignment = readAssignment(bytes, hit, file.kind);
  if (assignment === undefined) return undefined;
  const { start, end } = assignment;
  const pattern = patternFor(readName(assignment.name)).id;
  const objection = objectionTo(assignment);
  if (objection !== undefined) return { pattern, start, end, why: objection };
  const noticed = noticeAssignment(bytes, hit, file);
  return { pattern, start, end, why: noticed === undefined ? '' : explainLikelihood(noticed) };
}

function explainLikelihood(noticed: Noticed): string {
  const features = featuresOf(noticed);
  const score = explainScore(features);
  if (confidenceOf(scoreOf(features)) !== 'medium') return score;
  const cut = cutIn(noticed);
  if (cut !== undefined) return `low, as it is ${cut}; ${score}`;
  const doubt = doubtAbout(noticed);
  return doubt === undefined ? `high, as nothing casts a doubt; ${score}` : `not high: ${doubt}; ${score}`;
}

/** What rules out, whatever the score. Cheapest first: most of a commit's time goes into what runs for the first time. */
function objectionTo(assignment: Assignment): string | undefined {
  const { name, value, syntax, before, after } = assignment;
  const { words, meaning } = readingOf(assignment);
  if (meaning === 'none') return 'the name says no secret';
  if (/[\w.+-]@$/.test(before)) return 'the end of a mail address or of a URL’s user';
  if (syntax === 'compare' && meaning !== 'password') return 'a comparison gives no key away';
  const shortest = meaning === 'password' || meaning === 'secret' ? 4 : 8;
  if (value.length < shortest) return `shorter than ${shortest} characters`;
  if (/\s|\ufffd/.test(value)) return 'a text with blanks, or none at all';
  if (value.length < 12 && /["'`]/.test(value)) return 'too short for a value that holds quotes';
  // Asked first, as that expression takes a millisecond to compile.
  if (/[^\0-\x7f]/.test(value) && /(?!\p{Script=Latin})\p{L}/u.test(value))
    return 'words in letters that no password has';
  if (/^(?:0[xX][\da-fA-F]{1,16}|\d{1,9}\.\d{1,9})$/.test(value)) return 'a number';
  if (/^[\w.@+-]+(?:\/[\w.@+-]+){3,}\.[a-z]{1,5}$/.test(value)) return 'the path of a file';
  if (/^(?:credentials?|sessions?|tokens?|api_?keys?)$/i.test(value)) return 'a word for what is secret';
  if (isVersion(value) || isType(value)) return 'a version or a type';
  if (/^@[./~]/.test(value)) return 'a file that is read';
  if (isVerb(assignment, words)) return 'prose in which `pass` is a verb';
  if (/\bcase\s+$/.test(before)) return 'the label of a case';
  if (kindOf(name) === 'random') return 'the name itself looks drawn at random';
  if (!assignment.quoted && /^[\w-]*[A-Za-z]\$[A-Za-z_]{4,}$/.test(value)) return 'a text in which a variable stands';
  if (isCoordinate(value)) return 'what a package or a property is called';
  if (syntax === 'call' && !isSetter(name)) return 'the call looks something up';
  if (syntax === 'call' && /^["']\s*,/.test(after) && /^[a-z]+$/.test(value))
    return 'a word, and the first of several arguments';
  if (syntax === 'assign' && /[\w\])]\s*,\s*\$?$/.test(before) && /^["'`]\s*,/.test(after))
    return 'the first of several values';
  if (syntax === 'blank' && !assignment.quoted && value.length < 6) return 'too short for a value behind a blank';
  if (meaning === 'named' && !/\d/.test(value)) return 'a key without digits that is not named for a secret';
  const isWeak = meaning === 'password' && isWeakPassword(value);
  if (!isWeak && repeatsName(words, value)) return 'the value repeats the name';
  if (
    /^(?:[0-9A-F]{8}|[0-9A-F]{16}|[0-9A-F]{40})$/.test(value) &&
    words.some((word) => word === 'gpg' || word === 'pgp')
  )
    return 'the id of a public key';
  if (isWorkingFolder(name, value)) return 'the folder that a shell works in';
  if (publicKey.test(value)) return 'a public key of SSH';
  if (/<settings\s+$/.test(before)) return 'the phase of an unattended installation';
  if (before.endsWith('`') && after.startsWith('`') && words.includes(value.toLowerCase()))
    return 'prose that quotes an assignment, with a word of the name for a value';
  return !isWeak && isPlaceholder(value) ? 'a placeholder, a reference or an example' : undefined;
}

/** `pass "args"`, `pass plugin_type='module'`; not `var pass string = "…"`. */
function isVerb({ syntax, before }: Assignment, words: readonly string[]): boolean {
  const isLoose = syntax === 'blank' || syntax === 'declaration';
  return isLoose && words.join(' ') === 'pass' && !/\b(?:var|let|const|val|static|final)\s+$/.test(before);
}

/** A name that is `key` and no more tells nothing, but a map's key is never drawn at random. */
function readingOf({ name, value, quoted }: Assignment): NameReading {
  const reading = readName(name);
  return reading.meaning === 'none' && quoted && reading.words.join(' ') === 'key' && isDrawnKey(value)
    ? { ...reading, meaning: 'named' }
    : reading;
}

/** Long enough, of all classes of characters, and no path or name. */
function isDrawnKey(value: string): boolean {
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && /[0-9]/.test(value);
  return value.length >= 24 && isMixed && /^[A-Za-z0-9+/]+={0,2}$/.test(value) && kindOf(value) === 'random';
}

/** `^1.2.3`, `npm:1.0`, `15.minutes`. */
function isVersion(value: string): boolean {
  return /^(?:npm:)?[\^~<>=v]*\d+\.\d+\.\d+\b|^npm:|^\d+\.[a-z]+$/.test(value);
}

/** `xs:NonNegativeInteger` of a schema, `jjwt-api:jar:0.10.5:compile` of a dependency tree, `db.password.0` of a file of properties. */
function isCoordinate(value: string): boolean {
  if (/^[A-Za-z][\w.-]*:(?:[A-Z][a-z]+){3,}$/.test(value)) return true;
  if (/^[\w.-]+:(?:jar|war|pom|aar|zip|test-jar|maven-plugin|bundle):[\w.:-]+$/.test(value)) return true;
  return /^[a-z]+(?:[.-][a-z]+)*\.(?:password|passwd|pwd|secret|token|key)(?:\.\d{1,2}|\[\d{1,2}\])?$/.test(value);
}

/** A type, the object itself, a switch, or the level of the line of a log that follows. */
function isType(value: string): boolean {
  return typeWords.has(value.toLowerCase().replace(/[!?]$/, '').replace(/\d+$/, ''));
}

/** A list, where an expression of so many words would take longer to compile than all else that a commit needs. */
const typeWords = new Set(
  (
    'bool boolean str string int integer float double char byte bytes any void null none nil undef undefined nan object number usize uint id self this ' +
    'debug info warn warning error trace enable disable enabled disabled'
  ).split(' '),
);

/** A shell's PWD and OLDPWD stand in each dump of an environment; the names of temporary folders look drawn at random. */
function isWorkingFolder(name: string, value: string): boolean {
  return /^(?:old)?pwd$/i.test(name) && /^(?:[A-Za-z]:[\\/]|~?\/)/.test(value) && /[\\/].*[\\/]/.test(value);
}

/** The function itself must be named for the secret (`setPassword`, `token`), and not for looking one up, as Jenkins's `credentials` does. */
function isSetter(name: string): boolean {
  const { words, meaning } = readName(name.slice(name.lastIndexOf('.') + 1));
  return meaning !== 'none' && !lookups.has(words[0] ?? '') && name !== 'credentials';
}

/** The length and the name of the algorithm that each begins with, in base64: RFC 4253, section 6.6. */
const publicKey = /^AAAA(?:B3NzaC1|C3NzaC1lZDI1NTE5|E2VjZHNhLXNoYTI)/;

const lookups = new Set(
  'get ask prompt request has is find contains remove delete fetch read load require assert check validate verify test not generate create random new make build parse encode hash mask hide redact obfuscate sanitize'.split(
    ' ',
  ),
);

/** `password: "dbPassword1"` names the thing, it does not give it; `root_password: root` gives it. */
function repeatsName(words: readonly string[], value: string): boolean {
  const inName = words.join('');
  const inValue = value.toLowerCase().replaceAll(/[^a-z]/g, '');
  if (!/pass|pwd|secret|token|key|cred|auth/.test(inValue)) return false;
  return (
    (inName.includes(inValue) && inValue.length * 2 > value.length) || (inName.length >= 6 && inValue.includes(inName))
  );
}
