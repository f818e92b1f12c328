/** Names: stable, valid wherever they go, from the source where it says something, and never made of the value. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignedName,
  componentOf,
  createNamer,
  environmentOf,
  kindOf,
  revealsNothing,
  secretName,
  toVariable,
  vendorOf,
} from '../../src/plan/naming.ts';
import { Secret } from '../../src/secret.ts';

const value = new Secret(randomUUID());

describe('secret names', () => {
  it('are valid for any words, and never end like an ARN', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 5 }), (prefix, parts) => {
        const name = secretName(prefix, parts);
        expect(name).toMatch(/^[A-Za-z0-9/_+=.@-]{1,256}$/);
        expect(name).not.toMatch(/-.{6}$/);
      }),
    );
  });

  it.each([
    ['', ['prod', 'stripe', 'secret_key'], '/prod/stripe/secret_key'],
    ['/team/', ['prod', 'stripe', 'key'], '/team/prod/stripe/key'],
    ['', ['prod', 'my', 'a-abcdef'], '/prod/my/a-abcdef_v1'],
  ])('%s %j', (prefix, parts, name) => expect(secretName(prefix, parts)).toBe(name));

  it('are handed out once, whatever the case', () => {
    const take = createNamer();
    expect(['/a', '/A', '/b', '/a'].map(take)).toEqual(['/a', '/A_2', '/b', '/a_3']);
  });
});

describe('environments', () => {
  it.each([
    [['src/pay.ts'], 'prod'],
    [['.env.production', 'src/a.ts'], 'prod'],
    [['config/staging.json'], 'staging'],
    [['.env.local'], 'dev'],
    [['test/a.test.ts'], 'test'],
    [['src/a.ts', 'test/a.ts'], 'shared'],
    [['src/latest/protest.ts'], 'prod'],
  ])('of %j: %s', (paths, environment) => expect(environmentOf(paths)).toBe(environment));
});

describe('the name that a value is given', () => {
  it.each([
    ['const stripeKey = "', 'stripeKey'],
    ["  stripe_key: '", 'stripe_key'],
    ['STRIPE_KEY=', 'STRIPE_KEY'],
    ['const stripeKey: string = `', 'stripeKey'],
    ['  "stripe-key": "', 'stripe-key'],
    ['os.environ["STRIPE_KEY"] = "', 'STRIPE_KEY'],
    ['DATABASE_URL = "postgres://app:', 'DATABASE_URL'],
    ['stripeKey := "', 'stripeKey'],
    ['const key = "', undefined],
    ['call("', undefined],
    [`const k${value.reveal().slice(0, 8)} = "`, undefined],
  ])('%s', (before, name) => expect(assignedName({ path: 'a', before }, [value])).toBe(name));

  it('gives no six characters of a value away, nor a short value', () => {
    expect(revealsNothing(`x_${value.reveal().slice(2, 12)}`, [value])).toBe(false);
    expect(revealsNothing('open_tulip_door', [new Secret('tulip')])).toBe(false);
    expect(revealsNothing('stripe_key', [value])).toBe(true);
  });
});

describe('variables', () => {
  it.each([
    [['stripeKey'], 'STRIPE_KEY'],
    [['my-db', 'password'], 'MY_DB_PASSWORD'],
    [['path'], 'APP_PATH'],
    [['aws_secret_access_key'], 'APP_AWS_SECRET_ACCESS_KEY'],
    [['2fa'], 'APP_2FA'],
  ])('of %j: %s', (words, name) => expect(toVariable(...words)).toBe(name));
});

it.each([
  ['stripe-secret-key', 'stripe', 'secret_key'],
  ['generic-password', undefined, 'generic_password'],
  ['github-personal-access-token', 'github', 'personal_access_token'],
])('%s is of %s: %s', (rule, vendor, kind) => expect([vendorOf({ rule }), kindOf({ rule })]).toEqual([vendor, kind]));

it.each([
  ['services/api/src/a.ts', 'api'],
  ['packages/web/index.ts', 'web'],
  ['src/services/a.ts', undefined],
])('the component of %s: %s', (path, component) => expect(componentOf(path)).toBe(component));
