/** Least-privilege IAM policies: exact secrets, exact actions, never a wildcard but for the six random characters that end an ARN. */
import type { Policy } from '../remediation-types.ts';

export interface PolicyTarget {
  readonly names: readonly string[];
  /** Default: a word to fill in. */
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

/** What the store's calls of `unleak fix` and `unleak undo` need. */
export function toolPolicy(target: PolicyTarget): Policy {
  const actions = ['CreateSecret', 'DeleteSecret', 'DescribeSecret', 'GetSecretValue', 'RestoreSecret', 'TagResource'];
  return policy('UnleakFix', actions, target);
}

/** What the rewritten program needs. */
export function readerPolicy(target: PolicyTarget): Policy {
  return policy('ReadSecrets', ['GetSecretValue'], target);
}

function policy(Sid: string, actions: readonly string[], { names, region, account }: PolicyTarget): Policy {
  const base = `arn:aws:secretsmanager:${region ?? 'REGION'}:${account ?? 'ACCOUNT_ID'}:secret:`;
  const Resource = names.map((name) => `${base}${name}-??????`);
  const Action = actions.map((action) => `secretsmanager:${action}`);
  return { Version: '2012-10-17', Statement: names.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action, Resource }] };
}
