/** The loader that rewritten JavaScript and TypeScript read secrets with: one small file, no value in any error, cached for a while. */
import type { LanguageReader } from '../remediation-types.ts';

/** A service that keeps values by name, as its client for JavaScript asks it. */
interface Service {
  readonly title: string;
  readonly library: string;
  readonly client: string;
  readonly command: string;
  /** Statement that makes `text` of `client` and `name`. */
  readonly ask: string;
}

export const javascriptReader = readerOf({
  title: 'AWS Secrets Manager',
  library: '@aws-sdk/client-secrets-manager',
  client: 'SecretsManagerClient',
  command: 'GetSecretValueCommand',
  ask: 'const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: name }));',
});

export const javascriptParameterReader = readerOf({
  title: 'AWS Systems Manager Parameter Store',
  library: '@aws-sdk/client-ssm',
  client: 'SSMClient',
  command: 'GetParameterCommand',
  ask: 'const { Parameter: { Value: text } = {} } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));',
});

function readerOf(service: Service): LanguageReader {
  return {
    dependency: { ecosystem: 'npm', name: service.library, version: '^3.1162.0' },
    loader(kind) {
      const make = loaders[kind];
      if (make === undefined) throw new RangeError(`no loader of the kind ${kind}`);
      return make(service);
    },
  };
}

const loaders: Readonly<Record<string, (service: Service) => string>> = {
  esm: (service) => asyncLoader(service, false),
  'esm-ts': (service) => asyncLoader(service, true),
  'cjs-sync': (service) => syncLoader(service, false),
  'sync-ts': (service) => syncLoader(service, true),
};

function headOf({ title }: Service): string {
  return `Loads secrets from ${title}; written by unleak. A value is kept for five minutes, so a rotated one is seen soon.`;
}

function asyncLoader(service: Service, typed: boolean): string {
  const { library, client, command, ask } = service;
  const as = (type: string): string => (typed ? `: ${type}` : '');
  const string = as('string');
  return `/** ${headOf(service)} */
import { ${command}, ${client} } from '${library}';

const lifetime = 300_000;
const cache = new Map${typed ? '<string, { text: Promise<string>; until: number }>' : ''}();
let client${as(`${client} | undefined`)};

/** A secret, or one key of a JSON secret. Errors name the secret, never its value. */
export async function secret(name${string}, key${typed ? '?: string' : ''})${as('Promise<string>')} {
  const text = await load(name);
  return key === undefined ? text : pick(name, key, text);
}

function load(name${string})${as('Promise<string>')} {
  const cached = cache.get(name);
  if (cached !== undefined && cached.until > Date.now()) return cached.text;
  const text = fetchSecret(name);
  cache.set(name, { text, until: Date.now() + lifetime });
  text.catch(() => cache.delete(name));
  return text;
}

async function fetchSecret(name${string})${as('Promise<string>')} {
  const region = process.env${typed ? `['AWS_REGION']` : '.AWS_REGION'} ?? process.env${typed ? `['AWS_DEFAULT_REGION']` : '.AWS_DEFAULT_REGION'};
  try {
    client ??= new ${client}(region === undefined ? {} : { region });
    ${ask}
    if (text !== undefined) return text;
  } catch (error) {
    throw new Error(\`cannot load the secret \${name}: \${error instanceof Error ? error.name : 'unknown error'}\`);
  }
  throw new Error(\`the secret \${name} holds no text\`);
}

${pick(typed)}`;
}

function pick(typed: boolean): string {
  const as = (type: string): string => (typed ? `: ${type}` : '');
  return `function pick(name${as('string')}, key${as('string')}, text${as('string')})${as('string')} {
  let fields${as('Record<string, unknown> | null')} = null;
  try {
    fields = JSON.parse(text);
  } catch {
    // The parser's own message would quote the value.
  }
  const value = fields !== null && typeof fields === 'object' && Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error(\`the secret \${name} has no key \${key}\`);
  return String(value);
}
`;
}

/** A worker asks the service while this thread waits: for modules that cannot wait for a promise. */
function syncLoader(service: Service, typed: boolean): string {
  const { library, client, command, ask } = service;
  const as = (type: string): string => (typed ? `: ${type}` : '');
  const string = as('string');
  const imports = typed
    ? `import { createRequire } from 'node:module';
import { join } from 'node:path';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';`
    : `'use strict';
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { MessageChannel, Worker, receiveMessageOnPort } = require('node:worker_threads');`;
  return `/** ${headOf(service)} */
${imports}

const lifetime = 300_000;
const patience = 30_000;
const cache = new Map${typed ? '<string, { text: string; until: number }>' : ''}();

/** A secret, or one key of a JSON secret, without a promise. Errors name the secret, never its value. */
${typed ? 'export ' : ''}function secretSync(name${string}, key${typed ? '?: string' : ''})${string} {
  const text = load(name);
  return key === undefined ? text : pick(name, key, text);
}

function load(name${string})${string} {
  const cached = cache.get(name);
  if (cached !== undefined && cached.until > Date.now()) return cached.text;
  const text = fetchSecret(name);
  cache.set(name, { text, until: Date.now() + lifetime });
  return text;
}

function fetchSecret(name${string})${string} {
  const ready = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const sdk = findSdk();
  const worker = new Worker(work, { eval: true, workerData: { ready, port: port2, name, sdk }, transferList: [port2] });
  const outcome = Atomics.wait(ready, 0, 0, patience);
  const answer = outcome === 'timed-out' ? undefined : receiveMessageOnPort(port1)?.message;
  port1.close();
  void worker.terminate();
  if (typeof answer?.text === 'string') return answer.text;
  throw new Error(\`cannot load the secret \${name}: \${answer?.error ?? 'no answer'}\`);
}

/** Seen from the program, then from the current folder. */
function findSdk()${string} {
  for (const from of [${typed ? '' : '__filename, '}process.argv[1], join(process.cwd(), 'index.js')]) {
    try {
      if (from !== undefined) return createRequire(from).resolve('${library}');
    } catch {
      // The next one may know it.
    }
  }
  throw new Error('cannot load secrets: ${library} is not installed');
}

const work = \`
const { workerData: { ready, port, name, sdk } } = require('node:worker_threads');
const tell = (message) => { port.postMessage(message); Atomics.store(ready, 0, 1); Atomics.notify(ready, 0); };
(async () => {
  const { ${command}, ${client} } = require(sdk);
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const client = new ${client}(region === undefined ? {} : { region });
  ${ask}
  tell(text === undefined ? { error: 'it holds no text' } : { text });
})().catch((error) => tell({ error: error?.name ?? 'unknown error' }));
\`;

${pick(typed)}${typed ? '' : '\nmodule.exports = { secretSync };\n'}`;
}
