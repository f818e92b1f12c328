/** TagResource and UntagResource. */
import * as members from '../members.ts';
import { defineOperation } from '../operation.ts';
import { list, required } from '../shape.ts';
import { mergeTags } from '../tags.ts';

export const tagResource = defineOperation({
  writes: true,
  members: { SecretId: members.secretId, Tags: required(members.tags) },
  run({ SecretId: id, Tags: tags }, { world, region, now }) {
    const record = world.findOwn(region, id);
    record.tags = mergeTags(record.tags ?? [], tags);
    record.changedAt = now;
    return {};
  },
});

export const untagResource = defineOperation({
  writes: true,
  members: { SecretId: members.secretId, TagKeys: required(list(members.tagKey)) },
  run({ SecretId: id, TagKeys: keys }, { world, region, now }) {
    const record = world.findOwn(region, id);
    if (record.tags !== undefined) record.tags = record.tags.filter(({ Key }) => !keys.includes(Key));
    record.changedAt = now;
    return {};
  },
});
