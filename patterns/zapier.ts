/** Zapier and IFTTT: webhook addresses, which are credentials themselves. */
import type { Pattern } from '../src/types.ts';

export const zapier = [
  {
    id: 'zapier-webhook',
    title: 'Zapier webhook',
    severity: 'low',
    regex:
      /\b(?<secret>https:\/\/(?:www\.)?hooks\.zapier\.com\/hooks\/catch\/(?:v\d\/)?(?<account>\d{5,9})\/[A-Za-z0-9]{6,8})(?:[^A-Za-z0-9]|$)/,
    keywords: ['hooks.zapier.com/hooks/catch/'],
    why: 'Starts the Zap with any input.',
    revoke: 'https://help.zapier.com/hc/en-us/articles/8496288690317',
    references: ['https://help.zapier.com/hc/en-us/articles/8496288690317'],
    match: [
      'ZAPIER_WEBHOOK=https://hooks.zapier.com/hooks/catch/{digits:8}/{lowernum:7}/',
      "fetch('https://hooks.zapier.com/hooks/catch/{digits:7}/{lowernum:6}')",
    ],
    miss: [
      'https://hooks.zapier.com/hooks/catch/123/abc',
      'https://hooks.zapier.com/hooks/catch/{digits:11}/{lowernum:11}',
      'https://hooks.zapier.com/hooks/catch/XXXXXX/high/',
    ],
  },
  {
    id: 'ifttt-webhook',
    title: 'IFTTT webhook key',
    severity: 'low',
    regex:
      /\bhttps?:\/\/maker\.ifttt\.com\/(?:trigger\/[^\s"'`/]{1,80}\/(?:json\/)?with\/key|use)\/(?<secret>[A-Za-z0-9_-]{20,50})(?:[^A-Za-z0-9_-]|$)/,
    longest: 420,
    keywords: ['maker.ifttt.com'],
    checks: ['mixed-alnum'],
    entropy: 3.4,
    why: 'Starts every webhook applet of its owner with any input.',
    revoke: 'https://ifttt.com/maker_webhooks/settings',
    references: ['https://help.ifttt.com/hc/en-us/articles/115010230347'],
    match: [
      'https://maker.ifttt.com/trigger/door_open/with/key/{b64url:22}',
      "requests.post('https://maker.ifttt.com/trigger/alert/json/with/key/{b64url:43}')",
    ],
    miss: [
      'https://maker.ifttt.com/trigger/door/with/key/{an:10}',
      'https://maker.ifttt.com/trigger/door/with/key/YOUR_KEY',
      'https://maker.ifttt.com/trigger/door',
    ],
  },
] as const satisfies readonly Pattern[];
