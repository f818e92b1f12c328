/** The embedded Secrets Manager: an HTTP server on loopback that AWS's clients and SDKs talk to by AWS_ENDPOINT_URL. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../errors.ts';
import { answer } from './answer.ts';
import { openDataFile } from './data-file.ts';
import type { DataFile } from './data-file.ts';
import { Engine } from './engine.ts';
import { Faults } from './faults.ts';
import type { FaultedCall } from './faults.ts';
import { operations } from './operations.ts';
import type { RotationFailure, Rotator } from './rotation.ts';

export interface EmulatorOptions {
  /** Default: any that is free. */
  readonly port?: number;
  /** The file to keep everything in; in memory without it. */
  readonly data?: string | undefined;
  /** 64 hexadecimal digits; default: those of the file's key file. */
  readonly key?: string | undefined;
  /** Answers POST /moto-api/reset by forgetting everything, and the operations as moto does (moto-operations.ts). */
  readonly testReset?: boolean;
  /** What to call for a rotation, by Lambda ARN. */
  readonly rotators?: Readonly<Record<string, Rotator>>;
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number;
  /** Told of each call before it is answered. */
  readonly onCall?: (call: FaultedCall) => void;
  /** Told of errors that are bugs of the emulator; the caller gets InternalServiceError. */
  readonly onBug?: (error: unknown) => void;
}

export interface Emulator {
  /** What AWS_ENDPOINT_URL is to be. */
  readonly url: string;
  readonly faults: Faults;
  /** Waits for running rotations; returns those that have failed since it was last called. */
  settle(): Promise<readonly RotationFailure[]>;
  /** Answers what has been asked, saves, and frees the port and the file. */
  stop(): Promise<void>;
}

/** Resolves when it listens. Throws UserError: port in use, or anything with the file. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const data = options.data === undefined ? undefined : openDataFile(options.data, options.key);
  try {
    return await listenWith(options, data);
  } catch (error) {
    data?.close();
    throw error;
  }
}

async function listenWith(options: EmulatorOptions, data: DataFile | undefined): Promise<Emulator> {
  const { testReset = false, now = Date.now, onCall, onBug } = options;
  const faults = new Faults();
  const engine = new Engine({
    operations: testReset ? (await import('./moto-operations.ts')).motoOperations : operations,
    rotators: new Map(Object.entries(options.rotators ?? {})),
    data,
    faults,
    now,
  });
  let ending = false;
  const crash = (): void => {
    ending = true;
    server.close();
    server.closeAllConnections();
    data?.close();
  };
  const desk = { engine, faults, testReset, onCall, onBug, crash, isEnding: () => ending };
  const server = createServer((request, response) => void answer(request, response, desk));
  await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    settle: () => engine.settle(),
    async stop() {
      if (ending) return;
      ending = true;
      await close(server);
      await engine.close();
      data?.close();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return new Promise((done, fail) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      fail(new UserError('usage', `cannot listen on port ${port} (${code ?? 'unknown error'})`)),
    );
    server.listen(port, '127.0.0.1', done);
  });
}

/** Waits for answers that are under way, for ten seconds at most. */
async function close(server: Server): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), 10_000);
  await closed;
  clearTimeout(patience);
}
