/** Linear: API keys, OAuth tokens and client secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://linear.app/developers/graphql';

export const linear = [
  {
    id: 'linear-api-key',
    title: 'Linear API key or OAuth token',
    severity: 'high',
    regex: /\b(?<secret>lin_api_[A-Za-z0-9]{40}|lin_oauth_[0-9a-f]{64}|lin_wh_[A-Za-z0-9]{40})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['lin_api_', 'lin_oauth_', 'lin_wh_'],
    entropy: 3.5,
    why: 'Reads and changes issues and projects as the person.',
    revoke: 'https://linear.app/settings/account/security',
    references: [docs],
    match: ['LINEAR_API_KEY=lin_api_{an:40}', '"lin_oauth_{hex:64}"'],
    miss: ['lin_api_{an:39}', 'lin_api_{an:41}', 'lin_oauth_{hex:63}', 'xlin_api_{an:40}'],
  },
  {
    id: 'linear-client-secret',
    title: 'Linear OAuth client secret',
    severity: 'high',
    regex: assigned(
      'linear client secret|linear app client secret|linear oauth client secret|linear secret|linear token|linear access token|linear api key|linear key',
      '[0-9a-f]{32}',
    ),
    keywords: [
      'linear_client',
      'linear-client',
      'linearclient',
      'linear_app',
      'linear-app',
      'linearapp',
      'linear_oauth',
      'linear-oauth',
      'linearoauth',
      'linear_secret',
      'linear-secret',
      'linearsecret',
      'linear_token',
      'linear-token',
      'lineartoken',
      'linear_access',
      'linear-access',
      'linearaccess',
      'linear_api',
      'linear-api',
      'linearapi',
      'linear_key',
      'linear-key',
      'linearkey',
    ],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Lets somebody pose as the application and exchange stolen codes for access.',
    revoke: 'https://linear.app/settings/api',
    references: ['https://linear.app/developers/oauth-2-0-authentication'],
    match: ['LINEAR_CLIENT_SECRET={hex:32}', 'linearToken = "{hex:32}"'],
    miss: ['LINEAR_CLIENT_SECRET={hex:31}', 'LINEAR_CLIENT_SECRET={hex:33}', 'linear_hash = {hex:32}'],
  },
] as const satisfies readonly Pattern[];
