/** Mixpanel: API and service-account secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const mixpanel = [
  {
    id: 'mixpanel-secret',
    title: 'Mixpanel API or service-account secret',
    severity: 'medium',
    regex: assigned('mixpanel * secret|mixpanel secret|mixpanel * password', '[A-Za-z0-9]{32}'),
    keywords: ['mixpanel'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Exports the events and people of the project.',
    revoke: 'https://mixpanel.com/settings/org#serviceaccounts',
    references: ['https://developer.mixpanel.com/reference/service-accounts'],
    match: ['MIXPANEL_API_SECRET={hex:32}', 'mixpanel_service_account_secret: "{an:32}"'],
    miss: ['MIXPANEL_API_SECRET={hex:31}', 'MIXPANEL_TOKEN={hex:32}', 'MIXPANEL_API_SECRET=$SECRET'],
  },
] as const satisfies readonly Pattern[];
