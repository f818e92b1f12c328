/** Postman: API keys and collection access keys. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://learning.postman.com/docs/developer/postman-api/authentication/';

export const postman = [
  {
    id: 'postman-api-key',
    title: 'Postman API key',
    severity: 'high',
    regex: /\b(?<secret>PMAK-[0-9a-f]{24}-[0-9a-f]{34})(?:[^0-9a-f]|$)/,
    keywords: ['pmak-'],
    entropy: 3,
    why: 'Reads and changes collections and environments, which often hold further credentials.',
    revoke: 'https://go.postman.co/settings/me/api-keys',
    references: [docs],
    verify: { url: 'https://api.getpostman.com/me', auth: 'header:X-Api-Key', live: [200], dead: [401] },
    match: ['POSTMAN_API_KEY=PMAK-{hex:24}-{hex:34}', "'x-api-key': 'PMAK-{hex:24}-{hex:34}'"],
    miss: ['PMAK-{hex:24}-{hex:33}', 'PMAK-{hex:23}-{hex:34}', 'PMAK{hex:24}{hex:34}', 'PMAK-{hex:24}-{hex:35}'],
  },
  {
    id: 'postman-collection-key',
    title: 'Postman collection access key',
    severity: 'medium',
    regex: /\b(?<secret>PMAT-[0-9A-Z]{26})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['pmat-'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Reads one collection.',
    revoke: 'https://learning.postman.com/docs/collaborating-in-postman/sharing/',
    references: ['https://learning.postman.com/docs/collaborating-in-postman/sharing/'],
    match: ['https://api.postman.com/collections/1?access_key=PMAT-{uppernum:26}', 'PMAT-{uppernum:26}'],
    miss: ['PMAT-{uppernum:25}', 'PMAT-{uppernum:27}', 'PMAT-{lower:26}', 'format-PMATX'],
  },
] as const satisfies readonly Pattern[];
