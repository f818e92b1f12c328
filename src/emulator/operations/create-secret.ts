/** CreateSecret: a name is taken until its recovery window ends; the same token with the same value creates once. */
import { randomUUID } from 'node:crypto';
import { describeReplica } from '../describe.ts';
import * as members from '../members.ts';
import { defineOperation, unlessEmpty } from '../operation.ts';
import type { Call, Reply } from '../operation.ts';
import type { SecretRecord } from '../record.ts';
import { addReplicas } from '../replicas.ts';
import { invalidRequest, ServiceError } from '../service-error.ts';
import { flag } from '../shape.ts';
import { mergeTags } from '../tags.ts';
import { putVersion, readValue } from '../versions.ts';
import { makeArn } from '../world.ts';

export const createSecret = defineOperation({
  writes: true,
  members: {
    Name: members.secretName,
    ClientRequestToken: members.requestToken,
    ...members.valueMembers,
    Description: members.description,
    KmsKeyId: members.kmsKeyId,
    Tags: members.tags,
    Type: members.partnerType,
    AddReplicaRegions: members.replicaRegions,
    ForceOverwriteReplicaSecret: flag(),
  },
  run(input, call) {
    const value = readValue(input);
    const token = input.ClientRequestToken ?? randomUUID();
    const made = { token, value, labels: [], now: call.now };
    const taken = call.world.byName(call.region, input.Name);
    if (taken !== undefined) return repeatCreation(taken, made, call);
    const record: SecretRecord = {
      name: input.Name,
      arn: makeArn(call.region, input.Name),
      createdAt: call.now,
      changedAt: call.now,
      ...(input.Description !== undefined && { description: input.Description }),
      ...(input.KmsKeyId !== undefined && { kmsKeyId: input.KmsKeyId }),
      ...(input.Type !== undefined && { type: input.Type }),
      ...(input.Tags !== undefined && { tags: mergeTags([], input.Tags) }),
      versions: [],
      replicas: [],
    };
    if (value !== undefined) putVersion(record, { ...made, value });
    const force = input.ForceOverwriteReplicaSecret ?? false;
    addReplicas(record, { regions: input.AddReplicaRegions ?? [], force }, call);
    call.world.add(call.region, record);
    return reply(record, value === undefined ? undefined : token);
  },
});

type Made = Omit<Parameters<typeof putVersion>[1], 'value'> & { readonly value: ReturnType<typeof readValue> };

/** A retry gets the first answer again; anything else finds the name taken. */
function repeatCreation(record: SecretRecord, { value, ...made }: Made, { region }: Call): Reply {
  if (record.deletion !== undefined)
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  const retried = record.versions.some(({ id }) => id === made.token);
  const isReplica = record.primaryRegion !== undefined && record.primaryRegion !== region;
  if (!retried || value === undefined || isReplica)
    throw new ServiceError(
      'ResourceExistsException',
      `The operation failed because the secret ${record.name} already exists.`,
    );
  return reply(record, putVersion(record, { ...made, value }).id);
}

function reply(record: SecretRecord, versionId: string | undefined): Reply {
  return {
    ARN: record.arn,
    Name: record.name,
    VersionId: versionId,
    ReplicationStatus: unlessEmpty(record.replicas.map(describeReplica)),
  };
}
