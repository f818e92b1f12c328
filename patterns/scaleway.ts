/** Scaleway: secret keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const why = 'Creates, reads and destroys servers, disks and domains of the account.';

export const scaleway = [
  {
    id: 'scaleway-secret-key',
    title: 'Scaleway secret key',
    severity: 'critical',
    regex: assigned('scw * key|scw * token|scw secret|scaleway * secret|scaleway * key|scaleway * token', uuid),
    keywords: ['scw_', 'scw-', 'scaleway'],
    parts: { accessKey: { regex: /\b(?<secret>SCW[A-Z0-9]{17})\b/, within: 400 } },
    why,
    revoke: 'https://console.scaleway.com/iam/api-keys',
    references: ['https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/'],
    match: [
      'SCW_ACCESS_KEY=SCW{uppernum:17}\nSCW_SECRET_KEY={uuid}',
      'scaleway_secret_key = "{uuid}"',
      'SCW_SECRET := "{uuid}"',
    ],
    miss: ['SCW_DEFAULT_PROJECT_ID={uuid}', 'SCW_SECRET_KEY={cut:1:{uuid}}', 'SCW_SECRET_KEY=${SCW_SECRET_KEY}'],
  },
] as const satisfies readonly Pattern[];
