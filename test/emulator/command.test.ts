/** `unleak emulate` as a process: its first line, its end, and that killing it loses nothing that was answered. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../fixtures/repository.ts';
import { findFreePort } from '../fixtures/free-port.ts';
import { connect, failureOf } from './connect.ts';
import { ask } from './raw.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

interface Started {
  readonly child: ChildProcess;
  readonly line: string;
  readonly url: string;
  /** Exit code or signal, and standard error. */
  readonly ended: Promise<{ readonly code: number | string | null; readonly errors: string }>;
}

async function start(args: readonly string[], env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, [cli, 'emulate', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  children.add(child);
  let errors = '';
  child.stderr.on('data', (part: Buffer) => void (errors += part.toString()));
  const ended = new Promise<Awaited<Started['ended']>>((done) =>
    child.on('close', (code, signal) => {
      children.delete(child);
      done({ code: code ?? signal, errors });
    }),
  );
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([new Promise<string>((done) => lines.once('line', done)), ended.then(() => '')]);
  return { child, line, url: line.replace('AWS_ENDPOINT_URL=', ''), ended };
}

describe('unleak emulate', () => {
  it('says where it is in its first line', async () => {
    const { child, line, url, ended } = await start([]);
    expect(line).toMatch(/^AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+$/);
    expect((await connect(url).send(new ListSecretsCommand({}))).SecretList).toEqual([]);
    child.kill('SIGTERM');
    await ended;
  });

  // There a signal from outside ends a process at once.
  const signals = process.platform === 'win32' ? [] : (['SIGTERM', 'SIGINT', 'SIGHUP'] as const);
  it.each(signals)('ends cleanly on %s, with a client still connected', async (signal) => {
    const { child, url, ended } = await start(['--quiet']);
    await connect(url).send(new ListSecretsCommand({}));
    child.kill(signal);
    expect(await ended).toEqual({ code: 0, errors: '' });
  });

  it('listens on the port it is told', async () => {
    const port = await findFreePort();
    const { child, line, ended } = await start(['--port', String(port)]);
    expect(line).toBe(`AWS_ENDPOINT_URL=http://127.0.0.1:${port}`);
    const second = await start(['--port', String(port)]);
    expect(await second.ended).toMatchObject({ code: 2, errors: expect.stringContaining(`port ${port}`) as string });
    child.kill('SIGTERM');
    await ended;
  });

  it.each([
    ['a port that is none', ['--port', '65536']],
    ['a port that is no number', ['--port', 'http']],
    ['an argument', ['somewhere']],
    ['a file without a folder', ['--data', join('no', 'such', 'folder', 'file')]],
  ])('refuses %s', async (_, args) => {
    const { line, ended } = await start(args);
    expect(line).toBe('');
    expect((await ended).code).toBe(2);
  });

  it('keeps everything in the file, with the key of its variable', async () => {
    const data = join(temporaryFolder(), 'secrets');
    const env = { UNLEAK_EMULATOR_KEY: '0123456789abcdef'.repeat(4) };
    for (const count of [1, 2]) {
      const { child, url, ended } = await start(['--data', data], env);
      const client = connect(url);
      await client.send(new CreateSecretCommand({ Name: `secret${count}`, SecretString: 'a' }));
      expect((await client.send(new ListSecretsCommand({}))).SecretList).toHaveLength(count);
      child.kill('SIGTERM');
      await ended;
    }
    const { ended } = await start(['--data', data]);
    expect(await ended).toMatchObject({ code: 2, errors: expect.stringContaining('key') as string });
  });

  it('forgets everything on POST /moto-api/reset with --test-reset, and answers as moto does', async () => {
    const { child, url, ended } = await start(['--test-reset']);
    const client = connect(url);
    await client.send(new CreateSecretCommand({ Name: 'gone', SecretString: 'a' }));
    expect((await ask(url, { path: '/moto-api/reset', headers: { authorization: null } })).status).toBe(200);
    const failure = await failureOf(client.send(new DescribeSecretCommand({ SecretId: 'gone' })));
    expect(failure).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
    child.kill('SIGTERM');
    await ended;
  });
});

describe('kill -9', () => {
  it('at any moment loses nothing that was answered, and leaves a file that opens', async () => {
    const data = join(temporaryFolder(), 'secrets');
    const answered = new Map<string, string>();
    const kills = 8;
    for (let round = 0; round < kills; round++) {
      const { child, line, url, ended } = await start(['--data', data]);
      expect(line).not.toBe('');
      await expectAll(url, answered);
      const before = answered.size;
      const writing = write(url, round, answered);
      // From the middle of the first write on, later each time; every second time behind an answer, however slow the machine.
      if (round % 2 === 1)
        await expect.poll(() => answered.size, { interval: 1, timeout: 10_000 }).toBeGreaterThan(before);
      setTimeout(() => child.kill('SIGKILL'), 3 + round * 7);
      await writing;
      expect((await ended).code).toBe('SIGKILL');
    }
    const { child, url, ended } = await start(['--data', data]);
    await expectAll(url, answered);
    child.kill('SIGTERM');
    await ended;
    expect(answered.size).toBeGreaterThan(0);
  });

  it('at any moment of its start leaves a file and a key that the next start can use', async () => {
    const data = join(temporaryFolder(), 'secrets');
    for (let delay = 20; delay < 140; delay += 10) {
      const started = start(['--data', data]);
      const [child] = [...children].slice(-1);
      setTimeout(() => child?.kill('SIGKILL'), delay);
      await (
        await started
      ).ended;
    }
    const { child, line, ended } = await start(['--data', data]);
    expect(line).not.toBe('');
    child.kill('SIGTERM');
    await ended;
  });
});

/** Writes until the server is gone; notes the version of each secret that was answered. */
async function write(url: string, round: number, answered: Map<string, string>): Promise<void> {
  const client = connect(url);
  try {
    for (let count = 0; ; count++) {
      const SecretId = `secret-of-round-${round}.${count % 5}`;
      const { VersionId = '' } =
        count < 5
          ? await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'v'.repeat(5000) }))
          : await client.send(new PutSecretValueCommand({ SecretId, SecretString: `${count}` }));
      answered.set(SecretId, VersionId);
    }
  } catch (error) {
    // Anything that a living server answers is a failure of the test.
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined) throw error;
  }
}

/** A change that was saved but not answered may be there, too. */
async function expectAll(url: string, answered: ReadonlyMap<string, string>): Promise<void> {
  const client = connect(url);
  for (const [SecretId, version] of answered) {
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
    expect(VersionIdsToStages[version]?.join()).toMatch(/AWSCURRENT|AWSPREVIOUS/);
  }
}
