/** The operations with moto's answers where those differ from AWS's, for test suites that were written against moto. Nothing else uses it. */
import { randomUUID } from 'node:crypto';
import type { Call, Operation, Reply } from './operation.ts';
import { operations } from './operations.ts';
import type { Tag } from './record.ts';
import { ServiceError } from './service-error.ts';
import { current, holderOf, pending, putVersion } from './versions.ts';
import { refuseReplica } from './world.ts';

type Run = Operation['run'];
type Body = Readonly<Record<string, unknown>>;
type Manner = (run: Run, body: Body, call: Call) => Reply;

/** By operation. docs/emulator.md tells them. */
export const motoManners: Readonly<Record<string, Manner>> = {
  /** Reserved tags are kept, and `_custom_id_` ends the ARN. */
  CreateSecret(run, body, call) {
    const tags = (body['Tags'] ?? []) as readonly Tag[];
    const reserved = tags.filter(({ Key }) => Key.startsWith('aws:'));
    const reply = run(
      { ...body, ...(reserved.length > 0 && { Tags: tags.filter((tag) => !reserved.includes(tag)) }) },
      call,
    );
    const record = call.world.byName(call.region, String(body['Name']));
    if (record === undefined) return reply;
    if (reserved.length > 0) record.tags = [...(record.tags ?? []), ...reserved];
    const end = tags.find(({ Key }) => Key === '_custom_id_')?.Value;
    if (end === undefined) return reply;
    const arn = `${record.arn.slice(0, -6)}${end}`;
    call.world.add(call.region, { ...record, arn });
    return { ...reply, ARN: arn };
  },
  DeleteSecret: (run, body, call) => reword(() => run(body, call), { from: /(replica regions \[.*\])\.$/, to: '$1' }),
  /** Never when it was read, and the versions under a second name, those without a label included. */
  DescribeSecret(run, body, call) {
    const { LastAccessedDate: _, ...reply } = run(body, call);
    const { versions } = call.world.find(call.region, String(body['SecretId']));
    return { ...reply, SecretVersionsToStages: Object.fromEntries(versions.map(({ id, stages }) => [id, stages])) };
  },
  /** A secret without a value among those filtered fails the batch. */
  BatchGetSecretValue(run, body, call) {
    const reply = run(body, call);
    const errors = reply['Errors'] as readonly Readonly<Record<'ErrorCode' | 'Message', string>>[];
    const missing = errors.find(({ ErrorCode }) => ErrorCode === 'ResourceNotFoundException');
    if (missing !== undefined && body['Filters'] !== undefined)
      throw new ServiceError(missing.ErrorCode, missing.Message);
    const reworded = errors.map((error) =>
      error.ErrorCode === 'InvalidRequestException' ? { ...error, Message: deletedMessage } : error,
    );
    return { ...reply, Errors: reworded };
  },
  /** The space that may be there is there. */
  GetRandomPassword(run, body, call) {
    const reply = reword(() => run(body, call), { code: 'InvalidParameterValue' });
    const password = String(reply['RandomPassword']);
    return body['IncludeSpace'] === true && !password.includes(' ')
      ? { RandomPassword: `${password.slice(0, -1)} ` }
      : reply;
  },
  GetResourcePolicy(run, body, call) {
    refuseReplica(call.world.find(call.region, String(body['SecretId'])), call.region);
    return run(body, call);
  },
  /** The key that was given, and the keys of earlier days. */
  ListSecrets: (run, body, call) =>
    reword(() => run(body, call), {
      from: /Value (at 'filters\.\d+\.member\.key' .*), primary-region, owning-service\]/,
      to: `Value '${strangeKey(body)}' $1]`,
    }),
  /** Any text is a policy. */
  PutResourcePolicy(run, body, call) {
    const text = body['ResourcePolicy'];
    if (typeof text !== 'string' || text.startsWith('{')) return run(body, call);
    const record = call.world.findOwn(call.region, String(body['SecretId']));
    record.policy = text;
    return { ARN: record.arn, Name: record.name };
  },
  /** Every secret whose name is taken is called simple. */
  ReplicateSecretToRegions(run, body, call) {
    const reply = run(body, call);
    const statuses = reply['ReplicationStatus'] as readonly { readonly StatusMessage: string }[];
    const reworded = statuses.map((status) => ({
      ...status,
      StatusMessage: status.StatusMessage.replace(/Secret name \S+/, 'Secret name simple'),
    }));
    return { ...reply, ReplicationStatus: reworded };
  },
  /** Without a function the version alone is new: it holds the old value, if there is one. */
  RotateSecret(run, body, call) {
    try {
      return run(body, call);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.code === 'AccessDeniedException')
        throw new ServiceError(
          'ResourceNotFoundException',
          `Resource not found for ARN '${String(body['RotationLambdaARN'])}'.`,
        );
      if (!error.message.startsWith('No Lambda')) throw error;
      return rotateInPlace(body, call, error);
    }
  },
  /** The secret is looked for before the request is read. */
  UpdateSecretVersionStage(run, body, call) {
    call.world.find(call.region, String(body['SecretId']));
    return run(body, call);
  },
};

const deletedMessage = "You tried to perform the operation on a secret that's currently marked deleted.";

export const motoOperations: ReadonlyMap<string, Operation> = new Map(
  [...operations].map(([name, { writes, run }]) => [
    name,
    { writes, run: (body, call) => behave(name, run, { body, call }) },
  ]),
);

/** What is not found is not found in HTTP's terms, too. */
function behave(name: string, run: Run, { body, call }: { readonly body: unknown; readonly call: Call }): Reply {
  try {
    const manner = motoManners[name];
    return manner === undefined ? run(body, call) : manner(run, body as Body, call);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'ResourceNotFoundException') throw error;
    throw new ServiceError(error.code, error.message, 404);
  }
}

function rotateInPlace(body: Body, { world, region, now }: Call, refusal: ServiceError): Reply {
  const record = world.findOwn(region, String(body['SecretId']));
  if (holderOf(record, pending) !== undefined) throw refusal;
  const token = String(body['ClientRequestToken'] ?? randomUUID());
  const value = holderOf(record, current)?.value;
  if (value !== undefined) putVersion(record, { token, value, labels: [current], now });
  record.rotation = {
    ...record.rotation,
    enabled: true,
    lastAt: now,
    rules: { ...(body['RotationRules'] as object | undefined) },
  };
  return { ARN: record.arn, Name: record.name, VersionId: token };
}

function reword(
  work: () => Reply,
  { from = /^/, to = '', code }: { from?: RegExp; to?: string; code?: string },
): Reply {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const name = error.code === 'ValidationException' ? (code ?? error.code) : error.code;
    throw new ServiceError(name, error.message.replace(from, to), error.status);
  }
}

function strangeKey(body: Body): string {
  const filters = (body['Filters'] ?? []) as readonly { readonly Key?: unknown }[];
  const known = ['all', 'name', 'tag-key', 'description', 'tag-value', 'primary-region', 'owning-service'];
  return String(filters.find(({ Key }) => !known.includes(String(Key)))?.Key);
}
