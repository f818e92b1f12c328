/** From findings to what is stored: each credential's fields under the names that AWS rotation, or its service, goes by. */
import { Secret } from '../secret.ts';
import type { Finding } from '../types.ts';
import { kindOf } from './naming.ts';
import type { Surroundings } from './naming.ts';
import { engineOf } from './neighbours.ts';

export interface Field {
  /** The finding's part that is stored; undefined for its secret. */
  readonly part?: string;
  readonly value: Secret;
}

export interface Credential {
  readonly finding: Finding;
  /** By key. A credential of several fields is a secret of its own: it rotates as one. */
  readonly fields: Readonly<Record<string, Field>>;
  /** The key under which the finding's secret itself is stored. */
  readonly main: string;
  /** What is not in the finding: `engine`. */
  readonly constants: Readonly<Record<string, string>>;
  /** Keys of a fixed shape, or of a service that rotates by itself, never share a secret with others. */
  readonly alone: boolean;
}

/** Names of engines as the rotation functions of AWS know them, by the first word of the rule. */
const engines: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  mysql: 'mysql',
  mongodb: 'mongo',
  mssql: 'sqlserver',
  oracle: 'oracle',
  redis: 'redis',
};

/** Keys of the secret that rotation of databases reads: docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html */
const databaseKeys: Readonly<Record<string, string>> = {
  user: 'username',
  host: 'host',
  server: 'host',
  port: 'port',
  database: 'dbname',
};

/** Vendors whose credentials AWS, or this tool, rotates in a shape of their own. */
const partners = new Set(
  'aws mongodb confluent databricks snowflake salesforce jenkins paddle netskope cisco bigid gitlab datadog'.split(' '),
);

/** Parts that are issued together with the secret, or are one themselves, by vendor. What stays the same, like a host or a user, stays in the source. */
const issuedParts: Readonly<Record<string, readonly string[]>> = {
  aws: ['id', 'session'],
  alibaba: ['id'],
  digitalocean: ['id'],
  razorpay: ['keySecret'],
  salesforce: ['consumerSecret'],
};

/** Whether source that kept this part would not work with the next value. */
export function isIssued({ rule }: Finding, part: string): boolean {
  return issuedParts[rule.split('-')[0] ?? '']?.includes(part) === true;
}

export function toCredential(finding: Finding): Credential {
  const [vendor = ''] = finding.rule.split('-');
  const engine = engines[vendor] ?? engineOfUrl(finding);
  if (engine !== undefined || isUrl(finding)) return toDatabase(finding, engine);
  const main = kindOf(finding);
  const fields: Record<string, Field> = { [main]: { value: finding.secret } };
  for (const [part, value] of Object.entries(finding.parts)) if (part !== main) fields[part] = { part, value };
  return { finding, fields, main, constants: {}, alone: Object.keys(fields).length > 1 || partners.has(vendor) };
}

function toDatabase(finding: Finding, engine: string | undefined): Credential {
  const fields: Record<string, Field> = {};
  for (const [part, value] of Object.entries(finding.parts)) {
    const key = databaseKeys[part];
    if (key !== undefined && value.length > 0) fields[key] = { part, value: isUrl(finding) ? unquote(value) : value };
  }
  fields['password'] = { value: isUrl(finding) ? unquote(finding.secret) : finding.secret };
  return { finding, fields, main: 'password', constants: engine === undefined ? {} : { engine }, alone: true };
}

/** A password whose user and host are assigned beside it is a credential with them, wherever it stands: all places must agree. */
export function joinNeighbours(credential: Credential, places: readonly Surroundings[]): Credential {
  const { finding } = credential;
  const told = places.flatMap(({ beside = {} }) => (beside.host === undefined ? [] : [beside]));
  const [first] = told;
  if (first === undefined || !/password/.test(finding.rule) || Object.keys(credential.fields).length > 1)
    return credential;
  if (told.some((each) => JSON.stringify(each) !== JSON.stringify(first))) return credential;
  const { engine: _, ...parts } = first;
  const fields: Record<string, Field> = {};
  for (const [part, value] of Object.entries(parts)) fields[part] = { part, value: new Secret(value) };
  fields['password'] = { value: finding.secret };
  const engine = engineOf(first, /[A-Za-z_]\w*(?=\W*$)/.exec(places[0]?.before ?? '')?.[0] ?? '');
  return { finding, fields, main: 'password', constants: engine === undefined ? {} : { engine }, alone: true };
}

function isUrl({ rule }: Finding): boolean {
  return rule === 'url-password' || rule.endsWith('-url-password');
}

/** `connection-string-password` names a server of Microsoft's. */
function engineOfUrl({ rule, parts }: Finding): string | undefined {
  return rule === 'connection-string-password' && parts['server'] !== undefined ? 'sqlserver' : undefined;
}

/** URLs hold their parts percent-encoded; what is stored is the part itself. */
function unquote(value: Secret): Secret {
  try {
    return new Secret(decodeURIComponent(value.reveal()));
  } catch {
    return value;
  }
}
