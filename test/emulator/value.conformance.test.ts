/** Conformance: values, their versions and the labels on them. */
import { randomUUID } from 'node:crypto';
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { connectToServer, failureOf, freshName } from './connect.ts';

const client = await connectToServer();

interface Made {
  readonly id: string;
  readonly arn: string;
  readonly version: string;
}

async function make(value = 'one'): Promise<Made> {
  const id = freshName();
  const { ARN = '', VersionId = '' } = await client.send(new CreateSecretCommand({ Name: id, SecretString: value }));
  return { id, arn: ARN, version: VersionId };
}

async function put(id: string, value: string, stages?: string[], token: string = randomUUID()): Promise<string> {
  const input = { SecretId: id, SecretString: value, ClientRequestToken: token, VersionStages: stages };
  const { VersionId = '' } = await client.send(new PutSecretValueCommand(input));
  return VersionId;
}

const read = (id: string, version: { VersionId?: string; VersionStage?: string } = {}) =>
  client.send(new GetSecretValueCommand({ SecretId: id, ...version }));
const stages = async (id: string) =>
  (await client.send(new DescribeSecretCommand({ SecretId: id }))).VersionIdsToStages;
const move = (id: string, VersionStage: string, versions: { RemoveFromVersionId?: string; MoveToVersionId?: string }) =>
  client.send(new UpdateSecretVersionStageCommand({ SecretId: id, VersionStage, ...versions }));

describe('GetSecretValue', () => {
  it.each(['name', 'ARN', 'ARN without its end'])('finds a secret by %s', async (way) => {
    const { id, arn, version } = await make();
    const SecretId = way === 'name' ? id : way === 'ARN' ? arn : arn.slice(0, -7);
    expect(await read(SecretId)).toMatchObject({
      ARN: arn,
      Name: id,
      SecretString: 'one',
      VersionId: version,
      VersionStages: ['AWSCURRENT'],
    });
  });

  it('gives bytes back as they were', async () => {
    const SecretId = freshName();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await client.send(new CreateSecretCommand({ Name: SecretId, SecretBinary: bytes }));
    const { SecretBinary, SecretString } = await read(SecretId);
    expect(SecretBinary).toEqual(bytes);
    expect(SecretString).toBeUndefined();
  });

  it('gives text back as it was', async () => {
    const value = 'line\nline\ttab "quoted" \\ back\u0000null ä 😀 ';
    const { id } = await make(value);
    expect((await read(id)).SecretString).toBe(value);
  });

  it('does not find a secret in another region', async () => {
    const { id, arn } = await make();
    const elsewhere = await connectToServer('eu-central-1');
    for (const SecretId of [id, arn]) {
      const failure = await failureOf(elsewhere.send(new GetSecretValueCommand({ SecretId })));
      expect(failure).toEqual({
        name: 'ResourceNotFoundException',
        status: 400,
        message: "Secrets Manager can't find the specified secret.",
      });
    }
  });

  it('refuses a version and a label that do not belong together', async () => {
    const { id, version } = await make();
    expect(await failureOf(read(id, { VersionId: version, VersionStage: 'AWSPREVIOUS' }))).toMatchObject({
      name: 'InvalidRequestException',
      message: 'You provided a VersionStage that is not associated to the provided VersionId.',
    });
  });

  it('refuses a secret that is scheduled for deletion', async () => {
    const { id } = await make();
    await client.send(new DeleteSecretCommand({ SecretId: id }));
    expect(await failureOf(read(id))).toEqual({
      name: 'InvalidRequestException',
      status: 400,
      message: "You can't perform this operation on the secret because it was marked for deletion.",
    });
  });
});

