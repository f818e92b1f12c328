/** Doppler: tokens of persons, services, the command line tool, SCIM and the audit log. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://docs.doppler.com/reference/auth-token-formats';

export const doppler = [
  {
    id: 'doppler-token',
    title: 'Doppler token',
    severity: 'critical',
    regex:
      /\b(?<secret>dp\.(?:pt|ct|sa|said|scim|audit|st(?:\.[a-z0-9_-]{2,35})?)\.[A-Za-z0-9]{40,44})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['dp.pt.', 'dp.ct.', 'dp.sa.', 'dp.said.', 'dp.st.', 'dp.scim.', 'dp.audit.'],
    entropy: 3.7,
    why: 'Reads, and often changes, the secrets that Doppler keeps for the projects it covers.',
    revoke: 'https://dashboard.doppler.com/workplace/tokens',
    references: [docs],
    verify: { url: 'https://api.doppler.com/v3/me', auth: 'bearer', live: [200], dead: [401] },
    match: ['DOPPLER_TOKEN=dp.st.prd.{an:43}', 'dp.pt.{an:43}', 'token: "dp.audit.{an:43}"'],
    miss: ['dp.pt.{an:30}', 'dp.pt.{an:45}', 'dp.xx.{an:43}', 'udp.pt.{an:43}'],
  },
] as const satisfies readonly Pattern[];
