/** How versions come, go and carry staging labels: a label is on one version at a time, and AWSPREVIOUS follows AWSCURRENT. */
import { timingSafeEqual } from 'node:crypto';
import { invalidParameter, invalidRequest, notFound, ServiceError } from './service-error.ts';
import type { ValueInput } from './members.ts';
import type { SecretRecord, Value, Version } from './record.ts';

export const current = 'AWSCURRENT';
export const previous = 'AWSPREVIOUS';
export const pending = 'AWSPENDING';

const mostLabels = 20;
const mostVersions = 100;
const day = 86_400_000;

/** The value of a request that holds one kind at most; undefined for none. */
export function readValue({ SecretString: string, SecretBinary: binary }: ValueInput): Value | undefined {
  if (string !== undefined && binary !== undefined)
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  if (string !== undefined) return { string };
  return binary === undefined ? undefined : { binary };
}

/**
 * Adds a version and labels it. The same token with the same value changes nothing; with another one it fails with
 * ResourceExistsException. The first version is always current.
 */
export function putVersion(
  record: SecretRecord,
  made: { readonly token: string; readonly value: Value; readonly labels: readonly string[]; readonly now: number },
): Version {
  const known = record.versions.find(({ id }) => id === made.token);
  if (known?.value !== undefined) {
    if (isSameValue(known.value, made.value)) return known;
    throw new ServiceError(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${made.token} because that value is already in use for a version of secret ${record.arn}.`,
    );
  }
  const labels = record.versions.length === 0 ? [...new Set([...made.labels, current])] : made.labels;
  checkLabelCount(known, labels);
  const version = known ?? addVersion(record, { id: made.token, createdAt: made.now, stages: [] });
  version.value = made.value;
  for (const label of labels) moveLabel(record, label, version);
  dropOldVersions(record, made.now);
  record.changedAt = made.now;
  return version;
}

/** Puts the label on that version and takes it from any other. */
export function moveLabel(record: SecretRecord, label: string, to: Version): void {
  const from = holderOf(record, label);
  if (from === to) return;
  checkLabelCount(to, [label]);
  if (from !== undefined) dropLabel(from, label);
  to.stages.push(label);
  if (label === current && from !== undefined) moveLabel(record, previous, from);
}

export function dropLabel(version: Version, label: string): void {
  version.stages = version.stages.filter((each) => each !== label);
}

export function holderOf(record: SecretRecord, label: string): Version | undefined {
  return record.versions.find(({ stages }) => stages.includes(label));
}

/** A version by id, by label, or by both where they agree; the current one by default. It has a value. */
export function findVersion(
  record: SecretRecord,
  { id, stage }: { readonly id?: string | undefined; readonly stage?: string | undefined },
): Version & { readonly value: Value } {
  const wanted = id === undefined ? `staging label: ${stage ?? current}` : `VersionId: ${id}`;
  const version =
    id === undefined ? holderOf(record, stage ?? current) : record.versions.find((each) => each.id === id);
  if (version !== undefined && id !== undefined && stage !== undefined && !version.stages.includes(stage))
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.');
  const value = version?.value;
  if (version === undefined || value === undefined)
    throw notFound(`Secrets Manager can't find the specified secret value for ${wanted}`);
  return Object.assign(version, { value });
}

export function addVersion(record: SecretRecord, version: Version): Version {
  record.versions.push(version);
  return version;
}

/** In constant time, so that answering tells nothing about a value that the caller may not read. */
function isSameValue(one: Value, other: Value): boolean {
  const [a, b] = [one, other].map((value) => Buffer.from(JSON.stringify(value)));
  return a !== undefined && b !== undefined && a.length === b.length && timingSafeEqual(a, b);
}

function checkLabelCount(version: Version | undefined, added: readonly string[]): void {
  if (new Set([...(version?.stages ?? []), ...added]).size > mostLabels)
    throw new ServiceError('LimitExceededException', `A version can have at most ${mostLabels} staging labels.`);
}

/** Versions without labels go, oldest first, where there are more than a hundred; those of the last day stay. */
function dropOldVersions(record: SecretRecord, now: number): void {
  const surplus = record.versions.length - mostVersions;
  if (surplus <= 0) return;
  const old = record.versions.filter(({ stages, createdAt }) => stages.length === 0 && now - createdAt > day);
  const dropped = new Set(old.slice(0, surplus));
  record.versions = record.versions.filter((version) => !dropped.has(version));
}
