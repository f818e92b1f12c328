/** Pulumi: access tokens. */
import type { Pattern } from '../src/types.ts';

export const pulumi = [
  {
    id: 'pulumi-access-token',
    title: 'Pulumi access token',
    severity: 'critical',
    regex: /\b(?<secret>pul-[0-9a-f]{40})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['pul-'],
    entropy: 3,
    why: 'Reads and changes stacks and their state, which holds secrets.',
    revoke: 'https://app.pulumi.com/account/tokens',
    references: ['https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/'],
    verify: { url: 'https://api.pulumi.com/api/user', auth: 'header:Authorization', live: [200], dead: [401] },
    match: ['PULUMI_ACCESS_TOKEN=pul-{hex:40}', 'accessToken: "pul-{hex:40}"'],
    miss: ['pul-{hex:39}', 'pul-{hex:41}', 'vipul-{hex:40}', 'pul-{upper:40}'],
  },
] as const satisfies readonly Pattern[];
