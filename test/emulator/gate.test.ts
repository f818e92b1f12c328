/** Who is let in: clients of this machine that sign, and nobody's browser. */
import { get } from 'node:http';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { openEmulator } from './connect.ts';
import { ask, signedFor } from './raw.ts';
import type { RawRequest } from './raw.ts';

const { url } = await openEmulator();
const { port } = new URL(url);

describe('a request', () => {
  it('of an AWS client is answered in the protocol, and is not to be cached', async () => {
    const { status, headers, body } = await ask(url, {});
    expect({ status, body }).toEqual({ status: 200, body: { SecretList: [] } });
    expect(headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': expect.stringMatching(/^[\da-f-]{36}$/) as string,
      'cache-control': 'no-store',
    });
  });

  it.each<[string, RawRequest, number, string]>([
    ['without authorization', { headers: { authorization: null } }, 400, 'MissingAuthenticationTokenException'],
    ['with a password', { headers: { authorization: 'Basic dGVzdDp0ZXN0' } }, 400, 'IncompleteSignatureException'],
    [
      'signed for another service',
      { headers: { authorization: signedFor('us-east-1', 's3') } },
      400,
      'InvalidSignatureException',
    ],
    ['signed for no region', { headers: { authorization: signedFor('nowhere') } }, 400, 'InvalidSignatureException'],
    [
      'by another name of this machine',
      { headers: { host: `attacker.example:${port}` } },
      403,
      'AccessDeniedException',
    ],
    [
      'by a name that begins as ours',
      { headers: { host: 'localhost.attacker.example' } },
      403,
      'AccessDeniedException',
    ],
    ['of a page', { headers: { origin: 'https://attacker.example' } }, 403, 'AccessDeniedException'],
    ['of a page on this machine', { headers: { origin: url } }, 403, 'AccessDeniedException'],
    ['of a browser', { headers: { 'sec-fetch-site': 'same-origin' } }, 403, 'AccessDeniedException'],
    ['that asks for leave to ask', { method: 'OPTIONS' }, 404, 'UnknownOperationException'],
    ['by GET', { method: 'GET' }, 404, 'UnknownOperationException'],
    ['to another path', { path: '/latest/meta-data' }, 404, 'UnknownOperationException'],
    ['to reset without --test-reset', { path: '/moto-api/reset' }, 404, 'UnknownOperationException'],
    ['of another service', { headers: { 'x-amz-target': 'AmazonSSM.GetParameter' } }, 404, 'UnknownOperationException'],
    ['of an operation that is not', { operation: 'ReadEverything' }, 400, 'UnknownOperationException'],
    ['of an operation that objects have', { operation: 'constructor' }, 400, 'UnknownOperationException'],
    ['of a form', { headers: { 'content-type': 'text/plain' } }, 400, 'SerializationException'],
    ['that is not JSON', { body: '{"SecretId":' }, 400, 'SerializationException'],
    ['that is not an object', { body: '[]' }, 400, 'SerializationException'],
    [
      'with a number for a text',
      { operation: 'DescribeSecret', body: '{"SecretId":1}' },
      400,
      'SerializationException',
    ],
    ['without what it needs', { operation: 'DescribeSecret' }, 400, 'ValidationException'],
    ['of more than a mebibyte', { body: `"${'x'.repeat(1024 * 1024)}"` }, 413, 'RequestEntityTooLargeException'],
  ])('%s is refused', async (_, request, status, type) => {
    const answer = await ask(url, request);
    expect({ status: answer.status, type: answer.body['__type'] }).toEqual({ status, type });
  });

  it('that is not JSON is not quoted', async () => {
    const { body } = await ask(url, { body: 'hunter2' });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  it('takes null for absent, and ignores what it does not know', async () => {
    const { status } = await ask(url, { body: '{"MaxResults":null,"Mistyped":1}' });
    expect(status).toBe(200);
  });

  it('gets the region of its signature', async () => {
    const create = { operation: 'CreateSecret', body: '{"Name":"regional"}' };
    await ask(url, { ...create, headers: { authorization: signedFor('eu-north-1') } });
    const list = async (region: string) => (await ask(url, { headers: { authorization: signedFor(region) } })).body;
    expect(await list('us-east-1')).toEqual({ SecretList: [] });
    expect(await list('eu-north-1')).toMatchObject({ SecretList: [{ Name: 'regional' }] });
  });
});

const outer = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

it.skipIf(outer === undefined)('listens on loopback only', async () => {
  const code = await new Promise((done) => {
    get({ host: outer, port, timeout: 5000 }, () => done('answered')).on('error', (error: NodeJS.ErrnoException) =>
      done(error.code),
    );
  });
  expect(code).toBe('ECONNREFUSED');
});
