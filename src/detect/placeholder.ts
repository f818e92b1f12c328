/** Values that stand where a secret belongs but are none: references, placeholders, documentation's examples, runs and sequences. */

export function isPlaceholder(value: string): boolean {
  return isPlain(value) || isPlain(textIn(value));
}

function isPlain(value: string): boolean {
  return (
    value !== '' && (isReference(value) || isCode(value) || isExample(value) || isRun(value) || isWellKnown(value))
  );
}

/** What a value that is base64 stands for, if that is text: `eW91ciBrZXk=` is no better than `your key`. Else ''. */
export function textIn(value: string): string {
  if (value.length > 200 || !/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(value)) return '';
  const text = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x20-\x7e]{6,}$/.test(text) ? text : '';
}

/** Digests of nothing, and headers of tokens without the token. */
function isWellKnown(value: string): boolean {
  return wellKnown.has(value.toLowerCase()) || /^\{"(?:alg|typ)":"[^{}]{1,80}\}?$/.test(value);
}

const wellKnown = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
]);

/** A value that is fetched, interpolated or encrypted rather than written down. */
function isReference(value: string): boolean {
  // An object that is written out, whatever its names are.
  if (value.length > 100 && /^\{\s*\\{0,2}"/.test(value) && !/\{[A-Za-z_]/.test(value)) return false;
  return (
    (/^[$%{<[(&*@]/.test(value) &&
      /^(?:\$[A-Za-z_{(]|%[A-Za-z_({]|\{\{?|<|\[|\(|&[a-z]|\*{3}|@[A-Za-z_]+(?:@|$)|@\{|@[A-Za-z_]+[.([])/.test(
        value,
      )) ||
    /\$\{|\$\(|\{\{|\}\}|<%|%>|#\{|\{[A-Za-z_][\w.:!,;-]*\}/.test(value) ||
    /^(?:process\.env|os\.environ|env\.|ENV\[|System\.|config\.|self\.|this\.|vault:|arn:|ssm:|op:\/\/|ref\+|file:|secretsmanager)/.test(
      value,
    ) ||
    /^(?:ENC\[|AQICAH|\$ANSIBLE_VAULT|vault:v\d|AgA[A-Za-z0-9])/.test(value)
  );
}

/** An identifier that says what it holds, a member of an object, or a call: code that fetches a secret, not the secret. */
function isCode(value: string): boolean {
  return (
    /^[A-Za-z_$][A-Za-z_$]{2,}(?:(?:\.|->|::)[A-Za-z_$]{3,})+$/.test(value) ||
    /^[A-Za-z_$][\w$.]*[([]/.test(value) ||
    /^\+.*\+$/s.test(value) ||
    value
      .toLowerCase()
      .split(':')
      .every((word) => /^[a-z_]*(?:pass(?:word|wd)?|pwd|token|secret|key|id)$/.test(word))
  );
}

function isExample(value: string): boolean {
  const text = value.toLowerCase();
  return (
    exampleWords.some((word) => text.includes(word)) ||
    exampleForms.some(([word, form]) => text.includes(word) && form.test(text)) ||
    emptyWords.some((word) => text.startsWith(word) && /^[-_]?\w{0,8}$/.test(text.slice(word.length)))
  );
}

/** Lists, where one expression of so many words would take longer to compile than all else that a commit needs. */
const exampleWords =
  'example changeme change-me change_me change-_me changeit placeholder insert- insert_ redacted dummy sample fixme xxxx *** ... qwerty abcdef0123 0123456789 1234567890 abcdefgh deadbeef lorem aws4- aws4_ yyyymmdd'
    .split(' ')
    .concat('insert ');

/** What is one only in some company, behind a word that it always has. */
const exampleForms: readonly (readonly [word: string, form: RegExp])[] = [
  ['your', /your[-_ ]?(?:own|api|key|token|secret|pass|access|client|account)/],
  ['secret', /(?:my|some|the|super)[-_]?secret|secret[-_ ]?(?:key|token|value)?$/],
  ['password', /(?:my|some|the|super)[-_]?password|^password/],
  ['token', /(?:my|some|the|super)[-_]?token/],
  ['api', /(?:my|some|the|super)[-_]?api/],
  ['key', /(?:my|some|the|super)[-_]?(?:test[-_])?key/],
  ['replace', /replace[-_ ]?(?:me|this|with)/],
  ['fake', /(?:^|[-_])fake/],
  ['not', /not[-_ ]?(?:a[-_ ]?)?(?:real|secret|valid|set|found|available|configured|provided|used|needed|required)/],
  ['<', /<[a-z]/],
];

const emptyWords = 'test foo bar baz demo todo none null nil true false undefined unset empty'.split(' ');

/** One character, a short group over and over, or neighbours in the alphabet. */
export function isRun(value: string): boolean {
  if (isRepeated(value)) return true;
  let steps = 0;
  for (let i = 1; i < value.length; i++) {
    if (Math.abs(value.charCodeAt(i) - value.charCodeAt(i - 1)) <= 1) steps++;
  }
  return value.length >= 6 && steps >= (value.length - 1) * 0.7;
}

/** A placeholder by its words, or one short group over and over; that a part of it counts up does not make it one. */
export function isPlaceholderWord(value: string): boolean {
  if (drawnUuid.test(value) && !isReference(value)) return false;
  const rest = value.replaceAll(/0?123456789|234567890|1234567890|abcdef0123|abcdefgh|qwerty/gi, '');
  const isShort = rest.length * 2 <= value.length;
  return (
    isReference(value) || isCode(value) || isExample(isShort ? value : rest) || isWellKnown(value) || isRepeated(value)
  );
}

/** A version 4 UUID at the end, whatever its owner named the key before it. */
const drawnUuid = /[0-9a-f]-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

function isRepeated(value: string): boolean {
  return /^(.{1,4})\1{2,}.{0,3}$/s.test(value);
}
