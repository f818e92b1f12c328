/** The resource policy of a secret: kept as it was given once its structure is right. Only the policy named default exists. */
import * as members from '../members.ts';
import { defineOperation } from '../operation.ts';
import type { SecretRecord } from '../record.ts';
import { checkPolicy, findPolicyFaults, isPublic } from '../policy.ts';
import { invalidParameter, notFound, ServiceError } from '../service-error.ts';
import { flag } from '../shape.ts';

const tooBroad = 'This resource policy grants broad access to the secret.';

export const putResourcePolicy = defineOperation({
  writes: true,
  members: {
    SecretId: members.secretId,
    ResourcePolicy: members.policyText,
    PolicyName: members.policyName,
    BlockPublicPolicy: flag(),
  },
  run({ SecretId: id, ResourcePolicy: policy, PolicyName: name, BlockPublicPolicy: block = false }, call) {
    const record = call.world.findOwn(call.region, id);
    requireDefault(name);
    checkPolicy(policy);
    if (block && isPublic(policy)) throw new ServiceError('PublicPolicyException', tooBroad);
    record.policy = policy;
    record.changedAt = call.now;
    return reply(record);
  },
});

export const getResourcePolicy = defineOperation({
  writes: false,
  members: { SecretId: members.secretId, PolicyName: members.policyName },
  run({ SecretId: id, PolicyName: name }, { world, region }) {
    const record = world.findActive(region, id);
    if (!isDefault(name)) throw notFound("Secrets Manager can't find the specified resource policy.");
    return { ...reply(record), ResourcePolicy: record.policy };
  },
});

export const deleteResourcePolicy = defineOperation({
  writes: true,
  members: { SecretId: members.secretId, PolicyName: members.policyName },
  run({ SecretId: id, PolicyName: name }, { world, region, now }) {
    const record = world.findOwn(region, id);
    requireDefault(name);
    delete record.policy;
    record.changedAt = now;
    return reply(record);
  },
});

export const validateResourcePolicy = defineOperation({
  writes: false,
  members: { SecretId: members.optionalSecretId, ResourcePolicy: members.policyText },
  run({ SecretId: id, ResourcePolicy: policy }, { world, region }) {
    if (id !== undefined) world.findActive(region, id);
    const faults = findPolicyFaults(policy).map((message) => ({ CheckName: 'SYNTAX', ErrorMessage: message }));
    const broad = isPublic(policy) ? [{ CheckName: 'PUBLIC_POLICY', ErrorMessage: tooBroad }] : [];
    const errors = [...faults, ...broad];
    return { PolicyValidationPassed: errors.length === 0, ValidationErrors: errors };
  },
});

function requireDefault(name: string | undefined): void {
  if (!isDefault(name)) throw invalidParameter('Only the resource policy named default can be changed.');
}

function isDefault(name: string | undefined): boolean {
  return name === undefined || name === 'default';
}

function reply({ arn, name }: SecretRecord): Record<string, unknown> {
  return { ARN: arn, Name: name };
}
