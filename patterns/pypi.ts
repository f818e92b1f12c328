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
    overlaps: ['pypirc-password', 'pypi-damaged-token'],
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
  {
    id: 'pypi-damaged-token',
    title: 'PyPI API token with a mistake in it',
    severity: 'high',
    confidence: 'medium',
    regex: /\b(?<secret>pypi-AgE[A-Za-z0-9_-]{140,})(?:[^A-Za-z0-9_-]|$)/,
    longest: 1013,
    keywords: ['pypi-ag'],
    checks: ['mixed-alnum'],
    entropy: 4.6,
    overlaps: ['pypirc-password'],
    why: 'Was copied with a mistake from a token that uploads new versions of the projects that it covers.',
    revoke: 'https://pypi.org/manage/account/token/',
    references: ['https://pypi.org/help/#apitoken'],
    match: ['TWINE_PASSWORD=pypi-AgEI{b64url:160}', 'token: "pypi-AgEN{b64url:170}"'],
    miss: ['pypi-AgEI{b64url:100}', 'pypi-{b64url:160}', 'pypi-AgEIcHlwaS5vcmc'],
  },
] as const satisfies readonly Pattern[];
