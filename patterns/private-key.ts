/** Private keys: PEM and OpenPGP armour, PuTTY, age, minisign and signify, WireGuard, JWK, kubeconfig. */
import type { Pattern } from '../src/types.ts';

const replace =
  'https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html#key-compromise-and-recovery';

const armours = [
  '-----begin private key',
  '-----begin rsa private',
  '-----begin ec private',
  '-----begin dsa private',
  '-----begin openssh private',
  '-----begin encrypted private',
  '-----begin pgp private',
];

export const privateKey = [
  {
    id: 'private-key',
    title: 'Private key',
    severity: 'critical',
    regex:
      /(?<secret>-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|ANY|PGP|SSH2 ENCRYPTED) )?PRIVATE KEY(?: BLOCK)?-----[^\x00]{40}[^\x00]*?-----END [A-Z0-9 ]{0,24}PRIVATE KEY(?: BLOCK)?-----)/,
    longest: 16_000,
    keywords: [
      '-----begin private key',
      '-----begin rsa private',
      '-----begin ec private',
      '-----begin dsa private',
      '-----begin openssh private',
      '-----begin encrypted private',
      '-----begin any private',
      '-----begin pgp private',
      '-----begin ssh2 encrypted private',
    ],
    checks: ['pem-private-key'],
    overlaps: ['private-key-fragment', 'private-key-altered'],
    why: 'Proves to be its owner: logs in over SSH, serves TLS, signs code or tokens, or opens what was encrypted to it.',
    revoke: replace,
    references: ['https://www.rfc-editor.org/rfc/rfc7468', 'https://www.rfc-editor.org/rfc/rfc5958'],
    match: [
      '{pem:RSA PRIVATE KEY}\n',
      '{pem:OPENSSH PRIVATE KEY}\n',
      '{"privateKey": "{pem-escaped:EC PRIVATE KEY}\\n"}',
      "SIGNING_KEY='{pem-escaped:PRIVATE KEY}'",
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n{repeat:12:{b64:64}\n}=Ab1x\n-----END PGP PRIVATE KEY BLOCK-----',
    ],
    miss: [
      '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----\nyour private key goes in here, between the two lines\n-----END PRIVATE KEY-----',
      '{pem:PUBLIC KEY}',
      '{pem:CERTIFICATE}',
      "const head = '-----BEGIN PRIVATE KEY-----', tail = '-----END PRIVATE KEY-----';",
    ],
  },
  {
    id: 'private-key-fragment',
    title: 'Private key, cut short or altered',
    severity: 'high',
    confidence: 'medium',
    regex:
      /-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?-----(?:\\{1,4}[rn]|["'+,>|#*/;\s\\]){1,30}(?:[A-Z][A-Za-z-]{2,12}: [^\n]{0,80}\r?\n\s{0,12}){0,3}(?:[#0-9TZ:.,/ -]{1,40}[ \t|])?(?<secret>[A-Za-z0-9+/]{40,100})(?:[^A-Za-z0-9+/]|$)/,
    longest: 480,
    keywords: armours,
    entropy: 3.6,
    why: 'Its first line is here; the rest may be in another part of the file or of the history.',
    revoke: replace,
    references: ['https://www.rfc-editor.org/rfc/rfc7468'],
    match: [
      '-----BEGIN RSA PRIVATE KEY-----\n{b64:64}\n{b64:64}\n',
      'key = "-----BEGIN PRIVATE KEY-----\\n{b64:64}\\n{b64:20}"',
    ],
    miss: [
      '-----BEGIN RSA PRIVATE KEY-----\n{b64:20}\n',
      '-----BEGIN PRIVATE KEY-----\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n',
      '-----BEGIN CERTIFICATE-----\n{b64:64}\n',
    ],
  },
  {
    id: 'private-key-altered',
    title: 'Private key, altered',
    severity: 'high',
    confidence: 'medium',
    regex:
      /(?<secret>-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?-----(?:\\{1,4}[rn]|["'+,>|#*/;\s\\]){1,30}(?:[A-Z][A-Za-z-]{2,12}: [^\n]{0,80}\r?\n\s{0,12}){0,3}(?:[#0-9TZ:.,/ -]{1,40}[ \t|])?[A-Za-z0-9+/]{40,100}[^A-Za-z0-9+/][^\x00]*?-----END [A-Z0-9 ]{0,24}PRIVATE KEY(?: BLOCK)?-----)/,
    longest: 16_000,
    keywords: armours,
    entropy: 3.6,
    overlaps: ['private-key-fragment'],
    why: 'It is whole from its first line to its last, but decodes to no key: lines are missing, or somebody changed a few characters.',
    revoke: replace,
    references: ['https://www.rfc-editor.org/rfc/rfc7468'],
    match: [
      '-----BEGIN RSA PRIVATE KEY-----\n{b64:64}\n{b64:64}\n-----END RSA PRIVATE KEY-----',
      '"-----BEGIN PRIVATE KEY-----\\n" +\n"{b64:64}\\n" +\n"{b64:40}\\n" +\n"-----END PRIVATE KEY-----"',
    ],
    miss: [
      '-----BEGIN RSA PRIVATE KEY-----\n{b64:20}\n-----END RSA PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n-----END PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----\n{b64:64}\n-----END CERTIFICATE-----',
      '-----BEGIN PRIVATE KEY-----\n{b64:64}\n',
    ],
  },
  {
    id: 'private-key-base64',
    title: 'Private key in base64',
    severity: 'critical',
    regex:
      /(?:^|[^A-Za-z0-9+/])(?<secret>LS0tLS1CRUdJTi[A-Za-z0-9+/]{80,1000}[A-Za-z0-9+/]{0,1000}[A-Za-z0-9+/]{0,1000}[A-Za-z0-9+/]{0,1000}[A-Za-z0-9+/]{0,1000}={0,2})(?:[^A-Za-z0-9+/=]|$)/,
    keywords: ['LS0tLS1CRUdJTi'],
    checks: ['base64-private-key'],
    overlaps: ['private-key', 'private-key-fragment', 'private-key-altered'],
    why: 'Whoever decodes it has the key. Programs are given it as it stands, so that is the value to keep.',
    revoke: replace,
    references: ['https://www.rfc-editor.org/rfc/rfc7468'],
    match: ['SIGNING_KEY={b64of:{pem:RSA PRIVATE KEY}}', '"privateKey": "{b64of:{pem:EC PRIVATE KEY}}",'],
    miss: [
      'CERT={b64of:{pem:CERTIFICATE}}',
      'LS0tLS1CRUdJTi{b64:200}',
      '{b64of:-----BEGIN RSA PRIVATE KEY-----\n{b64:20}\n}',
      'PUBLIC_KEY={b64of:{pem:PUBLIC KEY}}',
    ],
  },
  {
    id: 'private-key-putty',
    title: 'PuTTY private key',
    severity: 'critical',
    regex:
      /PuTTY-User-Key-File-[123]: [a-z0-9@.-]{4,40}\r?\nEncryption: (?<encryption>none|aes256-cbc)\r?\n[^\x00]*?Private-Lines: \d{1,3}\r?\n(?<secret>[A-Za-z0-9+/=\r\n]{40,}[A-Za-z0-9+/=])\r?\n/,
    longest: 6000,
    keywords: ['putty-user-key-file-'],
    why: 'Logs in over SSH wherever its public half is authorised; a passphrase only delays that.',
    revoke: replace,
    references: ['https://the.earth.li/~sgtatham/putty/0.83/htmldoc/AppendixC.html'],
    match: [
      'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: deploy\nPublic-Lines: 2\n{b64:64}\n{b64:60}\nPrivate-Lines: 3\n{b64:64}\n{b64:64}\n{b64:40}\nPrivate-MAC: {hex:40}\n',
      'PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: aes256-cbc\r\nComment: me\r\nPublic-Lines: 1\r\n{b64:64}\r\nKey-Derivation: Argon2id\r\nPrivate-Lines: 1\r\n{b64:64}\r\nPrivate-MAC: {hex:64}\r\n',
    ],
    miss: [
      'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPublic-Lines: 1\n{b64:64}\n',
      'match "PuTTY-User-Key-File-2: " {b64:64}',
    ],
  },
  {
    id: 'private-key-jwk',
    title: 'Private JSON Web Key',
    severity: 'critical',
    regex:
      /\\{0,2}"kty\\{0,2}"\s{0,4}:\s{0,4}\\{0,2}"(?:RSA|EC|OKP)\\{0,2}"[^{}]*?\\{0,2}"d\\{0,2}"\s{0,4}:\s{0,4}\\{0,2}"(?<secret>[A-Za-z0-9_-]{42,})\\{0,2}"/,
    longest: 3000,
    keywords: ['"kty"', 'kty\\"'],
    entropy: 4,
    why: 'Signs tokens or decrypts data in the name of its owner.',
    revoke: replace,
    references: ['https://www.rfc-editor.org/rfc/rfc7517', 'https://www.rfc-editor.org/rfc/rfc7518#section-6.2.2'],
    match: [
      '{"kty":"EC","crv":"P-256","x":"{b64url:43}","y":"{b64url:43}","d":"{b64url:43}"}',
      '{ "kty": "RSA", "n": "{b64url:342}", "e": "AQAB", "d": "{b64url:342}", "kid": "1" }',
    ],
    miss: [
      '{"kty":"EC","crv":"P-256","x":"{b64url:43}","y":"{b64url:43}"}',
      '{"kty":"RSA","n":"{b64url:342}","e":"AQAB","kid":"{b64url:43}"}',
      '{"kty":"OKP","d":"short"}',
    ],
  },
  {
    id: 'private-key-jwk-leading',
    title: 'Private JSON Web Key',
    severity: 'critical',
    regex:
      /[{,]\s{0,12}\\{0,2}"d\\{0,2}"\s{0,4}:\s{0,4}\\{0,2}"(?<secret>[A-Za-z0-9_-]{42,})\\{0,2}"[^{}]*?\\{0,2}"kty\\{0,2}"\s{0,4}:\s{0,4}\\{0,2}"(?:RSA|EC|OKP)\\{0,2}"/,
    longest: 3000,
    keywords: ['"kty"', 'kty\\"'],
    entropy: 4,
    why: 'Signs tokens or decrypts data in the name of its owner.',
    revoke: replace,
    references: ['https://www.rfc-editor.org/rfc/rfc7517', 'https://www.rfc-editor.org/rfc/rfc7518#section-6.2.2'],
    match: [
      '{"crv":"Ed25519","d":"{b64url:43}","x":"{b64url:43}","kty":"OKP"}',
      '{\n  "d": "{b64url:342}",\n  "e": "AQAB",\n  "kty": "RSA"\n}',
    ],
    miss: ['{"x":"{b64url:43}","kty":"OKP"}', '{"id":"{b64url:43}","kty":"EC"}'],
  },
  {
    id: 'private-key-jwk-base64',
    title: 'Private JSON Web Key in base64',
    severity: 'critical',
    regex:
      /(?:^|[^A-Za-z0-9+/])(?<secret>[A-Za-z0-9+/]{0,1000}(?:Imt0eS|JrdHki|ia3R5I)[A-Za-z0-9+/]{60,1000}[A-Za-z0-9+/]{0,1000}[A-Za-z0-9+/]{0,1000}={0,2})(?:[^A-Za-z0-9+/=]|$)/,
    keywords: ['Imt0eS', 'JrdHki', 'ia3R5I'],
    checks: ['base64-private-key'],
    overlaps: ['private-key-jwk', 'private-key-jwk-leading'],
    why: 'Whoever decodes it has the key. Programs are given it as it stands, so that is the value to keep.',
    revoke: replace,
    references: ['https://www.rfc-editor.org/rfc/rfc7517'],
    match: [
      'JWKS={b64of:{"keys": [{"kty":"EC","crv":"P-256","d":"{b64url:43}","x":"{b64url:43}"}]}}',
      '"signingKey": "{b64of:{"kty":"OKP","crv":"Ed25519","x":"{b64url:43}","d":"{b64url:43}"}}"',
    ],
    miss: [
      'JWKS={b64of:{"keys": [{"kty":"EC","crv":"P-256","y":"{b64url:43}","x":"{b64url:43}"}]}}',
      'JWKS={b64of:{"keys": [{"kty":"EC","d":"short"}]}}',
    ],
  },
  {
    id: 'private-key-kubeconfig',
    title: 'Client key in a kubeconfig',
    severity: 'critical',
    regex: /\bclient-key-data["']?[ \t]{0,4}:[ \t]{0,4}["']?(?<secret>LS0tLS1CRUdJTi[A-Za-z0-9+/]{200,}={0,2})/,
    longest: 4044,
    keywords: ['client-key-data'],
    overlaps: ['private-key-base64'],
    why: 'Authenticates to the Kubernetes cluster as this user, often as its administrator.',
    revoke: 'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
    references: ['https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/'],
    match: ['    client-key-data: {b64of:{pem:RSA PRIVATE KEY}}', '"client-key-data": "{b64of:{pem:EC PRIVATE KEY}}"'],
    miss: [
      'client-key-data: REDACTED',
      'client-certificate-data: {b64of:{pem:CERTIFICATE}}',
      'client-key-data: DATA+OMITTED',
      'client-key: /home/me/.kube/{an:20}',
    ],
  },
] as const satisfies readonly Pattern[];
