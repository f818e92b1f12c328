/** The operations by name: those of the JavaScript SDK's client, all of them. */
import type { Operation } from './operation.ts';
import { createSecret } from './operations/create-secret.ts';
import { deleteSecret, restoreSecret } from './operations/delete-secret.ts';
import { batchGetSecretValue, getSecretValue } from './operations/get-value.ts';
import { describeSecret, listSecrets, listSecretVersionIds } from './operations/list.ts';
import { putSecretValue, updateSecret } from './operations/put-value.ts';
import { getRandomPassword } from './operations/random-password.ts';
import {
  removeRegionsFromReplication,
  replicateSecretToRegions,
  stopReplicationToReplica,
} from './operations/replication.ts';
import {
  deleteResourcePolicy,
  getResourcePolicy,
  putResourcePolicy,
  validateResourcePolicy,
} from './operations/resource-policy.ts';
import { cancelRotateSecret, rotateSecret } from './operations/rotate-secret.ts';
import { tagResource, untagResource } from './operations/tag-resource.ts';
import { updateSecretVersionStage } from './operations/version-stage.ts';

export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    BatchGetSecretValue: batchGetSecretValue,
    CancelRotateSecret: cancelRotateSecret,
    CreateSecret: createSecret,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteSecret: deleteSecret,
    DescribeSecret: describeSecret,
    GetRandomPassword: getRandomPassword,
    GetResourcePolicy: getResourcePolicy,
    GetSecretValue: getSecretValue,
    ListSecretVersionIds: listSecretVersionIds,
    ListSecrets: listSecrets,
    PutResourcePolicy: putResourcePolicy,
    PutSecretValue: putSecretValue,
    RemoveRegionsFromReplication: removeRegionsFromReplication,
    ReplicateSecretToRegions: replicateSecretToRegions,
    RestoreSecret: restoreSecret,
    RotateSecret: rotateSecret,
    StopReplicationToReplica: stopReplicationToReplica,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateSecret: updateSecret,
    UpdateSecretVersionStage: updateSecretVersionStage,
    ValidateResourcePolicy: validateResourcePolicy,
  }),
);
