/** Conformance: describing, listing, deleting, tags, policies and passwords. */
import {
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetResourcePolicyCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
  RestoreSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
  ValidateResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import type { CreateSecretCommandInput, Filter, GetRandomPasswordCommandInput } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { connectToServer, failureOf, freshName } from './connect.ts';

const client = await connectToServer();

async function make(input: Partial<CreateSecretCommandInput> = {}): Promise<string> {
  const { Name = '' } = await client.send(new CreateSecretCommand({ Name: freshName(), SecretString: 'a', ...input }));
  return Name;
}

const show = (SecretId: string) => client.send(new DescribeSecretCommand({ SecretId }));
const policy = (principal: unknown) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
  });
const reader = policy({ AWS: 'arn:aws:iam::123456789012:role/reader' });

describe('DescribeSecret', () => {
  it('shows what is there, and no more', async () => {
    const before = Date.now();
    const SecretId = await make({ Description: 'about', Tags: [{ Key: 'k', Value: 'v' }] });
    const { $metadata: _, CreatedDate, LastChangedDate, ARN, VersionIdsToStages, ...rest } = await show(SecretId);
    expect(rest).toEqual({ Name: SecretId, Description: 'about', Tags: [{ Key: 'k', Value: 'v' }] });
    expect(Math.abs((CreatedDate?.getTime() ?? 0) - before)).toBeLessThan(60_000);
    expect(LastChangedDate).toEqual(CreatedDate);
    expect(ARN).toMatch(/^arn:/);
    expect(Object.values(VersionIdsToStages ?? {})).toEqual([['AWSCURRENT']]);
  });
});

describe('ListSecrets', () => {
  it('pages without a gap, a repetition or a value', async () => {
    const base = freshName();
    const names = ['a', 'b', 'c', 'd', 'e'].map((end) => `${base}/${end}`);
    for (const Name of names) await make({ Name });
    const Filters: Filter[] = [{ Key: 'name', Values: [base] }];
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new ListSecretsCommand({ Filters, MaxResults: 2, ...(NextToken !== undefined && { NextToken }) }),
      );
      expect(JSON.stringify(page.SecretList)).not.toContain('SecretString');
      found.push(...(page.SecretList ?? []).map(({ Name = '' }) => Name));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(found).toEqual(names);
  });

  it('refuses a token of another question', async () => {
    const base = freshName();
    for (const end of ['a', 'b']) await make({ Name: `${base}/${end}` });
    const ask = (Values: string[], NextToken?: string) =>
      client.send(
        new ListSecretsCommand({ Filters: [{ Key: 'name', Values }], MaxResults: 1, ...(NextToken && { NextToken }) }),
      );
    const { NextToken } = await ask([base]);
    expect((await failureOf(ask(['other'], NextToken))).name).toBe('InvalidNextTokenException');
    expect((await failureOf(ask([base], 'invented'))).name).toBe('InvalidNextTokenException');
  });

  it('leaves out what is scheduled for deletion, unless asked', async () => {
    const SecretId = await make();
    await client.send(new DeleteSecretCommand({ SecretId }));
    const list = async (IncludePlannedDeletion: boolean) => {
      const Filters: Filter[] = [{ Key: 'name', Values: [SecretId] }];
      return (await client.send(new ListSecretsCommand({ IncludePlannedDeletion, Filters }))).SecretList;
    };
    expect(await list(false)).toEqual([]);
    expect(await list(true)).toMatchObject([{ Name: SecretId, DeletedDate: expect.any(Date) as Date }]);
  });

  it.each<[string, (mark: string) => Filter[]]>([
    ['the beginning of a name', (mark) => [{ Key: 'name', Values: [`${mark}/Web`] }]],
    ['words of the description, in any order and case', (mark) => [{ Key: 'description', Values: [`LOGIN ${mark}`] }]],
    ['the beginning of a tag key', (mark) => [{ Key: 'tag-key', Values: [`team-${mark}`] }]],
    ['the beginning of a tag value', (mark) => [{ Key: 'tag-value', Values: [`owner-${mark}`] }]],
    ['any of several values', (mark) => [{ Key: 'name', Values: ['nothing', `${mark}/W`] }]],
    [
      'all of several filters',
      (mark) => [
        { Key: 'name', Values: [mark] },
        { Key: 'tag-key', Values: ['team'] },
      ],
    ],
    [
      'what a value is not',
      (mark) => [
        { Key: 'name', Values: [mark] },
        { Key: 'name', Values: [`!${mark}/other`] },
      ],
    ],
    ['words anywhere', (mark) => [{ Key: 'all', Values: [`app ${mark}`] }]],
  ])('filters by %s', async (_, filters) => {
    // Letters only: a word of the search for words anywhere.
    const mark = `m${freshName().replaceAll(/[^a-f]/g, '')}${'xyz'.repeat(3)}`;
    const found = await make({
      Name: `${mark}/WebApp`,
      Description: `${mark} and its login`,
      Tags: [{ Key: `team-${mark}`, Value: `owner-${mark}` }],
    });
    await make({ Name: `${mark}/other` });
    const { SecretList = [] } = await client.send(new ListSecretsCommand({ Filters: filters(mark) }));
    expect(SecretList.map(({ Name }) => Name)).toEqual([found]);
  });

  it('sorts by name or date, either way', async () => {
    const base = freshName();
    for (const end of ['b', 'c', 'a']) await make({ Name: `${base}/${end}` });
    const list = async (order: { SortOrder?: 'asc' | 'desc'; SortBy?: 'name' }) => {
      const Filters: Filter[] = [{ Key: 'name', Values: [base] }];
      const { SecretList = [] } = await client.send(new ListSecretsCommand({ Filters, ...order }));
      return SecretList.map(({ Name = '' }) => Name.at(-1)).join('');
    };
    expect(await list({ SortOrder: 'asc' })).toBe('bca');
    expect(await list({ SortOrder: 'desc' })).toBe('acb');
    expect(await list({ SortBy: 'name', SortOrder: 'asc' })).toBe('abc');
  });
});

