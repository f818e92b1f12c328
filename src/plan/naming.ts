/** Names for secrets, keys and variables: stable, valid everywhere, and never made of the value. */
import type { Secret } from '../secret.ts';
import type { Finding } from '../types.ts';
import type { Role } from './neighbours.ts';

/** What stands before a value in its line, to name it by. */
export interface Surroundings {
  readonly path: string;
  /** The line up to the value. */
  readonly before: string;
  /** What is assigned beside a password, by role. */
  readonly beside?: Readonly<Partial<Record<Role, string>>>;
}

/** First words of rule ids that name a kind of value, not a vendor. */
const kinds = new Set([
  'generic',
  'private',
  'url',
  'jwt',
  'http',
  'connection',
  'sql',
  'jdbc',
  'password',
  'pgp',
  'ssh',
]);

/** Vendor from the rule's id; undefined for rules of no vendor. */
export function vendorOf({ rule }: Pick<Finding, 'rule'>): string | undefined {
  const [first = ''] = rule.split('-');
  return kinds.has(first) || first === '' ? undefined : toKebab(first);
}

/** What of the vendor's it is: `secret_key` of `stripe-secret-key`. */
export function kindOf(finding: Pick<Finding, 'rule'>): string {
  const rest = vendorOf(finding) === undefined ? finding.rule : finding.rule.split('-').slice(1).join('-');
  return toSnake(rest) || 'key';
}

const environments: readonly (readonly [name: string, test: RegExp])[] = [
  ['prod', /(?:^|[/._-])(?:prod|production|live)(?:$|[/._-])/i],
  ['staging', /(?:^|[/._-])(?:stag|staging|stage|preprod|uat)(?:$|[/._-])/i],
  ['test', /(?:^|[/._-])(?:test|tests|testing|spec|ci|__tests__|fixtures)(?:$|[/._-])/i],
  ['dev', /(?:^|[/._-])(?:dev|devel|development|local|sandbox)(?:$|[/._-])/i],
];

/** `prod`, unless the paths say otherwise; `shared` where they say different things. A later part of a path says more. */
export function environmentOf(paths: readonly string[]): string {
  const named = new Set(paths.map((path) => environments.find(([, test]) => test.test(path))?.[0] ?? 'prod'));
  const [only = 'prod'] = named;
  return named.size > 1 ? 'shared' : only;
}

/** The part of the repository that a file belongs to: `api` of `services/api/src/x.ts`; undefined where it has no parts. */
export function componentOf(path: string): string | undefined {
  return /^(?:packages|services|apps|modules|functions|lambdas)\/([^/]+)\//.exec(path)?.[1];
}

/** The name that the value is given in the source, as written; undefined where there is none or it says nothing. */
export function assignedName({ before }: Surroundings, values: readonly Secret[]): string | undefined {
  const line = before.slice(-300).replace(/["'`]?[a-z][\w+.-]{1,20}:\/\/[^\s"'`]*$/i, '');
  const name =
    /([A-Za-z_][\w-]{1,60})["'`\]]{0,2}\s{0,8}(?::\s{0,4}[A-Za-z][\w.<>[\]]{0,20}\s{0,4}=|:=|=>|=|:)\s{0,8}[\w.([{]{0,24}["'`]{0,3}$/.exec(
      line,
    )?.[1] ??
    fallback
      .exec(before.slice(-300))
      ?.slice(1)
      .find((each) => each !== undefined);
  return name === undefined || tooPlain.test(name) || !revealsNothing(name, values) ? undefined : name;
}

/** Whether the value goes into the program's own environment: what was there before must not win over what it is set to. */
export function setsVariable({ before }: Surroundings): boolean {
  return /\benv(?:iron)?(?:\.|\[["'`])\w{1,60}["'`\]]{0,2}\s{0,8}=\s{0,8}["'`]{0,3}$/.test(before.slice(-300));
}

/** `process.env.NAME || 'value'`, `os.environ.get("NAME", "value")`: the variable that the value stands in for. */
const fallback =
  /\bprocess\.env\.([A-Z]\w{1,60})\s{0,4}(?:\|\||\?\?)\s{0,4}["'`]$|\b(?:environ\.get|getenv|config|env(?:\.str)?)\(\s{0,4}["']([A-Z]\w{1,60})["']\s{0,4},\s{0,4}(?:default\s?=\s?)?["']{1,3}$/;

const tooPlain =
  /^(?:key|token|secret|password|pass|pwd|value|url|uri|dsn|data|x|id|auth|apikey|default|const|let|var|self|this|str|string|bytes)$/i;

/** No six characters in a row of any value. */
export function revealsNothing(name: string, values: readonly Secret[]): boolean {
  const letters = squash(name);
  return values.every((secret) => {
    const value = squash(secret.reveal());
    for (let at = 0; at + 6 <= letters.length; at++) if (value.includes(letters.slice(at, at + 6))) return false;
    return value.length < 3 || value.length > 5 || !letters.includes(value);
  });
}

function squash(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Lower-case words joined by underscores; '' where nothing is left. */
export function toSnake(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
}

export function toKebab(text: string): string {
  return toSnake(text).replaceAll('_', '-');
}

/** Upper snake case, valid in every shell; never a variable that programs already go by. */
export function toVariable(...words: readonly string[]): string {
  const name = toSnake(words.join('_')).toUpperCase();
  return /^[A-Z]/.test(name) && !reserved.test(name) ? name : `APP_${name}`;
}

const reserved =
  /^(?:AWS_.*|PATH|HOME|USER|PWD|SHELL|LANG|LC_.*|NODE_.*|PYTHON.*|LD_.*|DYLD_.*|GIT_.*|UNLEAK_.*|PORT|HOST|TERM|TMPDIR)$/;

/**
 * `/env/service/key` below the prefix, of 1 to 256 of the characters that Secrets Manager takes; never with an end that looks like
 * the random one of an ARN (a hyphen and six characters).
 */
export function secretName(prefix: string, parts: readonly string[]): string {
  const clean = [prefix, ...parts].map((part) => part.replace(/[^A-Za-z0-9/_+=.@-]/g, '-').replace(/^\/+|\/+$/g, ''));
  let name = `/${clean.filter((part) => part !== '').join('/')}`.slice(0, 240);
  while (/-.{6}$/.test(name)) name += '_v1';
  return name;
}

/** Hands out each name once, whatever the case; the second time with a number. */
export function createNamer(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    let free = name;
    for (let count = 2; taken.has(free.toLowerCase()) || /-.{6}$/.test(free); count++) free = `${name}_${count}`;
    taken.add(free.toLowerCase());
    return free;
  };
}
