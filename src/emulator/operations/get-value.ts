/** GetSecretValue and BatchGetSecretValue: the value of one version; a batch tells the failures one by one. */
import { checkFilters, passes } from '../filters.ts';
import * as members from '../members.ts';
import { defineOperation, seconds, unlessEmpty } from '../operation.ts';
import type { Call, Reply } from '../operation.ts';
import { takePage } from '../pages.ts';
import { invalidParameter, ServiceError } from '../service-error.ts';
import { findVersion } from '../versions.ts';

const day = 86_400_000;

export const getSecretValue = defineOperation({
  writes: false,
  members: { SecretId: members.secretId, VersionId: members.versionId, VersionStage: members.versionStage },
  run({ SecretId: id, VersionId, VersionStage }, call) {
    return readSecret(id, { id: VersionId, stage: VersionStage }, call);
  },
});

export const batchGetSecretValue = defineOperation({
  writes: false,
  members: {
    SecretIdList: members.secretIds,
    Filters: members.filters,
    MaxResults: members.maxResults(20),
    NextToken: members.nextToken,
  },
  run({ SecretIdList: given, Filters: filters, MaxResults: size, NextToken: token }, call) {
    if ((given === undefined) === (filters === undefined))
      throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
    if (given !== undefined && size !== undefined)
      throw invalidParameter(
        "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.",
      );
    if (given !== undefined) return readAll(given, call);
    const checked = checkFilters(filters ?? []);
    const found = call.world
      .list(call.region)
      .filter((record) => record.deletion === undefined && passes(record, checked));
    const page = takePage(found, { size: size ?? 20, token, question: ['BatchGetSecretValue', call.region, filters] });
    return {
      ...readAll(
        page.items.map(({ arn }) => arn),
        call,
      ),
      NextToken: page.next,
    };
  },
});

function readSecret(secretId: string, version: Parameters<typeof findVersion>[1], { world, region, now }: Call): Reply {
  const record = world.findActive(region, secretId);
  const found = findVersion(record, version);
  // The service tells the day only.
  record.accessedAt = found.accessedAt = now - (now % day);
  return {
    ARN: record.arn,
    Name: record.name,
    VersionId: found.id,
    ...('string' in found.value ? { SecretString: found.value.string } : { SecretBinary: found.value.binary }),
    VersionStages: unlessEmpty(found.stages),
    CreatedDate: seconds(found.createdAt),
  };
}

function readAll(ids: readonly string[], call: Call): Reply {
  const values: Reply[] = [];
  const errors: Reply[] = [];
  for (const id of ids) {
    try {
      call.admit('GetSecretValue', id);
      values.push(readSecret(id, {}, call));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      errors.push({ SecretId: id, ErrorCode: error.code, Message: error.message });
    }
  }
  return { SecretValues: values, Errors: errors };
}
