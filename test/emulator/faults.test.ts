/** Faults on order: what tests of stores and fixes rely on. */
import { join } from 'node:path';
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { temporaryFolder } from '../fixtures/repository.ts';
import { connect, failureOf, freshName, openEmulator } from './connect.ts';

const { url, faults } = await openEmulator();
const client = connect(url);
const create = (Name: string) => client.send(new CreateSecretCommand({ Name, SecretString: 'a' }));
const exists = async (SecretId: string) =>
  (await failureOf(client.send(new DescribeSecretCommand({ SecretId }))).catch(() => undefined)) === undefined;

describe('faults', () => {
  it('throttle as often as asked, which a patient client does not notice', async () => {
    faults.add({ kind: 'throttle', operation: 'ListSecrets', times: 2 });
    expect(await failureOf(client.send(new ListSecretsCommand({})))).toMatchObject({
      name: 'ThrottlingException',
      status: 400,
    });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const patient = new SecretsManagerClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 2 });
    const { $metadata } = await patient.send(new ListSecretsCommand({}));
    expect($metadata.attempts).toBe(2);
    patient.destroy();
  });

  it('deny one operation on one secret, in batches too, until taken back', async () => {
    const [denied, allowed] = [freshName(), freshName()];
    await create(denied);
    await create(allowed);
    const lift = faults.add({ kind: 'deny', operation: 'GetSecretValue', secret: denied });
    const read = (SecretId: string) => client.send(new GetSecretValueCommand({ SecretId }));
    expect((await failureOf(read(denied))).name).toBe('AccessDeniedException');
    await read(allowed);
    const { SecretValues, Errors } = await client.send(
      new BatchGetSecretValueCommand({ SecretIdList: [denied, allowed] }),
    );
    expect(SecretValues?.map(({ Name }) => Name)).toEqual([allowed]);
    expect(Errors).toMatchObject([{ SecretId: denied, ErrorCode: 'AccessDeniedException' }]);
    lift();
    await read(denied);
  });

  it('answer with any error, after as many calls as asked', async () => {
    const id = freshName();
    await create(id);
    const read = () => client.send(new GetSecretValueCommand({ SecretId: id }));
    faults.add({ kind: 'error', code: 'DecryptionFailure', secret: id, after: 1, times: 1 });
    await read();
    expect((await failureOf(read())).name).toBe('DecryptionFailure');
    await read();
  });

  it.each([
    ['before', false],
    ['after', true],
  ] as const)('drop the connection %s the call is done', async (when, done) => {
    const id = freshName();
    faults.add({ kind: 'drop', operation: 'CreateSecret', times: 1, when });
    expect((await failureOf(create(id))).status).toBeUndefined();
    expect(await exists(id)).toBe(done);
  });

  it('delay an answer, while others are given', async () => {
    faults.add({ kind: 'delay', operation: 'CreateSecret', times: 1, ms: 300 });
    const order: string[] = [];
    const slow = create(freshName()).then(() => order.push('slow'));
    await client.send(new ListSecretsCommand({})).then(() => order.push('quick'));
    await slow;
    expect(order).toEqual(['quick', 'slow']);
  });

  it.each([
    ['before', undefined],
    ['after', 'a'],
  ] as const)('crash the server %s a call is done; the file has what was done', async (when, kept) => {
    const data = join(temporaryFolder(), 'secrets');
    const crashing = await openEmulator({ data });
    crashing.faults.add({ kind: 'crash', operation: 'CreateSecret', when });
    const victim = connect(crashing.url);
    const failure = await failureOf(victim.send(new CreateSecretCommand({ Name: 'a', SecretString: 'a' })));
    expect(failure.status).toBeUndefined();
    expect((await failureOf(victim.send(new ListSecretsCommand({})))).name).not.toBe('ServiceError');
    const next = await startEmulator({ data });
    const read = connect(next.url).send(new GetSecretValueCommand({ SecretId: 'a' }));
    expect(
      await read.then(
        ({ SecretString }) => SecretString,
        () => undefined,
      ),
    ).toBe(kept);
    await next.stop();
  });
});
