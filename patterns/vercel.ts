/** Vercel: tokens of persons, integrations, apps and the AI gateway. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://vercel.com/docs/rest-api/reference/welcome#authentication';

export const vercel = [
  {
    id: 'vercel-token',
    title: 'Vercel token',
    severity: 'critical',
    regex: /\b(?<secret>vc[pickar]_[A-Za-z0-9_-]{56})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_', 'vcc_'],
    entropy: 4,
    why: 'Deploys, and reads projects with their environment variables; a gateway key (vck_) calls models.',
    revoke: 'https://vercel.com/account/settings/tokens',
    references: [docs],
    match: ['VERCEL_TOKEN=vcp_{b64url:55}x', 'AI_GATEWAY_API_KEY="vck_{b64url:55}x"', 'vci_{an:56}'],
    miss: ['vcp_{an:55}', 'vcp_{an:57}', 'vct_{an:56}', 'vcp_abc'],
  },
  {
    id: 'vercel-token-legacy',
    title: 'Vercel token (24 characters)',
    severity: 'critical',
    regex: assigned('vercel*token|vercel*key|zeit*token|now token', '[A-Za-z0-9]{24}'),
    keywords: ['vercel', 'zeit', 'now_token', 'now-token'],
    entropy: 3.5,
    checks: ['mixed-alnum'],
    why: 'Deploys, and reads projects with their environment variables.',
    revoke: 'https://vercel.com/account/settings/tokens',
    references: [docs],
    match: ['VERCEL_TOKEN={an:24}', 'vercel-api-key: "{an:24}"'],
    miss: [
      'VERCEL_TOKEN={an:23}',
      'VERCEL_TOKEN={an:25}',
      'VERCEL_ORG_ID={an:24}',
      'vercel_key = AAAAAAAAAAAAAAAAAAAAAAAA',
    ],
  },
] as const satisfies readonly Pattern[];
