/** What keeps an assignment that most likely gives a credential away from being certain: name, syntax and value must all say so without a doubt. */
import { shannonEntropy } from '../entropy.ts';
import { wordEvidence } from './bigrams.ts';
import { textIn } from '../placeholder.ts';
import { countsUp } from './counting.ts';
import type { Noticed } from './features.ts';
import { hasEmptyMark, vendorFit } from './vendor.ts';

/** The first doubt; undefined where there is none. For secrets, tokens, keys and passwords that the model finds likely. */
export function doubtAbout(noticed: Noticed): string | undefined {
  return doubtAboutName(noticed) ?? doubtAboutPlace(noticed) ?? doubtAboutValue(noticed);
}

function doubtAboutName({ words, meaning, assignment: { value } }: Noticed): string | undefined {
  if (meaning === 'named' || meaning === 'none') return 'the name does not say secret';
  const last = words.at(-1) ?? '';
  if (!endings.test(last)) return 'the name goes on behind the word for a secret';
  if (words.some((word) => openWords.has(word))) return 'keys of that name are no secret everywhere';
  if (meaning === 'key' && !words.some((word, at) => isKeptSecret(word, words[at + 1])))
    return 'not all keys of that name are secret';
  return vendorFit(words, value) === 'unknown' && !hasEmptyMark(value)
    ? undefined
    : 'no form of a credential of the vendor that name or mark tell';
}

const endings =
  /(?:password|passwd|pwd|pass|passphrase|secret|token|key|credentials?|creds|auth|authorization|base|value|string)$/;
/** Keys and tokens that browsers are given, or that tell one thing from another. */
const openWords = new Set('site maps host session request ingest test example dummy fake mock sample'.split(' '));

/** `apiKey`, `apikey`; not `masterKey`, which TLS has as well, or `deployKey`, which has a public half. */
function isKeptSecret(word: string, next = ''): boolean {
  return keptSecret.test(word) || (/^keys?$/.test(next) && keptSecret.test(`${word}key`));
}

const keptSecret =
  /(?:api|secret|access|private|auth|encryption|encrypt|crypt|sign|signing|app|application|account|storage|shared|service|admin|client|consumer|license|licence|hmac|aes|jwt|webhook|cipher|read|write|security)keys?$/;

function doubtAboutPlace({ assignment: { syntax, before, after }, file }: Noticed): string | undefined {
  if (syntax === 'compare' || syntax === 'blank') return 'the syntax does not assign';
  if (file.kind === 'generated' || file.kind === 'translation' || file.kind === 'markup')
    return `the file is ${file.kind}`;
  if (/[?&]$/.test(before)) return 'a parameter of a URL';
  if (/^["'`]?\s*(?:\+|\|\||\?)/.test(after)) return 'the value goes on as an expression';
  return undefined;
}

function doubtAboutValue({ assignment: { value } }: Noticed): string | undefined {
  if (countsUp(value)) return 'the value counts up';
  if (randomUuid.test(value)) return undefined;
  if (isBrokenHex(value)) return 'hexadecimal but for a character or two';
  if (/^[0-9a-f]+$/i.test(value)) return isWholeHex(value) ? undefined : 'hexadecimal of an unusual length';
  if (value.length < (wordEvidence(value) < -2 ? 16 : 20)) return 'too short to be certain that it is random';
  if (!alphabet.test(value) || publicKey.test(value)) return 'not made of what generators put out';
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((one) => one.test(value)).length;
  if (classes < 2 || saysWords(value) || saysWords(textIn(value))) return 'words may be in it';
  return shannonEntropy(value) < Math.min(4.5, Math.log2(value.length) * 0.86) - 0.2 ? 'not random enough' : undefined;
}

/** Version 4, which is drawn at random. */
const randomUuid = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/;
/** Of base64 and its sisters; in long values also what stands between their parts. */
const alphabet = /^(?:[A-Za-z0-9+/_=.~-]+|[A-Za-z0-9+/_=.~!%-]{40,})$/;
/** What SSH's public keys begin with. */
const publicKey = /^AAAA[BCE]3N/;

/** As many bits as keys have, and digits and letters in it. */
function isWholeHex(value: string): boolean {
  const isUsual = value.length >= 32 && value.length % 8 === 0;
  return isUsual && /[0-9]/.test(value) && /[a-f]/i.test(value) && shannonEntropy(value) >= 3.2;
}

/** A stray letter or a letter of the other case, where all others are hexadecimal: somebody's slip, or made up. */
function isBrokenHex(value: string): boolean {
  if (value.length < 24) return false;
  const strays = Math.min(value.replaceAll(/[0-9a-f]/g, '').length, value.replaceAll(/[0-9A-F]/g, '').length);
  return strays > 0 && strays * 16 <= value.length;
}

function saysWords(text: string): boolean {
  return (
    wordEvidence(text) > 0 ||
    text
      .toLowerCase()
      .split(/[^a-z]+/)
      .some((word) => madeUp.has(word))
  );
}

const madeUp = new Set('foo bar baz test demo fake sample example dummy your secret password token key'.split(' '));
