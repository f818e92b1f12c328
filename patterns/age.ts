/** age: identities, which are secret keys. */
import type { Pattern } from '../src/types.ts';

export const age = [
  {
    id: 'age-secret-key',
    title: 'age identity (secret key)',
    severity: 'critical',
    regex: /\b(?<secret>AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})\b/,
    keywords: ['age-secret-key-1'],
    entropy: 4,
    why: 'Decrypts every file, and every SOPS secret, that was encrypted to its recipient.',
    revoke: 'https://github.com/FiloSottile/age#readme',
    references: ['https://github.com/C2SP/C2SP/blob/main/age.md#the-x25519-recipient-type'],
    match: [
      'AGE-SECRET-KEY-1{of:QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:58}\n',
      'SOPS_AGE_KEY=AGE-SECRET-KEY-1{of:QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:58}',
    ],
    miss: [
      'AGE-SECRET-KEY-1{of:QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:57}',
      'AGE-SECRET-KEY-1B{of:QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:57}',
      '# public key: age1{of:qpzry9x8gf2tvdw0s3jn54khce6mua7l:58}',
    ],
  },
  {
    id: 'age-plugin-identity',
    title: 'age post-quantum identity (secret key)',
    severity: 'critical',
    regex: /\b(?<secret>AGE-SECRET-KEY-PQ-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})\b/,
    keywords: ['age-secret-key-pq-1'],
    entropy: 4,
    why: 'Decrypts every file that was encrypted to its recipient.',
    revoke: 'https://github.com/FiloSottile/age#readme',
    references: ['https://github.com/C2SP/C2SP/blob/main/age.md'],
    match: [
      'AGE-SECRET-KEY-PQ-1{of:QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:58}',
      'key: "AGE-SECRET-KEY-PQ-1{of:QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:58}"',
    ],
    miss: [
      'AGE-SECRET-KEY-PQ-1{of:QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:57}',
      'AGE-SECRET-KEY-PQ-{of:QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:58}',
    ],
  },
] as const satisfies readonly Pattern[];
