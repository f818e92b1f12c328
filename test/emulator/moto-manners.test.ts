/** With --test-reset the emulator answers as moto does where the two differ: each manner is on the page, and the page names no other. */
import { readFileSync } from 'node:fs';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  RotateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { motoManners } from '../../src/emulator/moto-operations.ts';
import { motoDifferences } from '../proofs/emulator/moto-differences.ts';
import { connect, failureOf, freshName, openEmulator } from './connect.ts';

const page = readFileSync(new URL('../../docs/emulator.md', import.meta.url), 'utf8');
const client = connect((await openEmulator({ testReset: true })).url);
const faithful = connect((await openEmulator()).url);

describe('the page', () => {
  it.each(Object.keys(motoManners))('tells the manner of %s', (operation) => {
    expect(page).toMatch(new RegExp(`^\\| ${operation} \\|`, 'm'));
  });

  it('tells no other manner', () => {
    const told = [...page.matchAll(/^\| ([A-Z]\w+) \|/gm)].map(([, operation = '']) => operation);
    expect(told.toSorted()).toEqual(Object.keys(motoManners).toSorted());
  });

  it.each(motoDifferences.map(({ moto }) => moto))('tells that moto %s', (difference) => {
    expect(page).toContain(`- ${difference}`);
  });
});

describe('manners of moto', () => {
  const make = async (value = 'a', to = client): Promise<string> => {
    const { Name = '' } = await to.send(new CreateSecretCommand({ Name: freshName(), SecretString: value }));
    return Name;
  };

  it('a rotation without a function keeps the value, under a new version', async () => {
    const SecretId = await make('kept');
    const { VersionId } = await client.send(new RotateSecretCommand({ SecretId }));
    expect(await client.send(new GetSecretValueCommand({ SecretId }))).toMatchObject({
      SecretString: 'kept',
      VersionId,
      VersionStages: ['AWSCURRENT'],
    });
  });

  it('any text is a policy', async () => {
    const policy = { ResourcePolicy: 'some text' };
    await client.send(new PutResourcePolicyCommand({ SecretId: await make(), ...policy }));
    const refused = faithful.send(new PutResourcePolicyCommand({ SecretId: await make('a', faithful), ...policy }));
    expect((await failureOf(refused)).name).toBe('MalformedPolicyDocumentException');
  });

  it('what is not found has the status 404', async () => {
    const ask = (to: typeof client) => failureOf(to.send(new DescribeSecretCommand({ SecretId: 'none' })));
    expect([(await ask(client)).status, (await ask(faithful)).status]).toEqual([404, 400]);
  });
});
