/** Algolia: API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const algolia = [
  {
    id: 'algolia-admin-key',
    title: 'Algolia API key',
    severity: 'high',
    regex: assigned('algolia * key|algolia * secret|x algolia api key|algolia key', '[a-z0-9]{32}'),
    keywords: ['algolia'],
    checks: ['mixed-alnum'],
    entropy: 3,
    parts: {
      appId: {
        regex: /app(?:lication)?[_-]?id["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>[A-Z0-9]{10})\b/i,
        within: 300,
      },
    },
    why: 'Unless it is the search-only key, changes and deletes the indexes of the application.',
    revoke: 'https://dashboard.algolia.com/account/api-keys',
    references: ['https://www.algolia.com/doc/guides/security/api-keys/'],
    match: [
      'ALGOLIA_ADMIN_KEY={hex:32}',
      'ALGOLIA_APP_ID={uppernum:10}\nalgolia_api_key = "{hex:32}"',
      '-H "X-Algolia-API-Key: {hex:32}"',
    ],
    miss: ['ALGOLIA_ADMIN_KEY={hex:31}', 'ALGOLIA_INDEX={hex:32}', 'ALGOLIA_ADMIN_KEY=$KEY'],
  },
] as const satisfies readonly Pattern[];
