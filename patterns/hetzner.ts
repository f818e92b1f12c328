/** Hetzner Cloud: API tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const why = 'Creates, reads and destroys servers, disks and domains of the account.';

export const hetzner = [
  {
    id: 'hetzner-token',
    title: 'Hetzner Cloud API token',
    severity: 'critical',
    regex: assigned('hcloud token|hcloud * token|hetzner * token|hetzner * key', '[A-Za-z0-9]{64}'),
    keywords: ['hcloud', 'hetzner'],
    checks: ['mixed-alnum'],
    entropy: 4.2,
    why,
    revoke: 'https://docs.hetzner.com/cloud/api/getting-started/generating-api-token/',
    references: ['https://docs.hetzner.cloud/#authentication'],
    verify: { url: 'https://api.hetzner.cloud/v1/locations', auth: 'bearer', live: [200], dead: [401] },
    match: ['HCLOUD_TOKEN={an:64}', 'provider "hcloud" {\n  hetzner_api_token = "{an:64}"\n}'],
    miss: ['HCLOUD_TOKEN={an:63}', 'HCLOUD_TOKEN={hex:64}', 'hcloud_token = var.hcloud_token'],
  },
] as const satisfies readonly Pattern[];
