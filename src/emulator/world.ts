/** All secrets of all regions of the one account. Replicas follow their primary after every change. */
import { randomInt } from 'node:crypto';
import { invalidParameter, invalidRequest, notFound } from './service-error.ts';
import type { SecretRecord } from './record.ts';

/** The account of AWS's own documentation. */
export const account = '123456789012';

type RegionEntry = readonly [region: string, secrets: readonly SecretRecord[]];

export class World {
  readonly #regions = new Map<string, Map<string, SecretRecord>>();

  /** Forgets everything, or takes what `save` gave. */
  load(saved: readonly RegionEntry[] = []): void {
    this.#regions.clear();
    for (const [region, secrets] of saved) for (const secret of secrets) this.add(region, secret);
  }

  save(): readonly RegionEntry[] {
    return [...this.#regions].map(([region, secrets]) => [region, [...secrets.values()]] as const);
  }

  add(region: string, record: SecretRecord): void {
    const secrets = this.#regions.get(region) ?? new Map<string, SecretRecord>();
    this.#regions.set(region, secrets.set(record.name, record));
  }

  remove(region: string, name: string): void {
    this.#regions.get(region)?.delete(name);
  }

  /** In the order of creation. */
  list(region: string): readonly SecretRecord[] {
    return [...(this.#regions.get(region)?.values() ?? [])];
  }

  byName(region: string, name: string): SecretRecord | undefined {
    return this.#regions.get(region)?.get(name);
  }

  /** By name, ARN, or ARN without its random end. */
  lookUp(region: string, id: string): SecretRecord | undefined {
    if (!id.startsWith('arn:')) return this.byName(region, id);
    const prefix = arnPrefix(region);
    if (!id.startsWith(prefix)) return undefined;
    const rest = id.slice(prefix.length);
    const exact = this.byName(region, rest.slice(0, -7));
    return exact?.arn === id ? exact : this.byName(region, rest);
  }

  /** The same, scheduled deletion or not; throws ResourceNotFoundException. */
  find(region: string, id: string): SecretRecord {
    const record = this.lookUp(region, id);
    if (record === undefined) throw notFound();
    return record;
  }

  /** A secret that may be read: not scheduled for deletion. */
  findActive(region: string, id: string): SecretRecord {
    const record = this.find(region, id);
    if (record.deletion !== undefined) throw markedForDeletion();
    return record;
  }

  /** A secret that may be changed: neither scheduled for deletion nor a replica. */
  findOwn(region: string, id: string): SecretRecord {
    const record = this.findActive(region, id);
    refuseReplica(record, region);
    return record;
  }

  /** Ends the recovery windows that are over. */
  expire(now: number): void {
    for (const [region, secrets] of this.#regions) {
      for (const { name, deletion } of secrets.values()) {
        if (deletion !== undefined && deletion.dueAt <= now) this.remove(region, name);
      }
    }
  }

  /** Brings replicas up to their primaries. */
  replicate(region: string): void {
    for (const primary of this.list(region)) {
      for (const { region: target, status, kmsKeyId } of primary.replicas) {
        if (status === 'InSync')
          this.add(target, copyTo(target, { primary, region, kmsKeyId, old: this.byName(target, primary.name) }));
      }
    }
  }
}

/** A new ARN; its random end tells a secret from a later one of the same name. */
export function makeArn(region: string, name: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const end = Array.from({ length: 6 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return `${arnPrefix(region)}${name}-${end}`;
}

export function isReplica(record: SecretRecord, region: string): boolean {
  return record.primaryRegion !== undefined && record.primaryRegion !== region;
}

export function refuseReplica(record: SecretRecord, region: string): void {
  if (isReplica(record, region))
    throw invalidParameter(
      "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
    );
}

export function markedForDeletion(): Error {
  return invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
}

function arnPrefix(region: string): string {
  return `arn:aws:secretsmanager:${region}:${account}:secret:`;
}

interface CopySource {
  readonly primary: SecretRecord;
  readonly region: string;
  readonly kmsKeyId: string | undefined;
  /** The copy so far, which keeps when it was read. */
  readonly old: SecretRecord | undefined;
}

function copyTo(target: string, { primary, region, kmsKeyId, old }: CopySource): SecretRecord {
  const { accessedAt: _, kmsKeyId: __, ...shared } = structuredClone(primary);
  const arn = `${arnPrefix(target)}${primary.arn.slice(arnPrefix(region).length)}`;
  const copy: SecretRecord = { ...shared, arn, replicas: [], primaryRegion: region };
  if (kmsKeyId !== undefined) copy.kmsKeyId = kmsKeyId;
  if (old?.arn === arn && old.accessedAt !== undefined) copy.accessedAt = old.accessedAt;
  return copy;
}
