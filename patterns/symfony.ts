/** Symfony: the application secret. */
import type { Pattern } from '../src/types.ts';

const why = 'Forges sessions and signed values, and so logs in as anybody; where sessions are deserialised, runs code.';

export const symfony = [
  {
    id: 'symfony-app-secret',
    title: 'Symfony application secret',
    severity: 'high',
    confidence: 'medium',
    regex: /(?:^|[\s"'])APP_SECRET[ \t]{0,4}(?:=|:)[ \t]{0,4}["']?(?<secret>[0-9a-f]{32,64})(?:["'\s\\]|$)/,
    keywords: ['app_secret'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why,
    revoke: 'https://symfony.com/doc/current/reference/configuration/framework.html#secret',
    references: ['https://symfony.com/doc/current/reference/configuration/framework.html#secret'],
    match: ['APP_ENV=prod\nAPP_SECRET={hex:32}\n', '      APP_SECRET: {hex:40}'],
    miss: ['APP_SECRET=\n', 'APP_SECRET={hex:20}', 'APP_SECRET=$APP_SECRET', 'MY_APP_SECRETS={hex:32}'],
  },
] as const satisfies readonly Pattern[];
