/** Intercom: access tokens and secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const intercom = [
  {
    id: 'intercom-access-token',
    title: 'Intercom access token',
    severity: 'high',
    regex: /(?:^|[^A-Za-z0-9+/])(?<secret>dG9rO[A-Za-z0-9+/]{50,70}={0,2})(?:[^A-Za-z0-9+/=]|$)/,
    keywords: ['dg9ro'],
    checks: ['base64-credentials'],
    overlaps: ['intercom-api-key', 'http-bearer-token'],
    why: 'Reads and writes conversations and contacts of the workspace.',
    revoke: 'https://app.intercom.com/a/apps/_/developer-hub',
    references: ['https://developers.intercom.com/docs/build-an-integration/learn-more/authentication'],
    verify: { url: 'https://api.intercom.io/me', auth: 'bearer', live: [200], dead: [401] },
    match: [
      'INTERCOM_ACCESS_TOKEN={b64of:tok:{hex:8}_{hex:4}_{hex:4}_{hex:4}_{hex:12}:1:0}',
      "token: '{b64of:tok:{hex:8}_{hex:4}_{hex:4}_{hex:4}_{hex:12}:1:0}'",
    ],
    miss: ['dG9rO{an:20}', 'dG9rO{an:100}', '{b64of:key:{hex:36}:1:0}'],
  },
  {
    id: 'intercom-api-key',
    title: 'Intercom API key or app secret',
    severity: 'high',
    regex: assigned(
      'intercom * token|intercom * secret|intercom * key|ic_token',
      '(?:[A-Za-z0-9+/]{58,60}={0,2}|[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}|[A-Za-z0-9_\\-]{40})',
    ),
    keywords: ['intercom', 'ic_token'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Reads and writes conversations and contacts of the workspace, or signs users’ identities.',
    revoke: 'https://app.intercom.com/a/apps/_/developer-hub',
    references: ['https://developers.intercom.com/docs/build-an-integration/learn-more/authentication'],
    match: ['INTERCOM_SECRET_KEY={b64url:39}x', 'ic_token = "{b64:58}=="'],
    miss: ['INTERCOM_SECRET_KEY={an:20}', 'INTERCOM_APP_ID={lowernum:8}', 'INTERCOM_SECRET_KEY=$KEY'],
  },
] as const satisfies readonly Pattern[];
