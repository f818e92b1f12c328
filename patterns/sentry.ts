/** Sentry: auth tokens, and DSNs that hold a secret key. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const sentry = [
  {
    id: 'sentry-org-token',
    title: 'Sentry organisation auth token',
    severity: 'high',
    regex: /\b(?<secret>sntrys_eyJ[A-Za-z0-9+/_-]{40,400}={0,2}_[A-Za-z0-9+/_-]{43})(?:[^A-Za-z0-9+/_-]|$)/,
    keywords: ['sntrys_eyj'],
    entropy: 4,
    why: 'Uploads source maps and releases for the organisation.',
    revoke: 'https://docs.sentry.io/account/auth-tokens/',
    references: ['https://docs.sentry.io/account/auth-tokens/#organization-tokens'],
    match: [
      'SENTRY_AUTH_TOKEN=sntrys_{b64of:{"iat":1741264356,"url":"https://sentry.io","region_url":"https://us.sentry.io","org":"acme"}}_{b64:43}',
      '[auth]\ntoken=sntrys_{b64of:{"iat":1700000000.123,"url":"https://sentry.acme.io","org":"platform-team"}}_{b64:43}\n',
    ],
    miss: [
      'sntrys_{an:100}_{b64:43}',
      'sntrys_{b64of:{"iat":1741264356,"url":"https://sentry.io","org":"acme"}}_{b64:20}',
      'sntrys_eyJ{an:20}',
    ],
  },
  {
    id: 'sentry-user-token',
    title: 'Sentry user auth token',
    severity: 'high',
    regex: /\b(?<secret>sntry[ua]_[a-f0-9]{64})\b/,
    keywords: ['sntryu_', 'sntrya_'],
    checks: ['mixed-alnum'],
    entropy: 3.2,
    why: 'Reads issues, with the data in them, and changes projects as its user.',
    revoke: 'https://sentry.io/settings/account/api/auth-tokens/',
    references: ['https://docs.sentry.io/account/auth-tokens/#personal-tokens'],
    match: ['SENTRY_AUTH_TOKEN=sntryu_{hex:64}', 'token: "sntryu_{hex:64}"'],
    miss: [
      'sntryu_{hex:63}',
      'sntryu_{hex:65}',
      'sntryu_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    ],
  },
  {
    id: 'sentry-auth-token',
    title: 'Sentry auth token (without prefix)',
    severity: 'high',
    regex: assigned('sentry * token|sentry api key', '[a-f0-9]{64}'),
    keywords: ['sentry'],
    checks: ['mixed-alnum'],
    entropy: 3.2,
    why: 'Reads issues, with the data in them, and changes projects as its user.',
    revoke: 'https://sentry.io/settings/account/api/auth-tokens/',
    references: ['https://docs.sentry.io/account/auth-tokens/'],
    match: ['SENTRY_AUTH_TOKEN={hex:64}', 'sentry_token: "{hex:64}"'],
    miss: ['SENTRY_AUTH_TOKEN={hex:60}', 'SENTRY_RELEASE={hex:64}', 'SENTRY_AUTH_TOKEN=$TOKEN'],
  },
  {
    id: 'sentry-dsn-secret',
    title: 'Sentry DSN with a secret key',
    severity: 'medium',
    regex:
      /\bhttps?:\/\/(?<user>[a-f0-9]{32}):(?<secret>[a-f0-9]{32})@(?<host>[A-Za-z0-9.-]{3,120})(?::\d{2,5})?\/\d{1,12}\b/,
    keywords: ['://'],
    overlaps: ['url-password'],
    why: 'Sends events into the project; the secret half has been unnecessary since 2018 and should not be kept.',
    revoke: 'https://docs.sentry.io/concepts/key-terms/dsn-explainer/',
    references: ['https://docs.sentry.io/concepts/key-terms/dsn-explainer/'],
    match: [
      'SENTRY_DSN=https://{hex:32}:{hex:32}@sentry.io/123456',
      "dsn: 'https://{hex:32}:{hex:32}@o12345.ingest.sentry.io/1234567'",
    ],
    miss: [
      'SENTRY_DSN=https://{hex:32}@o12345.ingest.sentry.io/1234567',
      'https://{hex:31}:{hex:31}@localhost/1',
      'https://{hex:32}:${SECRET}@sentry.io/1',
    ],
  },
] as const satisfies readonly Pattern[];
