/** How sure a match is: a pattern's own confidence, less where the value is a word that a person chose. */
import type { Confidence } from '../types.ts';
import { checks, type Groups } from './checks.ts';
import { meaningOfContext } from './checks/context.ts';
import { ownUser } from './checks/encoded.ts';
import { notPlaceholderHost, passwordLike } from './checks/text.ts';
import type { CompiledPattern } from './compiled.ts';
import { wordEvidence } from './generic/bigrams.ts';
import { countsUp } from './generic/counting.ts';
import { kindOf } from './generic/value.ts';
import { isWeakPassword } from './generic/weak-password.ts';
import { isRun } from './placeholder.ts';

export interface Grade {
  readonly confidence: Confidence;
  /** What it follows from, without the value: half a sentence. */
  readonly why: string;
}

/**
 * Passwords have no form of their own, so the value counts as well: `hunter` in a URL of a test is low, `Tr0ub4dor` or letters that make no word
 * are medium, and what a machine drew is as sure as the pattern.
 */
export function gradeOf(pattern: CompiledPattern, value: string, groups: Groups = {}): Grade {
  const { context, beyond } = groups;
  if (context !== undefined && beyond !== undefined)
    return {
      confidence: confidenceBeyond(value, context),
      why: 'longer than the form of the vendor that stands beside it',
    };
  if (context !== undefined) return gradeNear(pattern, value, context);
  if (pattern.checks.includes('base64-credentials') && encodesWord(value))
    return { confidence: 'medium', why: 'a word for a password, encoded with the name of a user' };
  const password = passwordIn(pattern, value);
  if (password === undefined) return gradeForm(pattern, value);
  const kind = kindOf(password);
  if (isDrawn(password)) return { confidence: 'high', why: 'long, and drawn at random without a doubt' };
  if (kind === 'random' && wordEvidence(inLetters(password)) <= 2)
    return { confidence: pattern.confidence, why: 'looks drawn at random: as sure as the pattern' };
  const isChosen =
    password.length >= (/^[A-Za-z0-9]+$/.test(password) && wordEvidence(password) < 0 ? 4 : 6) &&
    (kind !== 'plain' || wordEvidence(password) < 0 || isOnline(groups) || isWeakPassword(password));
  return isChosen && pattern.confidence !== 'low'
    ? { confidence: 'medium', why: 'a password that a person may have chosen' }
    : { confidence: 'low', why: 'short or a word: a password that may be an example' };
}

/** Of a value with a form of its own. */
function gradeForm(pattern: CompiledPattern, value: string): Grade {
  if (beginsPrivateKey(value)) return { confidence: 'high', why: 'begins as the bytes of a private key do' };
  if (holdsLogins(value)) return { confidence: 'high', why: 'base64 of logins of container registries' };
  return { confidence: pattern.confidence, why: 'has the form: as sure as the pattern' };
}

/**
 * Of a value beside its vendor's name: certain where it was drawn at random, and named for the secret. What is hexadecimal may be a hash
 * where the name stands further away, and somebody may have made the value up by counting.
 */
function gradeNear({ confidence }: CompiledPattern, value: string, context: string): Grade {
  if (isRun(value)) return { confidence: lower(confidence), why: 'counts up or repeats' };
  const isNamed = meaningOfContext(context) === 'secret';
  if (
    (kindOf(value) === 'random' || mixedHex.test(value)) &&
    !countsUp(value) &&
    (isNamed || !/^(?:[0-9a-f-]+|[0-9A-F-]+)$/.test(value))
  )
    return { confidence: 'high', why: 'drawn at random, beside the name of its vendor' };
  if (isNamed) return { confidence, why: 'named for the secret: as sure as the pattern' };
  return { confidence: lower(confidence), why: 'not named for the secret, and not drawn at random without a doubt' };
}

/** Of what is longer than the vendor's form: the name must say what it is, and the value must be no hash. */
function confidenceBeyond(value: string, context: string): Confidence {
  const isLikely = kindOf(value) === 'random' || (/[0-9]/.test(value) && /[A-Za-z]/.test(value));
  return isLikely && !/^[0-9a-f-]+$/i.test(value) && meaningOfContext(context) === 'secret' ? 'medium' : 'low';
}

