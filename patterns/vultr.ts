/** Vultr: API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const why = 'Creates, reads and destroys servers, disks and domains of the account.';

export const vultr = [
  {
    id: 'vultr-api-key',
    title: 'Vultr API key',
    severity: 'critical',
    regex: assigned('vultr * key|vultr * token|vultr key', '[A-Z0-9]{36}'),
    keywords: ['vultr'],
    checks: ['mixed-alnum'],
    entropy: 3.5,
    why,
    revoke: 'https://my.vultr.com/settings/#settingsapi',
    references: ['https://www.vultr.com/api/#section/Authentication'],
    verify: { url: 'https://api.vultr.com/v2/account', auth: 'bearer', live: [200], dead: [401] },
    match: ['VULTR_API_KEY={uppernum:36}', "vultr_api_key: '{uppernum:36}'"],
    miss: ['VULTR_API_KEY={uppernum:35}', 'VULTR_API_KEY={uuid}', 'VULTR_REGION={uppernum:36}'],
  },
] as const satisfies readonly Pattern[];
