/** OVHcloud: application secrets and consumer keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const why = 'Creates, reads and destroys servers, disks and domains of the account.';

export const ovh = [
  {
    id: 'ovh-application-secret',
    title: 'OVHcloud application secret or consumer key',
    severity: 'critical',
    regex: assigned('ovh * secret|ovh * consumer key|ovh consumer key', '[A-Za-z0-9]{32}'),
    keywords: ['ovh'],
    checks: ['mixed-alnum'],
    entropy: 3.4,
    why,
    revoke: 'https://api.ovh.com/console/#/auth',
    references: ['https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api'],
    match: ['OVH_APPLICATION_SECRET={lowernum:32}', 'ovh_consumer_key = "{an:32}"'],
    miss: ['OVH_APPLICATION_KEY={an:16}', 'OVH_CONSUMER_KEY="too-short"', 'OVH_ENDPOINT=ovh-eu'],
  },
] as const satisfies readonly Pattern[];
