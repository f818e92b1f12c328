/** PutSecretValue and UpdateSecret: a new version, once per request token. */
import { randomUUID } from 'node:crypto';
import * as members from '../members.ts';
import { defineOperation } from '../operation.ts';
import { invalidRequest } from '../service-error.ts';
import { text } from '../shape.ts';
import { current, putVersion, readValue } from '../versions.ts';

export const putSecretValue = defineOperation({
  writes: true,
  members: {
    SecretId: members.secretId,
    ClientRequestToken: members.requestToken,
    ...members.valueMembers,
    VersionStages: members.versionStages,
    RotationToken: text({ min: 36, max: 256, pattern: /^[a-zA-Z0-9-]+$/ }),
  },
  run(input, { world, region, now }) {
    const value = readValue(input);
    if (value === undefined) throw invalidRequest('You must provide either SecretString or SecretBinary.');
    const record = world.findOwn(region, input.SecretId);
    const token = input.ClientRequestToken ?? randomUUID();
    const { id, stages } = putVersion(record, { token, value, labels: input.VersionStages ?? [current], now });
    return { ARN: record.arn, Name: record.name, VersionId: id, VersionStages: stages };
  },
});

export const updateSecret = defineOperation({
  writes: true,
  members: {
    SecretId: members.secretId,
    ClientRequestToken: members.requestToken,
    ...members.valueMembers,
    Description: members.description,
    KmsKeyId: members.kmsKeyId,
    Type: members.partnerType,
  },
  run(input, { world, region, now }) {
    const record = world.findOwn(region, input.SecretId);
    const value = readValue(input);
    const token = input.ClientRequestToken ?? randomUUID();
    if (value !== undefined) putVersion(record, { token, value, labels: [current], now });
    if (input.Description !== undefined) record.description = input.Description;
    if (input.KmsKeyId !== undefined) record.kmsKeyId = input.KmsKeyId;
    if (input.Type !== undefined) record.type = input.Type;
    record.changedAt = now;
    return { ARN: record.arn, Name: record.name, VersionId: value === undefined ? undefined : token };
  },
});
