/** AWS's own client, connected to an emulator of this process, or to the server that CONFORMANCE_ENDPOINT names. */
import { randomUUID } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/server.ts';

process.env['AWS_EC2_METADATA_DISABLED'] = 'true';

const closing: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0)) await close();
});

/** An emulator that stops when the test file ends. */
export async function openEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const bugs: unknown[] = [];
  const emulator = await startEmulator({ onBug: (error) => bugs.push(error), ...options });
  closing.push(async () => {
    await emulator.stop();
    if (bugs.length > 0) throw new AggregateError(bugs, 'the emulator has bugs');
  });
  return emulator;
}

/** Makes one attempt at each call, so that a test sees each error. */
export function connect(endpoint: string, region = 'us-east-1'): SecretsManagerClient {
  const client = new SecretsManagerClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  closing.push(() => client.destroy());
  return client;
}

const outside = process.env['CONFORMANCE_ENDPOINT'];
let shared: Promise<string> | undefined;

/** A client of the server that the conformance suite is run against. */
export async function connectToServer(region?: string): Promise<SecretsManagerClient> {
  shared ??= outside === undefined ? openEmulator().then(({ url }) => url) : Promise.resolve(outside);
  return connect(await shared, region);
}

/** A secret's name that no other test has; `-` and six characters are never its end. */
export function freshName(): string {
  return `test/${randomUUID().replaceAll('-', '')}/key`;
}

export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

/** What the client throws; fails where it throws nothing. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call has succeeded');
}
