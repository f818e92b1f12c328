/** Files that are nothing but a credential: no name stands before the value, so that its form or the file's name must say what it is. */
import type { Candidate } from '../candidate.ts';
import { discordSnowflake } from '../checks/ids.ts';
import { shannonEntropy } from '../entropy.ts';
import { isPlaceholder, isRun } from '../placeholder.ts';
import { wordEvidence } from './bigrams.ts';
import { countsUp } from './counting.ts';
import { genericPatterns } from './detect.ts';
import { mayMeanSecret, readName, type NameMeaning } from './name.ts';
import { kindOf } from './value.ts';
import { isWeakPassword } from './weak-password.ts';

/** Bytes. A text that is longer than this holds more than a credential or two. */
export const longestLone = 700;
/** Lines of which each may be a credential of its own. */
const mostLines = 6;

/** The credentials that a short text consists of; none where there is anything else in it. `path`: '' where none is known. */
export function findLone(bytes: Buffer, path: string): Candidate[] {
  if (!mayBeLone(bytes, 0, bytes.length)) return [];
  const text = bytes.toString('latin1');
  const lines = [...text.matchAll(/[^\r\n]+/g)].filter(([line]) => line.trim() !== '');
  if (lines.length === 0 || lines.length > mostLines) return [];
  const found = lines.map((line) => loneIn(line[0], lines.length === 1 ? path : ''));
  return found.every((one) => one !== undefined)
    ? found.map((lone, index) => candidateAt(lines[index]!.index + lone.at, lone))
    : [];
}

/** Whether a file of this name, or at this path, may be found for its name. */
export function isTelling(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return mayMeanSecret(name) && says(readName(nameOf(name)).meaning);
}

/** Whether there is no blank within the first line of a short text, which most have. */
export function mayBeLone(bytes: Uint8Array, from: number, size: number): boolean {
  if (size > longestLone) return false;
  let [begun, blank] = [false, false];
  for (let at = from; at < from + size; at++) {
    const byte = bytes[at]!;
    if (byte === 10 || byte === 13) {
      if (begun) return true;
    } else if (byte <= 32) blank = begun;
    else if (blank) return false;
    else begun = true;
  }
  return begun;
}

interface Lone {
  readonly at: number;
  readonly value: string;
  readonly byName?: true;
}

function loneIn(line: string, path: string): Lone | undefined {
  const value = line.trim();
  const at = line.indexOf(value);
  if (/\s/.test(value) || !/^[!-~]{6,600}$/.test(value) || isRun(value)) return undefined;
  const [, key = ''] = vapidPair.exec(value) ?? [];
  if (key !== '') return { at, value: key };
  if (hasForm(value)) return { at, value };
  return isNamedFor(path, value) ? { at, value, byName: true } : undefined;
}

function candidateAt(start: number, { value, byName }: Lone): Candidate {
  const end = start + value.length;
  return {
    pattern: genericPatterns.lone,
    start,
    end,
    value,
    parts: {},
    confidence: 'medium',
    ...(byName && { byName }),
  };
}

/** RFC 8292: a private key of P-256 and the point that belongs to it, which begins with 4. */
const vapidPair = /^([\w-]{42}[AEIMQUYcgkosw048]):B[A-P][\w-]{85}$/;

/** Forms that no other text has, though they begin with no mark: they say what they are where nothing else does. */
function hasForm(value: string): boolean {
  const isForm = forms.some((form) => form.test(value)) || (discord.test(value) && isDiscord(value));
  if (isForm) return !isPlaceholder(value) && shannonEntropy(value) >= 3.5;
  return isOneTimeSecret(value) || isThreefold(value);
}

const forms = [
  // Zhipu and Z.ai: an id and a secret.
  /^[0-9a-f]{32}\.[A-Za-z0-9]{16}$/,
  // Zoho: 1000, two hashes.
  /^1000\.[0-9a-z]{32}\.[0-9a-z]{32}$/,
];
/** Discord: a number in base64, six characters for the time, a signature. */
const discord = /^(?:[\w-]{24}|[\w-]{26})\.[\w-]{6}\.(?:[\w-]{27}|[\w-]{38})$/;

/** Digits begin with one of three letters in base64. */
function isDiscord(value: string): boolean {
  return /^[MNO]/.test(value) || discordSnowflake(value);
}

/** RFC 4648’s base32 of as many bytes as secrets of one-time passwords have (RFC 4226: 16, 20 and 32, Google’s 10), without a word in it. */
function isOneTimeSecret(value: string): boolean {
  if (!/^(?:[A-Z2-7]{16}|[A-Z2-7]{26}|[A-Z2-7]{32}|[A-Z2-7]{52})(?:={6}|={4})?$/.test(value)) return false;
  const text = value.replaceAll('=', '');
  return /[2-7]/.test(text) && shannonEntropy(text) >= 3.1 && wordEvidence(text) < 1 && !countsUp(text);
}

/** Three long parts with dots between them, as a signed token has, the first of which begins as JSON does in base64. */
function isThreefold(value: string): boolean {
  const isSigned = /^ey[A-Za-z0-9_-]{30,}\.[A-Za-z0-9_-]{36,}\.[A-Za-z0-9_-]{36,}$/.test(value);
  return isSigned && !isPlaceholder(value) && shannonEntropy(value) >= 4.5;
}

/** `config/master.key`, `db_password.txt`, `.vault_pass`: the file is named as a variable would be. */
function isNamedFor(path: string, value: string): boolean {
  const { words, meaning } = readName(nameOf(path));
  if (!says(meaning) || !/^[\w+/=.~!@#$%^&*?:,;-]{6,128}$/.test(value)) return false;
  if (isPlaceholder(value) && !(meaning === 'password' && isWeakPassword(value))) return false;
  if (words.join('') === value.toLowerCase().replaceAll(/[^a-z]/g, '') || /^[\w.-]*\/[\w./-]*$/.test(value))
    return false;
  if (meaning === 'password') return kindOf(value) !== 'plain' || wordEvidence(value) < 0 || isWeakPassword(value);
  return value.length >= 16 && kindOf(value) === 'random' && !countsUp(value);
}

function says(meaning: NameMeaning): boolean {
  return meaning !== 'none' && meaning !== 'named';
}

/** The file's name without what says that it is text; `master.key` stays as it is. */
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.(?:sha\d*|md5|sum|crt|cer|pub|asc|sig|lock|js|ts|py|go|rb|php|html?|css|xml|md)$/i.test(name)
    ? ''
    : name.replace(/\.(?:txt|text|dat|conf|cfg|secret)$/i, '').replaceAll(/vaultpass$/gi, 'vault_pass');
}
