/** Cohere: API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const cohere = [
  {
    id: 'cohere-api-key',
    title: 'Cohere API key',
    severity: 'medium',
    regex: assigned('cohere|co api key', '[A-Za-z0-9]{40}'),
    keywords: ['cohere', 'co_api_key', 'co-api-key'],
    entropy: 4,
    checks: ['mixed-alnum'],
    why: 'Calls models at the owner’s expense.',
    revoke: 'https://dashboard.cohere.com/api-keys',
    references: ['https://docs.cohere.com/docs/rate-limits'],
    match: ['CO_API_KEY={an:40}', 'cohere.Client(api_key="{an:40}")'],
    miss: [
      'CO_API_KEY={an:39}',
      'CO_API_KEY={an:41}',
      'cohere_commit = {hex:40}',
      'CO_API_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
] as const satisfies readonly Pattern[];
