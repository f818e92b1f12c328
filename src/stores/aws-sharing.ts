/** Replicas of a secret in other regions, and readers in other accounts: exact principals, never the public, and the way back. */
import type { DescribeSecretResponse } from '@aws-sdk/client-secrets-manager';
import { UserError } from '../errors.ts';
import type { PlannedSecret, StoredVersion } from '../remediation-types.ts';
import { explainAws, kindOfFailure } from './aws-errors.ts';
import type { AwsConnection } from './aws-session.ts';
import { keyIn } from './kms-key.ts';

interface ReplicaAddress {
  readonly Region: string;
  readonly KmsKeyId?: string;
}

/** With a key that exists in several regions (mrk-…) each replica is encrypted with its own copy of it. */
export function addressReplicas({ replicaRegions = [] }: PlannedSecret, kmsKey: string | undefined): ReplicaAddress[] {
  return replicaRegions.map((Region) => ({
    Region,
    ...(kmsKey !== undefined && { KmsKeyId: keyIn(kmsKey, Region) }),
  }));
}

/** Waits for the replicas, then puts the policy. Can be called again. One that was there before the run must have it all already. */
export async function shareSecret(
  connection: AwsConnection,
  { name, created }: StoredVersion,
  secret: PlannedSecret,
): Promise<void> {
  await awaitReplicas(connection, secret, created);
  if (secret.resourcePolicy === undefined) return;
  const policy = JSON.stringify(secret.resourcePolicy);
  if (!created) return requirePolicy(connection, name, policy);
  await validate(connection, name, policy);
  const { sdk, client } = connection;
  const command = new sdk.PutResourcePolicyCommand({ SecretId: name, ResourcePolicy: policy, BlockPublicPolicy: true });
  await client.send(command).catch((cause: unknown) => {
    throw explainAws(cause, 'PutResourcePolicy', name);
  });
}

/** Seconds that the service may take to copy a secret. */
const patience = 60;

async function awaitReplicas(connection: AwsConnection, secret: PlannedSecret, created: boolean): Promise<void> {
  const { name, replicaRegions = [] } = secret;
  for (let second = 0; replicaRegions.length > 0; second++) {
    const { ReplicationStatus: states = [] } = await describe(connection, name);
    const stateOf = (region: string) => states.find(({ Region }) => Region === region)?.Status;
    const missing = replicaRegions.filter((region) => stateOf(region) === undefined);
    const failed = replicaRegions.find((region) => stateOf(region) === 'Failed') ?? (created ? undefined : missing[0]);
    if (failed !== undefined) throw replicaFailed(name, failed, created);
    if (replicaRegions.every((region) => stateOf(region) === 'InSync')) return;
    // One that was taken back from its deletion has lost them.
    if (missing.length > 0) await replicate(connection, { ...secret, replicaRegions: missing });
    await waitForNext(second, `the replicas of ${name} are not there yet`, 'resume');
  }
}

async function waitForNext(second: number, what: string, command: 'resume' | 'undo'): Promise<void> {
  if (second >= patience) throw new UserError('remote', what, { hint: `wait a minute, then \`unleak ${command}\`` });
  await new Promise((done) => setTimeout(done, second === 0 ? 100 : 1000));
}

async function replicate({ sdk, client, kmsKey }: AwsConnection, secret: PlannedSecret): Promise<void> {
  const { name } = secret;
  const regions = addressReplicas(secret, kmsKey);
  const command = new sdk.ReplicateSecretToRegionsCommand({ SecretId: name, AddReplicaRegions: regions });
  await client.send(command).catch((cause: unknown) => {
    throw explainAws(cause, 'ReplicateSecretToRegions', name);
  });
}

function replicaFailed(name: string, region: string, created: boolean): UserError {
  return created
    ? new UserError('remote', `${name} could not be replicated to ${region}`, {
        hint: `a secret of that name may be there already, or the region is not enabled: \`unleak undo\`, then leave ${region} out or choose other names with --prefix`,
      })
    : new UserError('remote', `${name} exists already, and has no replica in ${region}`, {
        hint: `aws secretsmanager replicate-secret-to-regions --secret-id ${name} --add-replica-regions Region=${region}, then \`unleak resume\``,
      });
}

async function requirePolicy({ sdk, client }: AwsConnection, name: string, policy: string): Promise<void> {
  const found = await client.send(new sdk.GetResourcePolicyCommand({ SecretId: name })).catch((cause: unknown) => {
    throw explainAws(cause, 'GetResourcePolicy', name);
  });
  if (sameJson(found.ResourcePolicy, policy)) return;
  throw new UserError('remote', `${name} exists already, with another resource policy`, {
    hint: 'add the readers to its policy yourself and leave out --reader-account, or choose other names with --prefix',
  });
}

function sameJson(a: string | undefined, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a ?? '')) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}

/** Servers that stand in for AWS may not know this call: the policy is then only checked where it is put. */
const unknownCall = new Set(['SyntaxError', 'UnknownOperationException', 'InternalFailure', 'NotImplementedException']);

async function validate({ sdk, client }: AwsConnection, name: string, policy: string): Promise<void> {
  const command = new sdk.ValidateResourcePolicyCommand({ SecretId: name, ResourcePolicy: policy });
  const found = await client.send(command).catch((cause: unknown) => {
    if (unknownCall.has(kindOfFailure(cause))) return undefined;
    throw explainAws(cause, 'ValidateResourcePolicy', name);
  });
  if (found === undefined || found.PolicyValidationPassed === true) return;
  throw new UserError('remote', `the service refuses the resource policy of ${name}`, {
    hint: 'see that each --reader-account exists: `unleak undo`, then plan anew',
  });
}

interface Dropping {
  readonly name: string;
  readonly found: DescribeSecretResponse;
  /** Those that the run has made. */
  readonly regions: readonly string[];
}

/** A primary cannot be deleted while it has replicas. Those of others are left, and so is the secret. */
export async function dropReplicas(connection: AwsConnection, { name, found, regions }: Dropping): Promise<void> {
  const present = (found.ReplicationStatus ?? []).flatMap(({ Region }) => (Region === undefined ? [] : [Region]));
  const others = present.filter((region) => !regions.includes(region));
  if (others.length > 0)
    throw new UserError('remote', `${name} has been replicated to ${others.join(', ')} since`, {
      hint: 'remove those replicas if nothing uses them, then `unleak undo`',
    });
  if (present.length === 0) return;
  const { sdk, client } = connection;
  const command = new sdk.RemoveRegionsFromReplicationCommand({ SecretId: name, RemoveReplicaRegions: present });
  await client.send(command).catch((cause: unknown) => {
    throw explainAws(cause, 'RemoveRegionsFromReplication', name);
  });
  for (let second = 0; ((await describe(connection, name)).ReplicationStatus ?? []).length > 0; second++)
    await waitForNext(second, `the replicas of ${name} are still being removed`, 'undo');
}

async function describe({ sdk, client }: AwsConnection, name: string): Promise<DescribeSecretResponse> {
  return client.send(new sdk.DescribeSecretCommand({ SecretId: name })).catch((cause: unknown) => {
    throw explainAws(cause, 'DescribeSecret', name);
  });
}
