/** Okta: API tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://developer.okta.com/docs/guides/create-an-api-token/main/';

export const okta = [
  {
    id: 'okta-api-token',
    title: 'Okta API token',
    severity: 'critical',
    regex: assigned('okta', '00[A-Za-z0-9_-]{40}'),
    keywords: ['okta'],
    entropy: 4,
    checks: ['mixed-alnum'],
    why: 'Manages the organisation’s users and applications with the rights of the administrator who made it.',
    revoke: docs,
    references: [docs],
    match: ['OKTA_API_TOKEN=00{b64url:39}x', 'okta.client.token: "00{b64url:39}x"'],
    miss: [
      'OKTA_API_TOKEN=00{an:39}',
      'OKTA_API_TOKEN=00{an:41}',
      'OKTA_API_TOKEN=01{an:40}',
      'oktaKey = 00000000000000000000000000000000000TUVWXYZ',
    ],
  },
  {
    id: 'okta-ssws-header',
    title: 'Okta API token in a header',
    severity: 'critical',
    regex: /\bSSWS[ \t]{1,4}(?<secret>00[A-Za-z0-9_-]{40})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['ssws'],
    entropy: 4,
    overlaps: ['okta-api-token'],
    why: 'Manages the organisation’s users and applications with the rights of the administrator who made it.',
    revoke: docs,
    references: [docs],
    match: ['Authorization: SSWS 00{b64url:39}x', "headers: { Authorization: 'SSWS 00{b64url:39}x' }"],
    miss: [
      'Authorization: SSWS 00{an:39}',
      'Authorization: SSWS 00{an:41}',
      'Authorization: SSWS ${token}',
      'Authorization: SSWS {an:42}',
    ],
  },
] as const satisfies readonly Pattern[];
