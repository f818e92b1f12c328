/** What is kept in a file: everything, unreadable without its key, by one server at a time. */
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CreateSecretCommand, DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import type { EmulatorOptions } from '../../src/emulator/server.ts';
import { temporaryFolder } from '../fixtures/repository.ts';
import { connect, failureOf } from './connect.ts';

const newFile = (): string => join(temporaryFolder(), 'secrets');

/** Starts, works and stops. */
async function use<T>(options: EmulatorOptions, work: (client: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
  const emulator = await startEmulator(options);
  try {
    return await work(connect(emulator.url));
  } finally {
    await emulator.stop();
  }
}

const save = (data: string, value: string) =>
  use({ data }, (client) => client.send(new CreateSecretCommand({ Name: 'kept', SecretString: value })));
const read = async (options: EmulatorOptions) => {
  const { SecretString } = await use(options, (client) => client.send(new GetSecretValueCommand({ SecretId: 'kept' })));
  return SecretString;
};

describe('the file', () => {
  it('keeps everything from one server to the next', async () => {
    const data = newFile();
    await save(data, 'value ä');
    expect(await read({ data })).toBe('value ä');
    const { LastAccessedDate } = await use({ data }, (client) =>
      client.send(new DescribeSecretCommand({ SecretId: 'kept' })),
    );
    expect(LastAccessedDate).toBeInstanceOf(Date);
  });

  it('shows nothing of it: no value, no name', async () => {
    const data = newFile();
    const value = randomUUID();
    await save(data, value);
    for (const name of fs.readdirSync(join(data, '..'))) {
      const content = fs.readFileSync(join(data, '..', name), 'latin1');
      expect(content).not.toContain(value);
      expect(content).not.toContain('kept');
    }
  });

  it.skipIf(process.platform === 'win32')(
    'belongs to its owner alone, and so does its key; nothing else stays',
    async () => {
      const data = newFile();
      await save(data, 'a');
      const folder = join(data, '..');
      const modes = fs.readdirSync(folder).map((name) => [name, fs.statSync(join(folder, name)).mode & 0o777]);
      expect(Object.fromEntries(modes)).toEqual({ secrets: 0o600, 'secrets.key': 0o600 });
    },
  );

  it('differs from one write to the next, even of the same', async () => {
    const data = newFile();
    await save(data, 'a');
    const before = fs.readFileSync(data);
    await use({ data }, () => Promise.resolve());
    expect(fs.readFileSync(data).equals(before)).toBe(false);
  });

  it('opens with a key that is given, and leaves none beside it', async () => {
    const data = newFile();
    const key = randomUUID().replaceAll('-', '').repeat(2);
    await use({ data, key }, (client) => client.send(new CreateSecretCommand({ Name: 'kept', SecretString: 'a' })));
    expect(fs.existsSync(`${data}.key`)).toBe(false);
    expect(await read({ data, key })).toBe('a');
    await expect(startEmulator({ data })).rejects.toThrow(/the key .* is missing/);
  });

  it.each<[string, (data: string) => void, RegExp]>([
    ['has another key', (data) => fs.writeFileSync(`${data}.key`, '0'.repeat(64)), /cannot decrypt/],
    ['has no key', (data) => fs.rmSync(`${data}.key`), /the key .* is missing/],
    ['has a key that is none', (data) => fs.writeFileSync(`${data}.key`, 'password'), /64 hexadecimal digits/],
    ['has one bit changed', (data) => flipBit(data, 100), /cannot decrypt/],
    ['has a bit of its nonce changed', (data) => flipBit(data, 20), /cannot decrypt/],
    ['is cut short', (data) => fs.truncateSync(data, fs.statSync(data).size - 1), /cannot decrypt/],
    ['is cut to its head', (data) => fs.truncateSync(data, 20), /cannot decrypt/],
    ['is something else', (data) => fs.writeFileSync(data, 'a list of things'), /is not a file of unleak emulate/],
  ])('is refused when it %s, and not touched', async (_, damage, message) => {
    const data = newFile();
    await save(data, 'a');
    damage(data);
    const before = fs.readFileSync(data);
    await expect(startEmulator({ data })).rejects.toThrow(message);
    expect(fs.readFileSync(data).equals(before)).toBe(true);
    expect(fs.existsSync(`${data}.lock`)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('is refused when others can read its key', async () => {
    const data = newFile();
    await save(data, 'a');
    fs.chmodSync(`${data}.key`, 0o644);
    await expect(startEmulator({ data })).rejects.toThrow(/can be read by others/);
  });

  it('is refused where there is no folder for it', async () => {
    await expect(startEmulator({ data: join(newFile(), 'deep', 'er') })).rejects.toThrow(/no folder/);
  });

  it('that cannot be written fails the call, which then has not happened', async () => {
    const data = newFile();
    await save(data, 'a');
    await use({ data }, async (client) => {
      fs.mkdirSync(`${data}.new`);
      const failure = await failureOf(client.send(new CreateSecretCommand({ Name: 'lost', SecretString: 'b' })));
      expect(failure).toMatchObject({ name: 'InternalServiceError', status: 500 });
      const gone = await failureOf(client.send(new DescribeSecretCommand({ SecretId: 'lost' })));
      expect(gone.name).toBe('ResourceNotFoundException');
      fs.rmdirSync(`${data}.new`);
      await client.send(new CreateSecretCommand({ Name: 'lost', SecretString: 'b' }));
    });
    expect(await read({ data })).toBe('a');
  });
});

describe('the lock', () => {
  const holder = (change: object) =>
    `${JSON.stringify({ pid: process.pid, host: hostname(), started: null, nonce: randomUUID(), ...change })}\n`;

  it('keeps a second server away, by whatever name it calls the file', async () => {
    const data = newFile();
    await use({ data }, async (client) => {
      await client.send(new CreateSecretCommand({ Name: 'kept', SecretString: 'a' }));
      await expect(startEmulator({ data })).rejects.toThrow(/another server uses .* \(process \d+ on/);
      // There a link takes a privilege.
      if (process.platform === 'win32') return;
      const link = `${data}-link`;
      fs.symlinkSync(data, link);
      await expect(startEmulator({ data: link })).rejects.toThrow(/another server uses/);
    });
    expect(await read({ data })).toBe('a');
  });

  it.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1 }],
    ['of an earlier process of the same number', { started: '1' }],
  ])('%s is taken over', async (_, change) => {
    const data = newFile();
    await save(data, 'a');
    fs.writeFileSync(`${data}.lock`, holder(change));
    // Elsewhere the system does not tell when a process began.
    if ('started' in change && process.platform !== 'linux') return;
    expect(await read({ data })).toBe('a');
  });

  it('of a process on another machine is left alone', async () => {
    const data = newFile();
    fs.writeFileSync(`${data}.lock`, holder({ host: 'elsewhere' }));
    await expect(startEmulator({ data })).rejects.toThrow(/another server uses .* on elsewhere/);
  });

  it('that is damaged is taken over', async () => {
    const data = newFile();
    fs.writeFileSync(`${data}.lock`, '');
    await save(data, 'a');
    expect(await read({ data })).toBe('a');
  });

  it('that was taken away by another server ends writing', async () => {
    const data = newFile();
    const emulator = await startEmulator({ data });
    const client = connect(emulator.url);
    fs.writeFileSync(`${data}.lock`, holder({}));
    const failure = await failureOf(client.send(new CreateSecretCommand({ Name: 'kept', SecretString: 'a' })));
    expect(failure.status).toBe(500);
    expect(fs.existsSync(data)).toBe(false);
    await emulator.stop().catch(() => {});
  });
});

function flipBit(path: string, at: number): void {
  const content = fs.readFileSync(path);
  content[at] = (content[at] ?? 0) ^ 1;
  fs.writeFileSync(path, content);
}
