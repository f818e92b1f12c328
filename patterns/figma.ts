/** Figma: personal access tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://developers.figma.com/docs/rest-api/authentication/';

export const figma = [
  {
    id: 'figma-token',
    title: 'Figma access token',
    severity: 'high',
    regex: /\b(?<secret>fig[dupro]{1,2}_[A-Za-z0-9_-]{36,43})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['figd_', 'figu_', 'figo_', 'figp_', 'figr_', 'figuo_', 'figor_', 'figur_'],
    entropy: 3.5,
    why: 'Reads and comments on the person’s files as its scopes allow.',
    revoke: 'https://www.figma.com/settings',
    references: [docs],
    match: ['FIGMA_TOKEN=figd_{b64url:39}x', 'X-Figma-Token: figd_{b64url:39}x'],
    miss: ['figd_{an:30}', 'figd_{an:44}', 'config_figd', 'xfigd_{an:40}'],
  },
  {
    id: 'figma-token-legacy',
    title: 'Figma access token (number and UUID)',
    severity: 'high',
    regex: assigned('figma', '\\d{4,8}-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}'),
    keywords: ['figma'],
    entropy: 3,
    why: 'Reads and comments on the person’s files.',
    revoke: 'https://www.figma.com/settings',
    references: [docs],
    match: ['FIGMA_TOKEN={digits:5}-{uuid}', 'X-Figma-Token: {digits:4}-{UUID}'],
    miss: [
      'FIGMA_TOKEN={uuid}',
      'FIGMA_TOKEN={digits:5}-{cut:1:{uuid}}',
      'FIGMA_TOKEN=1234-00000000-0000-0000-0000-000000000000',
    ],
  },
] as const satisfies readonly Pattern[];
