/** Resource policies: JSON of the right structure, and whether anybody may read what they protect. No full IAM evaluation. */
import { ServiceError } from './service-error.ts';

type Json = Readonly<Record<string, unknown>>;

/** The problems of a policy's structure, empty when it has none. */
export function findPolicyFaults(text: string): readonly string[] {
  const policy = parseObject(text);
  if (policy === undefined) return ['This resource policy contains invalid Json'];
  const faults = Object.keys(policy)
    .filter((key) => !['Version', 'Id', 'Statement'].includes(key))
    .map((key) => `Unknown element ${JSON.stringify(key)}`);
  if (policy['Version'] !== undefined && !['2012-10-17', '2008-10-17'].includes(String(policy['Version'])))
    faults.push('Version must be 2012-10-17 or 2008-10-17');
  const statements = statementsOf(policy);
  if (statements.length === 0) faults.push('Statement is missing');
  return [...faults, ...statements.flatMap(findStatementFaults)];
}

/** Throws MalformedPolicyDocumentException. */
export function checkPolicy(text: string): void {
  const [fault] = findPolicyFaults(text);
  if (fault !== undefined) throw new ServiceError('MalformedPolicyDocumentException', fault);
}

/** Whether a statement allows any principal without a condition. */
export function isPublic(text: string): boolean {
  return statementsOf(parseObject(text) ?? {}).some((statement) => {
    if (!isObject(statement) || statement['Effect'] !== 'Allow' || statement['Condition'] !== undefined) return false;
    const { Principal: principal, NotPrincipal: others } = statement;
    return others !== undefined || principal === '*' || (isObject(principal) && values(principal['AWS']).includes('*'));
  });
}

function findStatementFaults(statement: unknown): readonly string[] {
  if (!isObject(statement)) return ['A statement must be an object'];
  const faults: string[] = [];
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') faults.push('Effect must be Allow or Deny');
  for (const element of ['Principal', 'Action', 'Resource']) {
    const given = [element, `Not${element}`].filter((name) => statement[name] !== undefined);
    if (given.length !== 1) faults.push(`A statement needs ${element} or Not${element}`);
  }
  const actions = values(statement['Action'] ?? statement['NotAction']);
  if (!actions.every((action) => action === '*' || (typeof action === 'string' && /^[\w-]+:[\w*?]+$/.test(action))))
    faults.push('An action must be a service and a name');
  return faults;
}

function statementsOf(policy: Json): readonly unknown[] {
  return values(policy['Statement']);
}

/** One or many: policies may leave out the brackets. */
function values(given: unknown): readonly unknown[] {
  if (given === undefined) return [];
  return Array.isArray(given) ? given : [given];
}

function parseObject(text: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
