/** Mistral AI: API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const mistral = [
  {
    id: 'mistral-api-key',
    title: 'Mistral AI API key',
    severity: 'medium',
    regex: assigned('mistral', '[A-Za-z0-9]{32}'),
    keywords: ['mistral'],
    entropy: 3.7,
    checks: ['mixed-alnum'],
    why: 'Calls models at the owner’s expense.',
    revoke: 'https://console.mistral.ai/api-keys',
    references: ['https://docs.mistral.ai/api/'],
    match: ['MISTRAL_API_KEY={an:32}', 'new Mistral({ apiKey: "x" }); mistralKey = "{an:32}"'],
    miss: [
      'MISTRAL_API_KEY={an:31}',
      'MISTRAL_API_KEY={an:33}',
      'mistral_model = open-mistral-7b',
      'MISTRAL_API_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
] as const satisfies readonly Pattern[];
