/** crates.io: API tokens. */
import type { Pattern } from '../src/types.ts';

export const cratesIo = [
  {
    id: 'crates-io-token',
    title: 'crates.io API token',
    severity: 'critical',
    regex: /\b(?<secret>cio[A-Za-z0-9]{32})(?:[^0-9A-Za-z_-]|$)/,
    keywords: ['cio'],
    entropy: 4,
    checks: ['mixed-alnum'],
    why: 'Publishes and yanks versions of the owner’s crates.',
    revoke: 'https://crates.io/settings/tokens',
    references: ['https://doc.rust-lang.org/cargo/reference/publishing.html'],
    match: ['CARGO_REGISTRY_TOKEN=cio{an:32}', 'token = "cio{an:32}"'],
    miss: ['cio{an:31}', 'cio{an:33}', 'xcio{an:32}', 'cio{lower:32}'],
  },
] as const satisfies readonly Pattern[];
