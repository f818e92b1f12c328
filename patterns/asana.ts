/** Asana: personal access tokens and client secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://developers.asana.com/docs/personal-access-token';

export const asana = [
  {
    id: 'asana-personal-access-token',
    title: 'Asana personal access token',
    severity: 'high',
    regex: assigned('asana', '[0-2]\\/\\d{14,20}(?:\\/\\d{14,20})?:[0-9a-f]{32}'),
    keywords: ['asana'],
    entropy: 3,
    why: 'Reads and changes tasks and projects as the person.',
    revoke: 'https://app.asana.com/0/my-apps',
    references: [docs],
    match: ['ASANA_TOKEN=1/{digits:16}:{hex:32}', 'asana_pat: "2/{digits:16}/{digits:16}:{hex:32}"'],
    miss: [
      'ASANA_TOKEN=1/{digits:16}:{hex:31}',
      'ASANA_TOKEN=7/{digits:16}:{hex:32}',
      'https://app.asana.com/0/{digits:16}/{digits:16}',
    ],
  },
  {
    id: 'asana-client-secret',
    title: 'Asana client secret',
    severity: 'high',
    regex: assigned('asana', '[0-9a-z]{32}'),
    keywords: ['asana'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Lets somebody pose as the application and exchange stolen codes for access.',
    revoke: 'https://app.asana.com/0/my-apps',
    references: ['https://developers.asana.com/docs/oauth'],
    match: ['ASANA_CLIENT_SECRET={hex:32}', 'asanaToken = "{lowernum:32}"'],
    miss: ['ASANA_CLIENT_SECRET={hex:31}', 'ASANA_CLIENT_SECRET={hex:33}', 'ASANA_CLIENT_ID={digits:16}'],
  },
] as const satisfies readonly Pattern[];
