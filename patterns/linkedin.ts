/** LinkedIn: client secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const linkedin = [
  {
    id: 'linkedin-client-secret',
    title: 'LinkedIn client secret',
    severity: 'high',
    regex: assigned(
      'linkedin * secret|linked in * secret|linkedin * key|linkedin secret',
      '(?:WPL_AP1\\.[A-Za-z0-9]{16}\\.[A-Za-z0-9+/=]{8}|[A-Za-z0-9]{16})',
    ),
    keywords: ['linkedin', 'linked_in', 'linked-in'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Impersonates the application: exchanges codes for the tokens of its users.',
    revoke: 'https://www.linkedin.com/developers/apps',
    references: ['https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication'],
    match: ['LINKEDIN_CLIENT_SECRET={an:16}', 'linkedin_secret: "WPL_AP1.{an:16}.{an:6}=="'],
    miss: ['LINKEDIN_CLIENT_SECRET={an:15}', 'LINKEDIN_CLIENT_ID={lowernum:14}', 'LINKEDIN_CLIENT_SECRET=$SECRET'],
  },
] as const satisfies readonly Pattern[];
