/** From credentials to secrets: one a value, keys of one service and environment together where nobody else reads or rotates them. */
import { UserError } from '../errors.ts';
import type { Keeping, PlannedSecret, SecretRef, SecretValues } from '../remediation-types.ts';
import type { Secret } from '../secret.ts';
import type { Finding } from '../types.ts';
import { joinNeighbours, toCredential } from './credentials.ts';
import type { Credential } from './credentials.ts';
import { isOfVariable } from './environment-names.ts';
import {
  assignedName,
  componentOf,
  createNamer,
  environmentOf,
  revealsNothing,
  secretName,
  setsVariable,
  toKebab,
  toSnake,
  toVariable,
  vendorOf,
} from './naming.ts';
import type { Surroundings } from './naming.ts';

export interface GroupInput {
  readonly findings: readonly Finding[];
  /** Ids of those that the program does not read any more: they share no secret with those that it does. */
  readonly past?: ReadonlySet<string>;
  /** Name of the repository, for what belongs to no vendor. */
  readonly project: string;
  readonly prefix: string;
  readonly keeping: Pick<Keeping, 'largest' | 'shares' | 'names'>;
  /** What stands before the value at each of a finding's places, in their order. */
  surroundings(finding: Finding): readonly Surroundings[];
  /** Variables of the environment that the program's code uses. */
  readonly environmentNames?: ReadonlySet<string>;
}

export interface Grouped {
  readonly secrets: readonly PlannedSecret[];
  /** What each secret is to hold, by its name. In memory alone. */
  readonly values: ReadonlyMap<string, SecretValues>;
  /** By the finding's id: where its value is kept, and where its parts are. */
  readonly refs: ReadonlyMap<string, FindingRefs>;
}

export interface FindingRefs {
  readonly ref: SecretRef;
  readonly value: Secret;
  /** Variables that it may go by elsewhere. */
  readonly names: readonly string[];
  /** Set where the credential has parts that are stored with it. */
  readonly part?: string;
  readonly parts?: Readonly<Record<string, SecretRef>>;
}

interface Placed extends Credential {
  readonly environment: string;
  readonly service: string;
  readonly component: string;
  /** The name that the source gives the value. */
  readonly assigned: string | undefined;
  /** Whether that is a variable of the environment already, which the program sets or which holds something else. */
  readonly isSet: boolean;
}

/** Deterministic: findings in any order give the same names. */
export function groupSecrets(input: GroupInput): Grouped {
  const ordered = [...input.findings].sort((a, b) => (a.id < b.id ? -1 : 1));
  const values = ordered.map(({ secret }) => secret);
  const bundles = bundle(
    ordered.map((finding) => place(toCredential(finding), input, values)),
    input,
  );
  const takeName = createNamer();
  const takeVariable = createNamer();
  const stored = new Map<string, SecretValues>();
  const refs = new Map<string, FindingRefs>();
  const secrets = bundles.map((members) => {
    const { secret, fields } = shape(members, takeName, input.prefix);
    refuseUnkept(secret, fields, input.keeping);
    stored.set(secret.name, Object.fromEntries(fields.map(({ key, value }) => [key, value])));
    const variables: Record<string, string> = {};
    for (const member of members) {
      const made = refer(member, { secret, fields, takeVariable });
      refs.set(member.finding.id, made);
      for (const { key = '', env } of [made.ref, ...Object.values(made.parts ?? {})]) variables[key] = env;
    }
    return { ...secret, variables };
  });
  return { secrets, values: stored, refs };
}

function place(found: Credential, input: GroupInput, values: readonly Secret[]): Placed {
  const places = input.surroundings(found.finding);
  const credential = joinNeighbours(found, places);
  // The name of a log says nothing of the program.
  const paths = credential.finding.locations.filter(({ via }) => via !== 'log').map(({ path }) => path);
  const component = componentOf(paths[0] ?? '') ?? '';
  const assigned = places.map((each) => assignedName(each, values)).find((name) => name !== undefined);
  const own =
    [component, input.project, 'app'].find((name) => toKebab(name) !== '' && revealsNothing(name, values)) ?? 'app';
  const service = credential.constants['engine'] ?? vendorOf(credential.finding) ?? toKebab(own);
  const isSet = places.some((each) => setsVariable(each)) || isTaken(assigned, places, input);
  return { ...credential, environment: environmentOf(paths), service, component, assigned, isSet };
}

/** What the code reads from the environment may be set there to something else: it must not replace a value of the same name. */
function isTaken(name: string | undefined, places: readonly Surroundings[], { environmentNames }: GroupInput): boolean {
  const variable = toVariable(name ?? '');
  return environmentNames?.has(variable) === true && !places.some((each) => isOfVariable(each, variable));
}

/** Same service, environment and component: the same program reads them, so a policy for one is a policy for all. */
function bundle(placed: readonly Placed[], { keeping, past }: GroupInput): readonly (readonly Placed[])[] {
  const bundles = new Map<string, Placed[]>();
  for (const one of placed) {
    const { environment, service, component } = one;
    const whose = [environment, service, component, past?.has(one.finding.id) ?? false];
    const key = one.alone || !keeping.shares ? one.finding.id : JSON.stringify(whose);
    const members = bundles.get(key) ?? [];
    bundles.set(key, [...members, one]);
  }
  return [...bundles.values()].flatMap((members) => splitLarge(members, keeping.largest));
}