describe('DeleteSecret and RestoreSecret', () => {
  it('schedules for thirty days, and restores', async () => {
    const SecretId = await make();
    const { DeletionDate } = await client.send(new DeleteSecretCommand({ SecretId }));
    const days = ((DeletionDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
    expect((await show(SecretId)).DeletedDate).toBeDefined();
    await client.send(new RestoreSecretCommand({ SecretId }));
    expect((await show(SecretId)).DeletedDate).toBeUndefined();
  });

  it.each([0, 6, 31])('refuses a window of %d days', async (RecoveryWindowInDays) => {
    const SecretId = await make();
    const failure = await failureOf(client.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays })));
    expect(failure.name).toBe('InvalidParameterException');
  });

  it('refuses a window together with force', async () => {
    const SecretId = await make();
    const input = { SecretId, RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true };
    const failure = await failureOf(client.send(new DeleteSecretCommand(input)));
    expect(failure.name).toBe('InvalidParameterException');
  });

  it('deletes at once by force, also what is not there', async () => {
    const input = { SecretId: await make(), ForceDeleteWithoutRecovery: true };
    await client.send(new DeleteSecretCommand(input));
    expect((await failureOf(show(input.SecretId))).name).toBe('ResourceNotFoundException');
    await client.send(new DeleteSecretCommand(input));
    await make({ Name: input.SecretId });
  });
});

