/** Secrets Manager as a store: made once for each token, read back, adopted only where it is ours and equal, deleted only so that it can come back. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { UserError } from '../errors.ts';
import type { PlannedSecret, SecretValues, StoredVersion } from '../remediation-types.ts';
import { explainAws, kindOfFailure } from './aws-errors.ts';
import { addressReplicas, dropReplicas } from './aws-sharing.ts';
import { isEqualText, readValues, writeValues } from './stored-text.ts';

type Sdk = typeof import('@aws-sdk/client-secrets-manager');

export interface AwsConnection {
  readonly sdk: Sdk;
  readonly client: SecretsManagerClient;
  readonly kmsKey: string | undefined;
  readonly restore: boolean;
}

export async function putSecret(
  connection: AwsConnection,
  secret: PlannedSecret,
  { values, token }: { readonly values: SecretValues; readonly token: string },
): Promise<StoredVersion> {
  const { sdk, client, kmsKey } = connection;
  const { name, description, tags } = secret;
  const text = writeValues(secret, values);
  const replicas = addressReplicas(secret, kmsKey);
  try {
    const { ARN: arn = '', VersionId: version = token } = await client.send(
      new sdk.CreateSecretCommand({
        Name: name,
        ClientRequestToken: token,
        SecretString: text,
        Description: description,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        ...(kmsKey !== undefined && { KmsKeyId: kmsKey }),
        ...(replicas.length > 0 && { AddReplicaRegions: replicas }),
      }),
    );
    return { name, arn, version, created: true };
  } catch (cause) {
    const kind = kindOfFailure(cause);
    if (kind !== 'ResourceExistsException' && kind !== 'InvalidRequestException')
      throw explainAws(cause, 'CreateSecret', name);
    return adopt(connection, name, { text, cause, token });
  }
}

interface Wanted {
  readonly text: string;
  /** What creating it has failed with. */
  readonly cause: unknown;
  readonly token: string;
}

/** The name is taken: by this run (an answer was lost), by us with the same content, or by somebody else. */
async function adopt(connection: AwsConnection, name: string, { text, cause, token }: Wanted): Promise<StoredVersion> {
  const { sdk, client } = connection;
  const found = await client.send(new sdk.DescribeSecretCommand({ SecretId: name })).catch((failure: unknown) => {
    // Nobody has it: creating it failed for another reason.
    if (kindOfFailure(failure) === 'ResourceNotFoundException') throw explainAws(cause, 'CreateSecret', name);
    throw explainAws(failure, 'DescribeSecret', name);
  });
  if (!found.Tags?.some(({ Key, Value }) => Key === 'unleak:managed' && Value === 'true'))
    throw new UserError('remote', `the name ${name} is taken by a secret that unleak did not make`, {
      hint: 'choose other names with --prefix',
    });
  const restored = found.DeletedDate !== undefined;
  if (restored) await restoreSecret(connection, name);
  const current = await readText(connection, name);
  if (!isEqualText(current, text))
    throw new UserError('remote', `${name} exists and holds another value, which may be newer`, {
      hint: 'choose other names with --prefix, or make the source read it by hand',
    });
  const versions = Object.entries(found.VersionIdsToStages ?? {});
  const version = versions.find(([, stages]) => stages.includes('AWSCURRENT'))?.[0] ?? '';
  return { name, arn: found.ARN ?? '', version, created: restored || version === token };
}

async function restoreSecret({ sdk, client, restore }: AwsConnection, name: string): Promise<void> {
  if (!restore)
    throw new UserError('remote', `${name} is scheduled for deletion`, {
      hint: '`unleak resume` with --restore takes it back; or `unleak undo`, then other names with --prefix',
    });
  await client.send(new sdk.RestoreSecretCommand({ SecretId: name })).catch((cause: unknown) => {
    throw explainAws(cause, 'RestoreSecret', name);
  });
}

export async function getSecret(connection: AwsConnection, name: string): Promise<SecretValues> {
  const text = await readText(connection, name);
  return readValues(text);
}

/** The recovery window is the shortest: seven days. One that is gone, or about to be, or not of this version, is left. */
export async function removeSecret(
  connection: AwsConnection,
  { name, arn, version, created }: StoredVersion,
  replicaRegions: readonly string[],
): Promise<void> {
  if (!created) return;
  const { sdk, client } = connection;
  try {
    const found = await client.send(new sdk.DescribeSecretCommand({ SecretId: arn }));
    const stages = found.VersionIdsToStages?.[version];
    if (found.DeletedDate !== undefined || stages === undefined) return;
    // Somebody has stored a newer value since: it is theirs now.
    if (!stages.includes('AWSCURRENT'))
      throw new UserError('remote', `${name} has got a newer value since`, {
        hint: 'delete it yourself if nothing uses it',
      });
    await dropReplicas(connection, { name, found, regions: replicaRegions });
    await client.send(new sdk.DeleteSecretCommand({ SecretId: arn, RecoveryWindowInDays: 7 }));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    if (kindOfFailure(cause) !== 'ResourceNotFoundException') throw explainAws(cause, 'DeleteSecret', name);
  }
}

async function readText({ sdk, client }: AwsConnection, name: string): Promise<string> {
  const { SecretString: text } = await client
    .send(new sdk.GetSecretValueCommand({ SecretId: name }))
    .catch((cause: unknown) => {
      throw explainAws(cause, 'GetSecretValue', name);
    });
  if (text === undefined)
    throw new UserError('remote', `${name} holds no text`, { hint: 'choose other names with --prefix' });
  return text;
}
