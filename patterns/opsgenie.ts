/** Opsgenie: API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

export const opsgenie = [
  {
    id: 'opsgenie-api-key',
    title: 'Opsgenie API key',
    severity: 'high',
    regex: assigned('opsgenie * key|opsgenie * token|genie key|GenieKey', uuid),
    keywords: ['opsgenie', 'geniekey', 'genie_key', 'genie-key'],
    why: 'Reads and changes alerts, schedules and, depending on the key, users.',
    revoke: 'https://support.atlassian.com/opsgenie/docs/api-key-management/',
    references: ['https://support.atlassian.com/opsgenie/docs/create-a-default-api-integration/'],
    match: ['OPSGENIE_API_KEY={uuid}', 'opsgenie_api_key: "{uuid}"'],
    miss: ['OPSGENIE_TEAM_ID={uuid}', 'OPSGENIE_API_KEY={hex:32}', 'OPSGENIE_API_KEY=${KEY}'],
  },
  {
    id: 'opsgenie-authorization-header',
    title: 'Opsgenie API key in an authorization header',
    severity: 'high',
    regex: /GenieKey[ \t]{1,3}(?<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/,
    keywords: ['geniekey'],
    overlaps: ['opsgenie-api-key', 'http-bearer-token'],
    why: 'Reads and changes alerts, schedules and, depending on the key, users.',
    revoke: 'https://support.atlassian.com/opsgenie/docs/api-key-management/',
    references: ['https://docs.opsgenie.com/docs/authentication'],
    match: ['-H "Authorization: GenieKey {uuid}"', "headers['Authorization'] = 'GenieKey {uuid}'"],
    miss: ['Authorization: GenieKey $OPSGENIE_API_KEY', 'Authorization: GenieKey {hex:32}'],
  },
] as const satisfies readonly Pattern[];
