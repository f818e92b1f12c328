/** User, host, port and database that are assigned beside a password, under names of the same kind: only what is plain to see. */

/** What the words beside a password are called in a secret. */
export type Role = 'username' | 'host' | 'port' | 'dbname' | 'engine';

const roles: readonly (readonly [role: Role | 'password', name: RegExp, value: RegExp])[] = [
  ['password', /^(.*?)_?(?:password|passwd|passphrase|pass|pwd)$/, /^/],
  ['username', /^(.*?)_?(?:user_?name|user|login)$/, /^[\w.@+-]{1,64}$/],
  ['host', /^(.*?)_?(?:host_?name|host|server|endpoint|address)$/, /^[A-Za-z0-9][\w.-]{0,252}$/],
  ['port', /^(.*?)_?port$/, /^\d{2,5}$/],
  ['engine', /^(.*?)_?(?:engine|dialect|driver|client|adapter)$/, /^[\w.+-]{2,60}$/],
  ['dbname', /^(.*?)_?(?:database|dbname|db|name)$/, /^[\w-]{1,64}$/],
];

/** A name and a literal: in quotes, or as configuration without code writes it. */
const quoted =
  /(?:^|[\s{(,;.[$'"`])([A-Za-z_][\w-]{0,60})["'`]?\]?\s{0,8}(?::\s{0,4}[A-Za-z]\w{0,20}\s{0,4}=|=>|:=|[:=])\s{0,8}(?:["'`]([^"'`\n]{0,253})["'`]|(\d{2,5})(?=\s*(?:[,;})#]|$)))/g;
const bare = /^\s*(?:export\s+)?([A-Za-z_][\w.-]{0,60})\s{0,8}[:=]\s{0,8}([^\s"'`]{1,253})\s*(?:#.*)?$/g;
const withoutCode = /(?:^|[./])(?:env|ya?ml|ini|properties|conf|cfg)(?:\.[\w-]+)?$/i;

/** How far from the password's line the others may stand; an empty line ends it. */
const reach = 6;

interface Named {
  readonly role: Role | 'password';
  readonly prefix: string;
  readonly value: string;
}

export interface Asked {
  readonly path: string;
  readonly lines: readonly string[];
  /** Index of the line that the password is assigned in. */
  readonly at: number;
}

/** By role; nothing unless a user and a host are among them, and each is said once. */
export function findNeighbours({ path, lines, at }: Asked): Readonly<Partial<Record<Role, string>>> {
  const own = namedIn(lines[at] ?? '', path).filter(({ role }) => role === 'password');
  const [password] = own;
  if (password === undefined || own.length > 1) return {};
  const found: Partial<Record<Role | 'password', string>> = {};
  for (const line of paragraph(lines, at)) {
    for (const { role, prefix, value } of namedIn(line, path)) {
      if (prefix !== password.prefix) continue;
      if (found[role] !== undefined) return {};
      found[role] = value;
    }
  }
  const { password: _, ...rest } = found;
  return rest.username === undefined || rest.host === undefined ? {} : rest;
}

function paragraph(lines: readonly string[], at: number): readonly string[] {
  let [from, to] = [at, at + 1];
  while (from > 0 && at - from < reach && lines[from - 1]?.trim() !== '') from -= 1;
  while (to < lines.length && to - at <= reach && lines[to]?.trim() !== '') to += 1;
  return lines.slice(from, to);
}

function namedIn(line: string, path: string): readonly Named[] {
  const text = line.slice(0, 1000);
  const bareOnes = withoutCode.test(path) ? [...text.matchAll(bare)] : [];
  const found = bareOnes.length > 0 ? bareOnes : [...text.matchAll(quoted)];
  return found.flatMap(([, name = '', first, second]) => {
    const value = first ?? second ?? '';
    const words = name
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replaceAll(/[.-]/g, '_');
    for (const [role, pattern, allowed] of roles) {
      const prefix = pattern.exec(words)?.[1];
      if (prefix !== undefined) return allowed.test(value) ? [{ role, prefix, value }] : [];
    }
    return [];
  });
}

const engines: readonly (readonly [engine: string, name: RegExp, port: string])[] = [
  ['postgres', /postgres|^pg|psycopg/i, '5432'],
  ['mysql', /mysql|maria/i, '3306'],
  ['sqlserver', /mssql|sqlserver|tedious/i, '1433'],
  ['oracle', /oracle/i, '1521'],
  ['mongo', /mongo/i, '27017'],
];

/** As the rotation functions of AWS know it, by what the source says of it or by its usual port; undefined where neither tells. */
export function engineOf(
  { engine = '', port = '' }: Readonly<Partial<Record<Role, string>>>,
  name: string,
): string | undefined {
  const said = engines.find(([, pattern]) => pattern.test(engine) || pattern.test(name));
  return (said ?? engines.find(([, , usual]) => usual === port))?.[0];
}
