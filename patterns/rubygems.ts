/** RubyGems: API keys. */
import type { Pattern } from '../src/types.ts';

export const rubygems = [
  {
    id: 'rubygems-api-key',
    title: 'RubyGems API key',
    severity: 'critical',
    regex: /\b(?<secret>rubygems_[0-9a-f]{48})(?:[^0-9A-Za-z_-]|$)/,
    keywords: ['rubygems_'],
    entropy: 3,
    why: 'Pushes and yanks versions of the owner’s gems.',
    revoke: 'https://rubygems.org/profile/api_keys',
    references: ['https://guides.rubygems.org/api-key-scopes/'],
    match: [':rubygems_api_key: rubygems_{hex:48}', 'GEM_HOST_API_KEY="rubygems_{hex:48}"'],
    miss: ['rubygems_{hex:47}', 'rubygems_{hex:49}', 'rubygems_api_key', 'rubygems_{upper:48}'],
  },
] as const satisfies readonly Pattern[];
