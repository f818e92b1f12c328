/** Bundler: user and password of a gem source, in its configuration or an environment variable. */
import type { Pattern } from '../src/types.ts';

export const bundler = [
  {
    id: 'sidekiq-source-credentials',
    title: 'Credentials of Sidekiq’s gem source',
    severity: 'high',
    regex:
      /\bBUNDLE_(?<host>(?:GEMS|ENTERPRISE)__CONTRIBSYS__COM)(?:_?[Tt][Oo][Kk][Ee][Nn])?["'`>]{0,2}(?:[ \t]{1,2}string)?[ \t]{0,4}(?:[:?.|]{0,3}=>?|:|,|\n[ \t]{0,8})[ \t]{0,4}["'`]{0,2}(?<user>[0-9a-f]{8}):(?<secret>[0-9a-f]{8})(?:[^\w-]|$)/,
    keywords: ['bundle_gems__contribsys', 'bundle_enterprise__contribsys'],
    overlaps: ['bundler-source-credentials'],
    why: 'Downloads the paid gems of the account.',
    revoke: 'https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ',
    references: [
      'https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ',
      'https://bundler.io/man/bundle-config.1.html',
    ],
    match: ['BUNDLE_GEMS__CONTRIBSYS__COM={hex:8}:{hex:8}', 'ENV BUNDLE_ENTERPRISE__CONTRIBSYS__COM="{hex:8}:{hex:8}"'],
    miss: [
      'BUNDLE_GEMS__CONTRIBSYS__COM={hex:8}:{hex:7}',
      'BUNDLE_GEMS__CONTRIBSYS__COM={hex:8}:{hex:9}',
      'BUNDLE_GEMS__CONTRIBSYS__COM=${SIDEKIQ_CREDENTIALS}',
    ],
  },
  {
    id: 'bundler-source-credentials',
    title: 'Bundler credentials of a gem source',
    severity: 'high',
    regex:
      /\bBUNDLE_(?<host>[A-Z0-9_]{3,60}?__(?:COM|IO|ORG|NET|DEV|CO|CLOUD))(?:_?[Tt][Oo][Kk][Ee][Nn])?["'`>]{0,2}(?:[ \t]{1,2}string)?[ \t]{0,4}(?:[:?.|]{0,3}=>?|:|,|\n[ \t]{0,8})[ \t]{0,4}["'`]{0,2}(?<user>[^\s"'`:$<{%]{2,60}):(?<secret>[^\s"'`$<>{}%*\\][^\s"'`<>{}\\]{3,100})/,
    longest: 640,
    keywords: ['bundle_'],
    checks: ['password-like'],
    why: 'Downloads the paid or private gems of the account; some sources also accept new versions.',
    revoke: 'https://bundler.io/man/bundle-config.1.html',
    references: [
      'https://bundler.io/man/bundle-config.1.html#CREDENTIALS-FOR-GEM-SOURCES',
      'https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ',
    ],
    match: [
      'BUNDLE_GEMS__CONTRIBSYS__COM={hex:8}:{hex:8}',
      '  BUNDLE_GEMS__ACME__IO: "ci:{an:24}"',
      'ENV BUNDLE_ENTERPRISE__CONTRIBSYS__COM="{hex:8}:{hex:8}"',
    ],
    miss: [
      'BUNDLE_GEMS__CONTRIBSYS__COM=${SIDEKIQ_CREDENTIALS}',
      'BUNDLE_MIRROR__HTTPS://RUBYGEMS__ORG=https://mirror',
      'BUNDLE_GEMS__CONTRIBSYS__COM={hex:8}',
      'BUNDLE_PATH=vendor:{an:20}',
    ],
  },
] as const satisfies readonly Pattern[];
