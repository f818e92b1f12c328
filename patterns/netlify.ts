/** Netlify: personal and OAuth tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://docs.netlify.com/api/get-started/#authentication';

export const netlify = [
  {
    id: 'netlify-token',
    title: 'Netlify access token',
    severity: 'critical',
    regex: /\b(?<secret>nf[pcoub]_[A-Za-z0-9_]{36})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
    entropy: 3.5,
    checks: ['mixed-alnum'],
    why: 'Deploys, and reads sites with their environment variables.',
    revoke: 'https://app.netlify.com/user/applications',
    references: [docs],
    match: ['NETLIFY_AUTH_TOKEN=nfp_{an:36}', 'token: "nfc_{an:36}"'],
    miss: ['nfp_{an:35}', 'nfp_{an:37}', 'nfx_{an:36}', 'conf_nfp_id'],
  },
  {
    id: 'netlify-token-legacy',
    title: 'Netlify access token (40 to 46 characters)',
    severity: 'critical',
    regex: assigned('netlify', '[A-Za-z0-9_=-]{43,46}|[A-Za-z0-9_=-]{40}'),
    keywords: ['netlify'],
    entropy: 3.5,
    checks: ['mixed-alnum'],
    overlaps: ['netlify-token'],
    why: 'Deploys, and reads sites with their environment variables.',
    revoke: 'https://app.netlify.com/user/applications',
    references: [docs],
    match: ['NETLIFY_AUTH_TOKEN={b64url:42}x', 'netlify_token = "{an:44}"'],
    miss: [
      'NETLIFY_SITE_ID={uuid}',
      'NETLIFY_AUTH_TOKEN={an:39}',
      'NETLIFY_AUTH_TOKEN={an:47}',
      'NETLIFY_AUTH_TOKEN=$NETLIFY_AUTH_TOKEN',
    ],
  },
] as const satisfies readonly Pattern[];
