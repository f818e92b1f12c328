/** Databricks: personal access tokens and OAuth secrets. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://docs.databricks.com/aws/en/dev-tools/auth/pat';

export const databricks = [
  {
    id: 'databricks-token',
    title: 'Databricks personal access token',
    severity: 'critical',
    regex: /\b(?<secret>dapi[0-9a-f]{32}(?:-\d{1,2})?)(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['dapi'],
    entropy: 3,
    checks: ['mixed-alnum'],
    parts: {
      host: {
        regex: /\b(?<secret>[a-z0-9.-]{3,60}\.(?:cloud\.databricks\.com|azuredatabricks\.net|gcp\.databricks\.com))\b/,
        within: 600,
      },
    },
    why: 'Reads the workspace’s data and runs code on its clusters as the person.',
    revoke: docs,
    references: [docs],
    match: ['DATABRICKS_TOKEN=dapi{hex:32}', "token: 'dapi{hex:32}-3'"],
    miss: ['dapi{hex:31}', 'dapi{hex:33}', 'dapi{upper:32}', 'mydapi{hex:32}'],
  },
  {
    id: 'databricks-oauth-secret',
    title: 'Databricks service principal OAuth secret',
    severity: 'critical',
    regex: /\b(?<secret>dose[0-9a-f]{32})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['dose'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Signs in as the service principal, for as long as two years.',
    revoke: 'https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m',
    references: ['https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m'],
    match: ['DATABRICKS_CLIENT_SECRET=dose{hex:32}', 'client_secret = "dose{hex:32}"'],
    miss: ['dose{hex:31}', 'dose{hex:33}', 'overdose{hex:32}', 'doses of {hex:32}'],
  },
] as const satisfies readonly Pattern[];
