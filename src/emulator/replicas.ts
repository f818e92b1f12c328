/** Copies of a secret in other regions, which follow it; a name that is taken there makes a failed one. */
import type { InputOf } from './shape.ts';
import type { Call } from './operation.ts';
import type { Replica, SecretRecord } from './record.ts';
import { invalidParameter } from './service-error.ts';

type RegionInput = InputOf<{ Region: { required: (value: unknown, at: string) => string } }> & {
  readonly KmsKeyId?: string | undefined;
};

/** Adds replicas to the record; the copies themselves are made after the call. Throws InvalidParameterException. */
export function addReplicas(
  record: SecretRecord,
  { regions, force }: { readonly regions: readonly RegionInput[]; readonly force: boolean },
  { world, region: home }: Pick<Call, 'world' | 'region'>,
): void {
  if (regions.some(({ Region }) => Region === home)) throw invalidParameter('Invalid replica region.');
  if (new Set(regions.map(({ Region }) => Region)).size < regions.length)
    throw invalidParameter('A replica region can be given once.');
  for (const { Region: region, KmsKeyId: kmsKeyId } of regions) {
    const known = record.replicas.find((replica) => replica.region === region);
    if (known?.status === 'InSync') continue;
    const taken = world.byName(region, record.name) !== undefined;
    const replica: Replica =
      taken && !force
        ? {
            region,
            kmsKeyId,
            status: 'Failed',
            message: `Replication failed: Secret name ${record.name} already exists in region ${region}.`,
          }
        : { region, kmsKeyId, status: 'InSync', message: 'Replication succeeded' };
    if (taken && force) world.remove(region, record.name);
    record.replicas = [...record.replicas.filter((each) => each !== known), replica];
  }
  if (record.replicas.length > 0) record.primaryRegion = home;
}

/** Takes replicas away with their copies. Throws InvalidParameterException for a region that has none. */
export function removeReplicas(record: SecretRecord, regions: readonly string[], { world }: Pick<Call, 'world'>): void {
  const strange = regions.find((region) => !record.replicas.some((replica) => replica.region === region));
  if (strange !== undefined) throw invalidParameter(`There is no replica of the secret in region ${strange}.`);
  for (const { region, status } of record.replicas) {
    if (regions.includes(region) && status === 'InSync') world.remove(region, record.name);
  }
  record.replicas = record.replicas.filter(({ region }) => !regions.includes(region));
  if (record.replicas.length === 0) delete record.primaryRegion;
}
