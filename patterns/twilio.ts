/** Twilio: account tokens and API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const console = 'https://console.twilio.com/us1/account/keys-credentials/api-keys';
const docs = 'https://www.twilio.com/docs/iam/api-keys';

export const twilio = [
  {
    id: 'twilio-auth-token',
    title: 'Twilio auth token',
    severity: 'critical',
    regex: assigned('twilio*token|twilio*secret|twilio auth', '[0-9a-f]{32}|[0-9A-Za-z]{32}'),
    keywords: ['twilio'],
    entropy: 3,
    checks: ['mixed-alnum'],
    parts: { account: { regex: /\b(?<secret>AC[0-9a-f]{32})\b/, within: 600 } },
    why: 'Sends messages and places calls at the account’s expense, and reads its logs.',
    revoke: console,
    references: ['https://www.twilio.com/docs/iam/access-tokens'],
    match: ['TWILIO_AUTH_TOKEN={hex:32}', "const twilioApiKeySecret = '{an:32}'"],
    miss: [
      'TWILIO_AUTH_TOKEN={hex:31}',
      'TWILIO_AUTH_TOKEN={hex:33}',
      'TWILIO_ACCOUNT_SID={hex:32}',
      'TWILIO_AUTH_TOKEN=your_auth_token',
    ],
  },
  {
    id: 'twilio-account-token-pair',
    title: 'Twilio account with its auth token',
    severity: 'critical',
    regex:
      /[Tt]wilio[\t\r\n -~]{0,80}?\b(?<account>AC[0-9a-f]{32})["'`]?[\t\r\n -~]{0,60}?[\s"'`:=,(](?<secret>[0-9a-f]{32})(?:["'`\s;,)}\]@]|$)/,
    keywords: ['twilio'],
    entropy: 3,
    checks: ['mixed-alnum'],
    overlaps: ['twilio-auth-token'],
    why: 'Sends messages and places calls at the account’s expense, and reads its logs.',
    revoke: console,
    references: ['https://www.twilio.com/docs/iam/access-tokens'],
    match: [
      "new Twilio('AC{hex:32}', '{hex:32}')",
      'twilio.Client(\n    account_sid="AC{hex:32}",\n    auth="{hex:32}")',
    ],
    miss: [
      "new Twilio('AC{hex:32}', '{hex:31}')",
      "new Twilio('AC{hex:31}', '{hex:32}')",
      "new Twilio('AC{hex:32}', process.env.TOKEN)",
    ],
  },
  {
    id: 'twilio-api-key',
    title: 'Twilio API key',
    severity: 'medium',
    regex: assigned('twilio', 'SK[0-9a-f]{32}'),
    keywords: ['twilio'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Names a key of the account; with its secret, often not far away, it sends messages and places calls.',
    revoke: console,
    references: [docs],
    match: ['TWILIO_API_KEY=SK{hex:32}', '"twilioKeySid": "SK{hex:32}"'],
    miss: [
      'TWILIO_API_KEY=SK{hex:31}',
      'TWILIO_API_KEY=SK{hex:33}',
      'TWILIO_API_KEY=SK{upper:32}',
      'task = SK{hex:32}',
    ],
  },
] as const satisfies readonly Pattern[];
