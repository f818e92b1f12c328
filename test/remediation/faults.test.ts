/** A fault at every call to the store, in every kind: the run stops with an explanation, goes on when the store answers again, and stores nothing twice. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  ListSecretsCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { carryOut } from '../../src/apply/carry-out.ts';
import type { Run } from '../../src/apply/carry-out.ts';
import { openJournal } from '../../src/apply/journal.ts';
import { openProject } from '../../src/apply/project-files.ts';
import { undoRun } from '../../src/apply/undo.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { UserError } from '../../src/errors.ts';
import { createDetector } from '../../src/detect/detector.ts';
import type { Asked } from '../../src/remediation-types.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { rewriters } from '../../src/rewriters/index.ts';
import { connectAws } from '../../src/stores/aws-secrets-manager.ts';
import { secretsManagerKeeping } from '../../src/stores/keeping.ts';
import { secretsManagerReader } from '../../src/stores/reader.ts';
import { runScan } from '../../src/commands/pipeline.ts';
import { treeSource } from '../../src/sources/tree.ts';
import { createSuppressor } from '../../src/suppress/suppress.ts';
import { noBaseline } from '../../src/suppress/baseline.ts';
import { connect, openEmulator } from '../emulator/connect.ts';
import { copyProject, createLeakyProject, snapshot } from './leaky-project.ts';
import type { LeakyProject } from './leaky-project.ts';
import { findForms, needlesOf } from './oracle/needles.ts';

process.env['AWS_MAX_ATTEMPTS'] = '1';
const project = createLeakyProject();
const original = snapshot(project);

async function findOpen(root: string) {
  const suppressor = createSuppressor({
    ...{ allow: [], exclude: [], baseline: noBaseline, inlineAllow: true, today: () => '2026-01-01' },
    toConfigPath: (path) => path,
  });
  const source = treeSource({ root, paths: [root], gitignore: true });
  return (await runScan(source, { detector: createDetector(), suppressor, minConfidence: 'medium' })).findings;
}

const alone: Asked = { replicaRegions: [], readers: [], history: false, logs: [], storeHistory: false };

async function begin(
  mine: LeakyProject,
  asked = alone,
): Promise<{
  run: Run;
  client: ReturnType<typeof connect>;
  url: string;
  faults: Awaited<ReturnType<typeof openEmulator>>['faults'];
}> {
  const emulator = await openEmulator();
  const root = mine.repository.path;
  const paths = mine.repository.git('ls-files').split('\n');
  const findings = await findOpen(root);
  const { plan, values } = await makePlan({
    ...{
      findings,
      project: openProject(root, paths),
      name: 'repo',
      prefix: '',
      store: 'aws',
      rewriters,
      storeNotes: [],
      keeping: secretsManagerKeeping,
      past: [],
      inHistory: new Set(),
      inLogs: new Set(),
      asked,
    },
    reader: secretsManagerReader('aws'),
    isAllowed: () => false,
  });
  const journal = openJournal(join(root, '.git'));
  journal.write({ kind: 'begin', run: 'a'.repeat(32), at: '', plan });
  const session = await connectAws(
    {
      folder: '',
      endpoint: emulator.url,
      region: 'us-east-1',
      ...(asked.kmsKey !== undefined && { kmsKey: asked.kmsKey }),
    },
    { accessKeyId: 'test', secretAccessKey: 'test' },
  );
  const token = (_: string, name: string): string => Buffer.from(name.padEnd(32, '-')).toString('hex').slice(0, 64);
  const list = async (): Promise<readonly string[]> => paths;
  return {
    run: { root, journal, session, rewriters, list, token, values },
    client: connect(emulator.url),
    url: emulator.url,
    faults: emulator.faults,
  };
}

/** What the work throws; neither that, causes included, nor the journal holds a value. */
async function failureOf(work: Promise<unknown>, { repository, values }: LeakyProject): Promise<unknown> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  const journal = readFileSync(join(repository.path, '.git/journal.jsonl'), 'latin1');
  expect(findForms(inspect(failure, { depth: Infinity }) + journal, values.flatMap(needlesOf))).toEqual([]);
  return failure;
}

const kinds: readonly Fault[] = [
  { kind: 'throttle' },
  { kind: 'deny' },
  { kind: 'error' },
  { kind: 'drop', when: 'before' },
  { kind: 'drop', when: 'after' },
];
const calls = [
  ['CreateSecret', 0],
  ['CreateSecret', 1],
  ['GetSecretValue', 0],
  ['GetSecretValue', 1],
] as const;
/** Throttling, denial and errors take one way through the program; a connection that breaks before the act or after it, two more. */
const orders = calls.flatMap(([operation, after]) =>
  kinds.slice(2).map((fault) => ({ ...fault, operation, after, times: 1 })),
);

