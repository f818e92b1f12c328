/** Rollbar: access tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const rollbar = [
  {
    id: 'rollbar-access-token',
    title: 'Rollbar access token',
    severity: 'medium',
    regex: assigned('rollbar * token|rollbar * key|rollbar * secret', '(?:[a-f0-9]{32}|[a-f0-9]{128})'),
    keywords: ['rollbar'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Reads or writes the errors, with the data in them, of the project or account.',
    revoke: 'https://docs.rollbar.com/docs/access-tokens',
    references: ['https://docs.rollbar.com/docs/access-tokens'],
    match: ['ROLLBAR_ACCESS_TOKEN={hex:32}', "rollbar: { rollbarToken: '{hex:32}' }"],
    miss: [
      'ROLLBAR_ACCESS_TOKEN={hex:31}',
      'ROLLBAR_CODE_VERSION={hex:32}',
      'ROLLBAR_ACCESS_TOKEN=POST_SERVER_ITEM_ACCESS_TOKEN_HERE',
    ],
  },
] as const satisfies readonly Pattern[];
