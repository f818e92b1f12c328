/** Airtable: personal access tokens, OAuth tokens and the former API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://airtable.com/developers/web/api/authentication';

export const airtable = [
  {
    id: 'airtable-personal-access-token',
    title: 'Airtable personal access token',
    severity: 'high',
    regex: assigned('airtable', 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}'),
    keywords: ['airtable'],
    entropy: 3.5,
    why: 'Reads and changes the bases that it was granted.',
    revoke: 'https://airtable.com/create/tokens',
    references: [docs],
    match: ['AIRTABLE_TOKEN=pat{an:14}.{hex:64}', "new Airtable({ apiKey: 'pat{an:14}.{hex:64}' })"],
    miss: [
      'AIRTABLE_TOKEN=pat{an:14}.{hex:63}',
      'AIRTABLE_TOKEN=pat{an:13}.{hex:64}',
      'AIRTABLE_TOKEN=pat{an:14}{hex:64}',
    ],
  },
  {
    id: 'airtable-oauth-token',
    title: 'Airtable OAuth token',
    severity: 'high',
    regex: assigned('airtable', '[A-Za-z0-9]{8,30}\\.v1\\.[A-Za-z0-9_-]{16,300}\\.[0-9a-f]{64}'),
    keywords: ['airtable'],
    entropy: 3.5,
    why: 'Reads and changes the bases that the person granted to the application.',
    revoke: 'https://airtable.com/account/integrations',
    references: ['https://airtable.com/developers/web/api/oauth-reference'],
    match: [
      'airtable_oauth_token = "{an:17}.v1.{b64url:120}.{hex:64}"',
      'AIRTABLE_REFRESH={an:16}.v1.{an:40}.{hex:64}',
    ],
    miss: [
      'airtable_oauth_token = "{an:17}.v1.{b64url:120}.{hex:63}"',
      'airtable_oauth_token = "{an:17}.v2.{b64url:120}.{hex:64}"',
    ],
  },
  {
    id: 'airtable-api-key-legacy',
    title: 'Airtable API key (before 2024)',
    severity: 'low',
    regex: assigned('airtable', 'key[A-Za-z0-9]{14}'),
    keywords: ['airtable'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Opened the person’s bases until Airtable ended such keys in February 2024.',
    revoke: 'https://airtable.com/create/tokens',
    references: [docs],
    match: ['AIRTABLE_API_KEY=key{an:14}', '"airtableKey": "key{an:14}"'],
    miss: ['AIRTABLE_API_KEY=key{an:13}', 'AIRTABLE_API_KEY=key{an:15}', 'AIRTABLE_BASE=app{an:14}'],
  },
] as const satisfies readonly Pattern[];
