/** UpdateSecretVersionStage: labels move only with the name of the version that loses them, and AWSCURRENT is never removed. */
import * as members from '../members.ts';
import { defineOperation } from '../operation.ts';
import type { SecretRecord, Version } from '../record.ts';
import { invalidParameter, invalidRequest, notFound } from '../service-error.ts';
import { required } from '../shape.ts';
import { current, dropLabel, holderOf, moveLabel } from '../versions.ts';

export const updateSecretVersionStage = defineOperation({
  writes: true,
  members: {
    SecretId: members.secretId,
    VersionStage: required(members.versionStage),
    RemoveFromVersionId: members.versionId,
    MoveToVersionId: members.versionId,
  },
  run({ SecretId: id, VersionStage: label, RemoveFromVersionId: fromId, MoveToVersionId: toId }, call) {
    const record = call.world.findOwn(call.region, id);
    if (fromId === undefined && toId === undefined)
      throw invalidParameter('You must specify RemoveFromVersionId, MoveToVersionId, or both.');
    const to = toId === undefined ? undefined : findById(record, toId);
    checkHolder(record, { label, fromId, to });
    if (to === undefined) removeLabel(record, label);
    else moveLabel(record, label, to);
    record.changedAt = call.now;
    return { ARN: record.arn, Name: record.name };
  },
});

function checkHolder(
  record: SecretRecord,
  {
    label,
    fromId,
    to,
  }: { readonly label: string; readonly fromId: string | undefined; readonly to: Version | undefined },
): void {
  const holder = holderOf(record, label);
  if (label === current && to === undefined)
    throw invalidParameter(
      "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
    );
  if (label === current && to?.value === undefined)
    throw invalidRequest("You can't move staging label AWSCURRENT to a version that has no value.");
  if (fromId !== undefined && findById(record, fromId) !== holder)
    throw invalidParameter(`Staging label ${label} isn't attached to version ${fromId}.`);
  if (fromId === undefined && holder !== undefined && holder !== to)
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${label} is currently attached to version ` +
        `${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
}

/** A version that has neither a value nor a label is nothing. */
function removeLabel(record: SecretRecord, label: string): void {
  const holder = holderOf(record, label);
  if (holder === undefined) return;
  dropLabel(holder, label);
  record.versions = record.versions.filter(({ stages, value }) => stages.length > 0 || value !== undefined);
}

function findById(record: SecretRecord, id: string): Version {
  const version = record.versions.find((each) => each.id === id);
  if (version === undefined)
    throw notFound(`Secrets Manager can't find the specified secret value for VersionId: ${id}`);
  return version;
}
