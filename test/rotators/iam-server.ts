/** IAM and STS as far as access keys go: the query protocol on loopback, with signatures that are really checked, and the service's limits and refusals. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { expandTemplate } from '../../src/catalogue/template.ts';

export interface StoredKey {
  readonly user: string;
  readonly id: string;
  readonly secret: string;
  active: boolean;
  created: Date;
  used?: Date;
}

export interface IamServer {
  readonly url: string;
  readonly keys: StoredKey[];
  /** Every call that was let in, in order. */
  readonly calls: string[];
  /** Actions that are denied, or whose answer is lost once it has been done. */
  readonly denied: Set<string>;
  readonly lost: Set<string>;
  /** How many calls a new key is unknown for, as on the real service. */
  delay: number;
}

export const account = '123456789012';

export function makeKey(user: string): StoredKey {
  const seed = randomBytes(8).toString('hex');
  const id = expandTemplate('{aws-id:AKIA}', seed);
  return { user, id, secret: expandTemplate('{b64:40}', seed), active: true, created: new Date() };
}

const closing: (() => void)[] = [];
afterAll(() => closing.splice(0).forEach((close) => close()));

export async function openIam(keys: readonly StoredKey[]): Promise<IamServer> {
  const state = { url: '', keys: keys.map((key) => ({ ...key })), calls: [], denied: new Set<string>() };
  const iam: IamServer = { ...state, lost: new Set<string>(), delay: 0 };
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { status, xml } = answer(iam, request, body);
      if (iam.lost.delete(new URLSearchParams(body).get('Action') ?? '')) return request.socket.destroy();
      return response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(
    () => server.closeAllConnections(),
    () => void server.close(),
  );
  return Object.assign(iam, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

interface Answer {
  readonly status: number;
  readonly xml: string;
}

function answer(iam: IamServer, request: IncomingMessage, body: string): Answer {
  const asked = new URLSearchParams(body);
  const action = asked.get('Action') ?? '';
  const signer = findSigner(iam, request, body);
  if (typeof signer === 'string') return refuse(403, signer);
  signer.used = new Date();
  if (iam.denied.has(action)) return refuse(403, 'AccessDenied');
  iam.calls.push(action);
  const version = action === 'GetCallerIdentity' ? '2011-06-15' : '2010-05-08';
  if (asked.get('Version') !== version || request.url !== '/') return refuse(400, 'InvalidAction');
  if (action === 'GetCallerIdentity') {
    const arn = `arn:aws:iam::${account}:user/${signer.user}`;
    return reply(action, `<Arn>${arn}</Arn><UserId>AIDA</UserId><Account>${account}</Account>`);
  }
  return act(iam, action, asked);
}

function act(iam: IamServer, action: string, asked: URLSearchParams): Answer {
  const [user, id] = [asked.get('UserName') ?? '', asked.get('AccessKeyId') ?? ''];
  const own = iam.keys.filter((key) => key.user === user);
  const key = (action === 'GetAccessKeyLastUsed' ? iam.keys : own).find((each) => each.id === id);
  if (action === 'ListAccessKeys')
    return reply(
      action,
      `<IsTruncated>false</IsTruncated><AccessKeyMetadata>${own.map(describe).join('')}</AccessKeyMetadata>`,
    );
  if (action === 'CreateAccessKey') {
    if (own.length >= 2) return refuse(409, 'LimitExceeded');
    const made = makeKey(user);
    iam.keys.push(made);
    return reply(action, `<AccessKey>${fields(made)}<SecretAccessKey>${made.secret}</SecretAccessKey></AccessKey>`);
  }
  if (key === undefined) return refuse(404, 'NoSuchEntity');
  if (action === 'UpdateAccessKey') {
    if (!/^(?:Active|Inactive)$/.test(asked.get('Status') ?? '')) return refuse(400, 'ValidationError');
    key.active = asked.get('Status') === 'Active';
    return reply(action, '');
  }
  if (action === 'DeleteAccessKey') {
    iam.keys.splice(iam.keys.indexOf(key), 1);
    return reply(action, '');
  }
  if (action !== 'GetAccessKeyLastUsed') return refuse(400, 'InvalidAction');
  const used = key.used === undefined ? '' : `<LastUsedDate>${key.used.toISOString()}</LastUsedDate>`;
  const where = key.used === undefined ? 'N/A' : 's3';
  const last = `<AccessKeyLastUsed>${used}<ServiceName>${where}</ServiceName><Region>${where}</Region></AccessKeyLastUsed>`;
  return reply(action, `<UserName>${key.user}</UserName>${last}`);
}

function fields({ user, id, active, created }: StoredKey): string {
  const status = active ? 'Active' : 'Inactive';
  return `<UserName>${user}</UserName><AccessKeyId>${id}</AccessKeyId><Status>${status}</Status><CreateDate>${created.toISOString()}</CreateDate>`;
}

function describe(key: StoredKey): string {
  return `<member>${fields(key)}</member>`;
}

function reply(action: string, result: string): Answer {
  return { status: 200, xml: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>` };
}

function refuse(status: number, code: string): Answer {
  return {
    status,
    xml: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>refused</Message></Error></ErrorResponse>`,
  };
}

/** The key whose signature the request has (Signature Version 4), or the code of the refusal. */
function findSigner(iam: IamServer, request: IncomingMessage, body: string): StoredKey | string {
  const { authorization = '' } = request.headers;
  const [, id, date = '', region = '', service = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/(iam|sts)\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w+)$/.exec(
      authorization,
    ) ?? [];
  const key = iam.keys.find((each) => each.id === id);
  if (key === undefined || !key.active) return 'InvalidClientTokenId';
  if (iam.keys.indexOf(key) > 1 && iam.delay-- > 0) return 'InvalidClientTokenId';
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = ['POST', '/', '', headers.join(''), names, sha256(body)].join('\n');
  const scope = [date, region, service, 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope.join('/'), sha256(canonical)].join('\n');
  const signing = scope.reduce<Buffer>((secret, part) => hmac(secret, part), Buffer.from(`AWS4${key.secret}`));
  return hmac(signing, text).toString('hex') === signature ? key : 'SignatureDoesNotMatch';
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
