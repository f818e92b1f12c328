/** A fault at every call to the store, in every kind: the run stops with an explanation, goes on when the store answers again, and stores nothing twice. */
import { join } from 'node:path';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { carryOut } from '../../src/apply/carry-out.ts';
import type { Run } from '../../src/apply/carry-out.ts';
import { openJournal } from '../../src/apply/journal.ts';
import { openProject } from '../../src/apply/project-files.ts';
import { undoRun } from '../../src/apply/undo.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { UserError } from '../../src/errors.ts';
import { createDetector } from '../../src/detect/detector.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { rewriters } from '../../src/rewriters/index.ts';
import { connectAws } from '../../src/stores/aws-secrets-manager.ts';
import { secretsManagerReader } from '../../src/stores/reader.ts';
import { runScan } from '../../src/commands/pipeline.ts';
import { treeSource } from '../../src/sources/tree.ts';
import { createSuppressor } from '../../src/suppress/suppress.ts';
import { noBaseline } from '../../src/suppress/baseline.ts';
import { connect, openEmulator } from '../emulator/connect.ts';
import { copyProject, createLeakyProject, snapshot } from './leaky-project.ts';
import type { LeakyProject } from './leaky-project.ts';

process.env['AWS_MAX_ATTEMPTS'] = '1';
const project = createLeakyProject();
const original = snapshot(project);

async function findOpen(root: string) {
  const suppressor = createSuppressor({
    ...{ allow: [], exclude: [], baseline: noBaseline, inlineAllow: true, today: '2026-01-01' },
    toConfigPath: (path) => path,
  });
  const source = treeSource({ root, paths: [root], gitignore: true });
  return (await runScan(source, { detector: createDetector(), suppressor, minConfidence: 'medium' })).findings;
}

async function begin(mine: LeakyProject): Promise<{
  run: Run;
  client: ReturnType<typeof connect>;
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
    },
    reader: secretsManagerReader('aws'),
    isAllowed: () => false,
  });
  const journal = openJournal(join(root, '.git'));
  journal.write({ kind: 'begin', run: 'a'.repeat(32), at: '', plan });
  const session = await connectAws(
    { folder: '', endpoint: emulator.url, region: 'us-east-1' },
    { accessKeyId: 'test', secretAccessKey: 'test' },
  );
  const token = (_: string, name: string): string => Buffer.from(name.padEnd(32, '-')).toString('hex').slice(0, 64);
  const list = async (): Promise<readonly string[]> => paths;
  return {
    run: { root, journal, session, rewriters, list, token, values },
    client: connect(emulator.url),
    faults: emulator.faults,
  };
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
    await expect(carryOut(run)).rejects.toMatchObject({
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
    await expect(carryOut(run)).rejects.toBeInstanceOf(UserError);
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
    await expect(undoRun(run)).rejects.toBeInstanceOf(UserError);
    takeBack();
  }
  expect(await undoRun(run)).toEqual([]);
  expect(snapshot(mine)).toBe(original);
  const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
  expect(SecretList).toEqual([]);
});
