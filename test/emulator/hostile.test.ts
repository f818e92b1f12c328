/** What no AWS client sends: it is refused or cut off, and the server goes on for everybody else. */
import { connect as connectTo } from 'node:net';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../fixtures/repository.ts';
import { openEmulator } from './connect.ts';
import { ask, signedFor } from './raw.ts';

const folder = temporaryFolder();
const { url } = await openEmulator({ data: join(folder, 'data') });
const port = Number(new URL(url).port);

/** What the server says until it ends the connection. */
function talk(...pieces: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((done) => {
    const socket = connectTo(port, '127.0.0.1');
    let heard = '';
    socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
    socket.on('error', () => {});
    socket.on('close', () => done(heard));
    for (const piece of pieces) socket.write(piece);
    socket.end();
  });
}

const head = (length: string): string =>
  [
    'POST / HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'X-Amz-Target: secretsmanager.ListSecrets',
    'Content-Type: application/x-amz-json-1.1',
    `Authorization: ${signedFor('us-east-1')}`,
    length,
    '',
    '',
  ].join('\r\n');

async function expectAlive(): Promise<void> {
  expect(await ask(url, { operation: 'ListSecrets' })).toMatchObject({ status: 200 });
}

describe('a connection', () => {
  it.each<[string, readonly (string | Buffer)[], RegExp]>([
    ['that says nothing', [], /^$/],
    ['that is not HTTP', [Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0xff])], /^HTTP\/1\.1 400 /],
    ['with a head of a megabyte', [`GET / HTTP/1.1\r\nX: ${'x'.repeat(1 << 20)}\r\n\r\n`], /^(HTTP\/1\.1 431 |$)/],
    ['with a line end in a header', ['GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n'], /^HTTP\/1\.1 400 /],
    ['with two lengths', [head('Content-Length: 2\r\nContent-Length: 3'), '{}'], /^HTTP\/1\.1 400 /],
    ['with a length and chunks', [head('Content-Length: 2\r\nTransfer-Encoding: chunked'), '{}'], /^HTTP\/1\.1 400 /],
    ['with a negative length', [head('Content-Length: -1')], /^HTTP\/1\.1 400 /],
    ['with chunks of no size', [head('Transfer-Encoding: chunked'), 'zz\r\n{}\r\n0\r\n\r\n'], /400 |^$/],
    ['that ends before its body does', [head('Content-Length: 100'), '{"'], /^(HTTP\/1\.1 400 [^]*)?$/],
  ])('%s harms nobody', async (_, pieces, answer) => {
    expect(await talk(...pieces)).toMatch(answer);
    await expectAlive();
  });

  it('of 100 MB is not kept', async () => {
    const size = 100 * 1024 * 1024;
    const before = process.memoryUsage().arrayBuffers;
    const piece = Buffer.alloc(1024 * 1024, ' ');
    const pieces = Array.from({ length: 100 }, () => piece);
    const heard = await talk(head(`Content-Length: ${size}`), ...pieces);
    expect(heard).toContain('HTTP/1.1 413 ');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(size);
    await expectAlive();
  });

  it('that is slow keeps nobody waiting', async () => {
    const socket = connectTo(port, '127.0.0.1');
    socket.on('error', () => {});
    await new Promise<void>((done) => socket.write('POST / HTTP/1.1\r\nHost: 127', () => done()));
    await expectAlive();
    socket.destroy();
  });
});

describe('a name', () => {
  it.each(['../../etc/passwd', '/../../x', '..', '.', '/', 'a/./b', '/prod//x'])(
    '%j is a name, and no path of a file',
    async (name) => {
      const body = JSON.stringify({ Name: name, SecretString: 'x', ClientRequestToken: 'a'.repeat(32) });
      expect((await ask(url, { operation: 'CreateSecret', body })).status).toBeOneOf([200, 400]);
      expect(readdirSync(folder).filter((file) => !file.startsWith('data'))).toEqual([]);
    },
  );

  it.each(['a\0b', 'a\nb', 'a\\b', '\u202eb', '', 'x'.repeat(513)])('%j is refused', async (name) => {
    const body = JSON.stringify({ Name: name, SecretString: 'x', ClientRequestToken: 'a'.repeat(32) });
    expect(await ask(url, { operation: 'CreateSecret', body })).toMatchObject({ status: 400 });
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is one as any other', async (name) => {
    const body = JSON.stringify({ SecretId: name });
    expect(await ask(url, { operation: 'GetSecretValue', body })).toMatchObject({
      status: 400,
      body: { __type: 'ResourceNotFoundException' },
    });
  });
});
