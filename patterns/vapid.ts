/** VAPID: the private key that identifies a web-push sender. */
import type { Pattern } from '../src/types.ts';

export const vapid = [
  {
    id: 'vapid-private-key',
    title: 'VAPID private key',
    severity: 'medium',
    regex:
      /vapid[^{}\x00]{0,260}?\{?[^{}\x00]{0,200}?private[_ -]?key["'\]]{0,2}[ \t]{0,4}(?:=>?|:|,)[ \t]{0,4}["'`]?(?<secret>[A-Za-z0-9_-]{43})(?:["'`\s\\,;)=]|$)/i,
    longest: 640,
    keywords: ['vapid'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Sends push messages to the subscribers in the name of the application.',
    revoke: 'https://web.dev/articles/push-notifications-web-push-protocol',
    references: ['https://www.rfc-editor.org/rfc/rfc8292'],
    match: [
      'VAPID_PRIVATE_KEY={b64url:43}',
      '"Vapid": {\n  "PublicKey": "B{b64url:86}",\n  "PrivateKey": "{b64url:43}"\n}',
      'vapidPrivateKey: "{b64url:43}",',
    ],
    miss: [
      'VAPID_PUBLIC_KEY=B{b64url:86}',
      'VAPID_PRIVATE_KEY={an:42}',
      'VAPID_PRIVATE_KEY=${VAPID_PRIVATE_KEY}',
      '"Mail": { "PrivateKey": "{b64url:43}" }',
    ],
  },
] as const satisfies readonly Pattern[];
