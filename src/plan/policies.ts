/** Least-privilege IAM policies: exact secrets, exact actions, never a wildcard but for the six random characters that end an ARN. */
import type { Policy } from '../remediation-types.ts';

export interface PolicyTarget {
  readonly names: readonly string[];
  /** Default: a word to fill in. */
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  /** ARN of the key that the secrets are encrypted with, where it is not the one that AWS manages. */
  readonly kmsKey?: string | undefined;
}

/** What the store's calls of `unleak fix` and `unleak undo` need. */
export function toolPolicy(target: PolicyTarget): Policy {
  const actions = ['CreateSecret', 'DeleteSecret', 'DescribeSecret', 'GetSecretValue', 'RestoreSecret', 'TagResource'];
  return policy('UnleakFix', actions, { ...target, kms: ['GenerateDataKey', 'Decrypt'] });
}

/** What the rewritten program needs. */
export function readerPolicy(target: PolicyTarget): Policy {
  return policy('ReadSecrets', ['GetSecretValue'], { ...target, kms: ['Decrypt'] });
}

interface Wanted extends PolicyTarget {
  /** Actions on the key. */
  readonly kms: readonly string[];
}

function policy(Sid: string, actions: readonly string[], { names, region, account, kmsKey, kms }: Wanted): Policy {
  if (names.length === 0) return { Version: '2012-10-17', Statement: [] };
  const base = `arn:aws:secretsmanager:${region ?? 'REGION'}:${account ?? 'ACCOUNT_ID'}:secret:`;
  const secrets = allow(
    Sid,
    actions.map((action) => `secretsmanager:${action}`),
    names.map((name) => `${base}${name}-??????`),
  );
  const key =
    kmsKey === undefined
      ? []
      : [
          allow(
            'UseKey',
            kms.map((action) => `kms:${action}`),
            [kmsKey],
          ),
        ];
  return { Version: '2012-10-17', Statement: [secrets, ...key] };
}

function allow(Sid: string, Action: readonly string[], Resource: readonly string[]): Policy['Statement'][number] {
  return { Sid, Effect: 'Allow', Action, Resource };
}
