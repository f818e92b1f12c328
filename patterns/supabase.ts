/** Supabase: management tokens and secret keys of projects. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://supabase.com/docs/guides/api/api-keys';

export const supabase = [
  {
    id: 'supabase-secret-key',
    title: 'Supabase secret key',
    severity: 'critical',
    regex: /\b(?<secret>sb_secret_[A-Za-z0-9_-]{22}_[A-Za-z0-9_-]{8})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sb_secret_'],
    entropy: 3.7,
    why: 'Reads and writes the project’s database past its row level security.',
    revoke: 'https://supabase.com/dashboard/project/_/settings/api-keys',
    references: [docs],
    match: [
      'SUPABASE_SERVICE_ROLE_KEY="sb_secret_{b64url:22}_{b64url:7}x"',
      "createClient(url, 'sb_secret_{b64url:22}_{b64url:7}x')",
    ],
    miss: [
      'sb_secret_{an:21}_{an:8}',
      'sb_secret_{an:22}_{an:9}',
      'sb_publishable_{an:22}_{an:8}',
      'sb_secret_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    ],
  },
  {
    id: 'supabase-management-token',
    title: 'Supabase personal access token',
    severity: 'critical',
    regex: /\b(?<secret>sbp_(?:oauth_|v0_)?[0-9a-f]{40})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sbp_'],
    entropy: 3,
    why: 'Manages every project of the person, their keys and databases included.',
    revoke: 'https://supabase.com/dashboard/account/tokens',
    references: ['https://supabase.com/docs/reference/api/introduction'],
    match: ['SUPABASE_ACCESS_TOKEN=sbp_{hex:40}', 'Bearer sbp_{hex:40}'],
    miss: ['sbp_{hex:39}', 'sbp_{hex:41}', 'sbp_{lower:40}', 'usbp_{hex:40}'],
  },
] as const satisfies readonly Pattern[];
