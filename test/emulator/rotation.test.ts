/** Rotation: four steps by a rotator that works through the API, as a Lambda function does. */
import { randomUUID } from 'node:crypto';
import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { RotateSecretCommandInput, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { RotationEvent, RotationStep } from '../../src/emulator/rotation.ts';
import { connect, failureOf, freshName, openEmulator } from './connect.ts';

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:rotate';
const events: RotationEvent[] = [];
let failing: RotationStep | undefined;
const emulator = await openEmulator({ rotators: { [lambda]: rotate } });
const client: SecretsManagerClient = connect(emulator.url);

/** What AWS's templates do, less the database. */
async function rotate(event: RotationEvent): Promise<void> {
  const { SecretId, ClientRequestToken: token, RotationToken } = event;
  events.push(event);
  if (event.Step === failing) throw new Error('the step fails');
  const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
  expect(VersionIdsToStages[token]).toContain('AWSPENDING');
  const pending = { SecretId, VersionId: token, VersionStage: 'AWSPENDING' };
  if (event.Step === 'createSecret') {
    expect((await failureOf(client.send(new GetSecretValueCommand(pending)))).name).toBe('ResourceNotFoundException');
    const VersionStages = ['AWSPENDING'];
    const SecretString = `rotated ${token}`;
    await client.send(
      new PutSecretValueCommand({ SecretId, ClientRequestToken: token, SecretString, VersionStages, RotationToken }),
    );
  }
  if (event.Step === 'setSecret') await client.send(new GetSecretValueCommand(pending));
  if (event.Step !== 'finishSecret') return;
  const [current] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSCURRENT')) ?? [];
  const move = { MoveToVersionId: token, ...(current !== undefined && { RemoveFromVersionId: current }) };
  await client.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...move }));
}

async function make(): Promise<string> {
  const { Name = '' } = await client.send(new CreateSecretCommand({ Name: freshName(), SecretString: 'old' }));
  return Name;
}

const ask = (SecretId: string, input: Partial<RotateSecretCommandInput> = {}) =>
  client.send(new RotateSecretCommand({ SecretId, RotationLambdaARN: lambda, ...input }));
const show = (SecretId: string) => client.send(new DescribeSecretCommand({ SecretId }));
const read = async (SecretId: string, VersionStage?: string) =>
  (await client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage && { VersionStage }) }))).SecretString;

