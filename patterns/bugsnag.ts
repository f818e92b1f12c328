/** BugSnag: API keys and auth tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const bugsnag = [
  {
    id: 'bugsnag-api-key',
    title: 'BugSnag API key or auth token',
    severity: 'medium',
    regex: assigned(
      'bugsnag * key|bugsnag * token',
      '(?:[a-f0-9]{32}|[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})',
    ),
    keywords: ['bugsnag'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Sends errors into the project or, as an auth token, reads them with the data in them.',
    revoke: 'https://docs.bugsnag.com/api/data-access/api/v1/',
    references: ['https://docs.bugsnag.com/product/getting-started/'],
    match: ['BUGSNAG_API_KEY={hex:32}', 'bugsnag_auth_token: "{uuid}"'],
    miss: ['BUGSNAG_API_KEY={hex:30}', 'BUGSNAG_RELEASE={hex:32}', 'BUGSNAG_API_KEY=your-api-key-here'],
  },
] as const satisfies readonly Pattern[];
