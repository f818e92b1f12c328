/** Django: the secret key. */
import type { Pattern } from '../src/types.ts';

const why = 'Forges sessions and signed values, and so logs in as anybody; where sessions are deserialised, runs code.';

export const django = [
  {
    id: 'django-secret-key',
    title: 'Django secret key',
    severity: 'high',
    confidence: 'medium',
    regex:
      /\b(?:DJANGO_)?SECRET_KEY["']?[ \t]{0,4}(?:=|:)[ \t]{0,4}[rb]?["'](?<secret>(?:django-insecure-)?[a-z0-9!@#$%^&*(\-_=+)]{50,60})["']/,
    keywords: ['secret_key'],
    checks: ['mixed-alnum'],
    entropy: 4,
    overlaps: ['flask-secret-key'],
    why,
    revoke: 'https://docs.djangoproject.com/en/stable/ref/settings/#secret-key-fallbacks',
    references: ['https://docs.djangoproject.com/en/stable/ref/settings/#secret-key'],
    match: [
      "SECRET_KEY = 'django-insecure-{of:abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+):50}'",
      'DJANGO_SECRET_KEY="{of:abcdefghijklmnopqrstuvwxyz0123456789!@#%^&*(-_=+):50}"',
    ],
    miss: [
      "SECRET_KEY = '{of:abcdefghijklmnopqrstuvwxyz0123456789:49}'",
      'SECRET_KEY = os.environ["DJANGO_SECRET_KEY_FOR_THE_PRODUCTION_SITE_PLEASE"]',
      "SECRET_KEY = 'django-insecure-change-me'",
    ],
  },
] as const satisfies readonly Pattern[];