describe('tags', () => {
  it('are added, replaced and removed; removing what is not there is fine', async () => {
    const SecretId = await make({ Tags: [{ Key: 'a', Value: '1' }] });
    const Tags = [
      { Key: 'a', Value: '2' },
      { Key: 'b', Value: '' },
    ];
    await client.send(new TagResourceCommand({ SecretId, Tags }));
    expect((await show(SecretId)).Tags).toEqual(Tags);
    await client.send(new UntagResourceCommand({ SecretId, TagKeys: ['a', 'none'] }));
    expect((await show(SecretId)).Tags).toEqual([{ Key: 'b', Value: '' }]);
  });

  it('are fifty at most, those that are there included', async () => {
    const tags = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ Key: `k${from + index}`, Value: '' }));
    const SecretId = await make({ Tags: tags(0, 49) });
    const failure = await failureOf(client.send(new TagResourceCommand({ SecretId, Tags: tags(49, 2) })));
    expect(failure.name).toBe('InvalidParameterException');
    expect((await show(SecretId)).Tags).toHaveLength(49);
  });
});

describe('resource policies', () => {
  it('are kept as given, and removed', async () => {
    const SecretId = await make();
    await client.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: reader }));
    const read = async () => (await client.send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy;
    expect(await read()).toBe(reader);
    await client.send(new DeleteResourcePolicyCommand({ SecretId }));
    expect(await read()).toBeUndefined();
  });

  it.each([
    ['not JSON', 'not json'],
    ['not an object', '[]'],
    ['without statements', '{"Version":"2012-10-17"}'],
    ['without a principal', policy(undefined)],
  ])('are refused %s', async (_, ResourcePolicy) => {
    const SecretId = await make();
    const failure = await failureOf(client.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy })));
    expect(failure.name).toBe('MalformedPolicyDocumentException');
  });

  it('that anybody may read are refused on request', async () => {
    const SecretId = await make();
    const put = (BlockPublicPolicy: boolean) =>
      client.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: policy('*'), BlockPublicPolicy }));
    expect((await failureOf(put(true))).name).toBe('PublicPolicyException');
    await put(false);
  });

  it.each([
    ['a good one', reader, true],
    ['a public one', policy({ AWS: '*' }), false],
    ['a broken one', '{', false],
  ])('are validated: %s', async (_, ResourcePolicy, passed) => {
    const reply = await client.send(new ValidateResourcePolicyCommand({ ResourcePolicy }));
    expect(reply.PolicyValidationPassed).toBe(passed);
    expect(reply.ValidationErrors?.length === 0).toBe(passed);
  });
});

describe('GetRandomPassword', () => {
  const ask = async (input: GetRandomPasswordCommandInput) =>
    (await client.send(new GetRandomPasswordCommand(input))).RandomPassword ?? '';

  it.each<[string, GetRandomPasswordCommandInput, RegExp]>([
    ['thirty-two characters of all four types', {}, /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w\s])[!-~]{32}$/],
    ['the length asked for', { PasswordLength: 4096, ExcludePunctuation: true }, /^[A-Za-z0-9]{4096}$/],
    ['digits only', { ExcludeLowercase: true, ExcludeUppercase: true, ExcludePunctuation: true }, /^\d{32}$/],
    ['no excluded character', { PasswordLength: 500, ExcludeCharacters: '/@"\'\\ab' }, /^[^/@"'\\ab]{500}$/],
    ['spaces on request', { PasswordLength: 4096, IncludeSpace: true }, / /],
  ])('gives %s', async (_, input, expected) => {
    expect(await ask(input)).toMatch(expected);
  });

  it.each<[string, GetRandomPasswordCommandInput]>([
    [
      'nothing to choose from',
      { ExcludeLowercase: true, ExcludeUppercase: true, ExcludePunctuation: true, ExcludeNumbers: true },
    ],
    ['less room than types', { PasswordLength: 3 }],
  ])('refuses %s', async (_, input) => {
    expect((await failureOf(ask(input))).name).toBe('InvalidParameterException');
  });

  it('refuses 4,097 characters', async () => {
    expect((await failureOf(ask({ PasswordLength: 4097 }))).status).toBe(400);
  });
});
