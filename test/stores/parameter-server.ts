/** Parameter Store for tests: the calls that unleak and its loaders make, refused as AWS refuses them; nothing beyond. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface StoredParameter {
  readonly value: string;
  readonly type: string;
  readonly version: number;
  readonly tags: readonly Tag[];
  readonly key: string | undefined;
}

/** What happens to the next call of that name; `lost` acts, and drops the answer. */
export interface ParameterFault {
  readonly operation: string;
  readonly kind: 'drop' | 'lost' | (string & {});
}

export interface ParameterServer {
  readonly url: string;
  readonly parameters: Map<string, StoredParameter>;
  readonly calls: string[];
  readonly faults: ParameterFault[];
}

type Input = Readonly<Record<string, unknown>>;

class Refusal extends Error {}

/** Stops when the test file ends. */
export async function openParameterServer(): Promise<ParameterServer> {
  const state: Omit<ParameterServer, 'url'> = { parameters: new Map(), calls: [], faults: [] };
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const name = /^AmazonSSM\.(\w+)$/.exec(String(request.headers['x-amz-target']))?.[1] ?? '';
      state.calls.push(name);
      const at = state.faults.findIndex(({ operation }) => operation === name);
      const [fault] = at < 0 ? [] : state.faults.splice(at, 1);
      if (fault?.kind === 'drop') return request.socket.destroy();
      const refused = fault === undefined || fault.kind === 'lost' ? undefined : fault.kind;
      const [status, answer] = act(state, { request, name, body, refused });
      if (fault?.kind === 'lost') return request.socket.destroy();
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
      return response.writeHead(status, headers).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return { ...state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly name: string;
  readonly body: string;
  readonly refused: string | undefined;
}

function act(
  { parameters }: Pick<ParameterServer, 'parameters'>,
  { request, name, body, refused }: Asked,
): [number, object] {
  try {
    if (request.headers['content-type'] !== 'application/x-amz-json-1.1')
      throw new Refusal('UnknownOperationException');
    const scope = /Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/ssm\/aws4_request/;
    if (!scope.test(String(request.headers.authorization))) throw new Refusal('InvalidSignatureException');
    if (refused !== undefined) throw new Refusal(refused);
    const run = operations[name];
    if (run === undefined) throw new Refusal('UnknownOperationException');
    return [200, run(JSON.parse(body) as Input, parameters)];
  } catch (error) {
    if (error instanceof Refusal) return [400, { __type: error.message, message: error.message }];
    throw error;
  }
}

const operations: Readonly<Record<string, (input: Input, parameters: Map<string, StoredParameter>) => object>> = {
  PutParameter(input, parameters) {
    only(input, ['Name', 'Value', 'Type', 'Tier', 'Overwrite', 'Description', 'Tags', 'KeyId']);
    const { Name: name, Value: value, Type: type, Overwrite: overwrite, KeyId: key } = input;
    if (typeof name !== 'string' || !isName(name)) throw new Refusal('ValidationException');
    if (typeof value !== 'string' || value === '' || /\{\{/.test(value)) throw new Refusal('ValidationException');
    // The limit of the standard tier, in characters.
    if (input['Tier'] !== 'Standard' || value.length > 4096) throw new Refusal('ValidationException');
    if (String(input['Description'] ?? '').length > 1024) throw new Refusal('ValidationException');
    const tags = checkTags(input['Tags']);
    const old = parameters.get(name);
    if (old !== undefined && overwrite !== true) throw new Refusal('ParameterAlreadyExists');
    if (overwrite === true && tags.length > 0) throw new Refusal('ValidationException');
    if (old === undefined && !['String', 'SecureString'].includes(String(type)))
      throw new Refusal('ValidationException');
    if (key !== undefined && type !== 'SecureString') throw new Refusal('ValidationException');
    if (key !== undefined && !String(key).startsWith('arn:aws:kms:')) throw new Refusal('InvalidKeyId');
    const version = (old?.version ?? 0) + 1;
    const kept = {
      type: String(type ?? old?.type),
      tags: old?.tags ?? tags,
      key: key === undefined ? undefined : String(key),
    };
    parameters.set(name, { value, version, ...kept });
    return { Version: version, Tier: 'Standard' };
  },
  GetParameter(input, parameters) {
    only(input, ['Name', 'WithDecryption']);
    const found = find(input, parameters, 'Name');
    const closed = found.type === 'SecureString' && input['WithDecryption'] !== true;
    const Value = closed ? Buffer.from(`encrypted ${found.value.length}`).toString('base64') : found.value;
    return { Parameter: { Name: input['Name'], Type: found.type, Value, Version: found.version } };
  },
  DeleteParameter(input, parameters) {
    only(input, ['Name']);
    find(input, parameters, 'Name');
    parameters.delete(String(input['Name']));
    return {};
  },
  ListTagsForResource(input, parameters) {
    only(input, ['ResourceType', 'ResourceId']);
    if (input['ResourceType'] !== 'Parameter') throw new Refusal('InvalidResourceType');
    if (!parameters.has(String(input['ResourceId']))) throw new Refusal('InvalidResourceId');
    return { TagList: parameters.get(String(input['ResourceId']))?.tags };
  },
};

/** docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
function isName(name: string): boolean {
  const parts = name.split('/').filter(Boolean);
  if (name.length > 900 || parts.length > 15 || name.endsWith('/') || name.includes('//')) return false;
  if (parts.length > 1 && !name.startsWith('/')) return false;
  return /^[\w./-]+$/.test(name) && !/^\/?(?:aws|ssm)/i.test(name);
}

function checkTags(given: unknown): readonly Tag[] {
  const tags = (given ?? []) as readonly Tag[];
  const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  const isGood = ({ Key, Value }: Tag): boolean =>
    Key !== '' && Key.length <= 128 && Value.length <= 256 && allowed.test(Key + Value) && !/^aws:/i.test(Key);
  if (tags.length > 50 || !tags.every(isGood)) throw new Refusal('ValidationException');
  return tags;
}

function find(input: Input, parameters: ReadonlyMap<string, StoredParameter>, member: string): StoredParameter {
  const found = parameters.get(String(input[member]));
  if (found === undefined) throw new Refusal('ParameterNotFound');
  return found;
}

function only(input: Input, members: readonly string[]): void {
  if (Object.keys(input).some((member) => !members.includes(member))) throw new Refusal('SerializationException');
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += String(piece);
  return body;
}
