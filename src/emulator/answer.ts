/** From a request to its answer: in by the gate, through the faults, to the engine, and out as JSON 1.1. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from './engine.ts';
import { suffer } from './faults.ts';
import type { Fault, FaultedCall, Faults } from './faults.ts';
import { admit } from './gate.ts';
import { ServiceError } from './service-error.ts';

/** Larger than any valid request: a value of 64 KiB, each byte escaped. */
const largestBody = 1024 * 1024;

/** What answering needs of the server. */
export interface Desk {
  readonly engine: Engine;
  readonly faults: Faults;
  readonly testReset: boolean;
  readonly onCall: ((call: FaultedCall) => void) | undefined;
  readonly onBug: ((error: unknown) => void) | undefined;
  /** Whether the server is about to end. */
  isEnding(): boolean;
  /** Ends the server as if it were killed. */
  crash(): void;
}

/** Answers every request, with an error where something is wrong. */
export async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  try {
    const { method = '', url: path = '', headers } = request;
    const entry = admit({ method, path, headers }, desk);
    const text = await readBody(request);
    if (entry.kind === 'operation') return await operate(parseBody(text), response, { ...entry, desk });
    await desk.engine.reset();
    send(response, { status: 200, body: { status: 'ok' }, last: desk.isEnding() });
  } catch (error) {
    // A client that goes away in the middle is nobody's fault.
    if (request.destroyed && !request.complete) return;
    if (!(error instanceof ServiceError)) desk.onBug?.(error);
    const told =
      error instanceof ServiceError ? error : new ServiceError('InternalServiceError', 'An internal error.', 500);
    const body = { __type: told.code, message: told.message };
    send(response, { status: told.status, body, last: desk.isEnding() });
  }
}

async function operate(
  body: unknown,
  response: ServerResponse,
  { operation, region, desk }: { readonly operation: string; readonly region: string; readonly desk: Desk },
): Promise<void> {
  const call = { operation, secret: secretOf(body) };
  desk.onCall?.(call);
  const hits = desk.faults.hit(call);
  if (interrupt(hits, 'before', { response, desk })) return;
  await suffer(hits, call);
  const reply = await desk.engine.execute({ operation, region, body });
  if (interrupt(hits, 'after', { response, desk })) return;
  send(response, { status: 200, body: reply, last: desk.isEnding() });
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

/** Reads on where it is too much, as a client hears no answer while it sends; what is too much is not kept. */
async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= largestBody) parts.push(part);
  }
  if (size > largestBody) throw new ServiceError('RequestEntityTooLargeException', 'The request is too large.', 413);
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

interface Answer {
  readonly status: number;
  readonly body: object;
  /** Whether the connection ends with it. */
  readonly last: boolean;
}

function send(response: ServerResponse, { status, body, last }: Answer): void {
  if (response.destroyed) return;
  const content = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': content.length,
    'x-amzn-requestid': randomUUID(),
    'cache-control': 'no-store',
    ...(last && { connection: 'close' }),
  });
  response.end(content);
}
