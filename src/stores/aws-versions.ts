/** Versions and staging labels of Secrets Manager: what a rotation reads, proposes and moves. */
import type { SecretValues } from '../remediation-types.ts';
import type { NewVersion, RotationOrder, SecretState, VersionedStore } from '../rotation-types.ts';
import { UserError } from '../errors.ts';
import { explainAws, kindOfFailure } from './aws-errors.ts';
import type { AwsConnection } from './aws-session.ts';
import { readValues } from './stored-text.ts';

export function versionsOf(connection: AwsConnection): VersionedStore {
  return {
    describe: (name) => describe(connection, name),
    read: async (name, version) => {
      const text = await readVersion(connection, name, version);
      return text === undefined ? undefined : readValues(text);
    },
    add: (name, made) => add(connection, name, made),
    move: (name, label, { from, to }) => move(connection, name, { label, from, to }),
    rotate: (name, order) => rotate(connection, name, order),
    cancel: (name) => cancel(connection, name),
  };
}

async function describe({ sdk, client }: AwsConnection, name: string): Promise<SecretState> {
  const found = await client.send(new sdk.DescribeSecretCommand({ SecretId: name })).catch((cause: unknown) => {
    throw explainAws(cause, 'DescribeSecret', name);
  });
  if (found.DeletedDate !== undefined)
    throw new UserError('remote', `${name} is scheduled for deletion`, { hint: 'restore it first' });
  const lambda = found.RotationLambdaARN || undefined;
  const rotation = { ...(lambda !== undefined && { lambda }), enabled: found.RotationEnabled === true };
  return {
    arn: found.ARN ?? name,
    versions: found.VersionIdsToStages ?? {},
    ...((lambda !== undefined || rotation.enabled) && { rotation }),
  };
}

async function readVersion({ sdk, client }: AwsConnection, name: string, version: string): Promise<string | undefined> {
  try {
    return (await client.send(new sdk.GetSecretValueCommand({ SecretId: name, VersionId: version }))).SecretString;
  } catch (cause) {
    if (kindOfFailure(cause) === 'ResourceNotFoundException') return undefined;
    throw explainAws(cause, 'GetSecretValue', name);
  }
}

/** Keys keep their order, and what is no text its type: programs find all that they found before. */
async function add(
  connection: AwsConnection,
  name: string,
  { from, changes, token, label }: NewVersion,
): Promise<void> {
  const text = await readVersion(connection, name, from);
  if (text === undefined) throw new UserError('remote', `${name} has no version ${from} any more`);
  const { sdk, client } = connection;
  const put = {
    SecretId: name,
    ClientRequestToken: token,
    SecretString: change(text, changes),
    VersionStages: [label],
  };
  await client.send(new sdk.PutSecretValueCommand(put)).catch((cause: unknown) => {
    throw explainAws(cause, 'PutSecretValue', name);
  });
}

function change(text: string, changes: SecretValues): string {
  const fields = Object.entries(changes).map(([key, value]) => [key, value.reveal()]);
  return fields.length === 0
    ? text
    : JSON.stringify({ ...(JSON.parse(text) as object), ...Object.fromEntries(fields) });
}

interface Moving {
  readonly label: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

async function move({ sdk, client }: AwsConnection, name: string, { label, from, to }: Moving): Promise<void> {
  const versions = {
    ...(from !== undefined && { RemoveFromVersionId: from }),
    ...(to !== undefined && { MoveToVersionId: to }),
  };
  await client
    .send(new sdk.UpdateSecretVersionStageCommand({ SecretId: name, VersionStage: label, ...versions }))
    .catch((cause: unknown) => {
      throw explainAws(cause, 'UpdateSecretVersionStage', name);
    });
}

async function rotate(
  { sdk, client }: AwsConnection,
  name: string,
  { token, lambda, days, schedule, window, immediately }: RotationOrder,
): Promise<void> {
  const rules = {
    ...(days !== undefined && { AutomaticallyAfterDays: days }),
    ...(schedule !== undefined && { ScheduleExpression: schedule }),
    ...(window !== undefined && { Duration: window }),
  };
  try {
    await client.send(
      new sdk.RotateSecretCommand({
        SecretId: name,
        ClientRequestToken: token,
        ...(lambda !== undefined && { RotationLambdaARN: lambda }),
        ...(Object.keys(rules).length > 0 && { RotationRules: rules }),
        RotateImmediately: immediately,
      }),
    );
  } catch (cause) {
    // The service takes up a rotation that has not ended, and says so with an error.
    if (/previous rotation isn.t complete/i.test(String((cause as Error).message))) return;
    throw explainRotation(cause, name);
  }
}

/** What RotateSecret is refused for most often is another permission than its own. */
function explainRotation(cause: unknown, name: string): UserError {
  const { message = '' } = cause as Error;
  const invocation = 'the rotation function';
  if (/cannot invoke|lambda function policy|invoke the specified/i.test(message))
    return new UserError('remote', `RotateSecret of ${name} failed: Secrets Manager may not call ${invocation}`, {
      hint: 'aws lambda add-permission --function-name FUNCTION --statement-id rotate --action lambda:InvokeFunction --principal secretsmanager.amazonaws.com',
    });
  if (/lambda:InvokeFunction/.test(message))
    return new UserError('remote', `RotateSecret of ${name} failed: you may not call ${invocation}`, {
      hint: 'allow lambda:InvokeFunction on the function, too',
    });
  return explainAws(cause, 'RotateSecret', name);
}

async function cancel({ sdk, client }: AwsConnection, name: string): Promise<void> {
  await client.send(new sdk.CancelRotateSecretCommand({ SecretId: name })).catch((cause: unknown) => {
    throw explainAws(cause, 'CancelRotateSecret', name);
  });
}