/** Hashes are written in letters of one case. */
const mixedHex = /^(?=.*[a-f])(?=.*[A-F])(?=.*[0-9])[0-9a-fA-F]{32,}$/;

/** The first bytes of a private key: a sequence of DER with a version and an algorithm or a modulus, or OpenSSH's own. */
function beginsPrivateKey(text: string): boolean {
  const value = text.startsWith(armour) ? (firstOfKey.exec(text)?.[1] ?? '') : text;
  if (!/^(?:M[EFGHI][A-Za-z0-9+/]{10}|b3BlbnNzaC1rZXktdjEA)/.test(value)) return false;
  const bytes = Buffer.from(value.slice(0, 24), 'base64').toString('hex');
  return (
    bytes.startsWith('6f70656e7373682d6b65792d7631') ||
    /^30(?:82.{4}|81.{2}|.{2})(?:020100(?:30|028)|0201010420)/.test(bytes)
  );
}

const armour = '-----BEGIN ';
/** Behind the armour's line, whatever the lines are set in. */
const firstOfKey =
  /-----BEGIN [A-Z ]{0,24}-----[^]{1,80}?((?:MI[A-Za-z0-9+/]{6}|b3BlbnNzaC1rZXktdjEA)[A-Za-z0-9+/]{12,})/;

/** Base64 of what container tools keep their logins in. */
function holdsLogins(value: string): boolean {
  if (!value.startsWith('ey') || value.length > 4000) return false;
  const text = Buffer.from(value, 'base64').toString('latin1');
  return (
    /^\{\s{0,8}"(?:auths"\s{0,8}:\s{0,8}\{\s{0,8}")?[^"]{1,200}"\s{0,8}:\s{0,8}\{/.test(text) &&
    /"(?:auth|password)"\s{0,8}:\s{0,8}"[^"]{6}/.test(text)
  );
}

/** Long, and without a doubt drawn at random. */
function isDrawn(password: string): boolean {
  if (password.length < 14 || countsUp(password) || wordEvidence(inLetters(password)) > 0) return false;
  return kindOf(password) === 'random' ? password.length >= 16 : isScattered(password);
}

/** Letters alone, small ones and capitals in no order, and in no order of words either. */
function isScattered(password: string): boolean {
  return (
    /^[A-Za-z]+$/.test(password) && (password.match(/[a-z][A-Z]/g)?.length ?? 0) >= 3 && wordEvidence(password) < -4
  );
}

/** Words that are spelled with digits and signs: `D1fficultP@ssw0rd`. */
function inLetters(password: string): string {
  return password.replaceAll(/[013457@$!]/g, (sign) => 'oieastasi'.charAt('013457@$!'.indexOf(sign)));
}

/** A user at a machine that has a name in the network is more than an example. */
function isOnline({ host = '', user = '' }: Groups): boolean {
  return /\.[a-z]{2,}$/i.test(host) && notPlaceholderHost('', { host }) && passwordLike(user);
}

/** One step down, as far as it is still reported by default. */
export function lower(confidence: Confidence): Confidence {
  return confidence === 'high' ? 'medium' : confidence;
}

/** The password as it was before a URL or a header was made of it; '' for one that is made of placeholder words. */
function passwordIn({ checks: names }: CompiledPattern, value: string): string | undefined {
  if (names.includes('password-like')) return decodePercent(value);
  if (!names.includes('base64-credentials')) return undefined;
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  const colon = decoded.indexOf(':');
  const [user, password] = [decoded.slice(0, colon), decoded.slice(colon + 1)];
  return checks['password-like'](password, { user }) || isWeakPassword(password) ? password : '';
}

/** Base64 of a user’s own name and of a word for a password. */
function encodesWord(value: string): boolean {
  const [user = '', password = ''] = Buffer.from(value, 'base64').toString('latin1').split(':');
  return ownUser.test(user) && /^(?:pass(?:word|wd)?|secret|token)$/i.test(password);
}

function decodePercent(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
