/** CircleCI: personal and project tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://circleci.com/docs/managing-api-tokens/';

export const circleci = [
  {
    id: 'circleci-token',
    title: 'CircleCI personal or project API token',
    severity: 'high',
    regex: /\b(?<secret>CCI(?:PAT|PRJ)_[A-Za-z0-9]{20,24}_[0-9a-f]{40})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['ccipat_', 'cciprj_'],
    entropy: 3.5,
    why: 'Starts pipelines and reads builds; a personal token acts as the person.',
    revoke: 'https://app.circleci.com/settings/user/tokens',
    references: [docs],
    match: ['CIRCLE_TOKEN=CCIPAT_{an:22}_{hex:40}', 'token: CCIPRJ_{an:22}_{hex:40}'],
    miss: ['CCIPAT_{an:22}_{hex:39}', 'CCIPAT_short_{hex:40}', 'CCIPXX_{an:22}_{hex:40}', 'CCIPAT_{an:22}_{hex:41}'],
  },
  {
    id: 'circleci-token-legacy',
    title: 'CircleCI API token (40 hexadecimal digits)',
    severity: 'high',
    regex: assigned('circle ci*token|circle ci*key|circle ci*secret|circle token', '[0-9a-f]{40}'),
    keywords: ['circle_ci', 'circle-ci', 'circleci', 'circle_token', 'circle-token', 'circletoken'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Starts pipelines and reads builds as the person or for the project.',
    revoke: 'https://app.circleci.com/settings/user/tokens',
    references: [docs],
    match: ['CIRCLECI_TOKEN={hex:40}', "circle_token: '{hex:40}'"],
    miss: ['CIRCLECI_TOKEN={hex:39}', 'CIRCLE_SHA1={hex:40}', 'CIRCLECI_TOKEN={hex:41}'],
  },
] as const satisfies readonly Pattern[];
