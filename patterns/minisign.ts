/** minisign and signify: secret keys that sign releases. */
import type { Pattern } from '../src/types.ts';

export const minisign = [
  {
    id: 'minisign-secret-key',
    title: 'minisign secret key',
    severity: 'critical',
    regex: /untrusted comment: [^\n]{0,200}\r?\n(?<secret>RWR[A-Za-z0-9+/]{208,212}={0,2})(?:\s|$)/,
    longest: 520,
    keywords: ['untrusted comment:'],
    entropy: 3,
    why: 'Signs releases in the name of its owner, once its password is guessed.',
    revoke: 'https://jedisct1.github.io/minisign/',
    references: ['https://jedisct1.github.io/minisign/#secret-key-format'],
    match: [
      'untrusted comment: minisign encrypted secret key\nRWRTY0Iy{b64:203}=\n',
      'untrusted comment: release key\nRWRTY0Iy{b64:204}\n',
    ],
    miss: [
      'untrusted comment: minisign public key\nRWQ{b64:53}\n',
      'untrusted comment: signature\nRUR{b64:97}\n',
      'untrusted comment: key\nRWRTY0Iy{b64:120}\n',
    ],
  },
  {
    id: 'signify-secret-key',
    title: 'signify secret key',
    severity: 'critical',
    regex: /untrusted comment: [^\n]{0,200}secret key\r?\n(?<secret>RWRCS[A-Za-z0-9+/]{130,135}={0,2})(?:\s|$)/,
    longest: 480,
    keywords: ['untrusted comment:'],
    entropy: 3,
    why: 'Signs packages and releases in the name of its owner.',
    revoke: 'https://man.openbsd.org/signify.1',
    references: ['https://man.openbsd.org/signify.1'],
    match: [
      'untrusted comment: acme secret key\nRWRCSw{b64:132}==\n',
      'untrusted comment: signify secret key\nRWRCSwAAAA{b64:129}=\n',
    ],
    miss: ['untrusted comment: acme public key\nRWQ{b64:53}\n', 'untrusted comment: acme secret key\nRWRCSw{b64:50}\n'],
  },
] as const satisfies readonly Pattern[];
