/** DescribeSecret, ListSecrets and ListSecretVersionIds: what there is, never the values. */
import { describe, describeListed } from '../describe.ts';
import { checkFilters, passes } from '../filters.ts';
import * as members from '../members.ts';
import { defineOperation, seconds, unlessEmpty } from '../operation.ts';
import { takePage } from '../pages.ts';
import type { SecretRecord } from '../record.ts';
import { choice, flag } from '../shape.ts';

export const describeSecret = defineOperation({
  writes: false,
  members: { SecretId: members.secretId },
  run: ({ SecretId: id }, { world, region }) => describe(world.find(region, id)),
});

const sortOrder = choice('asc', 'desc');
const sortBy = choice('created-date', 'last-accessed-date', 'last-changed-date', 'name');

export const listSecrets = defineOperation({
  writes: false,
  members: {
    IncludePlannedDeletion: flag(),
    MaxResults: members.maxResults(100),
    NextToken: members.nextToken,
    Filters: members.filters,
    SortOrder: sortOrder,
    SortBy: sortBy,
  },
  run({ MaxResults: size = 100, NextToken: token, ...question }, { world, region }) {
    const { IncludePlannedDeletion: all = false, SortBy: by = 'created-date' } = question;
    const filters = checkFilters(question.Filters ?? []);
    const found = world
      .list(region)
      .filter((record) => (all || record.deletion === undefined) && passes(record, filters))
      .toSorted(orders[by]);
    if (question.SortOrder === 'desc') found.reverse();
    const page = takePage(found, { size, token, question: ['ListSecrets', region, question] });
    return { SecretList: page.items.map(describeListed), NextToken: page.next };
  },
});

/** Versions that a rotation has not filled yet are left out. */
export const listSecretVersionIds = defineOperation({
  writes: false,
  members: {
    SecretId: members.secretId,
    MaxResults: members.maxResults(100),
    NextToken: members.nextToken,
    IncludeDeprecated: flag(),
  },
  run({ SecretId: id, MaxResults: size = 100, NextToken: token, IncludeDeprecated: all = false }, { world, region }) {
    const record = world.find(region, id);
    const found = record.versions.filter(({ stages, value }) => value !== undefined && (all || stages.length > 0));
    const page = takePage(found, { size, token, question: ['ListSecretVersionIds', record.arn, all] });
    const versions = page.items.map((version) => ({
      VersionId: version.id,
      VersionStages: unlessEmpty(version.stages),
      LastAccessedDate: seconds(version.accessedAt),
      CreatedDate: seconds(version.createdAt),
      KmsKeyIds: [record.kmsKeyId ?? 'DefaultEncryptionKey'],
    }));
    return { Versions: versions, NextToken: page.next, ARN: record.arn, Name: record.name };
  },
});

type Order = (one: SecretRecord, other: SecretRecord) => number;

const orders: Readonly<Record<ReturnType<typeof sortBy>, Order>> = {
  'created-date': (one, other) => one.createdAt - other.createdAt,
  'last-accessed-date': (one, other) => (one.accessedAt ?? 0) - (other.accessedAt ?? 0),
  'last-changed-date': (one, other) => one.changedAt - other.changedAt,
  name: (one, other) => Number(one.name > other.name) - Number(one.name < other.name),
};
