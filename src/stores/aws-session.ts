/** Secrets Manager as a store: made once for each token, read back, adopted only where it is ours and equal, deleted only so that it can come back. */
import { timingSafeEqual } from 'node:crypto';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { UserError } from '../errors.ts';
import type { PlannedSecret, SecretValues, StoredVersion } from '../remediation-types.ts';
import { Secret } from '../secret.ts';
import { explainAws, kindOfFailure } from './aws-errors.ts';

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
  const text = writeValue(secret, values);
  try {
    const { ARN: arn = '', VersionId: version = token } = await client.send(
      new sdk.CreateSecretCommand({
        Name: name,
        ClientRequestToken: token,
        SecretString: text,
        Description: description,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        ...(kmsKey !== undefined && { KmsKeyId: kmsKey }),
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
  if (!isEqual(current, text))
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
      hint: '--restore takes it back; --prefix chooses other names',
    });
  await client.send(new sdk.RestoreSecretCommand({ SecretId: name })).catch((cause: unknown) => {
    throw explainAws(cause, 'RestoreSecret', name);
  });
}

export async function getSecret(connection: AwsConnection, name: string): Promise<SecretValues> {
  const text = await readText(connection, name);
  return readValue(text);
}

/** The recovery window is the shortest: seven days. One that is gone, or about to be, or not of this version, is left. */
export async function removeSecret(
  { sdk, client }: AwsConnection,
  { name, arn, version, created }: StoredVersion,
): Promise<void> {
  if (!created) return;
  try {
    const found = await client.send(new sdk.DescribeSecretCommand({ SecretId: arn }));
    const stages = found.VersionIdsToStages?.[version];
    if (found.DeletedDate !== undefined || stages === undefined) return;
    // Somebody has stored a newer value since: it is theirs now.
    if (!stages.includes('AWSCURRENT'))
      throw new UserError('remote', `${name} has got a newer value since`, {
        hint: 'delete it yourself if nothing uses it',
      });
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

/** Keys in the plan's order, constants first: the same plan always stores the same bytes. */
function writeValue({ shape, keys, constants }: PlannedSecret, values: SecretValues): string {
  const pick = (key: string): string => {
    const value = values[key];
    if (value === undefined) throw new Error('a planned key has no value');
    return value.reveal();
  };
  if (shape === 'text') return pick('');
  return JSON.stringify({ ...constants, ...Object.fromEntries(Object.keys(keys).map((key) => [key, pick(key)])) });
}

/** A text that is no JSON object is one value. */
function readValue(text: string): SecretValues {
  const whole = { '': new Secret(text) };
  try {
    const fields: unknown = JSON.parse(text);
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return whole;
    const strings = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { ...whole, ...Object.fromEntries(strings.map(([key, value]) => [key, new Secret(value)])) };
  } catch {
    return whole;
  }
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
