/** Talks to a CI service: waits where it asks for it, tries again where that may help, and shows its token to nobody else. */
import { setTimeout as sleepFor } from 'node:timers/promises';
import { UserError } from '../../../errors.ts';
import { waitOf } from './rate-limit.ts';

export interface ClientOptions {
  /** Of the API: paths are appended to it. */
  readonly base: string;
  /** Sent to the base's own origin only. */
  readonly headers: Readonly<Record<string, string>>;
  /** Told of long waits. */
  note(line: string): void;
}

export interface ServiceClient {
  /** The JSON behind a path or an address, and the headers that may name the next page. @throws UserError('remote'). */
  read(path: string): Promise<{ readonly body: unknown; readonly headers: Headers }>;
  /**
   * The answer, whatever its status; refusals for asking too often are waited out. Its body must be read or cancelled. `body` is sent
   * as JSON; a POST with one is not sent again after a failure that may have come after it was done.
   */
  ask(path: string, method?: 'GET' | 'DELETE' | 'POST' | 'PATCH', body?: unknown): Promise<Response>;
}

const mostRedirects = 5;
/** Bytes of a list; a page of 100 runs has a few hundred thousand. */
const largestAnswer = 64 * 1024 * 1024;
const mostTries = 6;
/** Milliseconds. A service that wants a longer pause is left alone; the next run goes on where this one stopped. */
const longestWait = 15 * 60_000;
const longestSilence = 60_000;

export function createClient(options: ClientOptions): ServiceClient {
  const base = checkBase(options.base);
  const ask: ServiceClient['ask'] = async (path, method = 'GET', body = undefined) => {
    // Whole addresses come from the service: they lead where a redirect may lead.
    const address = nextAddress(path.startsWith('/') ? base.href.replace(/\/$/, '') + path : path, base);
    const isOnce = method === 'POST' && body !== undefined;
    for (let tries = 1; ; tries++) {
      const route = { ...options, origin: base.origin, body };
      const response = await attempt(() => follow(address, method, route), isOnce ? mostTries : tries);
      const wait = response === undefined ? backOff(tries) : pauseOf(response, isOnce ? undefined : tries);
      if (response !== undefined && wait === undefined) return response;
      await response?.body?.cancel();
      if (wait! > longestWait || tries === mostTries) throw tooBusy(address);
      if (wait! > 10_000) options.note(`${address.host} asks for a pause of ${Math.ceil(wait! / 1000)} s`);
      await sleepFor(wait);
    }
  };
  return {
    ask,
    async read(path) {
      const response = await ask(path);
      if (!response.ok) {
        await response.body?.cancel();
        throw refusal(response, new URL(response.url));
      }
      return { body: await readJson(response), headers: response.headers };
    },
  };
}

/** What is no list must not pass for an empty one: a page to sign in, or half an answer. */
async function readJson(response: Response): Promise<unknown> {
  const { host, pathname } = new URL(response.url);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += (part as Uint8Array).length;
      if (size > largestAnswer) break;
      parts.push(part as Uint8Array);
    }
    const body: unknown = size > largestAnswer ? undefined : JSON.parse(Buffer.concat(parts).toString());
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // The parser's own message would quote the answer.
  }
  throw new UserError('remote', `${host}${pathname} gives no answer of its API`, {
    hint: 'the base URL may be that of its pages; or run it again',
  });
}

/** A token must not cross a network in the clear. */
function checkBase(text: string): URL {
  const base = URL.canParse(text) ? new URL(text) : undefined;
  if (base === undefined || !/^https?:$/.test(base.protocol) || base.username !== '')
    throw new UserError('usage', 'the base URL is no address of a service', {
      hint: 'give one such as https://git.acme.io/api/v4',
    });
  const isOwn = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(base.hostname);
  if (base.protocol === 'http:' && !isOwn)
    throw new UserError('usage', `the base URL must begin with https: ${base.host}`);
  return base;
}

interface Route extends ClientOptions {
  readonly origin: string;
  readonly body: unknown;
}

async function follow(address: URL, method: string, { headers, origin, body }: Route): Promise<Response> {
  let at = address;
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const own = at.origin === origin ? headers : {};
    const response = await send(at, method, { headers: { 'user-agent': 'unleak', ...own }, body });
    const target = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || target === null || method !== 'GET') return response;
    await response.body?.cancel();
    at = nextAddress(target, at);
  }
  throw new UserError('remote', `${address.host} leads in circles`);
}

/** Wherever else a service leads, it is not to this machine, to a file, or out of the encryption. */
function nextAddress(target: string, from: URL): URL {
  const next = URL.canParse(target, from.href) ? new URL(target, from) : undefined;
  if (next === undefined || !/^https?:$/.test(next.protocol))
    throw new UserError('remote', `${from.host} leads to no address of a service`);
  if (from.protocol === 'https:' && next.protocol !== 'https:')
    throw new UserError('remote', `${from.host} leads to an address without encryption`);
  if (isLocal(next) && !isLocal(from)) throw new UserError('remote', `${from.host} leads to this machine`);
  return next;
}

/** Names and addresses of this machine, and those that only what runs it answers at (RFC 3927, RFC 4291). */
export function isLocal({ hostname }: URL): boolean {
  return /^(?:.*\.)?localhost\.?$|^(?:0|127|169\.254)(?:\.\d+)+$|^\[(?:::|::1|::ffff:.*|fe[89ab].*)\]$/.test(hostname);
}

/** A download may take longer than its answer may take to begin. */
async function send(
  address: URL,
  method: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: unknown },
): Promise<Response> {
  const content =
    body === undefined
      ? { headers }
      : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), longestSilence);
  try {
    return await fetch(address, { method, redirect: 'manual', ...content, signal: silence.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined where the network failed and another try may help. */
async function attempt(work: () => Promise<Response>, tries: number): Promise<Response | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (tries < mostTries) return undefined;
    const code = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name;
    throw new UserError('remote', `the service cannot be reached (${code})`, {
      hint: 'run it again: it goes on where it stopped',
    });
  }
}

/** Without `tries` only a service that says that it did nothing is asked again. */
function pauseOf(response: Response, tries: number | undefined): number | undefined {
  const asked = waitOf(response.status, response.headers, Date.now());
  if (asked !== undefined || tries === undefined) return asked;
  return [500, 502, 503, 504].includes(response.status) ? backOff(tries) : undefined;
}

function backOff(tries: number): number {
  return 250 * 2 ** (tries - 1);
}

function tooBusy({ host }: URL): UserError {
  return new UserError('remote', `${host} does not answer, or wants a longer pause than 15 minutes`, {
    hint: 'run it again later: it goes on where it stopped',
  });
}

/** What an answer of no success means; its body is not shown, as it may quote what was sent. */
export function refusal({ status }: { readonly status: number }, { host, pathname }: URL): UserError {
  const where = `${host}${pathname}`;
  if (status === 401) return new UserError('remote', `${host} does not accept the token`);
  if (status === 403) return new UserError('remote', `the token may not read ${where}`);
  if (status === 404) return new UserError('remote', `there is no ${where}, or the token may not see it`);
  return new UserError('remote', `${where} answers ${status}`);
}
