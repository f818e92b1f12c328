/** Neon: API keys and database passwords. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://neon.com/docs/manage/api-keys';

export const neon = [
  {
    id: 'neon-api-key',
    title: 'Neon API key',
    severity: 'critical',
    regex: /\b(?<secret>napi_[a-z0-9]{64})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['napi_'],
    entropy: 4,
    overlaps: ['http-bearer-token-signs'],
    why: 'Manages projects, branches and database passwords.',
    revoke: 'https://console.neon.tech/app/settings/api-keys',
    references: [docs],
    match: ['NEON_API_KEY=napi_{lowernum:64}', 'Authorization: Bearer napi_{lowernum:64}'],
    miss: ['napi_{lowernum:63}', 'napi_{lowernum:65}', 'napi_{upper:64}', 'napi_create_function'],
  },
  {
    id: 'neon-password',
    title: 'Neon database password',
    severity: 'critical',
    regex: /\b(?<secret>npg_[A-Za-z0-9]{10,20})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['npg_'],
    entropy: 3,
    checks: ['mixed-alnum'],
    overlaps: ['postgres-url-password', 'connection-string-libpq', 'url-password'],
    why: 'Reads and writes the database with the rights of its role.',
    revoke: 'https://neon.com/docs/manage/roles',
    references: ['https://neon.com/docs/connect/connect-from-any-app'],
    match: [
      'postgresql://shop_owner:npg_{an:12}@ep-cool-sun-123456.eu-central-1.aws.neon.tech/shop',
      'PGPASSWORD=npg_{an:12}',
    ],
    miss: ['npg_{an:6}', 'npg_{an:30}', 'xnpg_{an:12}', 'npg_connection'],
  },
] as const satisfies readonly Pattern[];
