/** Terraform Cloud and HashiCorp Cloud Platform: API tokens and client secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const terraform = [
  {
    id: 'terraform-cloud-token',
    title: 'Terraform Cloud or Enterprise API token',
    severity: 'critical',
    regex: /\b(?<secret>[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,70})(?:[^A-Za-z0-9_=-]|$)/,
    keywords: ['.atlasv1.'],
    entropy: 4,
    why: 'Reads state files, with the secrets in them, and changes what is deployed.',
    revoke: 'https://app.terraform.io/app/settings/tokens',
    references: ['https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens'],
    match: [
      'credentials "app.terraform.io" {\n  token = "{an:14}.atlasv1.{an:67}"\n}',
      'TFE_TOKEN={an:14}.atlasv1.{an:67}',
    ],
    miss: [
      'token = "xxxxxxxxxxxxxx.atlasv1.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
      '{an:14}.atlasv1.{an:40}',
      '{an:13}.atlasv1.{an:67}',
      '{an:14}.atlasv2.{an:67}',
    ],
  },
  {
    id: 'hcp-client-secret',
    title: 'HashiCorp Cloud Platform client secret',
    severity: 'critical',
    regex: assigned('hcp * client secret', '[A-Za-z0-9_\\-]{64}'),
    keywords: ['hcp_client', 'hcp-client', 'hcpclient', 'hcp_'],
    checks: ['mixed-alnum'],
    entropy: 4.2,
    parts: {
      clientId: { regex: /client[_-]?id["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>[A-Za-z0-9]{32})\b/i, within: 400 },
    },
    why: 'Acts as the service principal in HashiCorp Cloud: Vault clusters, Packer and Boundary included.',
    revoke: 'https://developer.hashicorp.com/hcp/docs/hcp/iam/service-principal',
    references: ['https://developer.hashicorp.com/hcp/docs/hcp/iam/service-principal'],
    match: ['HCP_CLIENT_ID={an:32}\nHCP_CLIENT_SECRET={b64url:64}\n', 'hcp_client_secret: "{b64url:64}"'],
    miss: ['HCP_CLIENT_SECRET={b64url:48}', 'HCP_CLIENT_ID={an:32}', 'hcp_client_secret = var.hcp_client_secret'],
  },
] as const satisfies readonly Pattern[];
