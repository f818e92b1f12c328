/** Copies in other regions and readers in other accounts, as a session plans them: shown, counted, allowed exactly, refused early. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/remediation-types.ts';
import { createLeakyProject, copyProject, listStored, run, snapshot, workspaceText } from './leaky-project.ts';

const project = createLeakyProject();
const key = 'arn:aws:kms:us-east-1:123456789012:key/mrk-0123';
const role = 'arn:aws:iam::210987654321:role/app/reader';
const shared = ['--kms-key', key, '--replica-region', 'eu-west-1', '--reader-account', '210987654321'];

describe('the plan', () => {
  it('shows copies and readers, and counts each copy', () => {
    const { code, out } = run(project, ['fix', '--store', 'local', ...shared, '--reader-account', role]);
    expect(code).toBe(0);
    expect(out).toContain('copies in eu-west-1\n');
    expect(out).toContain(`read by ${role}, arn:aws:iam::210987654321:root\n`);
    expect(out).toContain('a program in another account names a secret by its whole ARN');
    expect(out).toContain('$1.60 a month');
  });

  it('has them as data: the secret, its policy, and what roles and the key need', () => {
    const { out } = run(project, ['fix', '--store', 'local', '--json', ...shared]);
    const { steps, policies, monthlyCost } = JSON.parse(out) as Plan;
    const [secret] = steps.flatMap((step) => (step.kind === 'store' ? [step.secret] : []));
    expect(secret).toMatchObject({
      replicaRegions: ['eu-west-1'],
      resourcePolicy: {
        Statement: [
          { Principal: { AWS: ['arn:aws:iam::210987654321:root'] }, Action: ['secretsmanager:GetSecretValue'] },
        ],
      },
    });
    expect(monthlyCost).toBe(1.6);
    const [read, use] = policies.reader.Statement;
    expect(read?.Resource.map((arn) => arn.split(':')[3])).toEqual(['REGION', 'REGION', 'eu-west-1', 'eu-west-1']);
    expect(use?.Resource).toEqual([key, 'arn:aws:kms:eu-west-1:123456789012:key/mrk-0123']);
    expect(policies.tool.Statement[0]?.Action).toEqual(
      expect.arrayContaining([
        'secretsmanager:ReplicateSecretToRegions',
        'secretsmanager:RemoveRegionsFromReplication',
        'secretsmanager:PutResourcePolicy',
      ]),
    );
    expect(policies.key?.Statement).toMatchObject([
      {
        Principal: { AWS: ['arn:aws:iam::210987654321:root'] },
        Action: ['kms:Decrypt'],
        Condition: {
          StringEquals: {
            'kms:ViaService': ['secretsmanager.REGION.amazonaws.com', 'secretsmanager.eu-west-1.amazonaws.com'],
          },
        },
      },
    ]);
  });
});

it('a proof needs neither copies nor readers', () => {
  const mine = copyProject(project);
  const { code, err } = run(
    mine,
    [...['fix', '--apply', '--store', 'local', '--replica-region', 'us-east-1', '--prove', 'true']],
    { AWS_REGION: 'eu-west-1' },
  );
  expect(code).toBe(3);
  expect(err).toContain('never asked the store');
});

it('the apply journals the sharing, and undo takes copies and secrets', async () => {
  const mine = copyProject(project);
  expect(run(mine, ['fix', '--apply', '--store', 'local', ...shared])).toMatchObject({ code: 0 });
  const kinds = workspaceText(mine)
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { kind: string }).kind);
  expect(kinds.filter((kind) => kind.startsWith('shar'))).toEqual(['sharing', 'shared', 'sharing', 'shared']);
  expect(kinds.indexOf('sharing')).toBeGreaterThan(kinds.lastIndexOf('stored'));
  expect(kinds.indexOf('writing')).toBeGreaterThan(kinds.lastIndexOf('shared'));
  expect(run(mine, ['undo'])).toMatchObject({ code: 0 });
  expect(snapshot(mine)).toBe(snapshot(project));
  expect((await listStored(mine)).every(({ deleted }) => deleted)).toBe(true);
});

it.each([
  [['--reader-account', '210987654321'], '--reader-account needs --kms-key'],
  [['--kms-key', key, '--reader-account', '*'], 'takes an account of 12 digits'],
  [['--kms-key', key, '--reader-account', 'arn:aws:iam::210987654321:role/*'], 'takes an account of 12 digits'],
  [
    ['--kms-key', key, '--reader-account', 'arn:aws:sts::210987654321:assumed-role/a/b'],
    'takes an account of 12 digits',
  ],
  [['--replica-region', 'europe'], 'takes a region of AWS'],
  [['--kms-key', key.replace('mrk-', ''), '--replica-region', 'eu-west-1'], 'needs a multi-Region key'],
  [['--kms-key', key, '--replica-region', 'us-east-1'], 'is the region of the secrets themselves'],
  [['--apply', '--store', 'local', '--replica-region', 'us-east-1'], 'is the region of the secrets themselves'],
])('%j is refused before anything is stored', async (flags, message) => {
  const mine = copyProject(project);
  expect(run(mine, ['fix', ...flags])).toMatchObject({ code: 2, err: expect.stringContaining(message) as string });
  expect(await listStored(mine)).toEqual([]);
  expect(run(mine, ['resume']).err).toContain('nothing to resume');
});
