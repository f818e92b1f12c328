/** npm: access tokens; the prefixed form ends in its own checksum. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const npm = [
  {
    id: 'npm-access-token',
    title: 'npm access token',
    severity: 'critical',
    regex: /\b(?<secret>npm_[0-9A-Za-z]{36})/,
    keywords: ['npm_'],
    checks: ['npm-crc32'],
    overlaps: ['npmrc-auth-token'],
    why: 'Publishes versions of the owner’s packages, or reads private ones.',
    revoke: 'https://docs.npmjs.com/revoking-access-tokens',
    references: [
      'https://docs.npmjs.com/about-access-tokens',
      'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
    ],
    verify: { url: 'https://registry.npmjs.org/-/whoami', auth: 'bearer', live: [200], dead: [401] },
    match: ['//registry.npmjs.org/:_authToken={npm}', 'NPM_TOKEN="{npm}"'],
    miss: ['{flip:{npm}}', '{cut:1:{npm}}', 'npm_config_registry', 'npm_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  },
  {
    id: 'npm-access-token-legacy',
    title: 'npm access token (UUID, before 2021)',
    severity: 'critical',
    confidence: 'medium',
    regex: assigned('npm*token|npm*auth|_auth token', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
    keywords: ['npm', '_authtoken', '_auth_token'],
    entropy: 3,
    overlaps: ['npmrc-auth-token'],
    why: 'Publishes versions of the owner’s packages, or reads private ones.',
    revoke: 'https://docs.npmjs.com/revoking-access-tokens',
    references: ['https://docs.npmjs.com/about-access-tokens'],
    match: ['NPM_TOKEN={uuid}', '"npmAuthToken": "{uuid}"'],
    miss: ['NPM_TOKEN={cut:1:{uuid}}', 'NPM_TOKEN=00000000-0000-0000-0000-000000000000', 'npm_package_id={uuid}'],
  },
] as const satisfies readonly Pattern[];
