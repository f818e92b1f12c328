/** xAI: API keys. */
import type { Pattern } from '../src/types.ts';

export const xai = [
  {
    id: 'xai-api-key',
    title: 'xAI API key',
    severity: 'medium',
    regex: /\b(?<secret>xai-(?:token-)?[A-Za-z0-9]{80})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['xai-'],
    entropy: 4,
    why: 'Calls models, or with a management key administers the team, at the owner’s expense.',
    revoke: 'https://console.x.ai/',
    references: ['https://docs.x.ai/docs/tutorial'],
    match: ['XAI_API_KEY=xai-{an:80}', 'management = "xai-token-{an:80}"'],
    miss: ['xai-{an:79}', 'xai-{an:81}', 'xbi-{an:80}', 'xai-{an:40}-{an:39}'],
  },
] as const satisfies readonly Pattern[];
