/** Together AI: API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const together = [
  {
    id: 'together-api-key',
    title: 'Together AI API key',
    severity: 'medium',
    regex: /\b(?<secret>tgp_v1_[A-Za-z0-9_-]{43})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['tgp_v1_'],
    entropy: 3.7,
    why: 'Calls and trains models at the owner’s expense.',
    revoke: 'https://api.together.ai/settings/api-keys',
    references: ['https://docs.together.ai/docs/quickstart'],
    match: ['TOGETHER_API_KEY=tgp_v1_{b64url:42}x', "'tgp_v1_{an:43}'"],
    miss: ['tgp_v1_{an:42}', 'tgp_v1_{an:44}', 'xtgp_v1_{an:43}'],
  },
  {
    id: 'together-api-key-legacy',
    title: 'Together AI API key (64 hexadecimal digits)',
    severity: 'medium',
    regex: assigned('together api key|together key|together api token|together token|together ai', '[0-9a-f]{64}'),
    keywords: [
      'together_api',
      'together-api',
      'togetherapi',
      'together_key',
      'together-key',
      'togetherkey',
      'together_token',
      'together-token',
      'togethertoken',
      'together_ai',
      'together-ai',
      'togetherai',
    ],
    entropy: 3.3,
    checks: ['mixed-alnum'],
    why: 'Calls and trains models at the owner’s expense.',
    revoke: 'https://api.together.ai/settings/api-keys',
    references: ['https://docs.together.ai/docs/quickstart'],
    match: ['TOGETHER_API_KEY={hex:64}', 'togetherai_token: "{hex:64}"'],
    miss: ['TOGETHER_API_KEY={hex:63}', 'TOGETHER_API_KEY={hex:65}', 'TOGETHER_API_KEY={an:64}'],
  },
] as const satisfies readonly Pattern[];