describe('PutSecretValue', () => {
  it('moves AWSCURRENT, and AWSPREVIOUS after it', async () => {
    const { id, version } = await make();
    const second = await put(id, 'two');
    expect(await stages(id)).toEqual({ [version]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'] });
    const third = await put(id, 'three');
    expect(await stages(id)).toEqual({ [second]: ['AWSPREVIOUS'], [third]: ['AWSCURRENT'] });
    expect((await read(id, { VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('two');
  });

  it('leaves AWSCURRENT where it is for other labels', async () => {
    const { id, version } = await make();
    const waiting = await put(id, 'two', ['AWSPENDING', 'mine']);
    expect(await stages(id)).toEqual({ [version]: ['AWSCURRENT'], [waiting]: ['AWSPENDING', 'mine'] });
    expect((await read(id)).SecretString).toBe('one');
  });

  it('does nothing the second time with the same token and value', async () => {
    const { id } = await make();
    const token = randomUUID();
    await put(id, 'two', undefined, token);
    const before = await stages(id);
    await put(id, 'two', undefined, token);
    expect(await stages(id)).toEqual(before);
  });

  it('refuses a token that stands for another value', async () => {
    const { id, version } = await make();
    const failure = await failureOf(put(id, 'two', undefined, version));
    expect(failure).toMatchObject({ name: 'ResourceExistsException', status: 400 });
    expect((await read(id)).SecretString).toBe('one');
  });

  it('makes the first version current, whatever its labels', async () => {
    const id = freshName();
    await client.send(new CreateSecretCommand({ Name: id }));
    const first = await put(id, 'one', ['AWSPENDING']);
    expect(Object.keys((await stages(id)) ?? {})).toEqual([first]);
    expect((await stages(id))?.[first]?.toSorted()).toEqual(['AWSCURRENT', 'AWSPENDING']);
  });

  it('refuses a secret that is scheduled for deletion', async () => {
    const { id } = await make();
    await client.send(new DeleteSecretCommand({ SecretId: id }));
    expect((await failureOf(put(id, 'two'))).name).toBe('InvalidRequestException');
  });

  it('refuses neither value', async () => {
    const { id } = await make();
    const failure = await failureOf(client.send(new PutSecretValueCommand({ SecretId: id })));
    expect(failure).toMatchObject({
      name: 'InvalidRequestException',
      message: 'You must provide either SecretString or SecretBinary.',
    });
  });

  it('refuses both values', async () => {
    const { id } = await make();
    const both = { SecretId: id, SecretString: 'two', SecretBinary: new Uint8Array(1) };
    expect((await failureOf(client.send(new PutSecretValueCommand(both)))).name).toBe('InvalidParameterException');
  });

  it('refuses twenty-one labels', async () => {
    const { id } = await make();
    const labels = Array.from({ length: 21 }, (_, index) => `label${index}`);
    expect((await failureOf(put(id, 'two', labels))).name).toBe('ValidationException');
  });

  it('refuses a twenty-first label on a version that has twenty', async () => {
    const { id, version } = await make();
    const labels = Array.from({ length: 20 }, (_, index) => `label${index}`);
    const full = await put(id, 'two', labels);
    const failure = await failureOf(move(id, 'AWSCURRENT', { RemoveFromVersionId: version, MoveToVersionId: full }));
    expect(failure.name).toBe('LimitExceededException');
    expect((await stages(id))?.[version]).toEqual(['AWSCURRENT']);
  });
});

describe('UpdateSecret', () => {
  it('changes the value and tells its version, or only the description and tells none', async () => {
    const { id, version } = await make();
    const updated = await client.send(new UpdateSecretCommand({ SecretId: id, SecretString: 'two' }));
    expect(updated.VersionId).not.toBe(version);
    expect((await read(id)).SecretString).toBe('two');
    const described = await client.send(new UpdateSecretCommand({ SecretId: id, Description: 'about' }));
    expect(described.VersionId).toBeUndefined();
    expect((await read(id)).VersionId).toBe(updated.VersionId);
  });

  it('takes a token twice for the same value only', async () => {
    const { id, version } = await make();
    const again = (value: string) =>
      client.send(new UpdateSecretCommand({ SecretId: id, SecretString: value, ClientRequestToken: version }));
    expect((await again('one')).VersionId).toBe(version);
    expect((await failureOf(again('two'))).name).toBe('ResourceExistsException');
  });
});

describe('UpdateSecretVersionStage', () => {
  it('rolls back: AWSCURRENT moves, and AWSPREVIOUS follows', async () => {
    const { id, version } = await make();
    const second = await put(id, 'two');
    await move(id, 'AWSCURRENT', { RemoveFromVersionId: second, MoveToVersionId: version });
    expect(await stages(id)).toEqual({ [version]: ['AWSCURRENT'], [second]: ['AWSPREVIOUS'] });
    expect((await read(id)).SecretString).toBe('one');
  });

  it('refuses to move a label without the version that loses it', async () => {
    const { id, version } = await make();
    const waiting = await put(id, 'two', ['AWSPENDING']);
    const refusal = (RemoveFromVersionId?: string) =>
      failureOf(
        move(id, 'AWSCURRENT', { MoveToVersionId: waiting, ...(RemoveFromVersionId && { RemoveFromVersionId }) }),
      );
    expect(await refusal()).toEqual({
      name: 'InvalidParameterException',
      status: 400,
      message:
        `The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ` +
        `${version}, so you must explicitly reference that version in RemoveFromVersionId.`,
    });
    expect((await refusal(waiting)).name).toBe('InvalidParameterException');
    expect((await stages(id))?.[version]).toEqual(['AWSCURRENT']);
  });

  it('never takes AWSCURRENT away', async () => {
    const { id, version } = await make();
    const failure = await failureOf(move(id, 'AWSCURRENT', { RemoveFromVersionId: version }));
    expect(failure).toMatchObject({ name: 'InvalidParameterException', status: 400 });
    expect(await stages(id)).toEqual({ [version]: ['AWSCURRENT'] });
  });

  it('makes a version without labels deprecated: listed on request only', async () => {
    const { id, version } = await make();
    const waiting = await put(id, 'two', ['AWSPENDING']);
    await move(id, 'AWSPENDING', { RemoveFromVersionId: waiting });
    const list = async (IncludeDeprecated: boolean) => {
      const { Versions = [], ARN } = await client.send(
        new ListSecretVersionIdsCommand({ SecretId: id, IncludeDeprecated }),
      );
      expect(ARN).toMatch(/^arn:/);
      return Versions.map(({ VersionId }) => VersionId).toSorted();
    };
    expect(await list(false)).toEqual([version]);
    expect(await list(true)).toEqual([version, waiting].toSorted());
    expect(await stages(id)).toEqual({ [version]: ['AWSCURRENT'] });
  });
});

describe('BatchGetSecretValue', () => {
  it('gives what can be read, and an error for each of the rest', async () => {
    const [good, deleted] = [await make(), await make()];
    await client.send(new DeleteSecretCommand({ SecretId: deleted.id }));
    const missing = freshName();
    const SecretIdList = [good.id, deleted.id, missing];
    const { SecretValues, Errors } = await client.send(new BatchGetSecretValueCommand({ SecretIdList }));
    expect(SecretValues?.map(({ SecretString }) => SecretString)).toEqual(['one']);
    expect(Errors?.map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode])).toEqual([
      [deleted.id, 'InvalidRequestException'],
      [missing, 'ResourceNotFoundException'],
    ]);
  });

  it('pages through what filters find', async () => {
    const made = await Promise.all([make(), make(), make()]);
    const Filters = [{ Key: 'name' as const, Values: made.map(({ id }) => id) }];
    const found: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new BatchGetSecretValueCommand({ Filters, MaxResults: 2, ...(NextToken !== undefined && { NextToken }) }),
      );
      found.push(...(page.SecretValues ?? []).map(({ Name }) => Name));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(found.toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  });

  it.each([
    ['neither a list nor filters', {}],
    ['both', { SecretIdList: ['a'], Filters: [{ Key: 'name' as const, Values: ['a'] }] }],
    ['a page size for a list', { SecretIdList: ['a'], MaxResults: 1 }],
  ])('refuses %s', async (_, input) => {
    const failure = await failureOf(client.send(new BatchGetSecretValueCommand(input)));
    expect(failure.name).toBe('InvalidParameterException');
  });

  it('refuses twenty-one secrets', async () => {
    const SecretIdList = Array.from({ length: 21 }, freshName);
    const failure = await failureOf(client.send(new BatchGetSecretValueCommand({ SecretIdList })));
    expect(failure.name).toBe('ValidationException');
  });
});
