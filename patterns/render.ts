/** Render: API keys. */
import type { Pattern } from '../src/types.ts';

export const render = [
  {
    id: 'render-api-key',
    title: 'Render API key',
    severity: 'critical',
    regex: /\b(?<secret>rnd_[A-Za-z0-9]{28,40})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['rnd_'],
    entropy: 3.7,
    checks: ['mixed-alnum'],
    overlaps: ['http-bearer-token-signs'],
    why: 'Deploys services and reads their environment variables.',
    revoke: 'https://dashboard.render.com/u/settings#api-keys',
    references: ['https://render.com/docs/api'],
    match: ['RENDER_API_KEY=rnd_{an:32}', 'Authorization: Bearer rnd_{an:28}'],
    miss: ['rnd_{an:20}', 'rnd_{an:44}', 'get_rnd_{an:32}', 'rnd_state_generator_for_tests_only'],
  },
] as const satisfies readonly Pattern[];
