/** Grouping: one value is one secret, keys of one service, environment and component share one, and credentials that rotate as one stay alone. */
import { describe, expect, it } from 'vitest';
import { environmentNames } from '../../src/plan/environment-names.ts';
import { groupSecrets } from '../../src/plan/group.ts';
import { Secret } from '../../src/secret.ts';
import { parameterKeeping, secretsManagerKeeping } from '../../src/stores/keeping.ts';
import type { Finding, Location } from '../../src/types.ts';

let count = 0;

function finding(
  rule: string,
  paths: readonly string[],
  parts: Record<string, string> = {},
  value = `${'v'.repeat(20)}%40${++count}`,
): Finding {
  const place = (path: string): Location => ({
    path,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    commit: null,
    via: 'file',
  });
  return {
    ...{
      id: `id${String(++count).padStart(4, '0')}`,
      rule,
      title: rule,
      severity: 'high',
      confidence: 'high',
      status: 'open',
    },
    ...{ liveness: 'unknown', secret: new Secret(value), why: '', revoke: '', locations: paths.map(place) },
    parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, new Secret(part)])),
  } as Finding;
}

const group = (findings: readonly Finding[], before = '') =>
  groupSecrets({
    ...{ findings, project: 'shop', prefix: '', keeping: secretsManagerKeeping },
    surroundings: () => [{ path: '', before }],
  });
const namesOf = (findings: readonly Finding[], before = ''): readonly string[] =>
  group(findings, before).secrets.map(({ name, keys }) => `${name} ${Object.keys(keys).join(',')}`);

describe('parameters', () => {
  const asParameters = (findings: readonly Finding[]) =>
    groupSecrets({
      ...{ findings, project: 'shop', prefix: '', keeping: parameterKeeping },
      surroundings: () => [{ path: '', before: '' }],
    });

  it('cost nothing, so each value has its own', () => {
    const two = [finding('stripe-secret-key', ['a.ts']), finding('stripe-webhook-secret', ['a.ts'])];
    expect(asParameters(two).secrets).toHaveLength(2);
    expect(group(two).secrets).toHaveLength(1);
  });

  it('hold 4,096 bytes', () => {
    const sized = (size: number) =>
      asParameters([{ ...finding('stripe-secret-key', ['a.ts']), secret: new Secret('x'.repeat(size)) }]);
    expect(sized(4096).secrets).toHaveLength(1);
    expect(() => sized(4097)).toThrow('/prod/stripe/secret_key is larger than the store keeps');
  });
});

describe('what shares a secret', () => {
  it.each<[string, Finding[], string[]]>([
    [
      'one value in many places',
      [finding('stripe-secret-key', ['a.ts', 'b.ts', 'c.ts'])],
      ['/prod/stripe/secret_key '],
    ],
    [
      'keys of one service',
      [finding('stripe-secret-key', ['a.ts']), finding('stripe-webhook-secret', ['a.ts'])],
      ['/prod/stripe/keys secret_key,webhook_secret'],
    ],
    [
      'two keys of one kind',
      [finding('stripe-secret-key', ['a.ts']), finding('stripe-secret-key', ['b.ts'])],
      ['/prod/stripe/keys secret_key,secret_key_2'],
    ],
    [
      'not across environments',
      [finding('stripe-secret-key', ['a.ts']), finding('stripe-secret-key', ['staging/a.ts'])],
      ['/prod/stripe/secret_key ', '/staging/stripe/secret_key '],
    ],
    [
      'not across programs of one repository',
      [finding('stripe-secret-key', ['services/a/x.ts']), finding('stripe-secret-key', ['services/b/x.ts'])],
      ['/prod/stripe/secret_key ', '/prod/stripe/secret_key_2 '],
    ],
    [
      'not what rotates by a partner',
      [finding('gitlab-token', ['a.ts']), finding('gitlab-token', ['b.ts'])],
      ['/prod/gitlab/token ', '/prod/gitlab/token_2 '],
    ],
    [
      'a key pair is one secret',
      [finding('aws-secret-access-key', ['a.ts'], { id: 'the-id' })],
      ['/prod/aws/credentials secret_access_key,id'],
    ],
  ])('%s', (_, findings, names) => {
    expect(namesOf(findings)).toEqual(names);
    expect(namesOf(findings.toReversed())).toEqual(names);
  });
});

