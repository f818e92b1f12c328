/** ClickHouse Cloud: API secrets. Connection strings are found as passwords in URLs. */
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
] as const satisfies readonly Pattern[];
