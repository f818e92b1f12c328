/** What an identifier means: whether the value it is given is a secret, by the words that it is made of. */

/** `named`: a key whose name says whose it is, but not that it is secret. */
export type NameMeaning = 'password' | 'secret' | 'token' | 'key' | 'named' | 'none';

/** Words of an identifier in any case style: `dbPassword2`, `DB_PASSWORD`, `db-password`, `APIKey`. */
export function splitWords(identifier: string): string[] {
  return identifier
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** Words of a name and what they mean. The same names come again and again, so that the last thousands are remembered. */
export function readName(identifier: string): NameReading {
  const known = readings.get(identifier);
  if (known !== undefined) return known;
  const words = splitWords(identifier);
  const reading = { words, meaning: meaningOf(words) };
  if (readings.size >= mostReadings) readings.clear();
  readings.set(identifier, reading);
  return reading;
}

export interface NameReading {
  readonly words: readonly string[];
  readonly meaning: NameMeaning;
}

const readings = new Map<string, NameReading>();
const mostReadings = 10_000;

function meaningOf(words: readonly string[]): NameMeaning {
  const last = words.at(-1) ?? '';
  if (words.some((word) => disarming.has(word)) || describing.has(last) || handles.has(words.join(' '))) return 'none';
  if (words.some((word) => isPasswordWord(word)) || (last === 'pass' && !carriers.has(words.at(-2) ?? '')))
    return 'password';
  if (words.some((word) => word.endsWith('token'))) return 'token';
  if (words.some((word) => isSecretWord(word))) return 'secret';
  if (words.some((word, index) => isKeyWord(word) || isSecretPair(words[index - 1], word))) return 'key';
  return words.length > 1 && last === 'key' && !keyless.has(words.at(-2)!) ? 'named' : 'none';
}

/** Whether the name may mean a password, secret, token or key: a fraction of what it takes to tell. */
export function mayMeanSecret(identifier: string): boolean {
  return (telling ??= compileTelling()).test(identifier);
}

let telling: RegExp | undefined;

/** A name with such a meaning has one of these in it, in either case. */
function compileTelling(): RegExp {
  const parts = ['pass', 'token', 'secret', 'key', ...passwordEnds, ...passwordWords, ...secretWords];
  const shortest = parts.filter((part) => !parts.some((other) => other !== part && part.includes(other)));
  return new RegExp(shortest.join('|'), 'i');
}

/** Tokens that tell one request or one form from another: of AWS's calls, and of Atlassian's forms. */
const handles = new Set(['client request token', 'atl token']);

/** What is looked up by its key: `objectKey` of a bucket. */
const keyless = new Set(
  'object row column record entity item node field group event query route lookup dedup'.split(' '),
);

/** `proxy_pass` and its like pass requests on. */
const carriers = new Set([
  'proxy',
  'fastcgi',
  'uwsgi',
  'scgi',
  'grpc',
  'memcached',
  'by',
  'to',
  'could',
  'should',
  'must',
  'not',
  'can',
]);

// Lists, where expressions of so many words would take longer to compile than all else that a commit needs.

function isPasswordWord(word: string): boolean {
  return passwordEnds.some((end) => word.endsWith(end)) || passwordWords.has(word) || /^passwd?[a-z]?$/.test(word);
}

const passwordEnds = 'password passwd passwrd passwort passphrase passcode passwords pwd pswd'.split(' ');
const passwordWords = new Set(
  (
    'userpass dbpass mypass smtppass mailpass mysqlpass rootpass adminpass ftppass sshpass httppass authpass ldappass redispass proxypass ' +
    'sudopass loginpass keystorepass storepass keypass requirepass pw userpw rootpw bindpw adminpw dbpw psw psk presharedkey ' +
    'senha contrasena contrase kennwort wachtwoord'
  ).split(' '),
);

function isSecretWord(word: string): boolean {
  return word.endsWith('secret') || secretWords.has(word) || secretParts.some((part) => word.includes(part));
}

const secretWords = new Set(
  'secrets credential credentials cred creds bearer authorization authentication auth'.split(' '),
);
const secretParts =
  'clientsecret appsecret apisecret jwtsecret oauthsecret sharedsecret webhooksecret consumersecret'.split(' ');

/** Written as one word. */
function isKeyWord(word: string): boolean {
  const owner = /^(.+)keys?$/.exec(word)?.[1];
  return owner !== undefined && (keyOwners.has(owner) || /(?:api|secret|access)$/.test(owner));
}

const keyOwners = new Set(
  'app private auth account storage encryption encrypt encode signing master license session service shared aes ssh hmac jwt rsa'.split(
    ' ',
  ),
);

/** Words that make a secret of the word after them, which alone is none. */
function isSecretPair(before: string | undefined, word: string): boolean {
  return before !== undefined && /^keys?$/.test(word) && qualifiers.has(before);
}

const qualifiers = new Set(
  (
    'api access secret private auth encryption encrypt crypt crypto signing sign signature master account storage shared session service server ' +
    'admin app application client deploy license licence hmac aes des ssh rsa jwt webhook root write consumer subscription cipher decryption ' +
    'function host security symmetric site maps merchant project integration ingest agent rest read'
  ).split(' '),
);

/** A name with one of these is about a secret, or is no secret at all. */
const disarming = new Set(
  (
    'public pub pubkey buflen sonar hash hashed digest checksum sha fingerprint thumbprint placeholder template regex regexp bypass compass passthrough ' +
    'pattern keyword keywords keyboard keycode monkey author authors authority authored tokenizer tokenize tokenized tokenization csrf xsrf csrftoken xsrftoken ' +
    'primary foreign sort partition cache idempotency translation i locale label localization i18n msg message error warning title ' +
    'description help doc docs documentation comment css class selector icon html integrity max min shortcut hotkey existing pull next previous prev pagination page continuation cursor resume delimiter invalid non authenticity mismatch mismatched'
  ).split(' '),
);

/** As its last word, makes a name one for a property of the secret. */
const describing = new Set(
  (
    'id ids name names type types length len size count file files path paths dir directory url uri endpoint host hostname port ttl expiry ' +
    'expires expiration expire timeout age date time at created updated policy policies rule rules field fields param params parameter ' +
    'parameters header headers prefix suffix format encoding algorithm alg method mode status state enabled disabled required valid ' +
    'validity version vault store storage manager provider service resolver handler helper util utils factory builder parser reader writer ' +
    'exists provided usage hint prompt input confirm confirmation strength level index idx env var variable ref reference arn alias ' +
    'identity location resource bytes bits kind scope scopes scheme source target user username email login attempts attempt limit rotation change changed reset'
  ).split(' '),
);
