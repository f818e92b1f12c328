/** Rotation by a function, through the four steps that the embedded server really drives: waiting by labels, the stuck one, the way back. */
import { randomBytes } from 'node:crypto';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { RotationEvent, RotationStep } from '../../src/emulator/rotation.ts';
import { expandTemplate } from '../../src/catalogue/template.ts';
import { makeKey } from './iam-server.ts';
import { fixProject, openWorld } from './rotated-project.ts';
import type { World } from './rotated-project.ts';

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:rotate';
const admin = makeKey('admin');
const password = expandTemplate('{an:24}', randomBytes(8).toString('hex'));
const source = `export const url = 'postgres://app:${password}@db.acme.io:5432/orders';\n`;
const project = await fixProject(source, admin);
const apply = ['rotate', '--apply', '--deployed', '--rotate-lambda', lambda, project.secret];

interface Behaviour {
  /** Steps that fail, once each. */
  failing?: RotationStep[];
  /** From the old value to the new one; default: another password. */
  make?(old: Record<string, string>): string;
}

interface Rotated extends World {
  readonly behaviour: Behaviour;
  readonly steps: RotationStep[];
}

const twoUsers = (old: Record<string, string>): string =>
  JSON.stringify({ ...old, username: `${old['username']}_clone`, password: randomBytes(12).toString('hex') });

async function open(behaviour: Behaviour = {}): Promise<Rotated> {
  const steps: RotationStep[] = [];
  const rotators = { [lambda]: (event: RotationEvent) => rotate(event, { ...world, behaviour, steps }) };
  const world = await openWorld(project, { keys: [], admin, rotators });
  return { ...world, behaviour, steps };
}

/** What AWS's templates do, less the database. */
async function rotate({ Step, SecretId, ClientRequestToken: token }: RotationEvent, world: Rotated): Promise<void> {
  const { client, behaviour, steps, read, labels } = world;
  steps.push(Step);
  const fails = behaviour.failing?.indexOf(Step) ?? -1;
  if (fails >= 0) {
    behaviour.failing?.splice(fails, 1);
    throw new Error('the step fails');
  }
  if (Step === 'createSecret') {
    const made = await client.send(new GetSecretValueCommand({ SecretId, VersionId: token })).catch(() => undefined);
    if (made !== undefined) return;
    const old = await read();
    const SecretString = behaviour.make?.(old) ?? JSON.stringify({ ...old, password: randomBytes(12).toString('hex') });
    const put = { SecretId, ClientRequestToken: token, SecretString, VersionStages: ['AWSPENDING'] };
    await client.send(new PutSecretValueCommand(put));
  }
  if (Step !== 'finishSecret') return;
  const [from] = Object.entries(await labels()).find(([, held]) => held.includes('AWSCURRENT')) ?? [];
  const move = {
    SecretId,
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: token,
    ...(from && { RemoveFromVersionId: from }),
  };
  await client.send(new UpdateSecretVersionStageCommand(move));
}

const labelled = async (world: World): Promise<readonly string[]> =>
  Object.values(await world.labels())
    .flat()
    .toSorted();

