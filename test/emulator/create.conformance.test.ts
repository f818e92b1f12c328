/** Conformance: what CreateSecret takes, refuses and answers. */
import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import type { CreateSecretCommandInput } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { connectToServer, failureOf, freshName } from './connect.ts';

const client = await connectToServer();
const create = (input: Partial<CreateSecretCommandInput>) =>
  client.send(new CreateSecretCommand({ Name: freshName(), ...input }));
const tagsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }));

describe('CreateSecret', () => {
  it('answers with an ARN of region, account, name and six random characters', async () => {
    const name = freshName();
    const { ARN, Name, VersionId } = await create({ Name: name, SecretString: 'a' });
    expect(Name).toBe(name);
    expect(ARN).toMatch(new RegExp(`^arn:aws:secretsmanager:us-east-1:\\d{12}:secret:${name}-[A-Za-z0-9]{6}$`));
    expect(VersionId).toMatch(/^[\w-]{32,64}$/);
  });

  it.each<[string, Partial<CreateSecretCommandInput>]>([
    ['a name of 512 characters', { Name: `${randomUUID()}${'n'.repeat(476)}` }],
    ['every character that names may have', { Name: `${freshName()}/_+=.@-Az09` }],
    ['a value of 65,536 bytes', { SecretString: 'v'.repeat(65_536) }],
    ['a binary value of 65,536 bytes', { SecretBinary: new Uint8Array(65_536) }],
    ['a token of 32 characters', { ClientRequestToken: 't'.repeat(32), SecretString: 'v' }],
    ['a token of 64 characters', { ClientRequestToken: 't'.repeat(64), SecretString: 'v' }],
    ['fifty tags', { Tags: tagsOf(50) }],
    ['a description of 2,048 characters', { Description: 'd'.repeat(2048) }],
  ])('takes %s', async (_, input) => {
    expect((await create(input)).ARN).toBeDefined();
  });

  it.each<[string, Partial<CreateSecretCommandInput>, string]>([
    ['an empty name', { Name: '' }, 'ValidationException'],
    ['a name of 513 characters', { Name: 'n'.repeat(513) }, 'ValidationException'],
    ['a name with a space', { Name: 'a name' }, 'ValidationException'],
    ['a name with an exclamation mark', { Name: 'name!' }, 'ValidationException'],
    ['a name outside ASCII', { Name: 'näme' }, 'ValidationException'],
    ['an empty value', { SecretString: '' }, 'ValidationException'],
    ['an empty binary value', { SecretBinary: new Uint8Array() }, 'ValidationException'],
    ['a value of 65,537 bytes', { SecretString: 'v'.repeat(65_537) }, 'ValidationException'],
    ['a value whose UTF-8 is too long', { SecretString: 'ä'.repeat(32_769) }, 'ValidationException'],
    ['a binary value of 65,537 bytes', { SecretBinary: new Uint8Array(65_537) }, 'ValidationException'],
    ['both kinds of value', { SecretString: 'v', SecretBinary: new Uint8Array(1) }, 'InvalidParameterException'],
    [
      'a token of 31 characters',
      { ClientRequestToken: 't'.repeat(31), SecretString: 'v' },
      'InvalidParameterException',
    ],
    [
      'a token of 65 characters',
      { ClientRequestToken: 't'.repeat(65), SecretString: 'v' },
      'InvalidParameterException',
    ],
    ['a description of 2,049 characters', { Description: 'd'.repeat(2049) }, 'ValidationException'],
    ['fifty-one tags', { Tags: tagsOf(51) }, 'InvalidParameterException'],
    ['a tag key of 129 characters', { Tags: [{ Key: 'k'.repeat(129), Value: '' }] }, 'ValidationException'],
    ['a tag value of 257 characters', { Tags: [{ Key: 'k', Value: 'v'.repeat(257) }] }, 'ValidationException'],
    ['an empty tag key', { Tags: [{ Key: '', Value: 'v' }] }, 'ValidationException'],
    ['a reserved tag key', { Tags: [{ Key: 'aws:k', Value: 'v' }] }, 'InvalidParameterException'],
    ['the same tag key twice', { Tags: [...tagsOf(1), ...tagsOf(1)] }, 'InvalidParameterException'],
    ['a replica in its own region', { AddReplicaRegions: [{ Region: 'us-east-1' }] }, 'InvalidParameterException'],
  ])('refuses %s', async (_, input, name) => {
    expect(await failureOf(create(input))).toMatchObject({ name, status: 400 });
  });

  it('does not quote a value that it refuses', async () => {
    const value = randomUUID();
    const { message } = await failureOf(create({ SecretString: value.repeat(2000) }));
    expect(message).not.toContain(value);
  });

  it('makes a secret without a version when it is given no value', async () => {
    const { Name, VersionId } = await create({});
    expect(VersionId).toBeUndefined();
    const failure = await failureOf(client.send(new GetSecretValueCommand({ SecretId: Name })));
    expect(failure).toEqual({
      name: 'ResourceNotFoundException',
      status: 400,
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
  });

  it('refuses a name that is taken', async () => {
    const Name = freshName();
    await create({ Name, SecretString: 'a' });
    expect(await failureOf(create({ Name, SecretString: 'a' }))).toEqual({
      name: 'ResourceExistsException',
      status: 400,
      message: `The operation failed because the secret ${Name} already exists.`,
    });
  });

  it('refuses a name that is taken until its recovery window ends', async () => {
    const { Name } = await create({ SecretString: 'a' });
    await client.send(new DeleteSecretCommand({ SecretId: Name }));
    expect(await failureOf(create({ Name, SecretString: 'a' }))).toEqual({
      name: 'InvalidRequestException',
      status: 400,
      message: "You can't create this secret because a secret with this name is already scheduled for deletion.",
    });
  });

  it('answers a retry with the same token and value as it did the first time', async () => {
    const input = { Name: freshName(), ClientRequestToken: randomUUID(), SecretString: 'a' };
    const { $metadata: _, ...first } = await create(input);
    expect(await create(input)).toMatchObject(first);
    const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: input.Name }));
    expect(VersionIdsToStages).toEqual({ [input.ClientRequestToken]: ['AWSCURRENT'] });
  });

  it('refuses the same token with another value, and keeps the first', async () => {
    const input = { Name: freshName(), ClientRequestToken: randomUUID(), SecretString: 'a' };
    await create(input);
    const failure = await failureOf(create({ ...input, SecretString: 'b' }));
    expect(failure.name).toBe('ResourceExistsException');
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: input.Name }));
    expect(SecretString).toBe('a');
  });
});
