/** AWS Systems Manager Parameter Store, for plain configuration that was mistaken for a secret: encrypted unless told otherwise, standard tier. */
import type { ParameterType, SSMClient } from '@aws-sdk/client-ssm';
import { UserError } from '../errors.ts';
import type {
  PlannedSecret,
  SecretStore,
  SecretValues,
  StoredVersion,
  StoreOptions,
  StoreSession,
} from '../remediation-types.ts';
import { explainAws, kindOfFailure } from './aws-errors.ts';
import { clientOptions, identify, quietSdk } from './aws-identity.ts';
import { parameterKeeping } from './keeping.ts';
import { parameterStoreReader } from './reader.ts';
import { isEqualText, readValues, writeValues } from './stored-text.ts';

export const parameterStore: SecretStore = {
  id: 'parameter',
  title: 'AWS Parameter Store',
  keeping: parameterKeeping,
  reader: parameterStoreReader('parameter'),
  connect: (options) => connectParameters(options, 'SecureString'),
};

export const plainParameterStore: SecretStore = {
  id: 'plain-parameter',
  title: 'AWS Parameter Store, not encrypted',
  keeping: parameterKeeping,
  reader: parameterStoreReader('plain-parameter'),
  connect: (options) => connectParameters(options, 'String'),
};

type Sdk = typeof import('@aws-sdk/client-ssm');

interface Connection {
  readonly sdk: Sdk;
  readonly client: SSMClient;
  readonly type: ParameterType;
  readonly kmsKey: string | undefined;
}

async function connectParameters(options: StoreOptions, type: ParameterType): Promise<StoreSession> {
  const sdk = await loadSdk();
  const client = new sdk.SSMClient(clientOptions(options, undefined));
  const connection = { sdk, client, type, kmsKey: options.kmsKey };
  try {
    return {
      ...(await identify(client.config, options, 'SSM')),
      put: (secret, values, token) => put(connection, secret, { values, token }),
      get: async (name) => readValues((await read(connection, name)).text),
      remove: (version) => remove(connection, version),
      close: async () => client.destroy(),
    };
  } catch (cause) {
    client.destroy();
    throw explain(cause, 'use', 'Parameter Store');
  }
}

/** Who made a parameter, as the service has no tokens of its own: a tag, which says nothing of the value. */
const tokenTag = 'unleak:token';

async function put(
  connection: Connection,
  secret: PlannedSecret,
  { values, token }: { readonly values: SecretValues; readonly token: string },
): Promise<StoredVersion> {
  const { sdk, client, type, kmsKey } = connection;
  const { name, description, tags } = secret;
  const text = writeValues(secret, values);
  const command = new sdk.PutParameterCommand({
    ...{ Name: name, Value: text, Type: type, Tier: 'Standard', Overwrite: false },
    Description: description.slice(0, 1024),
    Tags: Object.entries({ ...tags, [tokenTag]: token }).map(([Key, Value]) => ({ Key, Value })),
    ...(type === 'SecureString' && kmsKey !== undefined && { KeyId: kmsKey }),
  });
  try {
    await client.send(command);
    return { name, arn: name, version: token, created: true };
  } catch (cause) {
    if (kindOfFailure(cause) !== 'ParameterAlreadyExists') throw explain(cause, 'PutParameter', name);
    return adopt(connection, { name, text, token });
  }
}

interface Wanted {
  readonly name: string;
  readonly text: string;
  readonly token: string;
}

/** The name is taken: by this run (an answer was lost), by us with the same content, or by somebody else. */
async function adopt(connection: Connection, { name, text, token }: Wanted): Promise<StoredVersion> {
  const tags = await readTags(connection, name);
  if (tags.get('unleak:managed') !== 'true')
    throw new UserError('remote', `the name ${name} is taken by a parameter that unleak did not make`, {
      hint: 'choose other names with --prefix',
    });
  const { text: current, type } = await read(connection, name);
  if (!isEqualText(current, text))
    throw new UserError('remote', `${name} exists and holds another value, which may be newer`, {
      hint: 'choose other names with --prefix, or make the source read it by hand',
    });
  if (type !== connection.type)
    throw new UserError('remote', `${name} exists as a ${type ?? 'parameter of no type'}`, {
      hint: `choose other names with --prefix, or --as ${type === 'String' ? 'plain-parameter' : 'parameter'}`,
    });
  return { name, arn: name, version: tags.get(tokenTag) ?? '', created: tags.get(tokenTag) === token };
}

/** There is no recovery window: what is not as the run has made it is left to its owner. */
async function remove(connection: Connection, { name, version, created }: StoredVersion): Promise<void> {
  if (!created) return;
  const { sdk, client } = connection;
  try {
    const { Parameter: found } = await client.send(new sdk.GetParameterCommand({ Name: name }));
    if ((await readTags(connection, name)).get(tokenTag) !== version) return;
    if (found?.Version !== 1)
      throw new UserError('remote', `${name} has got a newer value since`, {
        hint: 'delete it yourself if nothing uses it',
      });
    await client.send(new sdk.DeleteParameterCommand({ Name: name }));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    if (kindOfFailure(cause) !== 'ParameterNotFound') throw explain(cause, 'DeleteParameter', name);
  }
}

async function readTags({ sdk, client }: Connection, name: string): Promise<ReadonlyMap<string, string>> {
  const command = new sdk.ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: name });
  const { TagList: tags = [] } = await client.send(command).catch((cause: unknown) => {
    throw explain(cause, 'ListTagsForResource', name);
  });
  return new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

interface Read {
  readonly text: string;
  readonly type: ParameterType | undefined;
}

async function read({ sdk, client }: Connection, name: string): Promise<Read> {
  const command = new sdk.GetParameterCommand({ Name: name, WithDecryption: true });
  const { Parameter: { Value: text, Type: type } = {} } = await client.send(command).catch((cause: unknown) => {
    throw explain(cause, 'GetParameter', name);
  });
  if (text === undefined)
    throw new UserError('remote', `${name} holds no text`, { hint: 'choose other names with --prefix' });
  return { text, type };
}

function explain(cause: unknown, action: string, name: string): UserError {
  return explainAws(cause, `ssm:${action}`, name);
}

async function loadSdk(): Promise<Sdk> {
  quietSdk();
  try {
    return await import('@aws-sdk/client-ssm');
  } catch (cause) {
    throw new UserError('usage', 'the client of Parameter Store is not installed', {
      hint: 'npm install @aws-sdk/client-ssm',
      cause,
    });
  }
}
