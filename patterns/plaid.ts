/** Plaid: secrets and access tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const plaid = [
  {
    id: 'plaid-access-token',
    title: 'Plaid access token',
    severity: 'critical',
    regex:
      /\b(?<secret>access-(?<environment>production|development|sandbox)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/,
    keywords: ['access-production-', 'access-development-', 'access-sandbox-'],
    why: 'Reads the bank accounts, balances and transactions of one end user.',
    revoke: 'https://plaid.com/docs/api/items/#itemaccess_tokeninvalidate',
    references: ['https://plaid.com/docs/quickstart/glossary/#access-token'],
    match: ['PLAID_ACCESS_TOKEN=access-production-{uuid}', '"access_token": "access-sandbox-{uuid}"'],
    miss: ['access-production-{cut:1:{uuid}}', 'access-staging-{uuid}', 'public-sandbox-{uuid}'],
  },
  {
    id: 'plaid-secret',
    title: 'Plaid API secret',
    severity: 'critical',
    regex: assigned('plaid * secret|plaid secret', '[a-z0-9]{30}'),
    keywords: ['plaid'],
    checks: ['mixed-alnum'],
    entropy: 3,
    parts: {
      clientId: { regex: /client[_-]?id["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>[a-f0-9]{24})\b/i, within: 300 },
    },
    why: 'With the client id, acts as the application towards every linked bank account.',
    revoke: 'https://dashboard.plaid.com/developers/keys',
    references: ['https://plaid.com/docs/api/#authentication'],
    match: ['PLAID_SECRET="{lowernum:30}"', 'PLAID_CLIENT_ID={hex:24}\nPLAID_SECRET_PRODUCTION={hex:30}'],
    miss: ['PLAID_SECRET={hex:29}', 'PLAID_CLIENT_ID={hex:24}', 'PLAID_SECRET=${PLAID_SECRET}'],
  },
] as const satisfies readonly Pattern[];
