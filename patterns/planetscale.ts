/** PlanetScale: database passwords, service and OAuth tokens. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://planetscale.com/docs/concepts/service-tokens';

export const planetscale = [
  {
    id: 'planetscale-password',
    title: 'PlanetScale database password',
    severity: 'critical',
    regex: /\b(?<secret>pscale_pw_[A-Za-z0-9_=.-]{32,64})(?:[^A-Za-z0-9_=-]|$)/,
    keywords: ['pscale_pw_'],
    entropy: 3.5,
    overlaps: ['url-password', 'mysql-url-password'],
    why: 'Reads and writes the database branch.',
    revoke: 'https://planetscale.com/docs/concepts/connection-strings',
    references: ['https://planetscale.com/docs/concepts/connection-strings'],
    match: ['DATABASE_PASSWORD=pscale_pw_{an:43}', 'mysql://{an:20}:pscale_pw_{an:43}@aws.connect.psdb.cloud/shop'],
    miss: [
      'pscale_pw_{an:20}',
      'pscale_pw_{an:65}',
      'xpscale_pw_{an:43}',
      'pscale_pw_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'planetscale-token',
    title: 'PlanetScale service or OAuth token',
    severity: 'critical',
    regex: /\b(?<secret>pscale_(?:tkn|oauth)_[A-Za-z0-9_=.-]{32,64})(?:[^A-Za-z0-9_=-]|$)/,
    keywords: ['pscale_tkn_', 'pscale_oauth_'],
    entropy: 3.5,
    why: 'Manages databases, branches and their passwords as its permissions allow.',
    revoke: docs,
    references: [docs],
    match: ['PLANETSCALE_SERVICE_TOKEN=pscale_tkn_{an:43}', '"pscale_oauth_{an:32}"'],
    miss: [
      'pscale_tkn_{an:20}',
      'pscale_tkn_{an:65}',
      'pscale_tkn_name',
      'pscale_tkn_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
] as const satisfies readonly Pattern[];
