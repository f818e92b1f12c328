/** The calls to IAM and STS that rotate an access key, by the ordinary credential chain; ids and keys come in and out as secrets. */
import { UserError } from '../../errors.ts';
import { Secret } from '../../secret.ts';
import { explainAws, kindOfFailure } from '../../stores/aws-errors.ts';

export interface AccessKey {
  readonly id: Secret;
  readonly active: boolean;
  /** By the service's clock. */
  readonly created: Date;
}

export interface KeyPair {
  readonly id: Secret;
  readonly secret: Secret;
}

export interface LastUse {
  readonly at: Date;
  /** `s3 in eu-west-1`. */
  readonly where: string;
}

/** Each call throws UserError('remote') that names the permission. */
export interface Iam {
  /** Id of the key that the session signs with. */
  readonly own: Secret;
  /** Name of the user whose key it is; undefined where it is none of this account's users. */
  ownerOf(id: Secret): Promise<string | undefined>;
  keysOf(user: string): Promise<readonly AccessKey[]>;
  /** Undefined where it was never used. */
  lastUse(id: Secret): Promise<LastUse | undefined>;
  /** One attempt: a repeated call would make a second key. */
  mint(user: string): Promise<KeyPair>;
  setActive(user: string, id: Secret, active: boolean): Promise<void>;
  /** One that is gone already is fine. */
  remove(user: string, id: Secret): Promise<void>;
  /** Who signs with the pair; undefined while, or where, it is not valid. */
  whoIs(pair: KeyPair): Promise<Caller | undefined>;
  close(): void;
}

export type WithIam<Context> = Context & { readonly iam: Iam };

export interface Caller {
  readonly account: string;
  readonly arn: string;
}

export async function connectIam(region: string): Promise<Iam> {
  const [iam, sts] = await loadSdks();
  const client = new iam.IAMClient({ region });
  const once = new iam.IAMClient({ region, maxAttempts: 1 });
  const used = await attempt('use', 'AWS IAM', () => client.config.credentials());
  const lastUsed = (id: Secret) =>
    attempt('iam:GetAccessKeyLastUsed', 'the access key', () =>
      client.send(new iam.GetAccessKeyLastUsedCommand({ AccessKeyId: id.reveal() })),
    );
  return {
    own: new Secret(used.accessKeyId),
    ownerOf: async (id) => {
      const found = await lastUsed(id).catch((error: unknown) => (isMissing(error) ? undefined : rethrow(error)));
      return found?.UserName;
    },
    keysOf: async (UserName) => {
      const command = new iam.ListAccessKeysCommand({ UserName });
      const found = await attempt('iam:ListAccessKeys', UserName, () => client.send(command));
      return (found.AccessKeyMetadata ?? []).map(({ AccessKeyId = '', Status, CreateDate = new Date(0) }) => ({
        ...{ id: new Secret(AccessKeyId), active: Status === 'Active', created: CreateDate },
      }));
    },
    lastUse: async (id) => {
      const { LastUsedDate: at, ServiceName, Region } = (await lastUsed(id)).AccessKeyLastUsed ?? {};
      return at === undefined ? undefined : { at, where: `${ServiceName ?? 'a service'} in ${Region ?? 'a region'}` };
    },
    mint: async (UserName) => {
      const command = new iam.CreateAccessKeyCommand({ UserName });
      const { AccessKey: made } = await attempt('iam:CreateAccessKey', UserName, () => once.send(command));
      return { id: new Secret(made?.AccessKeyId ?? ''), secret: new Secret(made?.SecretAccessKey ?? '') };
    },
    setActive: async (UserName, id, active) => {
      const Status = active ? 'Active' : 'Inactive';
      const command = new iam.UpdateAccessKeyCommand({ UserName, AccessKeyId: id.reveal(), Status });
      await attempt('iam:UpdateAccessKey', UserName, () => client.send(command));
    },
    remove: async (UserName, id) => {
      const command = new iam.DeleteAccessKeyCommand({ UserName, AccessKeyId: id.reveal() });
      const sent = attempt('iam:DeleteAccessKey', UserName, () => client.send(command));
      await sent.catch((error: unknown) => (isMissing(error) ? undefined : rethrow(error)));
    },
    whoIs: (pair) => askWho(sts, pair, region),
    close: () => [client, once].forEach((each) => each.destroy()),
  };
}

type Sts = typeof import('@aws-sdk/client-sts');

/** Signed by the pair itself, so that the answer is about no other. The call needs no permission. */
async function askWho(sts: Sts, { id, secret }: KeyPair, region: string): Promise<Caller | undefined> {
  const credentials = { accessKeyId: id.reveal(), secretAccessKey: secret.reveal() };
  const client = new sts.STSClient({ region, credentials });
  try {
    const { Account = '', Arn = '' } = await client.send(new sts.GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  } catch (cause) {
    const invalid = [
      'InvalidClientTokenId',
      'InvalidAccessKeyId',
      'SignatureDoesNotMatch',
      'UnrecognizedClientException',
    ];
    if (invalid.includes(kindOfFailure(cause))) return undefined;
    throw explainAws(cause, 'sts:GetCallerIdentity', 'the new key');
  } finally {
    client.destroy();
  }
}

async function attempt<Result>(action: string, who: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    throw explainAws(cause, action, who);
  }
}

/** explainAws keeps the name of the service's error as the cause. */
function isMissing(error: unknown): boolean {
  return error instanceof UserError && (error.cause as Error | undefined)?.message === 'NoSuchEntityException';
}

function rethrow(error: unknown): never {
  throw error;
}

async function loadSdks(): Promise<readonly [typeof import('@aws-sdk/client-iam'), Sts]> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  try {
    return [await import('@aws-sdk/client-iam'), await import('@aws-sdk/client-sts')];
  } catch (cause) {
    throw new UserError('usage', 'the AWS clients for IAM and STS are not installed', {
      hint: 'npm install @aws-sdk/client-iam @aws-sdk/client-sts',
      cause,
    });
  }
}