function splitLarge(members: readonly Placed[], largest: number): readonly (readonly Placed[])[] {
  const parts: Placed[][] = [[]];
  let size = 0;
  for (const member of members) {
    const own = sizeOf(Object.values(member.fields)) + 200;
    if (size > 0 && size + own > largest * 0.9) {
      parts.push([]);
      size = 0;
    }
    size += own;
    parts.at(-1)?.push(member);
  }
  return parts;
}

/** Bytes of JSON, without the keys. */
function sizeOf(fields: readonly { readonly value: Secret }[]): number {
  return Buffer.byteLength(JSON.stringify(fields.map(({ value }) => value.reveal())));
}

/** Before anything is stored, as a service would refuse it half-way. */
function refuseUnkept(
  { name, constants }: Shaped,
  fields: readonly StoredField[],
  { largest, names }: GroupInput['keeping'],
): void {
  if (!names.test(name))
    throw new UserError('usage', `the store takes no name like ${name}`, { hint: 'choose another --prefix' });
  const rest = JSON.stringify([constants, fields.map(({ key }) => key)]).length + fields.length * 4;
  const [first] = fields;
  if (sizeOf(fields) + (fields.length > 1 ? rest : -4) > largest)
    throw new UserError('usage', `${name} is larger than the store keeps`, {
      hint: `fix the other findings by naming them, and ${first?.finding.slice(0, 12) ?? 'this one'} with another --store or --as`,
    });
}

type Shaped = Omit<PlannedSecret, 'variables'>;

interface StoredField {
  readonly key: string;
  readonly finding: string;
  readonly part?: string;
  readonly value: Secret;
}

function shape(
  members: readonly Placed[],
  takeName: (name: string) => string,
  prefix: string,
): { secret: Shaped; fields: readonly StoredField[] } {
  const [first] = members;
  if (first === undefined) throw new Error('a secret of nothing');
  const several = members.length > 1 || Object.keys(first.fields).length > 1;
  const fields = members.length > 1 ? mergeFields(members) : ownFields(first, several);
  const last = members.length > 1 ? 'keys' : several ? credentialName(first) : keyName(first);
  const name = takeName(secretName(prefix, [first.environment, first.service, last]));
  const keys = fields.map(({ key, finding, part }) => [key, { finding, ...(part !== undefined && { part }) }] as const);
  const secret: Shaped = {
    name,
    shape: several ? 'json' : 'text',
    keys: Object.fromEntries(keys),
    constants: several ? first.constants : {},
    tags: { 'unleak:managed': 'true', environment: first.environment, service: first.service },
    description: `Moved out of the source by unleak: ${[...new Set(members.map(({ finding }) => finding.title))].join(', ')}`,
  };
  return { secret, fields };
}

function ownFields({ finding, fields }: Placed, several: boolean): readonly StoredField[] {
  return Object.entries(fields).map(([key, { part, value }]) => ({
    key: several ? key : '',
    finding: finding.id,
    ...(part !== undefined && { part }),
    value,
  }));
}

/** Each member of a batch has one field; its key is what the service calls it, or what the source does. */
function mergeFields(members: readonly Placed[]): readonly StoredField[] {
  const takeKey = createNamer();
  const common = new Set(members.map(({ main }) => main)).size < members.length;
  return members.map((member) => {
    const [field] = Object.values(member.fields);
    const key = takeKey(common ? keyName(member) : member.main);
    return { key, finding: member.finding.id, value: field?.value ?? member.finding.secret };
  });
}

function keyName({ assigned, main, finding }: Placed): string {
  const own = assigned === undefined ? '' : toSnake(assigned);
  return vendorOf(finding) === undefined && own !== '' ? own : main;
}

function credentialName({ assigned }: Placed): string {
  return toSnake((assigned ?? '').replace(/[_-]?(?:url|uri|dsn|password|pass|secret|key)$/i, '')) || 'credentials';
}

interface Referred {
  readonly secret: Shaped;
  readonly fields: readonly StoredField[];
  readonly takeVariable: (name: string) => string;
}

function refer(member: Placed, { secret, fields, takeVariable }: Referred): FindingRefs {
  const own = fields.filter(({ finding }) => finding === member.finding.id);
  const several = own.length > 1;
  const prefix = several ? credentialName(member) : '';
  const base = prefix === 'credentials' || prefix === '' ? member.service : prefix;
  const made = own.map((field) => {
    const named = member.assigned ?? `${member.service}_${member.main}`;
    const single = member.isSet ? `${named}_value` : named;
    const env = takeVariable(several ? toVariable(base, field.key) : toVariable(single));
    const key = secret.shape === 'json' ? { key: field.key } : {};
    return { field, ref: { name: secret.name, ...key, env } satisfies SecretRef };
  });
  const main = made.find(({ field }) => field.part === undefined);
  if (main === undefined) throw new Error('a finding without its own field');
  const parts = made.flatMap(({ field, ref }) => (field.part === undefined ? [] : [[field.key, ref] as const]));
  const rest = several ? { part: main.field.key, parts: Object.fromEntries(parts) } : {};
  const assigned = member.assigned === undefined ? [] : [toVariable(member.assigned)];
  return { ref: main.ref, value: main.field.value, names: [...new Set([...assigned, main.ref.env])], ...rest };
}
