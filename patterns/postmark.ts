/** Postmark: server and account tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const postmark = [
  {
    id: 'postmark-token',
    title: 'Postmark server or account token',
    severity: 'high',
    regex: assigned('postmark', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
    keywords: ['postmark'],
    entropy: 3,
    why: 'Sends mail in the domain’s name and reads what was sent.',
    revoke: 'https://account.postmarkapp.com/api_tokens',
    references: ['https://postmarkapp.com/developer/api/overview'],
    match: ['POSTMARK_API_TOKEN={uuid}', 'X-Postmark-Server-Token: {uuid}'],
    miss: [
      'POSTMARK_API_TOKEN={cut:1:{uuid}}',
      'POSTMARK_API_TOKEN=00000000-0000-0000-0000-000000000000',
      'POSTMARK_API_TEST',
    ],
  },
] as const satisfies readonly Pattern[];
