/** A secret as DescribeSecret and ListSecrets show it: never with its value, and without fields that are empty. */
import type { Reply } from './operation.ts';
import { seconds, unlessEmpty } from './operation.ts';
import { owningService } from './record.ts';
import type { Replica, SecretRecord } from './record.ts';
import { nextRotation } from './schedule.ts';

const defaultKey = 'alias/aws/secretsmanager';

export function describe(record: SecretRecord): Reply {
  return {
    ...describeCommon(record),
    VersionIdsToStages: stagesById(record),
    ReplicationStatus: unlessEmpty(record.replicas.map(describeReplica)),
  };
}

export function describeListed(record: SecretRecord): Reply {
  return { ...describeCommon(record), SecretVersionsToStages: stagesById(record) };
}

export function describeReplica({ region, kmsKeyId, status, message }: Replica): Reply {
  return { Region: region, KmsKeyId: kmsKeyId ?? defaultKey, Status: status, StatusMessage: message };
}

function describeCommon(record: SecretRecord): Reply {
  const { rotation } = record;
  return {
    ARN: record.arn,
    Name: record.name,
    Type: record.type,
    Description: record.description === '' ? undefined : record.description,
    KmsKeyId: record.kmsKeyId,
    RotationEnabled: rotation?.enabled,
    RotationLambdaARN: rotation?.lambdaArn,
    RotationRules: rotation?.rules,
    ExternalSecretRotationMetadata: rotation?.externalMetadata,
    ExternalSecretRotationRoleArn: rotation?.externalRoleArn,
    LastRotatedDate: seconds(rotation?.lastAt),
    LastChangedDate: seconds(record.changedAt),
    LastAccessedDate: seconds(record.accessedAt),
    DeletedDate: seconds(record.deletion?.requestedAt),
    NextRotationDate: seconds(nextRotation(rotation, record.createdAt)),
    Tags: record.tags,
    OwningService: owningService(record),
    CreatedDate: seconds(record.createdAt),
    PrimaryRegion: record.primaryRegion,
  };
}

/** Versions without a label are not shown. */
function stagesById({ versions }: SecretRecord): Record<string, readonly string[]> | undefined {
  const labelled = versions.filter(({ stages }) => stages.length > 0);
  return labelled.length === 0 ? undefined : Object.fromEntries(labelled.map(({ id, stages }) => [id, stages]));
}
