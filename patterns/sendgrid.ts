/** Twilio SendGrid: API keys. */
import type { Pattern } from '../src/types.ts';

export const sendgrid = [
  {
    id: 'sendgrid-api-key',
    title: 'SendGrid API key',
    severity: 'high',
    regex: /\b(?<secret>SG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43})(?:[^0-9A-Za-z_-]|$)/,
    keywords: ['sg.'],
    entropy: 4,
    overlaps: ['sendgrid-key-of-another-build'],
    why: 'Sends mail in the domain’s name and reads contact lists.',
    revoke: 'https://app.sendgrid.com/settings/api_keys',
    references: ['https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys'],
    verify: { url: 'https://api.sendgrid.com/v3/scopes', auth: 'bearer', live: [200], dead: [401] },
    match: ['SENDGRID_API_KEY=SG.{b64url:22}.{b64url:42}x', "setApiKey('SG.{b64url:22}.{b64url:42}x')"],
    miss: [
      'SG.{b64url:21}.{b64url:43}',
      'SG.{b64url:22}.{b64url:41}x"',
      'SG.{b64url:22}.{b64url:44}',
      'msg.{lower:22}.{lower:43}',
    ],
  },
] as const satisfies readonly Pattern[];
