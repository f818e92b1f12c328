/** Auth0: client secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://auth0.com/docs/get-started/applications/confidential-and-public-applications';

export const auth0 = [
  {
    id: 'auth0-client-secret',
    title: 'Auth0 client secret',
    severity: 'critical',
    regex: assigned('auth0*secret|auth0*key|auth0*token', '[A-Za-z0-9_-]{64}'),
    keywords: ['auth0'],
    entropy: 4.2,
    checks: ['mixed-alnum'],
    parts: { domain: { regex: /\b(?<secret>[a-z0-9-]{3,60}\.(?:[a-z]{2}\.)?auth0\.com)\b/, within: 600 } },
    why: 'Signs in as the application; with the management API it administers the tenant.',
    revoke: 'https://auth0.com/docs/get-started/applications/rotate-client-secret',
    references: [docs],
    match: ['AUTH0_DOMAIN=shop.eu.auth0.com\nAUTH0_CLIENT_SECRET={b64url:63}x', '"auth0ClientSecret": "{b64url:63}x"'],
    miss: [
      'AUTH0_CLIENT_SECRET={b64url:62}x',
      'AUTH0_CLIENT_SECRET={an:65}',
      'AUTH0_CLIENT_SECRET={hex:64}',
      'AUTH0_CLIENT_ID={an:32}',
    ],
  },
] as const satisfies readonly Pattern[];
