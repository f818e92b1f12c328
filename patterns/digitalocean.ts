/** DigitalOcean: personal access and OAuth tokens, Spaces keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const why = 'Creates, reads and destroys servers, disks and domains of the account.';

export const digitalocean = [
  {
    id: 'digitalocean-token',
    title: 'DigitalOcean personal access or OAuth token',
    severity: 'critical',
    regex: /\b(?<secret>do[opr]_v1_[a-f0-9]{64})\b/,
    keywords: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    entropy: 3,
    why,
    revoke: 'https://cloud.digitalocean.com/account/api/tokens',
    references: ['https://docs.digitalocean.com/reference/api/create-personal-access-token/'],
    verify: { url: 'https://api.digitalocean.com/v2/account', auth: 'bearer', live: [200, 403], dead: [401] },
    match: [
      'DIGITALOCEAN_TOKEN=dop_v1_{hex:64}',
      "refresh: 'dor_v1_{hex:64}'",
      'Authorization: Bearer doo_v1_{hex:64}',
    ],
    miss: ['dop_v1_{hex:63}', 'dop_v1_{hex:65}', 'dop_v1_G{hex:63}', 'xdop_v1_{hex:64}'],
  },
  {
    id: 'digitalocean-spaces-secret',
    title: 'DigitalOcean Spaces secret key',
    severity: 'high',
    regex: assigned('spaces * secret|spaces * secret key|digitalocean * secret', '[A-Za-z0-9+/]{43}'),
    keywords: ['spaces_', 'spaces-', 'spacessecret', 'spaceskey', 'spacesaccess', 'digitalocean'],
    checks: ['mixed-alnum'],
    entropy: 4,
    parts: { id: { regex: /\b(?<secret>DO[0O]{0,1}[0-9A-Z]{17,18})\b/, within: 400 } },
    why: 'Reads and writes the files in the account’s Spaces.',
    revoke: 'https://cloud.digitalocean.com/spaces/access_keys',
    references: ['https://docs.digitalocean.com/products/spaces/how-to/manage-access/'],
    match: ['SPACES_SECRET_ACCESS_KEY={b64:43}', 'do_spaces_secret = "{b64:43}"'],
    miss: ['SPACES_SECRET_ACCESS_KEY={b64:30}', 'SPACES_BUCKET={an:43}', 'tabs_or_spaces = "{lower:43}"'],
  },
] as const satisfies readonly Pattern[];
