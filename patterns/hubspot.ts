/** HubSpot: private app tokens and API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

export const hubspot = [
  {
    id: 'hubspot-private-app-token',
    title: 'HubSpot private app token',
    severity: 'high',
    regex: /\b(?<secret>pat-(?:na|eu|ap|ca)\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/,
    keywords: ['pat-na', 'pat-eu', 'pat-ap', 'pat-ca'],
    why: 'Reads and writes the CRM of the account, within its scopes.',
    revoke: 'https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview',
    references: ['https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview'],
    verify: { url: 'https://api.hubapi.com/account-info/v3/details', auth: 'bearer', live: [200, 403], dead: [401] },
    match: ['HUBSPOT_TOKEN=pat-na1-{uuid}', "accessToken: 'pat-eu1-{uuid}'"],
    miss: ['pat-na1-{cut:1:{uuid}}', 'pat-xx1-{uuid}', 'compat-na1-{hex:36}'],
  },
  {
    id: 'hubspot-api-key',
    title: 'HubSpot API key',
    severity: 'high',
    regex: assigned('hubspot * key|hubspot * token|hubspot * secret|hapikey|hapi key', uuid),
    keywords: ['hubspot', 'hapikey', 'hapi_key'],
    why: 'Reads and writes the CRM of the account.',
    revoke: 'https://developers.hubspot.com/changelog/upcoming-api-key-sunset',
    references: ['https://developers.hubspot.com/docs/api/migrate-an-api-key-integration-to-a-private-app'],
    match: [
      'HUBSPOT_API_KEY={uuid}',
      'https://api.hubapi.com/contacts/v1/lists?hapikey={uuid}',
      'hubspot_client_secret: "{uuid}"',
    ],
    miss: ['HUBSPOT_PORTAL_ID={uuid}', 'HUBSPOT_API_KEY={hex:32}', '?hapikey=demo'],
  },
] as const satisfies readonly Pattern[];
