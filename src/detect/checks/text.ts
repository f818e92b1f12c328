/** What random and placeholder text look like, for patterns whose values carry no mark of their own. */
import { wordEvidence } from '../generic/bigrams.ts';
import { countsUp } from '../generic/counting.ts';
import { isWeakPassword } from '../generic/weak-password.ts';

/** At least one letter and one digit, or letters of both cases in no order, and no run of six equal characters. */
export function mixedAlnum(secret: string): boolean {
  const isMixed = /[A-Za-z]/.test(secret) && (/[0-9]/.test(secret) || isScattered(secret));
  return isMixed && !hasLongRun(secret) && !isSequence(secret);
}

/** Long enough that no digit came by chance, and letters of both cases that make no words. */
function isScattered(secret: string): boolean {
  const changes = secret.match(/[a-z][A-Z]/g)?.length ?? 0;
  return secret.length >= 32 && changes * 8 >= secret.length && wordEvidence(secret) < 0 && !countsUp(secret);
}

export function notAllDigits(secret: string): boolean {
  return /[^0-9]/.test(secret);
}

function hasLongRun(text: string): boolean {
  let run = 1;
  for (let at = 1; at < text.length; at++) {
    run = text[at] === text[at - 1] ? run + 1 : 1;
    if (run >= 6) return true;
  }
  return false;
}

/** Seven tenths of it or more count up, five or more characters in a row, as `01234567` and `abcdef` do. */
function isSequence(text: string): boolean {
  let [run, counted] = [1, 0];
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && text.charCodeAt(at) === text.charCodeAt(at - 1) + 1) run++;
    else {
      if (run >= 5) counted += run;
      run = 1;
    }
  }
  return counted * 10 >= text.length * 7;
}

/** Words that placeholders are made of; a value of nothing else (`your-password-here`, `changeme123`) is one. */
const placeholderWords = [
  ...[
    'my',
    'your',
    'the',
    'some',
    'an',
    'a',
    'new',
    'old',
    'is',
    'here',
    'goes',
    'value',
    'me',
    'it',
    'this',
    'to',
    'be',
    'in',
    'with',
  ],
  ...[
    'db',
    'database',
    'root',
    'admin',
    'user',
    'username',
    'guest',
    'postgres',
    'mysql',
    'api',
    'access',
    'private',
    'client',
  ],
  ...[
    'default',
    'enter',
    'insert',
    'put',
    'add',
    'replace',
    'change',
    'set',
    'fill',
    'example',
    'sample',
    'dummy',
    'fake',
    'test',
  ],
  ...[
    'mock',
    'strong',
    'secure',
    'super',
    'real',
    'password',
    'passwd',
    'passphrase',
    'pass',
    'pwd',
    'secret',
    'token',
    'key',
  ],
  ...[
    'credentials',
    'credential',
    'foo',
    'bar',
    'baz',
    'hunter2',
    'redacted',
    'hidden',
    'masked',
    'null',
    'none',
    'nil',
    'undefined',
  ],
  ...[
    'todo',
    'tbd',
    'empty',
    'string',
    'placeholder',
    'required',
    'optional',
    'random',
    'generated',
    'something',
    'xxx',
    'abc',
    'qwerty',
  ],
].toSorted((a, b) => b.length - a.length);

function isPlaceholder(text: string): boolean {
  let rest = text.toLowerCase().replace(/[0-9!?.]{0,4}$/, '');
  while (rest !== '') {
    const known = placeholderWords.find((word) => rest.startsWith(word));
    if (known === undefined && !/^[-_ .]/.test(rest)) return false;
    rest = rest.slice(known?.length ?? 1);
  }
  return true;
}

const substituted = /^(?:\$|%[A-Za-z_(]|\{\{?|<[^>]*>?$|\[[^\]]*\]?$|#\{|@@|__[A-Z_]+__$)|\$\{|\{\{|\$\(|%\(/;

/** A password that somebody could have: not a placeholder word, not a reference to a variable, not a mask, not the user's name (`guest:guest`). */
export function passwordLike(secret: string, groups: Readonly<Record<string, string>> = {}): boolean {
  if (secret.length < 3 || substituted.test(secret) || secret === groups['user']) return false;
  if (/^(.)\1*$/.test(secret) || /^[*.xX•_-]+$/.test(secret)) return false;
  return !isPlaceholder(secret) || isWeakPassword(secret);
}

/** What a program has written for a password in its own settings: no reference to a variable and no mask, but any word. */
export function storedPassword(secret: string): boolean {
  return secret.length >= 3 && !substituted.test(secret) && !/^[*.xX•_-]+$/.test(secret);
}

const placeholderHosts =
  /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|::1|host(?:name)?|server|example|(?:.*\.)?example\.(?:com|org|net|edu)|(?:.*\.)?(?:example|invalid|test|local|localhost)|your[-_.].*|my[-_.]?(?:host|server|domain).*|.*\.?domain\.(?:com|tld))$/i;

/** The group `host` (if there is one) is a machine that may exist: not localhost, not a documentation domain, not a variable. */
export function notPlaceholderHost(_: string, groups: Readonly<Record<string, string>>): boolean {
  const host = groups['host'];
  return host === undefined || (!placeholderHosts.test(host) && !/[<>{}$%*]/.test(host));
}
