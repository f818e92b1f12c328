/** ReplicateSecretToRegions, RemoveRegionsFromReplication and StopReplicationToReplica. */
import { describeReplica } from '../describe.ts';
import * as members from '../members.ts';
import { defineOperation } from '../operation.ts';
import { addReplicas, removeReplicas } from '../replicas.ts';
import { invalidRequest } from '../service-error.ts';
import { flag, list, required } from '../shape.ts';
import { isReplica } from '../world.ts';

export const replicateSecretToRegions = defineOperation({
  writes: true,
  members: {
    SecretId: members.secretId,
    AddReplicaRegions: required(members.replicaRegions),
    ForceOverwriteReplicaSecret: flag(),
  },
  run({ SecretId: id, AddReplicaRegions: regions, ForceOverwriteReplicaSecret: force = false }, call) {
    const record = call.world.findOwn(call.region, id);
    addReplicas(record, { regions, force }, call);
    return { ARN: record.arn, ReplicationStatus: record.replicas.map(describeReplica) };
  },
});

export const removeRegionsFromReplication = defineOperation({
  writes: true,
  members: { SecretId: members.secretId, RemoveReplicaRegions: required(list(members.region, { min: 1 })) },
  run({ SecretId: id, RemoveReplicaRegions: regions }, call) {
    const record = call.world.findOwn(call.region, id);
    removeReplicas(record, regions, call);
    return { ARN: record.arn, ReplicationStatus: record.replicas.map(describeReplica) };
  },
});

/** The copy becomes a secret of its own, which the former primary no longer changes. */
export const stopReplicationToReplica = defineOperation({
  writes: true,
  members: { SecretId: members.secretId },
  run({ SecretId: id }, { world, region, now }) {
    const record = world.findActive(region, id);
    if (!isReplica(record, region)) throw invalidRequest('The secret is not a replica.');
    const primary = world.byName(record.primaryRegion ?? '', record.name);
    if (primary !== undefined) {
      primary.replicas = primary.replicas.filter((replica) => replica.region !== region);
      if (primary.replicas.length === 0) delete primary.primaryRegion;
    }
    delete record.primaryRegion;
    record.changedAt = now;
    return { ARN: record.arn };
  },
});
