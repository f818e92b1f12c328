/** Linode, now Akamai Cloud: personal access tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const why = 'Creates, reads and destroys servers, disks and domains of the account.';

export const linode = [
  {
    id: 'linode-token',
    title: 'Linode (Akamai Cloud) personal access token',
    severity: 'critical',
    regex: assigned('linode * token|linode * key|linode token|linode cli token', '[a-f0-9]{64}'),
    keywords: ['linode'],
    entropy: 3.2,
    why,
    revoke: 'https://cloud.linode.com/profile/tokens',
    references: ['https://techdocs.akamai.com/cloud-computing/docs/manage-personal-access-tokens'],
    verify: { url: 'https://api.linode.com/v4/profile', auth: 'bearer', live: [200], dead: [401] },
    match: ['LINODE_TOKEN={hex:64}', 'provider "linode" {\n  linode_token = "{hex:64}"\n}'],
    miss: ['LINODE_TOKEN={hex:40}', 'linode_image_sha256 = "{hex:64}"', 'LINODE_TOKEN=$TOKEN'],
  },
] as const satisfies readonly Pattern[];
