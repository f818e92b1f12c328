/** Zendesk: API tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const zendesk = [
  {
    id: 'zendesk-api-token',
    title: 'Zendesk API token',
    severity: 'high',
    regex: assigned('zendesk * token|zendesk * key|zendesk * secret|zendesk * password', '[A-Za-z0-9]{40}'),
    keywords: ['zendesk'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    parts: { host: { regex: /\b(?<secret>[a-z0-9-]{2,60}\.zendesk\.com)\b/, within: 400 } },
    why: 'Reads and writes tickets and users of the help desk.',
    revoke: 'https://support.zendesk.com/hc/en-us/articles/4408889192858',
    references: ['https://support.zendesk.com/hc/en-us/articles/4408889192858'],
    match: ['ZENDESK_API_TOKEN={an:40}', 'zendesk_token: "{an:40}"'],
    miss: [
      'ZENDESK_API_TOKEN={an:39}',
      'ZENDESK_API_TOKEN=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      'ZENDESK_BRAND={an:40}',
    ],
  },
] as const satisfies readonly Pattern[];
