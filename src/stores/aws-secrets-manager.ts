/** AWS Secrets Manager, or whatever answers at AWS_ENDPOINT_URL: credentials, region and endpoint come from where every AWS tool takes them. */
import { UserError } from '../errors.ts';
import type { SecretStore, StoreOptions, StoreSession } from '../remediation-types.ts';
import { accountOfKey } from './account-id.ts';
import { explainAws } from './aws-errors.ts';
import { getSecret, putSecret, removeSecret } from './aws-session.ts';
import { secretsManagerReader } from './reader.ts';

export const awsSecretsManager: SecretStore = {
  id: 'aws',
  title: 'AWS Secrets Manager',
  reader: secretsManagerReader('aws'),
  connect: (options) => connectAws(options),
};

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** `credentials` are for a server of our own; default: the ordinary chain. */
export async function connectAws(options: StoreOptions, credentials?: Credentials): Promise<StoreSession> {
  const sdk = await loadSdk();
  const client = new sdk.SecretsManagerClient({
    ...(options.region !== undefined && { region: options.region }),
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    ...(credentials !== undefined && { credentials }),
  });
  const connection = { sdk, client, kmsKey: options.kmsKey, restore: options.restore ?? false };
  try {
    const [region, used] = await Promise.all([client.config.region(), client.config.credentials()]);
    const account = used.accountId ?? accountOfKey(used.accessKeyId) ?? 'unknown';
    const own = new Set([used.accessKeyId, used.secretAccessKey, used.sessionToken]);
    return {
      identity: { account, region, endpoint: options.endpoint ?? customEndpoint() ?? 'aws' },
      usesCredential: (value) => own.has(value.reveal()),
      put: (secret, values, token) => putSecret(connection, secret, { values, token }),
      get: (name) => getSecret(connection, name),
      remove: (version) => removeSecret(connection, version),
      close: async () => client.destroy(),
    };
  } catch (cause) {
    client.destroy();
    throw explainAws(cause, 'use', 'AWS Secrets Manager');
  }
}

function customEndpoint(): string | undefined {
  const { AWS_ENDPOINT_URL_SECRETS_MANAGER: own, AWS_ENDPOINT_URL: all } = process.env;
  return own || all || undefined;
}

async function loadSdk(): Promise<typeof import('@aws-sdk/client-secrets-manager')> {
  // Which Node to run is this package's business, and it says so in its own engines.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  try {
    return await import('@aws-sdk/client-secrets-manager');
  } catch (cause) {
    throw new UserError('usage', 'the AWS client is not installed', {
      hint: 'npm install @aws-sdk/client-secrets-manager',
      cause,
    });
  }
}
