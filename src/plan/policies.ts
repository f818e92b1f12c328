/** Least-privilege IAM policies: exact secrets, exact actions, never a wildcard but for the six random characters that end an ARN. */
import type { Policy, ResourcePolicy } from '../policy-types.ts';
import type { Keeping } from '../remediation-types.ts';
import { keyIn } from '../stores/kms-key.ts';

export interface PolicyTarget {
  readonly service: Keeping['service'];
  readonly names: readonly string[];
  /** Default: a word to fill in. */
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  /** ARN of the key that the secrets are encrypted with, where it is not the one that AWS manages. */
  readonly kmsKey?: string | undefined;
  readonly replicaRegions: readonly string[];
  /** Principals in other accounts. */
  readonly readers: readonly string[];
}

/** Calls of `unleak fix` and `unleak undo`. A parameter that is encrypted is so by a direct call to the key. */
const toolCalls = {
  secretsmanager: {
    keep: ['CreateSecret', 'DeleteSecret', 'DescribeSecret', 'GetSecretValue', 'RestoreSecret', 'TagResource'],
    key: ['GenerateDataKey', 'Decrypt'],
  },
  ssm: {
    keep: ['AddTagsToResource', 'DeleteParameter', 'GetParameter', 'ListTagsForResource', 'PutParameter'],
    key: ['Encrypt', 'Decrypt'],
  },
} as const;

/** What the store's calls of `unleak fix` and `unleak undo` need. */
export function toolPolicy(target: PolicyTarget): Policy {
  const { keep, key } = toolCalls[target.service];
  const replicate =
    target.replicaRegions.length > 0 ? ['RemoveRegionsFromReplication', 'ReplicateSecretToRegions'] : [];
  const share = target.readers.length > 0 ? ['GetResourcePolicy', 'PutResourcePolicy', 'ValidateResourcePolicy'] : [];
  return policy('UnleakFix', [...keep, ...replicate, ...share], { ...target, kms: key });
}

/** What the rewritten program needs, in whichever account it runs. */
export function readerPolicy(target: PolicyTarget): Policy {
  const [action, Sid] =
    target.service === 'ssm' ? ['GetParameter', 'ReadParameters'] : ['GetSecretValue', 'ReadSecrets'];
  return policy(Sid, [action], { ...target, kms: ['Decrypt'] });
}

/** Of each secret, for readers in other accounts. */
export function resourcePolicy(readers: readonly string[]): ResourcePolicy | undefined {
  if (readers.length === 0) return undefined;
  const Action = ['secretsmanager:GetSecretValue'];
  const grant = {
    Sid: 'ReadFromOtherAccounts',
    Effect: 'Allow',
    Principal: { AWS: readers },
    Action,
    Resource: '*',
  } as const;
  return { Version: '2012-10-17', Statement: [grant] };
}

/** What the owner of the KMS key adds to its policy, so that those readers can decrypt, and only through Secrets Manager. */
export function keyPolicy({ readers, region, replicaRegions }: PolicyTarget): ResourcePolicy | undefined {
  const [grant] = resourcePolicy(readers)?.Statement ?? [];
  if (grant === undefined) return undefined;
  const services = [region ?? 'REGION', ...replicaRegions].map((each) => `secretsmanager.${each}.amazonaws.com`);
  const Condition = { StringEquals: { 'kms:ViaService': services } };
  return { Version: '2012-10-17', Statement: [{ ...grant, Action: ['kms:Decrypt'], Condition }] };
}

interface Wanted extends PolicyTarget {
  /** Actions on the key. */
  readonly kms: readonly string[];
}

function policy(Sid: string, actions: readonly string[], wanted: Wanted): Policy {
  const { names, kmsKey, kms, service, replicaRegions } = wanted;
  if (names.length === 0) return { Version: '2012-10-17', Statement: [] };
  const secrets = allow(
    Sid,
    actions.map((action) => `${service}:${action}`),
    [wanted.region ?? 'REGION', ...replicaRegions].flatMap((region) =>
      names.map((name) => arnOf(name, region, wanted)),
    ),
  );
  const keys = kmsKey === undefined ? [] : [kmsKey, ...replicaRegions.map((region) => keyIn(kmsKey, region))];
  const use = allow(
    'UseKey',
    kms.map((action) => `kms:${action}`),
    keys,
  );
  return { Version: '2012-10-17', Statement: keys.length === 0 ? [secrets] : [secrets, use] };
}

function arnOf(name: string, region: string, { account = 'ACCOUNT_ID', service }: PolicyTarget): string {
  const base = `arn:${partitionOf(region)}:${service}:${region}:${account}`;
  return service === 'ssm' ? `${base}:parameter${name}` : `${base}:secret:${name}-??????`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function allow(Sid: string, Action: readonly string[], Resource: readonly string[]): Policy['Statement'][number] {
  return { Sid, Effect: 'Allow', Action, Resource };
}
