/** Copies of a secret in other regions, which follow it; a name that is taken there makes a failed one. */
import { isRegion } from './members.ts';
import type { replicaRegions } from './members.ts';
import type { Call } from './operation.ts';
import type { Replica, SecretRecord } from './record.ts';
import { invalidParameter } from './service-error.ts';
import type { InputOf } from './shape.ts';

type RegionInput = NonNullable<InputOf<{ AddReplicaRegions: typeof replicaRegions }>['AddReplicaRegions']>[number];

/** Adds replicas to the record; the copies themselves are made after the call. Throws InvalidParameterException. */
export function addReplicas(
  record: SecretRecord,
  { regions, force }: { readonly regions: readonly RegionInput[]; readonly force: boolean },
  { world, region: home }: Pick<Call, 'world' | 'region'>,
): void {
  if (regions.some(({ Region: region }) => region === home || !isRegion(region)))
    throw invalidParameter('Invalid replica region.');
  if (new Set(regions.map(({ Region }) => Region)).size < regions.length)
    throw invalidParameter('A replica region can be given once.');
  for (const { Region: region = '', KmsKeyId: kmsKeyId } of regions) {
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

/** Takes replicas away with their copies; a region that has none is as good as done. */
export function removeReplicas(record: SecretRecord, regions: readonly string[], { world }: Pick<Call, 'world'>): void {
  for (const { region, status } of record.replicas) {
    if (regions.includes(region) && status === 'InSync') world.remove(region, record.name);
  }
  record.replicas = record.replicas.filter(({ region }) => !regions.includes(region));
  if (record.replicas.length === 0) delete record.primaryRegion;
}
