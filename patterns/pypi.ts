/** PyPI: API tokens, which are macaroons that name their site. */
import type { Pattern } from '../src/types.ts';

export const pypi = [
  {
    id: 'pypi-api-token',
    title: 'PyPI API token',
    severity: 'critical',
    regex: /\b(?<secret>pypi-Ag[A-Za-z0-9_-]{100,})(?:[^A-Za-z0-9_-]|$)/,
    longest: 1013,
    keywords: ['pypi-ag'],
    checks: ['pypi-macaroon'],
    overlaps: ['pypirc-password'],
    why: 'Uploads new versions of the projects that it covers.',
    revoke: 'https://pypi.org/manage/account/token/',
    references: ['https://pypi.org/help/#apitoken'],
    match: [
      '[pypi]\nusername = __token__\npassword = {pypi}',
      'TWINE_PASSWORD={pypi}',
      'export T={pypi:test.pypi.org}',
    ],
    miss: ['{pypi:pypi.example}', '{cut:150:{pypi}}', 'pypi-Ag{b64url:100}', 'pypi-AgEIcHlwaS5vcmc'],
  },
] as const satisfies readonly Pattern[];
