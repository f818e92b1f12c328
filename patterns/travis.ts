/** Travis CI: API tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const travis = [
  {
    id: 'travis-token',
    title: 'Travis CI API token',
    severity: 'high',
    regex: assigned('travis*token|travis*key|travis*secret', '[A-Za-z0-9_-]{22}'),
    keywords: ['travis'],
    entropy: 3.5,
    checks: ['mixed-alnum'],
    why: 'Starts builds and reads settings and logs as the person.',
    revoke: 'https://app.travis-ci.com/account/preferences',
    references: ['https://developer.travis-ci.com/authentication'],
    match: ['TRAVIS_TOKEN={an:22}', 'travis_api_token: "{b64url:21}x"'],
    miss: [
      'TRAVIS_TOKEN={an:21}',
      'TRAVIS_TOKEN={an:23}',
      'TRAVIS_COMMIT={hex:22}',
      'TRAVIS_TOKEN=your-travis-api-token-x',
    ],
  },
] as const satisfies readonly Pattern[];
