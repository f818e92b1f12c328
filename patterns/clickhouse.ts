/** ClickHouse Cloud: API secrets. Connection strings are found as passwords in URLs. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const clickhouse = [
  {
    id: 'clickhouse-cloud-api-secret',
    title: 'ClickHouse Cloud API secret',
    severity: 'critical',
    regex: /\b(?<secret>4b1d[A-Za-z0-9]{38})\b/,
    keywords: ['4b1d'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'With its key id, creates, changes and deletes the services of the organisation.',
    revoke: 'https://clickhouse.com/docs/cloud/manage/openapi',
    references: ['https://clickhouse.com/docs/cloud/manage/openapi'],
    match: ['CLICKHOUSE_CLOUD_SECRET=4b1d{an:38}', 'key_secret: "4b1d{an:38}"'],
    miss: ['4b1d{an:37}', '4b1d{an:39}', 'commit 4b1d{hex:36}', '4b1dXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX'],
  },
  {
    id: 'clickhouse-cloud-key-id',
    title: 'ClickHouse Cloud API key id',
    severity: 'low',
    confidence: 'medium',
    regex: assigned('clickhouse * id|clickhouse * key id', '[A-Za-z0-9]{20}'),
    keywords: ['clickhouse'],
    checks: ['mixed-alnum'],
    entropy: 3.6,
    why: 'Half of the pair that calls the API: it tells which key was given away, and the secret mostly stands beside it.',
    revoke: 'https://clickhouse.com/docs/cloud/manage/openapi',
    references: ['https://clickhouse.com/docs/cloud/manage/openapi'],
    match: ['CLICKHOUSE_CLOUD_KEY_ID={an:20}', 'clickhouse_key_id: "{an:20}"'],
    miss: ['CLICKHOUSE_KEY_ID={an:19}', 'CLICKHOUSE_SERVICE_ID={uuid}', 'CLICKHOUSE_KEY_ID=${KEY_ID}'],
  },
] as const satisfies readonly Pattern[];
