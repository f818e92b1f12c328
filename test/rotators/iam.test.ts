/** Rotation of an IAM access key, from the plan to the deletion and back, against a server that checks signatures. */
import { PutSecretValueCommand, UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { findForms, needlesOf } from '../remediation/oracle/needles.ts';
import { makeKey } from './iam-server.ts';
import type { StoredKey } from './iam-server.ts';
import { fixProject, openWorld } from './rotated-project.ts';
import type { World } from './rotated-project.ts';

const admin = makeKey('admin');
const leaked = makeKey('ci');
const source = `export const key = { accessKeyId: '${leaked.id}', secretAccessKey: '${leaked.secret}' };\n`;
const project = await fixProject(source, admin);
const open = (keys: readonly StoredKey[] = [leaked]): Promise<World> => openWorld(project, { keys, admin });
const apply = ['rotate', '--apply', '--deployed'];
const keysOf = ({ iam }: World, user = 'ci') =>
  iam.keys.filter((key) => key.user === user).map(({ id, active }) => ({ id, active }));

function expectNoValue(text: string, values: readonly string[]): void {
  expect(findForms(text, values.flatMap(needlesOf))).toEqual([]);
}

describe('the plan', () => {
  it('names user, phases, consent and permissions, and changes nothing', async () => {
    const world = await open();
    const { code, out } = await world.run(['rotate', '--verbose']);
    expect(code).toBe(0);
    expect(out).toContain('access key of the IAM user ci');
    expect(out).toContain('1. make a second key for ci (a user has two at most)');
    expect(out).toContain('--deployed  confirms that the rewritten source runs everywhere');
    expect(out).toContain(`arn:aws:iam::${/arn:aws:iam::(\d{12})/.exec(out)?.[1]}:user/ci`);
    expect(out).toContain('secretsmanager:UpdateSecretVersionStage');
    expectNoValue(out, [leaked.id, leaked.secret]);
    expect(keysOf(world)).toEqual([{ id: leaked.id, active: true }]);
    expect(world.iam.calls).not.toContain('CreateAccessKey');
  });

  it('is JSON for review, and applied only while it is still the plan', async () => {
    const world = await open();
    expect((await world.run(['rotate', '--plan', 'plan.json'])).code).toBe(0);
    expect((await world.run([...apply, '--plan', 'plan.json', '--prove', 'true'])).err).toContain(
      'is not the plan any more',
    );
    expect(keysOf(world)).toHaveLength(1);
  });
});

describe('the gate', () => {
  it.each([
    [
      'nobody has confirmed the deployment',
      ['rotate', '--apply'],
      'nobody has said that the rewritten source is deployed',
    ],
    [
      'the store is asked about a function without a name',
      [...apply, '--rotate-lambda', 'arn:aws:lambda:us-east-1:123456789012:function:f'],
      'needs the name of the secret',
    ],
  ])('refuses where %s', async (_, args, message) => {
    const world = await open();
    expect(await world.run(args)).toMatchObject({ code: 2, err: expect.stringContaining(message) as string });
    expect(keysOf(world)).toHaveLength(1);
    expect(world.journal()).not.toContain('"rotating"');
  });

  it('does not believe a confirmation while the rewrite is not committed, and takes the consent instead', async () => {
    const world = await open();
    world.repository.git('reset', '-q', '--soft', 'HEAD~1');
    expect(await world.run(apply)).toMatchObject({ code: 2, err: expect.stringContaining('not committed') as string });
    expect((await world.run(['rotate', '--apply', '--before-deploy'])).code).toBe(0);
  });

  it('leaves what still stands in the source', async () => {
    const world = await open();
    world.repository.commit('back', { 'old.mjs': source });
    const { code, out } = await world.run(apply);
    expect({ code, known: out.includes('in-source') }).toEqual({ code: 3, known: true });
    expect(keysOf(world)).toHaveLength(1);
  });
});

describe('the rotation', () => {
  it('makes, stores, reads back, checks and makes current the new key; then the old one is inactive and dead', async () => {
    const world = await open();
    world.iam.delay = 2;
    const { code, out, err } = await world.run(apply);
    expect({ code, dead: err.includes('the old key does not work any more') }).toEqual({ code: 0, dead: true });
    const stored = Object.values(await world.read());
    const fresh = world.iam.keys.find(({ user, id }) => user === 'ci' && id !== leaked.id);
    expect(stored.toSorted()).toEqual([fresh?.id, fresh?.secret].toSorted());
    expect(keysOf(world)).toEqual([
      { id: leaked.id, active: false },
      { id: fresh?.id, active: true },
    ]);
    expect(
      Object.values(await world.labels())
        .flat()
        .toSorted(),
    ).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
    expectNoValue(out + err + world.journal(), [leaked.id, leaked.secret, fresh?.id ?? '', fresh?.secret ?? '']);
    const order = ['CreateAccessKey', 'GetCallerIdentity', 'UpdateAccessKey'].map((call) =>
      world.iam.calls.indexOf(call),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('is taken back by undo: the old key active and current, the new one gone; then the fix can be undone, too', async () => {
    const world = await open();
    await world.run(apply);
    expect(await world.run(['undo'])).toMatchObject({ code: 0 });
    expect(keysOf(world)).toEqual([{ id: leaked.id, active: true }]);
    expect(Object.values(await world.read()).toSorted()).toEqual([leaked.id, leaked.secret].toSorted());
    expect(await world.run(['resume'])).toMatchObject({ err: expect.stringContaining('nothing to resume') as string });
    world.repository.git('reset', '-q', '--hard');
    expect(await world.run(['undo'])).toMatchObject({
      code: 0,
      err: expect.stringContaining('files and index') as string,
    });
    expect(world.repository.git('show', ':app.mjs')).toBe(source.trimEnd());
    expect(await world.run(['undo'])).toMatchObject({
      code: 0,
      err: expect.stringContaining('nothing to undo') as string,
    });
  });

  it('ends with a command of its own that deletes what is inactive, after which there is no way back', async () => {
    const world = await open();
    await world.run(apply);
    expect((await world.run(['rotate', '--retire'])).out).toContain('1 secret to retire');
    expect(keysOf(world)).toHaveLength(2);
    expect((await world.run(['rotate', '--retire', '--apply'])).code).toBe(0);
    expect(keysOf(world)).toMatchObject([{ active: true }]);
    expect((await world.run(['rotate', '--retire'])).out).toContain('nothing to retire');
    expect(await world.run(['undo'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('cannot come back') as string,
    });
    // The next rotation has room again.
    expect((await world.run(apply)).code).toBe(0);
  });

  it('does not delete a key that somebody has made active again', async () => {
    const world = await open();
    await world.run(apply);
    for (const key of world.iam.keys) key.active = true;
    const { code, out } = await world.run(['rotate', '--retire', '--apply']);
    expect({ code, known: out.includes('active-again') }).toEqual({ code: 3, known: true });
    expect(keysOf(world)).toHaveLength(2);
  });

  it('goes back where the command of --prove fails with the new key', async () => {
    const world = await open();
    const { code, err } = await world.run([...apply, '--prove', 'false']);
    expect({ code, told: err.includes('has its old value again') }).toEqual({ code: 3, told: true });
    expect(keysOf(world)).toEqual([{ id: leaked.id, active: true }]);
    expect(Object.values(await world.read())).toContain(leaked.id);
    expect((await world.run([...apply, '--prove', 'true'])).code).toBe(0);
  });
});

describe('what it refuses', () => {
  it.each<[string, readonly StoredKey[], string]>([
    ['the user has two keys', [leaked, makeKey('ci')], 'two-keys'],
    ['nobody has a key of that id', [makeKey('ci')], 'unknown-key'],
  ])('a key where %s', async (_, keys, code) => {
    const world = await open(keys);
    const { code: exit, out } = await world.run(apply);
    expect({ exit, known: out.includes(code) }).toEqual({ exit: 3, known: true });
    expect(keysOf(world)).toHaveLength(keys.length);
  });

  it('the key that the session signs in with, without consent', async () => {
    const world = await openWorld(project, { keys: [], admin: leaked });
    const { code, out } = await world.run(apply);
    expect({ code, known: out.includes('own-key') }).toEqual({ code: 3, known: true });
    expect((await world.run([...apply, '--own-key'])).code).toBe(0);
    expect(keysOf(world)).toMatchObject([{ id: leaked.id, active: false }, { active: true }]);
  });

  it('a secret that does not hold the id of its key, and one of a session', async () => {
    const world = await open();
    const put = (SecretString: string) =>
      world.client.send(new PutSecretValueCommand({ SecretId: world.secret, SecretString }));
    await put(JSON.stringify({ secret_access_key: leaked.secret }));
    expect((await world.run(apply)).out).toContain('no-key-id');
    await put(JSON.stringify({ id: leaked.id.replace('AKIA', 'ASIA'), secret_access_key: leaked.secret }));
    expect((await world.run(apply)).out).toContain('temporary');
  });

  it('a secret on which an earlier rotation is stuck', async () => {
    const world = await open();
    const VersionStages = ['AWSPENDING'];
    await world.client.send(new PutSecretValueCommand({ SecretId: world.secret, SecretString: '{}', VersionStages }));
    expect((await world.run(apply)).out).toContain('stuck-pending');
  });

  it('names the permission that is missing, and goes on when it is given', async () => {
    const world = await open();
    world.iam.denied.add('CreateAccessKey');
    expect(await world.run(apply)).toMatchObject({
      code: 4,
      err: expect.stringContaining('allow iam:CreateAccessKey') as string,
    });
    world.iam.denied.clear();
    expect((await world.run(['resume'])).code).toBe(0);
    expect(keysOf(world)).toMatchObject([{ id: leaked.id, active: false }, { active: true }]);
  });
});

describe('an orphan', () => {
  it('whose answer was lost is found and deleted, as nobody has its secret', async () => {
    const world = await open();
    world.iam.lost.add('CreateAccessKey');
    expect((await world.run(apply)).code).toBe(4);
    const [, , orphan] = world.iam.keys;
    expect((await world.run(['resume'])).code).toBe(0);
    expect(keysOf(world).map(({ id }) => id)).not.toContain(orphan?.id);
    expect(keysOf(world)).toHaveLength(2);
  });

  it.each<[string, Partial<StoredKey>]>([
    ['was used', { used: new Date() }],
    ['is older than the attempt', { created: new Date(0) }],
  ])('is none where the key %s: it is left, and said', async (_, is) => {
    const world = await open();
    world.iam.lost.add('CreateAccessKey');
    await world.run(apply);
    Object.assign(world.iam.keys[2] ?? {}, is);
    expect(await world.run(['resume'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('did not make') as string,
    });
    expect(keysOf(world)).toHaveLength(2);
  });
});

it('stops where somebody else has changed the secret meanwhile', async () => {
  const world = await open();
  world.iam.denied.add('GetCallerIdentity');
  expect((await world.run(apply)).code).toBe(4);
  world.iam.denied.clear();
  const made = await world.client.send(new PutSecretValueCommand({ SecretId: world.secret, SecretString: '{}' }));
  expect(await world.run(['resume'])).toMatchObject({
    code: 3,
    err: expect.stringContaining('knows nothing of') as string,
  });
  const [old = ''] = Object.entries(await world.labels()).find(([, labels]) => labels.includes('AWSPREVIOUS')) ?? [];
  const move = { VersionStage: 'AWSCURRENT', MoveToVersionId: old, RemoveFromVersionId: made.VersionId };
  await world.client.send(new UpdateSecretVersionStageCommand({ SecretId: world.secret, ...move }));
  expect((await world.run(['undo'])).code).toBe(0);
  expect(keysOf(world)).toEqual([{ id: leaked.id, active: true }]);
});
