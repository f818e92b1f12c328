/** What an identifier means: whether the value it is given is a secret, by the words that it is made of. */

export type NameMeaning = 'secret' | 'password' | 'none';

/** Words of an identifier in any case style: `dbPassword2`, `DB_PASSWORD`, `db-password`, `APIKey`. */
export function splitWords(identifier: string): string[] {
  return identifier
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

export function meaningOf(identifier: string): NameMeaning {
  const words = splitWords(identifier);
  const last = words.at(-1) ?? '';
  if (words.some((word) => disarming.has(word)) || describing.has(last)) return 'none';
  if (words.some((word) => passwordWords.has(word))) return 'password';
  if (words.some((word) => secretWords.has(word))) return 'secret';
  if (words.some((word, index) => secretPairs.has(`${words[index - 1] ?? ''} ${word}`))) return 'secret';
  return 'none';
}

const passwordWords = new Set(
  'password passwd passwort passphrase pwd passcode pass userpass dbpass dbpassword mypassword rootpassword adminpassword'.split(
    ' ',
  ),
);

const secretWords = new Set(
  (
    'secret secrets token apikey apitoken apisecret appsecret accesskey secretkey privatekey authtoken accesstoken authkey ' +
    'clientsecret credential credentials cred creds authorization encryptionkey signingkey masterkey bearer authentication'
  ).split(' '),
);

/** Words that make a secret of the word after them, which alone is none. */
const secretPairs = new Set(
  (
    'api key,access key,secret key,private key,auth key,encryption key,encrypt key,crypt key,signing key,sign key,master key,account key,' +
    'storage key,shared key,session key,service key,server key,admin key,app key,application key,client key,deploy key,license key,' +
    'hmac key,aes key,ssh key,rsa key,jwt key,webhook key,root key,write key,consumer key,subscription key,cipher key,decryption key,' +
    'app auth,basic auth,api auth,http auth,proxy auth,redis auth,npm auth,oauth auth,registry auth,auth auth'
  ).split(','),
);

/** A name with one of these is about a secret, or is no secret at all. */
const disarming = new Set(
  (
    'public pub hash hashed digest checksum sha fingerprint thumbprint example sample dummy fake mock placeholder template regex ' +
    'pattern keyword keywords keyboard keycode monkey author authors authority authored tokenizer tokenize tokenized tokenization csrf xsrf ' +
    'primary foreign sort partition cache idempotency translation i locale label localization i18n msg message error warning title ' +
    'description help doc docs documentation comment css class selector icon html integrity max min'
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
    'location bytes bits kind scope scopes scheme source target user username email login attempts attempt limit rotation change changed reset'
  ).split(' '),
);
