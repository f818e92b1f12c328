/** Mailgun: private and signing keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const keys = 'https://app.mailgun.com/settings/api_security';
const docs = 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt';

export const mailgun = [
  {
    id: 'mailgun-api-key',
    title: 'Mailgun API key',
    severity: 'high',
    regex: /(?:^|[^0-9A-Za-z_-])(?<secret>key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})(?:[^0-9A-Za-z_-]|$)/,
    keywords: ['key-', 'mailgun'],
    entropy: 3,
    checks: ['mixed-alnum'],
    overlaps: ['mailgun-signing-key'],
    why: 'Sends mail in the domain’s name and reads logs and lists.',
    revoke: keys,
    references: [docs],
    match: ['MAILGUN_KEY=key-{hex:32}', "auth: 'api:key-{hex:32}'"],
    miss: [
      'key-{hex:31}',
      'key-{hex:33}',
      'api-key-{hex:32}',
      'pubkey-{hex:32}',
      'key-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'mailgun-signing-key',
    title: 'Mailgun API key or webhook signing key',
    severity: 'high',
    regex: assigned(
      'mailgun',
      '(?:key-|pubkey-)?[0-9a-z]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}|[0-9a-h]{32}-[0-9a-h]{8}-[0-9a-h]{8}',
    ),
    keywords: ['mailgun'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Sends mail in the domain’s name, or forges the notices that Mailgun sends.',
    revoke: keys,
    references: [docs],
    match: ['MAILGUN_API_KEY={hex:32}-{hex:8}-{hex:8}', 'mailgun_signing_key: "{hex:32}"'],
    miss: ['MAILGUN_API_KEY={hex:31}', 'MAILGUN_DOMAIN=mg.acme.io', 'MAILGUN_API_KEY={hex:32}-{hex:8}-{hex:7}'],
  },
] as const satisfies readonly Pattern[];
