/** The embedded Secrets Manager: an HTTP server on loopback that AWS's clients and SDKs talk to by AWS_ENDPOINT_URL. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../errors.ts';
import { openDataFile } from './data-file.ts';
import { Engine } from './engine.ts';
import { Faults, suffer } from './faults.ts';
import type { Fault } from './faults.ts';
import { admit } from './gate.ts';
import { operations } from './operations.ts';
import type { RotationFailure, Rotator } from './rotation.ts';
import { ServiceError } from './service-error.ts';

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

/** Larger than any valid request: a value of 64 KiB, each byte escaped. */
const largestBody = 1024 * 1024;

/** Resolves when it listens. Throws UserError: port in use, or anything with the file. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const data = options.data === undefined ? undefined : openDataFile(options.data, options.key);
  const faults = new Faults();
  try {
    const rotators = new Map(Object.entries(options.rotators ?? {}));
    const { testReset = false } = options;
    const known = testReset ? (await import('./moto-operations.ts')).motoOperations : operations;
    const engine = new Engine({ operations: known, data, rotators, faults, now: options.now ?? Date.now });
    let gone = false;
    const server = createServer((request, response) => {
      const crash = (): void => {
        gone = true;
        server.close();
        server.closeAllConnections();
        data?.close();
      };
      void answer(request, response, { engine, faults, crash, testReset, onBug: options.onBug });
    });
    await listen(server, options.port ?? 0);
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      faults,
      settle: () => engine.settle(),
      async stop() {
        if (gone) return;
        gone = true;
        await close(server);
        await engine.close();
        data?.close();
      },
    };
  } catch (error) {
    data?.close();
    throw error;
  }
}

interface Desk {
  readonly engine: Engine;
  readonly faults: Faults;
  readonly testReset: boolean;
  readonly onBug: EmulatorOptions['onBug'];
  /** Ends the server as if it were killed. */
  crash(): void;
}

async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  try {
    const { method = '', url: path = '', headers } = request;
    const entry = admit({ method, path, headers }, desk);
    const text = await readBody(request);
    if (entry.kind === 'reset') {
      await desk.engine.reset();
      return send(response, 200, { status: 'ok' });
    }
    const body = parseBody(text);
    const call = { operation: entry.operation, secret: secretOf(body) };
    const hits = desk.faults.hit(call);
    if (interrupt(hits, 'before', { response, desk })) return;
    await suffer(hits, call);
    const reply = await desk.engine.execute({ ...entry, body });
    if (!interrupt(hits, 'after', { response, desk })) send(response, 200, reply);
  } catch (error) {
    if (!(error instanceof ServiceError)) desk.onBug?.(error);
    const told =
      error instanceof ServiceError ? error : new ServiceError('InternalServiceError', 'An internal error.', 500);
    send(response, told.status, { __type: told.code, message: told.message });
  }
}

/** Ends the connection, or all of them, where a fault says so. */
function interrupt(
  faults: readonly Fault[],
  when: 'before' | 'after',
  { response, desk }: { readonly response: ServerResponse; readonly desk: Desk },
): boolean {
  const fault = faults.find(
    ({ kind, ...at }) => (kind === 'drop' || kind === 'crash') && (at.when ?? 'before') === when,
  );
  if (fault?.kind === 'crash') desk.crash();
  if (fault !== undefined) response.destroy();
  return fault !== undefined;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) throw new ServiceError('RequestEntityTooLargeException', 'The request is too large.', 413);
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/** The parser's own message would quote the input. */
function parseBody(text: string): unknown {
  try {
    return text === '' ? {} : (JSON.parse(text) as unknown);
  } catch {
    throw new ServiceError('SerializationException', 'The request is not valid JSON.');
  }
}

function secretOf(body: unknown): string | undefined {
  const { SecretId: id, Name: name } = (body ?? {}) as { SecretId?: unknown; Name?: unknown };
  return [id, name].find((each): each is string => typeof each === 'string');
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  const content = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': content.length,
    'x-amzn-requestid': randomUUID(),
    'cache-control': 'no-store',
    // What is left of a request that was too large must not be taken for the next one.
    ...(status === 413 && { connection: 'close' }),
  });
  response.end(content);
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