describe.each(orders)('$kind ($when) at $operation, after $after', (order) => {
  it('stops before any file is touched, goes on later, and stores each secret once', async () => {
    const mine = copyProject(project);
    const { run, client, faults } = await begin(mine);
    faults.add(order);
    expect(await failureOf(carryOut(run), mine)).toMatchObject({
      name: 'UserError',
      kind: 'remote',
    } satisfies Partial<UserError>);
    expect(snapshot(mine)).toBe(original);
    faults.clear();
    await carryOut(run);
    const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
    expect(SecretList.map(({ SecretVersionsToStages = {} }) => Object.keys(SecretVersionsToStages).length)).toEqual([
      1, 1,
    ]);
    expect(await undoRun(run)).toEqual([]);
    expect(snapshot(mine)).toBe(original);
    const { SecretList: rest = [] } = await client.send(new ListSecretsCommand({}));
    expect(rest).toEqual([]);
  });

  it('stops, and undo leaves nothing behind', async () => {
    const mine = copyProject(project);
    const { run, client, faults } = await begin(mine);
    faults.add(order);
    expect(await failureOf(carryOut(run), mine)).toBeInstanceOf(UserError);
    faults.clear();
    expect(await undoRun(run)).toEqual([]);
    expect(snapshot(mine)).toBe(original);
    const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
    expect(SecretList).toEqual([]);
  });
});

it.each(kinds)('$kind ($when) while it undoes: the next undo completes it', async (fault) => {
  const mine = copyProject(project);
  const { run, client, faults } = await begin(mine);
  await carryOut(run);
  for (const operation of ['GetSecretValue', 'DeleteSecret']) {
    const takeBack = faults.add({ ...fault, operation });
    expect(await failureOf(undoRun(run), mine)).toBeInstanceOf(UserError);
    takeBack();
  }
  expect(await undoRun(run)).toEqual([]);
  expect(snapshot(mine)).toBe(original);
  const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
  expect(SecretList).toEqual([]);
});

describe('with replicas and readers', () => {
  const asked: Asked = {
    kmsKey: 'arn:aws:kms:us-east-1:123456789012:key/mrk-1',
    replicaRegions: ['eu-west-1'],
    readers: ['arn:aws:iam::210987654321:root'],
    history: false,
    logs: [],
    storeHistory: false,
  };

  const listIn = async (url: string, region: string): Promise<number> => {
    const { SecretList = [] } = await connect(url, region).send(new ListSecretsCommand({}));
    return SecretList.length;
  };

  it('gives each secret its copies and its policy, and undo takes both', async () => {
    const mine = copyProject(project);
    const { run, client, url } = await begin(mine, asked);
    await carryOut(run);
    const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
    for (const { Name: SecretId } of SecretList) {
      const { ResourcePolicy = '' } = await client.send(new GetResourcePolicyCommand({ SecretId }));
      expect(JSON.parse(ResourcePolicy)).toMatchObject({
        Statement: [{ Principal: { AWS: asked.readers }, Action: ['secretsmanager:GetSecretValue'] }],
      });
      const { ReplicationStatus } = await client.send(new DescribeSecretCommand({ SecretId }));
      expect(ReplicationStatus).toMatchObject([
        { Region: 'eu-west-1', KmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/mrk-1', Status: 'InSync' },
      ]);
    }
    expect(await listIn(url, 'eu-west-1')).toBe(2);
    expect(await undoRun(run)).toEqual([]);
    expect([await listIn(url, 'us-east-1'), await listIn(url, 'eu-west-1')]).toEqual([0, 0]);
    expect(snapshot(mine)).toBe(original);
  });

  it.each(['DescribeSecret', 'ValidateResourcePolicy', 'PutResourcePolicy'])(
    'a fault at %s stops before any file is touched; it goes on, and back',
    async (operation) => {
      for (const fault of kinds.slice(2)) {
        const mine = copyProject(project);
        const { run, faults, url } = await begin(mine, asked);
        faults.add({ ...fault, operation, after: 1, times: 1 });
        await expect(carryOut(run)).rejects.toMatchObject({ kind: 'remote' } satisfies Partial<UserError>);
        expect(snapshot(mine)).toBe(original);
        await carryOut(run);
        expect(await listIn(url, 'eu-west-1')).toBe(2);
        faults.add({ ...fault, operation: 'RemoveRegionsFromReplication', times: 1 });
        await expect(undoRun(run)).rejects.toBeInstanceOf(UserError);
        expect(await undoRun(run)).toEqual([]);
        expect([await listIn(url, 'us-east-1'), await listIn(url, 'eu-west-1')]).toEqual([0, 0]);
      }
    },
  );

  it('a name that is taken in the other region stops it, and undo leaves what was there', async () => {
    const mine = copyProject(project);
    const { run, url } = await begin(mine, asked);
    const name = '/prod/stripe/secret_key';
    await connect(url, 'eu-west-1').send(new CreateSecretCommand({ Name: name, SecretString: 'theirs' }));
    await expect(carryOut(run)).rejects.toMatchObject({
      message: `${name} could not be replicated to eu-west-1`,
      hint: expect.stringContaining('--prefix') as string,
    });
    expect(await undoRun(run)).toEqual([]);
    expect([await listIn(url, 'us-east-1'), await listIn(url, 'eu-west-1')]).toEqual([0, 1]);
  });
});