describe('RotateSecret', () => {
  it('drives the four steps, after which the new value is current and the old one previous', async () => {
    events.length = 0;
    const id = await make();
    const token = randomUUID();
    const { VersionId, ARN = '' } = await ask(id, {
      ClientRequestToken: token,
      RotationRules: { AutomaticallyAfterDays: 30 },
    });
    expect(VersionId).toBe(token);
    expect(await emulator.settle()).toEqual([]);
    expect(events.map(({ Step }) => Step)).toEqual(['createSecret', 'setSecret', 'testSecret', 'finishSecret']);
    const [{ RotationToken = '' } = {}] = events;
    expect(RotationToken).toMatch(/^[\w-]{36,256}$/);
    for (const { Step: _, ...event } of events)
      expect(event).toEqual({ SecretId: ARN, ClientRequestToken: token, RotationToken });
    expect([await read(id), await read(id, 'AWSPREVIOUS')]).toEqual([`rotated ${token}`, 'old']);
    const { RotationEnabled, RotationLambdaARN, LastRotatedDate, NextRotationDate } = await show(id);
    expect({ RotationEnabled, RotationLambdaARN }).toEqual({ RotationEnabled: true, RotationLambdaARN: lambda });
    expect(((NextRotationDate?.getTime() ?? 0) - (LastRotatedDate?.getTime() ?? 0)) / 86_400_000).toBe(30);
  });

  it('rotates again with what it was told before', async () => {
    const id = await make();
    await ask(id);
    await emulator.settle();
    const { VersionId } = await client.send(new RotateSecretCommand({ SecretId: id }));
    expect(await emulator.settle()).toEqual([]);
    expect(await read(id)).toBe(`rotated ${VersionId}`);
  });

  it('does nothing for a retry of a rotation that is complete', async () => {
    const id = await make();
    const ClientRequestToken = randomUUID();
    await ask(id, { ClientRequestToken });
    await emulator.settle();
    events.length = 0;
    expect((await ask(id, { ClientRequestToken })).VersionId).toBe(ClientRequestToken);
    await emulator.settle();
    expect(events).toEqual([]);
  });

  it.each<[RotationStep, string]>([
    ['createSecret', 'old'],
    ['setSecret', 'old'],
    ['testSecret', 'old'],
    ['finishSecret', 'old'],
  ])('that fails in %s leaves the old value, says so, and is reattempted', async (step, value) => {
    const id = await make();
    const token = randomUUID();
    failing = step;
    await ask(id, { ClientRequestToken: token });
    expect(await emulator.settle()).toMatchObject([{ step }]);
    expect(await read(id)).toBe(value);
    expect((await show(id)).VersionIdsToStages?.[token]).toEqual(['AWSPENDING']);
    failing = undefined;
    // The value of createSecret is there already: this rotator does not look, so it is put again, which is fine.
    if (step !== 'createSecret') await clearPending(id, token);
    const again = await failureOf(ask(id)).catch(() => undefined);
    if (step === 'createSecret')
      expect(again).toMatchObject({
        name: 'InvalidRequestException',
        message: "A previous rotation isn't complete. That rotation will be reattempted.",
      });
    expect(await emulator.settle()).toEqual([]);
    expect(await read(id)).toMatch(/^rotated /);
  });

  it('only tests, on request, and leaves nothing behind', async () => {
    events.length = 0;
    const id = await make();
    const before = (await show(id)).VersionIdsToStages;
    await ask(id, { RotateImmediately: false, RotationRules: { ScheduleExpression: 'rate(10 days)' } });
    expect(await emulator.settle()).toEqual([]);
    expect(events.map(({ Step }) => Step)).toEqual(['testSecret']);
    const { VersionIdsToStages, RotationEnabled } = await show(id);
    expect({ VersionIdsToStages, RotationEnabled }).toEqual({ VersionIdsToStages: before, RotationEnabled: true });
  });

  it('refuses without a function', async () => {
    const id = await make();
    expect(await failureOf(client.send(new RotateSecretCommand({ SecretId: id })))).toEqual({
      name: 'InvalidRequestException',
      status: 400,
      message: 'No Lambda rotation function ARN is associated with this secret.',
    });
    expect((await show(id)).RotationEnabled).toBeUndefined();
  });

  it('refuses a function that is not there', async () => {
    const id = await make();
    expect((await failureOf(ask(id, { RotationLambdaARN: `${lambda}-other` }))).name).toBe('AccessDeniedException');
    expect(await read(id)).toBe('old');
  });

  it.each([
    ['no days', { AutomaticallyAfterDays: 0 }],
    ['1,001 days', { AutomaticallyAfterDays: 1001 }],
    ['days and an expression', { AutomaticallyAfterDays: 1, ScheduleExpression: 'rate(1 day)' }],
    ['less than four hours', { ScheduleExpression: 'rate(3 hours)' }],
    ['minutes', { ScheduleExpression: 'rate(240 minutes)' }],
    ['a cron expression with minutes', { ScheduleExpression: 'cron(30 8 1 * ? *)' }],
    ['a window of 25 hours', { AutomaticallyAfterDays: 30, Duration: '25h' }],
    ['a window longer than the interval', { ScheduleExpression: 'rate(4 hours)', Duration: '5h' }],
  ])('refuses a schedule of %s', async (_, RotationRules) => {
    const failure = await failureOf(ask(await make(), { RotationRules }));
    expect(failure.name).toBe('InvalidParameterException');
  });

  it.each(['rate(4 hours)', 'rate(1 day)', 'cron(0 8 1 * ? *)'])('takes the schedule %s', async (expression) => {
    const id = await make();
    await ask(id, { RotationRules: { ScheduleExpression: expression, Duration: '3h' } });
    await emulator.settle();
    expect((await show(id)).RotationRules).toEqual({ ScheduleExpression: expression, Duration: '3h' });
  });
});

describe('CancelRotateSecret', () => {
  it('turns rotation off, and tells the version that was left behind', async () => {
    const id = await make();
    const token = randomUUID();
    failing = 'setSecret';
    await ask(id, { ClientRequestToken: token });
    await emulator.settle();
    failing = undefined;
    expect((await client.send(new CancelRotateSecretCommand({ SecretId: id }))).VersionId).toBe(token);
    expect((await show(id)).RotationEnabled).toBe(false);
    expect(await read(id)).toBe('old');
  });

  it('refuses where rotation is not on', async () => {
    const failure = await failureOf(client.send(new CancelRotateSecretCommand({ SecretId: await make() })));
    expect(failure.name).toBe('InvalidRequestException');
  });
});

/** What an operator does about a stuck rotation. */
async function clearPending(SecretId: string, token: string): Promise<void> {
  const removal = { SecretId, VersionStage: 'AWSPENDING', RemoveFromVersionId: token };
  await client.send(new UpdateSecretVersionStageCommand(removal));
}
