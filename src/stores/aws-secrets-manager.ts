/** AWS Secrets Manager, or whatever answers at AWS_ENDPOINT_URL: credentials, region and endpoint come from where every AWS tool takes them. */
import { UserError } from '../errors.ts';
import type { SecretStore, StoreOptions, StoreSession } from '../remediation-types.ts';
import { explainAws } from './aws-errors.ts';
import { clientOptions, identify, quietSdk } from './aws-identity.ts';
import type { Credentials } from './aws-identity.ts';
import { getSecret, putSecret, removeSecret } from './aws-session.ts';
import { shareSecret } from './aws-sharing.ts';
import { versionsOf } from './aws-versions.ts';
import { secretsManagerKeeping } from './keeping.ts';
import { secretsManagerReader } from './reader.ts';

export const awsSecretsManager: SecretStore = {
  id: 'aws',
  title: 'AWS Secrets Manager',
  keeping: secretsManagerKeeping,
  reader: secretsManagerReader('aws'),
  connect: (options) => connectAws(options),
};

/** `credentials` are for a server of our own; default: the ordinary chain. */
export async function connectAws(options: StoreOptions, credentials?: Credentials): Promise<StoreSession> {
  const sdk = await loadSdk();
  const client = new sdk.SecretsManagerClient(clientOptions(options, credentials));
  const connection = { sdk, client, kmsKey: options.kmsKey, restore: options.restore ?? false };
  try {
    return {
      ...(await identify(client.config, options, 'SECRETS_MANAGER')),
      put: (secret, values, token) => putSecret(connection, secret, { values, token }),
      get: (name) => getSecret(connection, name),
      share: (version, secret) => shareSecret(connection, version, secret),
      remove: (version, replicaRegions = []) => removeSecret(connection, version, replicaRegions),
      versions: versionsOf(connection),
      close: async () => client.destroy(),
    };
  } catch (cause) {
    client.destroy();
    throw explainAws(cause, 'use', 'AWS Secrets Manager');
  }
}

async function loadSdk(): Promise<typeof import('@aws-sdk/client-secrets-manager')> {
  quietSdk();
  try {
    return await import('@aws-sdk/client-secrets-manager');
  } catch (cause) {
    throw new UserError('usage', 'the AWS client is not installed', {
      hint: 'npm install @aws-sdk/client-secrets-manager',
      cause,
    });
  }
}
