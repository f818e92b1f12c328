/** The AWS store against the embedded server: made once, adopted only when ours and equal, removed so that it can come back, every failure explained. */
import { CreateSecretCommand, DescribeSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { PlannedSecret, SecretValues, StoreSession } from '../../src/remediation-types.ts';
import { Secret } from '../../src/secret.ts';
import { accountOfKey } from '../../src/stores/account-id.ts';
import { connectAws } from '../../src/stores/aws-secrets-manager.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { connect, freshName, openEmulator } from '../emulator/connect.ts';
import { remoteFailure } from './remote-failure.ts';

process.env['AWS_MAX_ATTEMPTS'] = '1';
const emulator = await openEmulator();
const client = connect(emulator.url);
const token = 't'.repeat(64);
const other = 'o'.repeat(64);

function open(restore = false): Promise<StoreSession> {
  return connectAws(
    { folder: '', endpoint: emulator.url, region: 'us-east-1', restore },
    { accessKeyId: 'test', secretAccessKey: 'test' },
  );
}

function planned(shape: PlannedSecret['shape'] = 'text'): PlannedSecret {
  const keys =
    shape === 'text' ? { '': { finding: 'f' } } : { password: { finding: 'f' }, host: { finding: 'f', part: 'host' } };
  return {
    ...{ name: freshName(), shape, keys, variables: {}, description: 'a test' },
    constants: shape === 'json' ? { engine: 'postgres' } : {},
    tags: { 'unleak:managed': 'true' },
  };
}

const text = (value: string): SecretValues => ({ '': new Secret(value) });
const reveal = (values: SecretValues): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.reveal()]));

describe('put', () => {
  it('creates with tags, and gives back what was stored', async () => {
    const session = await open();
    const secret = planned('json');
    const values = { password: new Secret('p"\n1'), host: new Secret('db.example') };
    expect(await session.put(secret, values, token)).toMatchObject({
      name: secret.name,
      version: token,
      created: true,
    });
    expect(reveal(await session.get(secret.name))).toMatchObject({
      engine: 'postgres',
      password: 'p"\n1',
      host: 'db.example',
    });
    const found = await client.send(new DescribeSecretCommand({ SecretId: secret.name }));
    expect(found.Tags).toEqual([{ Key: 'unleak:managed', Value: 'true' }]);
  });

  it('does nothing the second time with one token', async () => {
    const session = await open();
    const secret = planned();
    const first = await session.put(secret, text('a'), token);
    expect(await session.put(secret, text('a'), token)).toEqual(first);
  });

  it('adopts what is ours and equal, and then leaves it', async () => {
    const session = await open();
    const secret = planned();
    await session.put(secret, text('a'), token);
    const adopted = await session.put(secret, text('a'), other);
    expect(adopted).toMatchObject({ version: token, created: false });
    await session.remove(adopted);
    expect(reveal(await session.get(secret.name))).toEqual({ '': 'a' });
  });

  it('refuses another value of ours, which may be newer, and any secret of others', async () => {
    const session = await open();
    const secret = planned();
    await session.put(secret, text('new'), token);
    expect(await remoteFailure(session.put(secret, text('old'), other))).toMatch(/holds another value.*--prefix/);
    const foreign = planned();
    await client.send(new CreateSecretCommand({ Name: foreign.name, SecretString: 'a' }));
    expect(await remoteFailure(session.put(foreign, text('a'), token))).toMatch(/unleak did not make.*--prefix/);
  });

  it('takes back a scheduled deletion only with consent', async () => {
    const session = await open();
    const secret = planned();
    await session.remove(await session.put(secret, text('a'), token));
    expect(await remoteFailure(session.put(secret, text('a'), other))).toMatch(/scheduled for deletion.*--restore/);
    const consenting = await open(true);
    expect(await consenting.put(secret, text('a'), other)).toMatchObject({ created: true, version: token });
  });
});

describe('remove', () => {
  it('can be said twice, and leaves a newer value to its owner', async () => {
    const session = await open();
    const secret = planned();
    const version = await session.put(secret, text('a'), token);
    await client.send(
      new PutSecretValueCommand({ SecretId: secret.name, SecretString: 'b', ClientRequestToken: other }),
    );
    expect(await remoteFailure(session.remove(version))).toContain('newer value');
    const mine = planned();
    const stored = await session.put(mine, text('a'), token);
    await session.remove(stored);
    await session.remove(stored);
    expect((await client.send(new DescribeSecretCommand({ SecretId: mine.name }))).DeletedDate).toBeDefined();
  });
});

describe('failures', () => {
  it.each<[string, Fault, RegExp]>([
    ['denied access', { kind: 'deny' }, /CreateSecret of .* access is denied; allow secretsmanager:CreateSecret/],
    ['throttling', { kind: 'throttle' }, /slow down.*unleak resume/],
    ['a KMS key that cannot be used', { kind: 'error', code: 'EncryptionFailure' }, /KMS key cannot be used/],
    ['a quota', { kind: 'error', code: 'LimitExceededException' }, /quota/],
    ['expired credentials', { kind: 'error', code: 'ExpiredTokenException' }, /not valid any more; sign in/],
    ['a broken service', { kind: 'error' }, /unleak resume/],
    ['a broken connection', { kind: 'drop' }, /unleak resume/],
  ])('%s: says what to do, and no value', async (_, fault, message) => {
    const session = await open();
    const value = 'v'.repeat(24);
    const undo = emulator.faults.add({ ...fault, operation: 'CreateSecret' });
    const told = await remoteFailure(session.put(planned(), text(value), token));
    undo();
    expect(told).toMatch(message);
    expect(told).not.toContain(value);
  });

  it('an answer that was lost is found again', async () => {
    const session = await open();
    const secret = planned();
    emulator.faults.add({ kind: 'drop', when: 'after', operation: 'CreateSecret', times: 1 });
    await remoteFailure(session.put(secret, text('a'), token));
    expect(await session.put(secret, text('a'), token)).toMatchObject({ created: true });
  });

  it('knows the credentials that it acts with', async () => {
    const session = await connectAws(
      { folder: '', endpoint: emulator.url, region: 'eu-west-1' },
      { accessKeyId: 'its-own', secretAccessKey: 'its-other' },
    );
    expect(session.identity).toMatchObject({ region: 'eu-west-1', endpoint: emulator.url });
    expect(['its-own', 'its-other', 'no'].map((each) => session.usesCredential(new Secret(each)))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

it.each([
  // Made by the reverse of the rule, so that no key of anybody's stands here.
  ['123456789012', keyIdOf(123_456_789_012n)],
  ['000000000001', keyIdOf(1n)],
])('the account %s stands in the id of its key', (account, id) => {
  expect(accountOfKey(id)).toBe(account);
});

it('older ids name no account', () => {
  expect(accountOfKey(`AKIA${'I'.repeat(16)}`)).toBe(undefined);
});

function keyIdOf(account: bigint): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = ((1n << 47n) | (account << 7n)) << 2n;
  let id = '';
  for (let at = 0; at < 10; at++) {
    id = alphabet.charAt(Number(bits & 31n)) + id;
    bits >>= 5n;
  }
  return `AKIA${id}${'A'.repeat(6)}`;
}