describe('the rotation', () => {
  it('asks, waits for the labels, reads back; the schedule is set', async () => {
    const world = await open();
    const done = await world.run([...apply, '--rotate-days', '30', '--rotate-window', '3h']);
    expect(done).toMatchObject({ code: 0 });
    expect(world.steps).toEqual(['createSecret', 'setSecret', 'testSecret', 'finishSecret']);
    const { password: fresh, ...rest } = await world.read();
    expect(rest).toMatchObject({ username: 'app', host: 'db.acme.io', dbname: 'orders' });
    expect(fresh).not.toBe(password);
    for (const value of [password, fresh ?? '']) expect(done.out + done.err + world.journal()).not.toContain(value);
    const shown = await world.client.send(new DescribeSecretCommand({ SecretId: world.secret }));
    expect(shown).toMatchObject({
      RotationEnabled: true,
      RotationRules: { AutomaticallyAfterDays: 30, Duration: '3h' },
    });
    // The function is known from now on.
    expect((await world.run(['rotate', '--apply', '--deployed', world.secret])).code).toBe(0);
    expect((await world.read())['password']).not.toBe(fresh);
  });

  it.each<RotationStep>(['createSecret', 'setSecret', 'testSecret', 'finishSecret'])(
    'that fails in %s ends with what stands where; resume has the function go on',
    async (step) => {
      const world = await open({ failing: [step] });
      const stopped = await world.run([...apply, '--timeout', '1']);
      expect(stopped).toMatchObject({ code: 3, err: expect.stringContaining('has not ended after 1 s') as string });
      const made = step !== 'createSecret';
      expect(stopped.err).toContain(made ? 'AWSPENDING may be the only copy' : 'the function has made no value');
      expect(await labelled(world)).toEqual(['AWSCURRENT', 'AWSPENDING']);
      expect((await world.read())['password']).toBe(password);
      expect(await world.run(['resume'])).toMatchObject({ code: 0 });
      expect((await world.read())['password']).not.toBe(password);
    },
  );

  it('takes up an earlier one that is stuck, in whatever clone that began', async () => {
    const world = await open({ failing: ['testSecret'] });
    expect((await world.run([...apply, '--timeout', '1'])).code).toBe(3);
    const [stuck = ''] = Object.entries(await world.labels()).find(([, held]) => held.includes('AWSPENDING')) ?? [];
    const journal = world
      .journal()
      .split('\n')
      .filter((line) => !/"kind":"(?:rotating|phase)"/.test(line));
    world.repository.write('.git/unleak/journal.jsonl', journal.join('\n'));
    expect(await world.run([...apply, '--test-only'])).toMatchObject({
      code: 3,
      out: expect.stringContaining('stuck-pending') as string,
    });
    const done = await world.run(apply);
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining(`AWSPENDING is on ${stuck}`) as string });
    expect(await world.labels()).toMatchObject({ [stuck]: expect.arrayContaining(['AWSCURRENT']) as string[] });
  });

  it('only sets up and tests, when asked', async () => {
    const world = await open();
    const tested = await world.run([...apply.filter((arg) => arg !== '--deployed'), '--test-only']);
    expect(tested).toMatchObject({ code: 0, err: expect.stringContaining('/aws/lambda/rotate') as string });
    expect(world.steps).toEqual(['testSecret']);
    expect((await world.read())['password']).toBe(password);
    expect(await labelled(world)).toEqual(['AWSCURRENT']);
    expect((await world.client.send(new DescribeSecretCommand({ SecretId: world.secret }))).RotationEnabled).toBe(true);
    expect((await world.run(['undo'])).code).toBe(0);
    expect((await world.client.send(new DescribeSecretCommand({ SecretId: world.secret }))).RotationEnabled).toBe(
      false,
    );
  });

  it('says who may not call the function', async () => {
    const world = await open();
    const refused = await world.run(apply.map((arg) => (arg === lambda ? `${lambda}-other` : arg)));
    expect(refused).toMatchObject({ code: 4, err: expect.stringContaining('add-permission') as string });
    expect((await world.run(['undo'])).code).toBe(0);
    expect(await labelled(world)).toEqual(['AWSCURRENT']);
  });
});

describe('the way back', () => {
  it('moves AWSCURRENT where two users alternate, as the old one works on', async () => {
    const world = await open({ make: twoUsers });
    expect((await world.run(apply)).code).toBe(0);
    expect((await world.read())['username']).toBe('app_clone');
    expect(await world.run(['undo'])).toMatchObject({ code: 0 });
    expect(await world.read()).toMatchObject({ username: 'app', password });
  });

  it.each<[string, Behaviour['make'], readonly string[], string]>([
    ['the command of --prove fails with it', twoUsers, ['--prove', 'false'], 'the command of --prove fails'],
    ['it lacks keys that programs read', (old) => JSON.stringify({ password: old['host'] }), [], 'it lacks'],
    ['it is the old value', (old) => JSON.stringify(old), [], 'it is the old one'],
  ])('is taken at once where %s', async (_, make, more, message) => {
    const world = await open(make === undefined ? {} : { make });
    const { code, err } = await world.run([...apply, ...more]);
    expect({ code, known: err.includes(message) }).toEqual({ code: 3, known: true });
    expect(err).toContain('has its old value again');
    expect(await world.read()).toMatchObject({ username: 'app', password });
  });

  it('does not exist where a single user has the new password: AWSCURRENT stays, and undo says why', async () => {
    const world = await open();
    expect(await world.run([...apply, '--prove', 'false'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('AWSCURRENT stays') as string,
    });
    const fresh = (await world.read())['password'];
    expect(fresh).not.toBe(password);
    expect(await world.run(['undo'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('new password only') as string,
    });
    expect((await world.read())['password']).toBe(fresh);
  });

  it('does not drop a value that the service may go by, and does drop a version that has none', async () => {
    const made = await open({ failing: ['testSecret'] });
    await made.run([...apply, '--timeout', '1']);
    expect(await made.run(['undo'])).toMatchObject({ code: 3, err: expect.stringContaining('only copy') as string });
    expect(await labelled(made)).toContain('AWSPENDING');
    const empty = await open({ failing: ['createSecret'] });
    await empty.run([...apply, '--timeout', '1']);
    expect(await empty.run(['undo'])).toMatchObject({ code: 0 });
    expect(await labelled(empty)).toEqual(['AWSCURRENT']);
    expect((await empty.read())['password']).toBe(password);
  });
});