it('a URL becomes the parts that rotation reads, decoded', () => {
  const parts = { user: 'app', host: 'db', port: '5432', database: 'orders' };
  const one = finding('postgres-url-password', ['a.ts'], parts, 'p%40ss-word-1');
  const { secrets, values, refs } = group([one], 'DATABASE_URL = "postgres://app:');
  expect(secrets).toMatchObject([
    {
      name: '/prod/postgres/database',
      shape: 'json',
      constants: { engine: 'postgres' },
      variables: { password: 'DATABASE_PASSWORD', username: 'DATABASE_USERNAME', host: 'DATABASE_HOST' },
    },
  ]);
  expect(values.get('/prod/postgres/database')?.['password']?.reveal()).toBe('p@ss-word-1');
  expect(refs.get(one.id)).toMatchObject({
    part: 'password',
    ref: { name: '/prod/postgres/database', key: 'password' },
  });
});

it('generic values are named by the source, and by the repository', () => {
  expect(namesOf([finding('generic-secret', ['a.ts'])], 'const sessionSecret = "')).toEqual([
    '/prod/shop/session_secret ',
  ]);
});

it('what does not fit into one secret is several', () => {
  const large = Array.from({ length: 5 }, (_, at) => finding('acme-token', ['a.ts'], {}, `${at}`.repeat(20_000)));
  const { secrets, values } = group(large);
  expect(secrets.length).toBeGreaterThan(1);
  for (const each of values.values())
    expect(JSON.stringify(Object.values(each).map((value) => value.reveal())).length).toBeLessThan(65_536);
});

it.each([
  ['os.environ["MODE"] = "', 'MODE_VALUE'],
  ["process.env.MODE = '", 'MODE_VALUE'],
  ['mode = "', 'MODE'],
  ['settings["MODE"] = "', 'MODE'],
])('a variable that the program sets itself does not override what it is set to: %s', (before, variable) => {
  const { refs } = group([finding('generic-secret', ['a.py'])], before);
  expect([...refs.values()].map(({ ref }) => ref.env)).toEqual([variable]);
});

it('variables are handed out once', () => {
  const { refs } = group(
    [finding('stripe-secret-key', ['a.ts']), finding('acme-token', ['a.ts'])],
    'const apiToken = "',
  );
  expect([...refs.values()].map(({ ref }) => ref.env)).toEqual(['API_TOKEN', 'API_TOKEN_2']);
});

describe('a variable', () => {
  const code = {
    'cli.py': 'home = os.environ["SHOP_TOKEN"]\nload(env="PAY_TOKEN")\n',
    'a.ts': 'process.env.PORT_TOKEN',
  };
  const names = environmentNames({
    list: () => Object.keys(code),
    read: (path) => Object.entries(code).find(([own]) => own === path)?.[1],
  });
  const variableOf = (path: string, before: string) =>
    groupSecrets({
      ...{ findings: [finding('generic-token', [path])], project: 'shop', prefix: '', keeping: secretsManagerKeeping },
      surroundings: () => [{ path, before }],
      environmentNames: names,
    }).secrets.flatMap(({ variables }) => Object.values(variables));

  it.each([
    ['that nobody uses keeps its name', 'a.py', 'OTHER_TOKEN = "', 'OTHER_TOKEN'],
    ['that other code reads is not taken for a constant', 'a.py', 'SHOP_TOKEN = "', 'SHOP_TOKEN_VALUE'],
    ['that an earlier fix has given away is not taken', 'a.py', 'PAY_TOKEN = "', 'PAY_TOKEN_VALUE'],
    ['of JavaScript is not taken either', 'b.js', "const portToken = '", 'PORT_TOKEN_VALUE'],
    ['that a file sets for that code keeps its name', '.env', 'SHOP_TOKEN=', 'SHOP_TOKEN'],
    ['that falls back to the value keeps its name', 'b.py', 'T = os.environ.get("SHOP_TOKEN", "', 'SHOP_TOKEN'],
    ['that falls back to it in JavaScript, too', 'b.js', "const token = process.env.PORT_TOKEN || '", 'PORT_TOKEN'],
  ])('%s', (_, path, before, variable) => {
    expect(variableOf(path, before)).toEqual([variable]);
  });
});
