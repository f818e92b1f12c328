/** Parameter Store as a store: encrypted, tagged, adopted only when ours and equal, taken away only as it was made, every failure explained. */
import { describe, expect, it } from 'vitest';
import type { PlannedSecret, SecretStore, SecretValues, StoreSession } from '../../src/remediation-types.ts';
import { Secret } from '../../src/secret.ts';
import { parameterStore, plainParameterStore } from '../../src/stores/aws-parameters.ts';
import { openParameterServer } from './parameter-server.ts';
import { remoteFailure } from './remote-failure.ts';

process.env['AWS_MAX_ATTEMPTS'] = '1';
process.env['AWS_ACCESS_KEY_ID'] = 'test';
process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
const server = await openParameterServer();
const token = 't'.repeat(64);
const other = 'o'.repeat(64);
let count = 0;

function open(store: SecretStore = parameterStore, kmsKey?: string): Promise<StoreSession> {
  return store.connect({
    ...{ folder: '', endpoint: server.url, region: 'us-east-1' },
    ...(kmsKey !== undefined && { kmsKey }),
  });
}

function planned(name = `/prod/service/key_${++count}`): PlannedSecret {
  return {
    ...{ name, shape: 'text', keys: { '': { finding: 'f' } }, variables: {}, constants: {}, description: 'a test' },
    tags: { 'unleak:managed': 'true' },
  };
}

const text = (value: string): SecretValues => ({ '': new Secret(value) });
const read = async (session: StoreSession, name: string): Promise<string | undefined> =>
  (await session.get(name))['']?.reveal();

describe('put', () => {
  it.each([
    ['encrypted, with a key of our own', parameterStore, 'arn:aws:kms:us-east-1:123456789012:key/k', 'SecureString'],
    ['encrypted', parameterStore, undefined, 'SecureString'],
    ['as plain text', plainParameterStore, undefined, 'String'],
  ] as const)('stores %s, and gives back what was stored', async (_, store, key, type) => {
    const session = await open(store, key);
    const secret = planned();
    expect(await session.put(secret, text('a "b"\n'), token)).toMatchObject({ name: secret.name, created: true });
    expect(await read(session, secret.name)).toBe('a "b"\n');
    expect(server.parameters.get(secret.name)).toMatchObject({ type, key, version: 1 });
  });

  it('keeps the keys of a credential as JSON', async () => {
    const session = await open();
    const secret = {
      ...planned(),
      shape: 'json' as const,
      keys: { password: { finding: 'f' } },
      constants: { engine: 'mysql' },
    };
    await session.put(secret, { password: new Secret('p') }, token);
    expect(server.parameters.get(secret.name)?.value).toBe('{"engine":"mysql","password":"p"}');
    expect((await session.get(secret.name))['password']?.reveal()).toBe('p');
  });

  it('finds its own again when the answer was lost, and makes nothing twice', async () => {
    const session = await open();
    const secret = planned();
    server.faults.push({ operation: 'PutParameter', kind: 'lost' });
    await remoteFailure(session.put(secret, text('a'), token));
    expect(await session.put(secret, text('a'), token)).toMatchObject({ version: token, created: true });
    expect(server.parameters.get(secret.name)?.version).toBe(1);
  });

  it('adopts what is ours and equal, and then leaves it', async () => {
    const session = await open();
    const secret = planned();
    await session.put(secret, text('a'), token);
    const adopted = await session.put(secret, text('a'), other);
    expect(adopted.created).toBe(false);
    await session.remove(adopted);
    expect(await read(session, secret.name)).toBe('a');
  });

  it('refuses another value of ours, another type, and what others made', async () => {
    const session = await open();
    const secret = planned();
    await session.put(secret, text('new'), token);
    expect(await remoteFailure(session.put(secret, text('old'), other))).toMatch(/holds another value.*--prefix/);
    const plain = await open(plainParameterStore);
    expect(await remoteFailure(plain.put(secret, text('new'), other))).toMatch(
      /exists as a SecureString; .*--as parameter/,
    );
    const foreign = planned();
    server.parameters.set(foreign.name, { value: 'a', type: 'String', version: 1, tags: [], key: undefined });
    expect(await remoteFailure(session.put(foreign, text('a'), token))).toMatch(/unleak did not make.*--prefix/);
  });
});

describe('remove', () => {
  it('takes away what the run made, twice if need be, whether it knows of it for sure or not', async () => {
    const session = await open();
    const secret = planned();
    const stored = await session.put(secret, text('a'), token);
    await session.remove(stored);
    await session.remove(stored);
    expect(server.parameters.has(secret.name)).toBe(false);
    await session.put(secret, text('b'), other);
    await session.remove({ name: secret.name, arn: secret.name, version: token, created: true });
    expect(await read(session, secret.name)).toBe('b');
  });

  it('leaves a newer value to its owner', async () => {
    const session = await open();
    const secret = planned();
    const stored = await session.put(secret, text('a'), token);
    const old = server.parameters.get(secret.name);
    if (old !== undefined) server.parameters.set(secret.name, { ...old, value: 'b', version: 2 });
    expect(await remoteFailure(session.remove(stored))).toContain('newer value');
    expect(await read(session, secret.name)).toBe('b');
  });
});

describe('failures', () => {
  it.each([
    ['denied access', 'AccessDeniedException', /PutParameter of .* access is denied; allow ssm:PutParameter/],
    ['throttling', 'ThrottlingException', /slow down.*unleak resume/],
    ['too many updates', 'TooManyUpdates', /slow down.*unleak resume/],
    ['a quota', 'ParameterLimitExceeded', /quota/],
    ['a KMS key that cannot be used', 'InvalidKeyId', /KMS key cannot be used/],
    [
      'what the service does not take',
      'ValidationException',
      /refuses the name, the value or an option; `unleak undo`/,
    ],
    ['a broken connection', 'drop', /unleak resume/],
  ])('%s: says what to do, and no value', async (_, kind, message) => {
    const session = await open();
    const value = 'v'.repeat(24);
    server.faults.push({ operation: 'PutParameter', kind });
    const told = await remoteFailure(session.put(planned(), text(value), token));
    expect(told).toMatch(message);
    expect(told).not.toContain(value);
  });
});

it('takes exactly the names that the service takes', () => {
  const names = [
    '/prod/a/b',
    '/aws/x',
    '/SSM-x/y',
    '/prod/a b',
    '/prod/a=b',
    `/${'a/'.repeat(14)}b`,
    `/${'a/'.repeat(15)}b`,
  ];
  expect(names.map((name) => parameterStore.keeping.names.test(name))).toEqual([
    ...[true, false, false, false, false, true, false],
  ]);
});
