/** Box: developer tokens and client secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const box = [
  {
    id: 'box-token',
    title: 'Box developer token or client secret',
    severity: 'high',
    regex: assigned(
      'BOX_DEVELOPER_TOKEN|BOX_ACCESS_TOKEN|BOX_API_KEY|BOX_CLIENT_SECRET|BOX_TOKEN|BOX_KEY|box_developer_token|box_access_token|box_api_key|box_client_secret|box-key|box_key|box token|boxtoken|box client secret',
      '[A-Za-z0-9]{32}',
    ),
    keywords: ['box_', 'box-', 'boxtoken', 'boxclient', 'box token', 'box client'],
    checks: ['mixed-alnum'],
    entropy: 3.4,
    why: 'Reads and writes the files that its user or app can reach.',
    revoke: 'https://app.box.com/developers/console',
    references: ['https://developer.box.com/guides/authentication/tokens/developer-tokens/'],
    verify: { url: 'https://api.box.com/2.0/users/me', auth: 'bearer', live: [200], dead: [401] },
    match: ['BOX_DEVELOPER_TOKEN="{an:32}"', 'box_client_secret: {an:32}'],
    miss: [
      'BOX_DEVELOPER_TOKEN={an:31}',
      'BOX_DEVELOPER_TOKEN={an:33}',
      'sandbox_hash = "{an:32}"',
      'BOX_CLIENT_ID={an:32}',
    ],
  },
] as const satisfies readonly Pattern[];
