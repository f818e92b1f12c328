/** Password hashes as servers store them: crypt(3) in shadow files, htpasswd, bcrypt. Guessing the password from one needs no server. */
import type { Pattern } from '../src/types.ts';

const why = 'The password can be guessed offline, at billions of tries a second for the older schemes.';

export const passwordHash = [
  {
    id: 'password-hash-crypt',
    title: 'Unix password hash',
    severity: 'medium',
    confidence: 'medium',
    regex:
      /(?:^|[^A-Za-z0-9$./])(?<secret>\$(?:6\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}|5\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43}|1\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|g?y\$[./A-Za-z0-9]{3,10}\$[./A-Za-z0-9]{10,86}\$[./A-Za-z0-9]{43}|7\$[./A-Za-z0-9]{11,97}\$[./A-Za-z0-9]{43}))(?:[^A-Za-z0-9./]|$)/,
    keywords: ['$6$', '$5$', '$1$', '$y$', '$gy$', '$7$'],
    entropy: 4,
    why,
    revoke: 'https://man7.org/linux/man-pages/man1/passwd.1.html',
    references: ['https://man7.org/linux/man-pages/man5/crypt.5.html'],
    match: [
      'root:$6{pick:$}{an:16}{pick:$}{of:./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:86}:19000:0:99999:7:::',
      'rootpw --iscrypted $y$j9T{pick:$}{an:22}{pick:$}{of:./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:43}',
      'user_password: "$1{pick:$}{an:8}{pick:$}{of:./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:22}"',
    ],
    miss: [
      'root:$6{pick:$}{an:16}{pick:$}{an:60}:19000:0:99999:7:::',
      'root:!:19000:0:99999:7:::',
      'echo $1$2$3',
      'root:$1{pick:$}{an:8}{pick:$}{an:30}:',
    ],
  },
  {
    id: 'password-hash-htpasswd',
    title: 'Password hash in an htpasswd file',
    severity: 'medium',
    regex:
      /(?:^|[\s"'`])(?<user>[A-Za-z0-9_.@+-]{1,64}):(?<secret>\$apr1\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|\{SHA\}[A-Za-z0-9+/]{27}=|\{SSHA\}[A-Za-z0-9+/]{32,48}={0,2})(?:[\s"'`:\\]|$)/,
    keywords: ['$apr1$', '$2a$', '$2b$', '$2x$', '$2y$', '{SHA}', '{SSHA}'],
    overlaps: ['password-hash-bcrypt'],
    why,
    revoke: 'https://httpd.apache.org/docs/2.4/programs/htpasswd.html',
    references: ['https://httpd.apache.org/docs/2.4/misc/password_encryptions.html'],
    match: [
      'admin:$apr1{pick:$}{an:8}{pick:$}{of:./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:22}',
      'deploy:{{pick:SHA}}{b64bytes:20}\n',
      'ops:$2y$10{pick:$}{of:./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:53} # proxy',
    ],
    miss: [
      'admin:$apr1{pick:$}{an:8}{pick:$}{an:21}',
      'admin:{{pick:SHA}}{b64:20}',
      'deploy:{{pick:SHA256}}{b64bytes:32}',
    ],
  },
  {
    id: 'password-hash-bcrypt',
    title: 'bcrypt password hash',
    severity: 'low',
    confidence: 'medium',
    regex: /(?:^|[^A-Za-z0-9$./])(?<secret>\$2[abxy]\$(?:0[4-9]|1\d|2\d|3[01])\$[./A-Za-z0-9]{53})(?:[^A-Za-z0-9./]|$)/,
    keywords: ['$2a$', '$2b$', '$2x$', '$2y$'],
    entropy: 4.2,
    why: 'The password can be guessed offline; slowly, but a weak one falls.',
    revoke: 'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html',
    references: ['https://man.openbsd.org/crypt.3'],
    match: [
      "(1, 'rogers63', '$2y$12{pick:$}{of:./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:53}', 1),",
      '"passwordHash": "$2b$10{pick:$}{of:./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:53}"',
    ],
    miss: ['"$2b$10{pick:$}{an:52}"', '"$2b$99{pick:$}{an:53}"', '"$3a$10{pick:$}{an:53}"'],
  },
] as const satisfies readonly Pattern[];
