/** The stores that exist, which one is meant, and how the session with it begins: the person sees where things go before they do. */
import { join } from 'node:path';
import type { CommandContext } from '../../command.ts';
import type { Repository } from '../../git.ts';
import type { Keeping, Reader, SecretStore, StoreSession } from '../../remediation-types.ts';
import { parameterStore, plainParameterStore } from '../../stores/aws-parameters.ts';
import { awsSecretsManager } from '../../stores/aws-secrets-manager.ts';
import { local } from '../../stores/local.ts';

const stores: readonly SecretStore[] = [awsSecretsManager, local, parameterStore, plainParameterStore];

/** AWS where this shell has been told of it; a profile by default in the home folder is not asked about. */
export function resolveStore(asked: string, as: string): string {
  if (as !== 'secret') return as;
  if (asked !== 'auto') return asked;
  const told = [
    'AWS_ACCESS_KEY_ID',
    'AWS_PROFILE',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_SECRETS_MANAGER',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ];
  return told.some((name) => (process.env[name] ?? '') !== '') ? 'aws' : 'local';
}

export interface Picked {
  readonly reader: Reader;
  readonly keeping: Keeping;
  readonly notes: readonly string[];
}

/** What the plan must know of a store. */
export function pickStore(id: string): Picked {
  const { reader, keeping } = storeOf(id);
  const serve =
    'to run the program here: `unleak emulate --data "$(git rev-parse --git-common-dir)/unleak/secrets"`, then AWS_ENDPOINT_URL as it prints, AWS_REGION=us-east-1 and any credentials';
  return { reader, keeping, notes: id === 'local' ? [serve] : [] };
}

export interface Connecting {
  readonly repository: Repository;
  readonly region?: string | undefined;
  readonly restore?: boolean | undefined;
  readonly kmsKey?: string | undefined;
}

export async function connectStore(
  id: string,
  { repository, region, restore, kmsKey }: Connecting,
  note: CommandContext['note'],
): Promise<StoreSession> {
  const store = storeOf(id);
  const session = await store.connect({
    folder: join(repository.commonDir, 'unleak'),
    ...(region !== undefined && { region }),
    ...(restore !== undefined && { restore }),
    ...(kmsKey !== undefined && { kmsKey }),
  });
  const { account, region: where, endpoint } = session.identity;
  note(`store: ${store.title}, account ${account}, region ${where}${endpoint === 'aws' ? '' : `, at ${endpoint}`}`);
  return session;
}

function storeOf(id: string): SecretStore {
  return stores.find((each) => each.id === id) ?? local;
}
