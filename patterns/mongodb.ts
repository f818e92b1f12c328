/** MongoDB Atlas: the keys of the administration API. Connection strings are in database-urls.ts. */
import type { Pattern } from '../src/types.ts';

export const mongodb = [
  {
    id: 'mongodb-atlas-service-account-secret',
    title: 'MongoDB Atlas service account secret',
    severity: 'critical',
    regex: /\b(?<secret>mdb_sa_sk_[A-Za-z0-9_-]{40})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['mdb_sa_sk_'],
    entropy: 3.5,
    why: 'Administers Atlas projects: clusters, database users and network access.',
    revoke: 'https://www.mongodb.com/docs/atlas/tutorial/rotate-service-account-secrets/',
    references: ['https://www.mongodb.com/docs/atlas/api/service-accounts-overview/'],
    match: ['export MDB_MCP_API_CLIENT_SECRET="mdb_sa_sk_{b64url:40}"', 'clientSecret: mdb_sa_sk_{b64url:40}'],
    miss: [
      'clientSecret: mdb_sa_sk_{b64url:39}',
      'clientSecret: mdb_sa_sk_{b64url:41}',
      '--clientId mdb_sa_id_{hex:24}',
      'mdb_sa_sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'mongodb-atlas-private-key',
    title: 'MongoDB Atlas API private key',
    severity: 'critical',
    regex:
      /atlas[\w .-]{0,24}private[_-]?(?:api[_-]?)?key["'\]\\]{0,3}[ \t]{0,8}(?::=|=>|[=:,(> ])[ \t]{0,8}["'`\\(]{0,3}(?<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/i,
    keywords: ['atlas'],
    why: 'With the public key beside it, administers Atlas projects: clusters, database users and network access.',
    revoke: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
    references: ['https://www.mongodb.com/docs/atlas/configure-api-access/'],
    match: ['ATLAS_PRIVATE_KEY={uuid}', '"mongodb_atlas_private_key": "{uuid}",'],
    miss: ['ATLAS_PROJECT_ID={uuid}', 'ATLAS_PRIVATE_KEY={hex:32}', 'ATLAS_PUBLIC_KEY={uuid}'],
  },
] as const satisfies readonly Pattern[];
