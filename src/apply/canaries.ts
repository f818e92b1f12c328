/** A store of its own for a proof, with canaries in the place of secrets: Secrets Manager is the embedded server, Parameter Store a few lines. */
import { randomBytes } from 'node:crypto';
import { startEmulator } from '../emulator/server.ts';
import type { PlannedSecret, SecretValues } from '../remediation-types.ts';
import { Secret } from '../secret.ts';
import { connectAws } from '../stores/aws-secrets-manager.ts';
import { writeValues } from '../stores/stored-text.ts';
import type { Values } from './file-change.ts';
import { serveParameters } from './parameter-canaries.ts';

export interface Canary {
  readonly secret: PlannedSecret;
  readonly values: SecretValues;
}

export interface CanaryServer {
  /** What AWS_ENDPOINT_URL is to be. */
  readonly url: string;
  stop(): Promise<void>;
}

export const canaryRegion = 'us-east-1';
export const canaryCredentials = { accessKeyId: 'canary', secretAccessKey: 'canary' };

/** What says where a credential belongs stays; the secret itself becomes a canary. */
export function toCanary(secret: PlannedSecret, values: Values): Canary {
  const fields = Object.entries(secret.keys).map(([key, { part }]) => {
    const kept = part === undefined ? undefined : values.get(secret.name)?.[key];
    return [key, kept ?? new Secret(`canary-${randomBytes(12).toString('hex')}`)] as const;
  });
  return { secret, values: Object.fromEntries(fields) };
}

/** `onAsk` is told of each name that a program asks for and gets. */
export async function serveCanaries(
  store: string,
  canaries: readonly Canary[],
  onAsk: (name: string) => void,
): Promise<CanaryServer> {
  if (!store.endsWith('parameter')) return serveSecrets(canaries, onAsk);
  const texts = canaries.map(({ secret, values }) => [secret.name, writeValues(secret, values)] as const);
  return serveParameters(new Map(texts), onAsk);
}

async function serveSecrets(canaries: readonly Canary[], onAsk: (name: string) => void): Promise<CanaryServer> {
  const names = new Set(canaries.map(({ secret }) => secret.name));
  let counting = false;
  const emulator = await startEmulator({
    onCall: ({ operation, secret }) => {
      if (counting && operation === 'GetSecretValue' && secret !== undefined && names.has(secret)) onAsk(secret);
    },
  });
  try {
    await plant(emulator.url, canaries);
    counting = true;
    return emulator;
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}

/** Without copies and readers: they are of no use to a proof, and the region is another. */
async function plant(endpoint: string, canaries: readonly Canary[]): Promise<void> {
  const session = await connectAws({ folder: '', endpoint, region: canaryRegion }, canaryCredentials);
  try {
    for (const { secret, values } of canaries)
      await session.put({ ...secret, replicaRegions: [] }, values, randomBytes(16).toString('hex'));
  } finally {
    await session.close();
  }
}
