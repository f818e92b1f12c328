/** Conformance: replicas follow their primary, and are changed only through it. */
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  StopReplicationToReplicaCommand,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { connectToServer, failureOf, freshName } from './connect.ts';

const home = await connectToServer('us-east-1');
const away = await connectToServer('eu-west-1');

async function makeReplicated(): Promise<string> {
  const Name = freshName();
  await home.send(new CreateSecretCommand({ Name, SecretString: 'one', AddReplicaRegions: [{ Region: 'eu-west-1' }] }));
  return Name;
}

const read = async (client: typeof home, SecretId: string) =>
  (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
const show = (client: typeof home, SecretId: string) => client.send(new DescribeSecretCommand({ SecretId }));

describe('a replica', () => {
  it('has the same ARN but for its region, and knows its primary', async () => {
    const id = await makeReplicated();
    const [primary, replica] = [await show(home, id), await show(away, id)];
    expect(replica.ARN).toBe(primary.ARN?.replace('us-east-1', 'eu-west-1'));
    expect([primary.PrimaryRegion, replica.PrimaryRegion]).toEqual(['us-east-1', 'us-east-1']);
    expect(primary.ReplicationStatus).toMatchObject([{ Region: 'eu-west-1', Status: 'InSync' }]);
  });

  it('follows values and tags', async () => {
    const id = await makeReplicated();
    await home.send(new PutSecretValueCommand({ SecretId: id, SecretString: 'two' }));
    await home.send(new TagResourceCommand({ SecretId: id, Tags: [{ Key: 'k', Value: 'v' }] }));
    expect(await read(away, id)).toBe('two');
    expect((await show(away, id)).Tags).toEqual([{ Key: 'k', Value: 'v' }]);
  });

  it('is not changed or deleted itself', async () => {
    const id = await makeReplicated();
    const refused = {
      name: 'InvalidParameterException',
      status: 400,
      message: "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
    };
    const change = new PutSecretValueCommand({ SecretId: id, SecretString: 'two' });
    expect(await failureOf(away.send(change))).toEqual(refused);
    expect(await failureOf(away.send(new DeleteSecretCommand({ SecretId: id })))).toEqual(refused);
    expect(await read(away, id)).toBe('one');
  });

  it('keeps its primary from being deleted until it is removed', async () => {
    const SecretId = await makeReplicated();
    const failure = await failureOf(home.send(new DeleteSecretCommand({ SecretId })));
    expect(failure.name).toBe('InvalidParameterException');
    await home.send(new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions: ['eu-west-1'] }));
    expect((await failureOf(show(away, SecretId))).name).toBe('ResourceNotFoundException');
    await home.send(new DeleteSecretCommand({ SecretId }));
  });

  it('becomes a secret of its own', async () => {
    const SecretId = await makeReplicated();
    await away.send(new StopReplicationToReplicaCommand({ SecretId }));
    await away.send(new PutSecretValueCommand({ SecretId, SecretString: 'own' }));
    await home.send(new PutSecretValueCommand({ SecretId, SecretString: 'two' }));
    expect([await read(home, SecretId), await read(away, SecretId)]).toEqual(['two', 'own']);
    expect((await show(home, SecretId)).ReplicationStatus).toBeUndefined();
  });
});

describe('a name that is taken in the other region', () => {
  const replicate = (SecretId: string, ForceOverwriteReplicaSecret: boolean) =>
    home.send(
      new ReplicateSecretToRegionsCommand({
        SecretId,
        AddReplicaRegions: [{ Region: 'eu-west-1' }],
        ForceOverwriteReplicaSecret,
      }),
    );

  it('makes the replica fail, and stays as it was', async () => {
    const Name = freshName();
    await home.send(new CreateSecretCommand({ Name, SecretString: 'home' }));
    await away.send(new CreateSecretCommand({ Name, SecretString: 'away' }));
    const { ReplicationStatus, ARN } = await replicate(Name, false);
    expect(ReplicationStatus?.[0]).toMatchObject({ Region: 'eu-west-1', Status: 'Failed' });
    expect(ReplicationStatus?.[0]?.StatusMessage).toContain(Name);
    expect(ARN).toMatch(/^arn:/);
    expect(await read(away, Name)).toBe('away');
  });

  it('is overwritten by force', async () => {
    const Name = freshName();
    await home.send(new CreateSecretCommand({ Name, SecretString: 'home' }));
    await away.send(new CreateSecretCommand({ Name, SecretString: 'away' }));
    await replicate(Name, true);
    expect(await read(away, Name)).toBe('home');
  });
});
