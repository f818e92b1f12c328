/** Coinbase: API secrets and access tokens; the EC keys of CDP are private keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const coinbase = [
  {
    id: 'coinbase-api-secret',
    title: 'Coinbase API secret or access token',
    severity: 'critical',
    regex: assigned(
      'coinbase * secret|coinbase * token|coinbase * key|cb access sign|cb access secret|cdp api key secret|cdp * secret',
      '(?:[A-Za-z0-9_\\-]{32}|[A-Za-z0-9_\\-]{64}|[A-Za-z0-9+/]{86}==)',
    ),
    keywords: ['coinbase', 'cb-access', 'cb_access', 'cdp_api_key', 'cdp_', 'cdp-'],
    checks: ['mixed-alnum'],
    entropy: 3.2,
    why: 'Trades with, and depending on its permissions withdraws, the funds of the account.',
    revoke: 'https://portal.cdp.coinbase.com/access/api',
    references: ['https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys'],
    match: ['COINBASE_API_SECRET={an:32}', 'CDP_API_KEY_SECRET={b64:86}==', 'coinbase_access_token = "{hex:64}"'],
    miss: [
      'COINBASE_API_SECRET={an:31}',
      'COINBASE_API_SECRET={an:33}',
      'COINBASE_ACCOUNT_ID={an:32}',
      'COINBASE_API_SECRET=$SECRET',
    ],
  },
] as const satisfies readonly Pattern[];
