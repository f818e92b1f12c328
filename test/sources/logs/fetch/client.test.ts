/** A service that lies: whatever it answers, the client ends with an error that says so, and never with an empty list. */
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, isLocal } from '../../../../src/sources/logs/fetch/client.ts';
import { type Answer, type CiService, serveCi } from '../../../fixtures/ci-service.ts';

const services: CiService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

async function read(answer: (service: CiService) => Answer, path = '/list'): Promise<unknown> {
  const service = await serveCi({ answer: (_, own) => answer(own), store: () => ({ body: { list: [] } }) });
  services.push(service);
  const client = createClient({ base: service.base, headers: { authorization: 'Bearer x' }, note: () => {} });
  return (await client.read(path)).body;
}

describe('a list', () => {
  it('is what it is', async () => {
    expect(await read(() => ({ body: { list: [1] } }))).toEqual({ list: [1] });
    expect(await read(() => ({ body: '[]' }))).toEqual([]);
  });

  it.each<[string, Answer]>([
    ['a page to sign in', { body: '<!doctype html><title>Sign in</title>' }],
    ['half an answer', { body: '{"workflow_runs": [{"id": 1}' }],
    ['nothing', { body: '' }],
    ['null', { body: 'null' }],
    ['a number', { body: '7' }],
    ['bytes that are no text', { body: Buffer.from([0xff, 0xfe, 0x00, 0x80]) }],
    ['brackets without end', { body: '['.repeat(1_000_000) }],
    ['more than 64 MB', { body: Buffer.alloc(65 * 1024 * 1024, ' ') }],
  ])('that is %s is no empty one', async (_, answer) => {
    await expect(read(() => answer)).rejects.toMatchObject({
      name: 'UserError',
      kind: 'remote',
      message: expect.stringContaining('/list gives no answer of its API') as string,
    });
  });
});

it.each([
  ['of a file', 'file:///etc/passwd'],
  ['that is none', 'http://['],
])('an address %s, named by the service, is not asked', async (_, address) => {
  await expect(read(() => ({ body: [] }), address)).rejects.toMatchObject({
    name: 'UserError',
    kind: 'remote',
    message: expect.stringMatching(/leads to no address of a service$/) as string,
  });
});

it.each([
  ['https://169.254.169.254/latest/meta-data', 'leads to this machine'],
  ['http://ci.acme.io/list', 'leads to an address without encryption'],
])('%s, named by a service elsewhere, is not asked', async (address, message) => {
  const client = createClient({ base: 'https://ci.acme.io/api', headers: {}, note: () => {} });
  await expect(client.ask(address)).rejects.toMatchObject({ kind: 'remote', message: `ci.acme.io ${message}` });
});

describe('a redirect', () => {
  const to = (location: string): Answer => ({ status: 302, headers: { location } });

  it('to a storage is followed', async () => {
    expect(await read(({ storage }) => to(`${storage}/x`))).toEqual({ list: [] });
  });

  it.each([
    ['a file', 'file:///etc/passwd', 'leads to no address of a service'],
    ['data', 'data:application/json,[]', 'leads to no address of a service'],
    ['no address', 'http://[', 'leads to no address of a service'],
    ['itself', '/list', 'leads in circles'],
  ])('to %s ends at once', async (_, location, message) => {
    await expect(read(() => to(location))).rejects.toMatchObject({
      name: 'UserError',
      kind: 'remote',
      message: expect.stringContaining(message) as string,
    });
  });

  it.each([
    ['https://localhost/', true],
    ['https://a.localhost./', true],
    ['https://127.9.9.9/', true],
    ['https://0x7f000001/', true],
    ['https://2130706433/', true],
    ['https://0.0.0.0/', true],
    ['https://169.254.169.254/latest/meta-data', true],
    ['https://[::1]/', true],
    ['https://[::ffff:127.0.0.1]/', true],
    ['https://[fe80::1]/', true],
    ['https://ci.acme.io/', false],
    ['https://localhost.acme.io/', false],
    ['https://10.0.0.7/', false],
    ['https://127.acme.io/', false],
  ])('%s leads to this machine: %s', (address, expected) => {
    expect(isLocal(new URL(address))).toBe(expected);
  });
});
