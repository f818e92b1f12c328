/** Replicate: API tokens. */
import type { Pattern } from '../src/types.ts';

export const replicate = [
  {
    id: 'replicate-api-token',
    title: 'Replicate API token',
    severity: 'medium',
    regex: /\b(?<secret>r8_[A-Za-z0-9]{37})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['r8_'],
    entropy: 3.7,
    why: 'Runs and changes models at the owner’s expense.',
    revoke: 'https://replicate.com/account/api-tokens',
    references: ['https://replicate.com/docs/topics/security/api-tokens'],
    match: ['REPLICATE_API_TOKEN=r8_{an:37}', "auth: 'r8_{an:37}'"],
    miss: ['r8_{an:36}', 'r8_{an:38}', 'ur8_{an:37}', 'r8_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  },
] as const satisfies readonly Pattern[];
