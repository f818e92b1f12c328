/** Ruby on Rails: master key and secret key base. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const why = 'Forges sessions and signed values, and so logs in as anybody; where sessions are deserialised, runs code.';

export const rails = [
  {
    id: 'rails-secret-key-base',
    title: 'Rails secret key base',
    severity: 'high',
    regex:
      /\b(?:[Ss][Ee][Cc][Rr][Ee][Tt]_[Kk][Ee][Yy]_[Bb][Aa][Ss][Ee]|secret_token)["']?[ \t]{0,4}(?::|=>?|,)[ \t]{0,4}["']?(?<secret>[0-9a-f]{64,128})(?:["'\s\\]|$)/,
    keywords: ['secret_key_base', 'secret_token'],
    checks: ['mixed-alnum'],
    entropy: 3.2,
    why,
    revoke: 'https://guides.rubyonrails.org/security.html#rotating-encrypted-and-signed-cookies-configurations',
    references: ['https://guides.rubyonrails.org/security.html#session-storage'],
    match: [
      'production:\n  secret_key_base: {hex:128}\n',
      "SECRET_KEY_BASE='{hex:128}'",
      "config.secret_key_base = '{hex:64}'",
    ],
    miss: [
      'secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>',
      'secret_key_base: {hex:40}',
      'SECRET_KEY_BASE=${SECRET_KEY_BASE}',
    ],
  },
  {
    id: 'rails-master-key',
    title: 'Rails master key',
    severity: 'critical',
    regex: assigned(
      'rails master key|RAILS_MASTER_KEY|rails * key|devise * secret|config secret key|config pepper',
      '(?:[0-9a-f]{32}|[0-9a-f]{128})',
    ),
    keywords: ['rails', 'devise', 'config.secret_key', 'config.pepper'],
    checks: ['mixed-alnum'],
    entropy: 3,
    overlaps: ['rails-secret-key-base'],
    why: 'Decrypts credentials.yml.enc, and with it every secret of the application.',
    revoke: 'https://guides.rubyonrails.org/security.html#custom-credentials',
    references: ['https://guides.rubyonrails.org/security.html#custom-credentials'],
    match: ['RAILS_MASTER_KEY={hex:32}', "config.secret_key = '{hex:128}'", '  RAILS_MASTER_KEY: "{hex:32}"'],
    miss: ['RAILS_MASTER_KEY={hex:31}', 'RAILS_MASTER_KEY=$(cat config/master.key)', 'rails_version_sha={hex:32}'],
  },
] as const satisfies readonly Pattern[];
