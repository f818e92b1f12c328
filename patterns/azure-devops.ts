/** Azure DevOps: personal access tokens in the form with a mark and in the one before it. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const devops =
  'https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate';

export const azureDevops = [
  {
    id: 'azure-devops-token',
    title: 'Azure DevOps personal access token',
    severity: 'critical',
    regex:
      /(?:^|[^A-Za-z0-9])(?<secret>[A-Za-z0-9]{52}JQQJ\d\d[A-Za-z0-9]{18}AZDO[A-Za-z0-9]{4}(?:[A-Za-z0-9]{2}==)?)(?:[^A-Za-z0-9]|$)/,
    keywords: ['azdo'],
    entropy: 4,
    why: 'Reads and writes code, builds and releases of the organisation, as its scopes allow.',
    revoke: devops,
    references: [devops],
    match: ['AZURE_DEVOPS_EXT_PAT={an:52}JQQJ99{an:18}AZDO{an:4}', 'pat: "{an:52}JQQJ99{an:18}AZDO{an:4}"'],
    miss: [
      '{an:51}JQQJ99{an:18}AZDO{an:4}',
      '{an:53}JQQJ99{an:18}AZDO{an:4}',
      '{an:52}JQQJ99{an:18}AZDO{an:3}',
      '{an:76}AZDO{an:4}',
    ],
  },
  {
    id: 'azure-devops-token-legacy',
    title: 'Azure DevOps personal access token (52 characters)',
    severity: 'critical',
    regex: assigned(
      'azure devops|devops*pat|devops*token|ado pat|vsts|azdo|personal access token|system access token',
      '[a-z2-7]{52}',
    ),
    keywords: [
      'devops',
      'ado_pat',
      'adopat',
      'ado-pat',
      'ado pat',
      'vsts',
      'azdo',
      'personalaccesstoken',
      'personal_access_token',
      'personal access token',
      'personal-access-token',
      'system_accesstoken',
    ],
    entropy: 3.5,
    checks: ['mixed-alnum'],
    why: 'Reads and writes code, builds and releases of the organisation, as its scopes allow.',
    revoke: devops,
    references: [devops],
    match: [
      'AZURE_DEVOPS_PAT={of:abcdefghijklmnopqrstuvwxyz234567:52}',
      'personalAccessToken = "{of:abcdefghijklmnopqrstuvwxyz234567:52}"',
    ],
    miss: [
      'AZURE_DEVOPS_PAT={of:abcdefghijklmnopqrstuvwxyz234567:51}',
      'AZURE_DEVOPS_PAT={uppernum:52}',
      'AZURE_DEVOPS_PAT={hex:64}',
    ],
  },
] as const satisfies readonly Pattern[];
