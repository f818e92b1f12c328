/** Fastly: API tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const fastly = [
  {
    id: 'fastly-api-token',
    title: 'Fastly API token',
    severity: 'critical',
    regex: assigned('fastly * token|fastly * key|fastly key|fastly token', '[A-Za-z0-9_\\-]{32}'),
    keywords: ['fastly'],
    checks: ['mixed-alnum'],
    entropy: 3.4,
    why: 'Changes and purges what the services of the account deliver.',
    revoke: 'https://manage.fastly.com/account/personal/tokens',
    references: ['https://www.fastly.com/documentation/reference/api/auth-tokens/'],
    verify: { url: 'https://api.fastly.com/tokens/self', auth: 'header:Fastly-Key', live: [200], dead: [401] },
    match: [
      'FASTLY_API_TOKEN={b64url:31}x',
      'fastly_api_key: "{an:32}"',
      "curl -H 'Fastly-Key: {an:32}' https://api.fastly.com/service",
    ],
    miss: [
      'FASTLY_API_TOKEN={an:31}',
      'FASTLY_SERVICE_ID={an:22}',
      'fastly_api_token = var.fastly_api_token_production',
    ],
  },
] as const satisfies readonly Pattern[];
