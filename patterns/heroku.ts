/** Heroku: platform API keys, prefixed and not. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

export const heroku = [
  {
    id: 'heroku-api-key',
    title: 'Heroku API key',
    severity: 'critical',
    regex:
      /\b(?<secret>HRKU-(?:AA[A-Za-z0-9_-]{58}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['hrku-'],
    entropy: 3,
    why: 'Deploys, reads the configuration (with its secrets) of, and deletes every app of the account.',
    revoke: 'https://dashboard.heroku.com/account/applications',
    references: ['https://devcenter.heroku.com/articles/oauth#prefixed-oauth-tokens'],
    verify: { url: 'https://api.heroku.com/account', auth: 'bearer', live: [200, 403], dead: [401] },
    match: ['HEROKU_API_KEY=HRKU-AA{b64url:58}', 'const KEY = "HRKU-AA{b64url:58}"', 'token: HRKU-{uuid}'],
    miss: ['HRKU-AA{b64url:57}', 'HRKU-AA{b64url:59}', 'HRKU_AA{b64url:58}', 'HRKU-AA{an:30}*{an:27}'],
  },
  {
    id: 'heroku-api-key-uuid',
    title: 'Heroku API key (before 2024)',
    severity: 'critical',
    regex: assigned('heroku * key|heroku * token|heroku * secret|heroku * password', uuid),
    keywords: ['heroku'],
    why: 'Deploys, reads the configuration (with its secrets) of, and deletes every app of the account.',
    revoke: 'https://dashboard.heroku.com/account',
    references: ['https://devcenter.heroku.com/articles/platform-api-quickstart'],
    verify: { url: 'https://api.heroku.com/account', auth: 'bearer', live: [200, 403], dead: [401] },
    match: ['HEROKU_API_KEY={uuid}', 'heroku_api_key: "{uuid}"', 'heroku_auth_token = "{uuid}"'],
    miss: ['HEROKU_APP_ID={uuid}', 'HEROKU_API_KEY={hex:20}', 'HEROKU_API_KEY=${HEROKU_API_KEY}'],
  },
] as const satisfies readonly Pattern[];
