/** Who a session acts as, and where: the same for every service of AWS. */
import type { StoreOptions, StoreSession } from '../remediation-types.ts';
import { accountOfKey } from './account-id.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** As a client of the SDK resolves it. */
interface ClientConfig {
  region(): Promise<string>;
  credentials(): Promise<Credentials & { readonly sessionToken?: string; readonly accountId?: string }>;
}

/** Options of a client: what is not given comes from where every AWS tool takes it. */
export function clientOptions({ region, profile, endpoint }: StoreOptions, credentials: Credentials | undefined) {
  return {
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
  };
}

/** `service` is what ends the variable of its own endpoint: SECRETS_MANAGER. */
export async function identify(
  config: ClientConfig,
  { endpoint }: StoreOptions,
  service: string,
): Promise<Pick<StoreSession, 'identity' | 'usesCredential'>> {
  const [region, used] = await Promise.all([config.region(), config.credentials()]);
  const account = used.accountId ?? accountOfKey(used.accessKeyId) ?? 'unknown';
  const own = new Set([used.accessKeyId, used.secretAccessKey, used.sessionToken]);
  const custom = process.env[`AWS_ENDPOINT_URL_${service}`] || process.env['AWS_ENDPOINT_URL'] || undefined;
  return {
    identity: { account, region, endpoint: endpoint ?? custom ?? 'aws' },
    usesCredential: (value) => own.has(value.reveal()),
  };
}

/** Which Node to run is this package's business, and it says so in its own engines. */
export function quietSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}
