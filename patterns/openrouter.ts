/** OpenRouter: API keys. */
import type { Pattern } from '../src/types.ts';

export const openrouter = [
  {
    id: 'openrouter-api-key',
    title: 'OpenRouter API key',
    severity: 'medium',
    regex: /\b(?<secret>sk-or-v1-[0-9a-f]{64})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sk-or-v1-'],
    entropy: 3,
    why: 'Calls models at the owner’s expense.',
    revoke: 'https://openrouter.ai/settings/keys',
    references: ['https://openrouter.ai/docs/api-reference/authentication'],
    match: ['OPENROUTER_API_KEY=sk-or-v1-{hex:64}', '"Bearer sk-or-v1-{hex:64}"'],
    miss: ['sk-or-v1-{hex:63}', 'sk-or-v1-{hex:65}', 'sk-or-v1-{upper:64}', 'task-or-v1-{hex:64}'],
  },
] as const satisfies readonly Pattern[];
