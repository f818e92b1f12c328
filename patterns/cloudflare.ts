/** Cloudflare: API tokens, global keys, Origin CA keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const tokens = 'https://dash.cloudflare.com/profile/api-tokens';
const why = 'Changes DNS, certificates, cached content and Workers of the zones it may reach.';

export const cloudflare = [
  {
    id: 'cloudflare-token',
    title: 'Cloudflare API token or global key',
    severity: 'critical',
    regex: /\b(?<secret>cf(?:k|ut|at)_[A-Za-z0-9]{48})\b/,
    keywords: ['cfk_', 'cfut_', 'cfat_'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    why,
    revoke: tokens,
    references: ['https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/'],
    match: [
      'CLOUDFLARE_API_TOKEN=cfut_{an:40}{hex:8}',
      'account_token: "cfat_{an:40}{hex:8}"',
      "'X-Auth-Key': 'cfk_{an:40}{hex:8}'",
    ],
    miss: ['cfut_{an:47}', 'cfut_{an:49}', 'cfxt_{an:48}', 'xcfk_{an:48}'],
  },
  {
    id: 'cloudflare-api-token',
    title: 'Cloudflare API token (without prefix)',
    severity: 'critical',
    regex: assigned(
      'cloudflare * token|cloudflare * key|cloudflare * secret|CF_API_TOKEN|CF_TOKEN|CF_DNS_API_TOKEN|CF_Token',
      '[A-Za-z0-9_\\-]{40}',
    ),
    keywords: ['cloudflare', 'cf_api_token', 'cf_token', 'cf_dns_api_token'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    why,
    revoke: tokens,
    references: ['https://developers.cloudflare.com/fundamentals/api/get-started/create-token/'],
    verify: {
      url: 'https://api.cloudflare.com/client/v4/user/tokens/verify',
      auth: 'bearer',
      live: [200],
      dead: [400, 401],
    },
    match: ['CLOUDFLARE_API_TOKEN={b64url:39}x', 'CF_API_TOKEN: "x{b64url:38}y"', 'cloudflare_dns_token = "{an:40}"'],
    miss: [
      'CLOUDFLARE_API_TOKEN={an:39}',
      'CLOUDFLARE_ACCOUNT_ID={hex:32}',
      'CLOUDFLARE_API_TOKEN=${CF_TOKEN}',
      'CLOUDFLARE_API_TOKEN={lower:40}',
    ],
  },
  {
    id: 'cloudflare-global-api-key',
    title: 'Cloudflare global API key',
    severity: 'critical',
    regex: assigned('cloudflare * key|cloudflare * token|CF_API_KEY|CF_KEY|CF_Key|x auth key', '[0-9a-f]{37}'),
    keywords: ['cloudflare', 'cf_api_key', 'cf_key', 'x-auth-key', 'x_auth_key'],
    entropy: 3,
    parts: { email: { regex: /\b(?<secret>[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,20})\b/, within: 300 } },
    why: 'Does everything that the user can do in every account and zone.',
    revoke: tokens,
    references: ['https://developers.cloudflare.com/fundamentals/api/get-started/keys/'],
    match: [
      'CLOUDFLARE_EMAIL=ops@acme.io\nCLOUDFLARE_API_KEY={hex:37}',
      '-H "X-Auth-Email: ops@acme.io" -H "X-Auth-Key: {hex:37}"',
    ],
    miss: ['CLOUDFLARE_API_KEY={hex:36}', 'CLOUDFLARE_API_KEY={hex:38}', 'CLOUDFLARE_ZONE_ID={hex:32}'],
  },
  {
    id: 'cloudflare-origin-ca-key',
    title: 'Cloudflare Origin CA key',
    severity: 'high',
    regex: /\b(?<secret>v1\.0-[0-9a-f]{24}-[0-9a-f]{146})\b/,
    keywords: ['v1.0-'],
    entropy: 3,
    why: 'Issues and revokes the certificates between Cloudflare and the origin servers.',
    revoke: tokens,
    references: ['https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/'],
    match: ['X-Auth-User-Service-Key: v1.0-{hex:24}-{hex:146}', 'cloudflare_origin_ca_key = "v1.0-{hex:24}-{hex:146}"'],
    miss: ['v1.0-{hex:24}-{hex:145}', 'v1.0-{hex:23}-{hex:146}', 'https://acme.io/release/v1.0-{hex:24}'],
  },
] as const satisfies readonly Pattern[];
