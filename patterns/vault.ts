/** HashiCorp Vault: tokens, unseal keys, AppRole secret ids. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const vaultTokens = 'https://developer.hashicorp.com/vault/docs/concepts/tokens';
const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

export const vault = [
  {
    id: 'vault-service-token',
    title: 'HashiCorp Vault service or recovery token',
    severity: 'critical',
    regex: /(?:^|[^A-Za-z0-9_.-])(?<secret>hv[sr]\.[A-Za-z0-9_-]{22,300})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['hvs.', 'hvr.'],
    checks: ['mixed-alnum'],
    entropy: 3.6,
    why: 'Reads and writes the secrets that its policies allow; a root token, all of them.',
    revoke: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
    references: [vaultTokens],
    match: ['VAULT_TOKEN=hvs.CAESI{b64url:90}', 'vault_token = "hvs.{an:24}"', "token: 'hvr.{b64url:100}'"],
    miss: ['hvs.ABC', 'hvs.xxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'hvx.CAESI{b64url:90}', 'import lib.hvs.{lower:30}'],
  },
  {
    id: 'vault-batch-token',
    title: 'HashiCorp Vault batch token',
    severity: 'high',
    regex: /(?:^|[^A-Za-z0-9_.-])(?<secret>hvb\.[A-Za-z0-9_-]{24,600})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['hvb.'],
    checks: ['mixed-alnum'],
    entropy: 3.4,
    why: 'Reads and writes the secrets that its policies allow, until it expires.',
    revoke: 'https://developer.hashicorp.com/vault/tutorials/tokens/batch-tokens',
    references: [vaultTokens],
    match: ['export VAULT_TOKEN=hvb.AAAAAQ{b64url:140}', '"client_token": "hvb.AAAAAQ{b64url:200}"'],
    miss: ['hvb.{an:12}', 'hvb.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'xhvb.{an:60}'],
  },
  {
    id: 'vault-legacy-token',
    title: 'HashiCorp Vault token (before 1.10)',
    severity: 'critical',
    regex: /[Vv][Aa][Uu][Ll][Tt][^\n]{0,60}?[\s"'`=:,(](?<secret>[sbr]\.[A-Za-z0-9]{24})(?:["'`\s\\;,)]|$)/,
    keywords: ['vault'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    why: 'Reads and writes the secrets that its policies allow; a root token, all of them.',
    revoke: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
    references: [vaultTokens],
    match: ['vault_api_token = "s.{an:24}"', "curl -H 'X-Vault-Token: s.{an:24}' https://vault.acme.io:8200"],
    miss: [
      'vault: s.makeKubeConfigController(args)',
      'vault: s.AcceptanceTimeoutSecondsX',
      'vault_token = "s.{an:23}"',
      'vault_token = "s.{an:25}"',
    ],
  },
  {
    id: 'vault-unseal-key',
    title: 'HashiCorp Vault unseal or recovery key',
    severity: 'critical',
    regex:
      /(?:[Uu]nseal|[Rr]ecovery)(?:[ _-][Kk]ey(?:[ _-]?\d{1,2})?["']?[ \t]{0,3}[:=]|[ \t]{1,3}(?:-[a-z-]{2,20}[= ][^\s]{1,60}[ \t]{1,3}){0,2})[ \t]{0,4}["']?(?<secret>[A-Za-z0-9+/]{44}={0,2}|[0-9a-f]{66})(?:["'\s\\]|$)/,
    keywords: ['unseal', 'recovery key', 'recovery_key', 'recovery-key'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Enough of these together unseal the vault or make a new root token.',
    revoke: 'https://developer.hashicorp.com/vault/docs/commands/operator/rekey',
    references: ['https://developer.hashicorp.com/vault/docs/concepts/seal'],
    match: ['Unseal Key 2: {b64:44}\n', 'vault operator unseal {b64:44}\n', 'vault_unseal_key={hex:66}'],
    miss: ['Unseal Key 2: {b64:30}', 'vault operator unseal $UNSEAL_KEY', 'Unseal Keys: 5 shares, threshold 3'],
  },
  {
    id: 'vault-approle-secret-id',
    title: 'HashiCorp Vault AppRole secret id',
    severity: 'high',
    regex: assigned('vault * secret id|approle * secret id', uuid),
    keywords: ['vault', 'approle'],
    why: 'With the role id, logs in to Vault as the application.',
    revoke: 'https://developer.hashicorp.com/vault/api-docs/auth/approle#destroy-approle-secret-id',
    references: ['https://developer.hashicorp.com/vault/docs/auth/approle'],
    match: ['VAULT_SECRET_ID={uuid}', 'vault_approle_secret_id: "{uuid}"'],
    miss: ['VAULT_ROLE_ID={uuid}', 'VAULT_SECRET_ID={hex:32}', 'VAULT_SECRET_ID=${SECRET_ID}'],
  },
] as const satisfies readonly Pattern[];
