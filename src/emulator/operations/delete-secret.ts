/** DeleteSecret and RestoreSecret: a recovery window of 7 to 30 days, in which the name stays taken. */
import * as members from '../members.ts';
import { defineOperation, seconds } from '../operation.ts';
import type { Call, Reply } from '../operation.ts';
import { makeArn, markedForDeletion, refuseReplica } from '../world.ts';
import { invalidParameter } from '../service-error.ts';
import { flag, integer } from '../shape.ts';

const day = 86_400_000;

export const deleteSecret = defineOperation({
  writes: true,
  members: {
    SecretId: members.secretId,
    RecoveryWindowInDays: integer(),
    ForceDeleteWithoutRecovery: flag(),
  },
  run({ SecretId: id, RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force = false }, call) {
    if (days !== undefined && (days < 7 || days > 30))
      throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
    if (force && days !== undefined)
      throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    return force ? deleteNow(id, call) : scheduleDeletion(id, (days ?? 30) * day, call);
  },
});

export const restoreSecret = defineOperation({
  writes: true,
  members: { SecretId: members.secretId },
  run({ SecretId: id }, { world, region, now }) {
    const record = world.find(region, id);
    refuseReplica(record, region);
    if (record.deletion !== undefined) record.changedAt = now;
    delete record.deletion;
    return { ARN: record.arn, Name: record.name };
  },
});

function scheduleDeletion(id: string, window: number, call: Call): Reply {
  const record = findDeletable(id, call);
  if (record.deletion !== undefined) throw markedForDeletion();
  const dueAt = call.now + window;
  record.deletion = { requestedAt: call.now, dueAt };
  record.changedAt = call.now;
  return { ARN: record.arn, Name: record.name, DeletionDate: seconds(dueAt) };
}

/** A secret that does not exist is as good as deleted. */
function deleteNow(id: string, call: Call): Reply {
  const { world, region, now } = call;
  if (world.lookUp(region, id) === undefined)
    return { ARN: id.startsWith('arn:') ? id : makeArn(region, id), Name: id, DeletionDate: seconds(now) };
  const { arn, name } = findDeletable(id, call);
  world.remove(region, name);
  return { ARN: arn, Name: name, DeletionDate: seconds(now) };
}

function findDeletable(id: string, { world, region }: Call): ReturnType<typeof world.find> {
  const record = world.find(region, id);
  refuseReplica(record, region);
  if (record.replicas.length > 0) {
    const regions = record.replicas.map((replica) => replica.region).join(', ');
    throw invalidParameter(`You can't delete secret ${record.arn} that still has replica regions [${regions}].`);
  }
  return record;
}
