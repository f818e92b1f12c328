/** Perplexity: API keys. */
import type { Pattern } from '../src/types.ts';

export const perplexity = [
  {
    id: 'perplexity-api-key',
    title: 'Perplexity API key',
    severity: 'medium',
    regex: /\b(?<secret>pplx-[A-Za-z0-9]{48})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['pplx-'],
    entropy: 4,
    why: 'Calls models at the owner’s expense.',
    revoke: 'https://www.perplexity.ai/settings/api',
    references: ['https://docs.perplexity.ai/guides/getting-started'],
    match: ['PPLX_API_KEY=pplx-{an:48}', '"Bearer pplx-{an:48}"'],
    miss: ['pplx-{an:47}', 'pplx-{an:49}', 'pplx-7b-online', 'pplx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  },
] as const satisfies readonly Pattern[];
