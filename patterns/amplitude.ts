/** Amplitude: API and secret keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const amplitude = [
  {
    id: 'amplitude-api-key',
    title: 'Amplitude API or secret key',
    severity: 'medium',
    regex: assigned(
      'amplitude * key|amplitude * secret|amplitude * token|amplitude init|amplitude getinstance * init',
      '[a-f0-9]{32}',
    ),
    keywords: ['amplitude'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Sends events into the project; the secret key also exports them.',
    revoke: 'https://amplitude.com/docs/admin/account-management/manage-orgs-projects',
    references: ['https://amplitude.com/docs/apis/authentication'],
    match: ['AMPLITUDE_SECRET_KEY={hex:32}', "amplitude.init('{hex:32}');"],
    miss: [
      'AMPLITUDE_SECRET_KEY={hex:31}',
      'AMPLITUDE_SECRET_KEY={hex:31}g',
      'AMPLITUDE_API_KEY=your-api-key-here',
      'amplitude_unit={hex:32}',
    ],
  },
] as const satisfies readonly Pattern[];
