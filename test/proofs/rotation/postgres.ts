/** A PostgreSQL of its own, from the machine's packages: a cluster in a folder, on a free port of loopback, with passwords that are really asked for. */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../fixtures/free-port.ts';

export interface Postgres {
  readonly port: number;
  readonly psql: string;
  /** Whether the server lets that password in. */
  accepts(user: string, password: string): boolean;
  /** As the server's own user. */
  run(sql: string): string;
  stop(): Promise<void>;
}

/** Names what is missing. */
export function findPrograms(): string {
  const root = '/usr/lib/postgresql';
  const versions = listFolder(root).filter((version) => listFolder(join(root, version, 'bin')).includes('initdb'));
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new Error('missing tool: PostgreSQL (apt-get install postgresql)');
  return join(root, newest, 'bin');
}

/** `folder` is empty; the server refuses to run as root, so there it runs as nobody. */
export async function startPostgres(folder: string, superPassword: string): Promise<Postgres> {
  const bin = findPrograms();
  const data = join(folder, 'data');
  const owner = process.getuid?.() === 0 ? readNobody() : {};
  mkdirSync(data, { mode: 0o700 });
  const file = join(folder, 'password');
  writeFileSync(file, superPassword);
  if (owner.uid !== undefined)
    for (const path of [folder, data, file]) chownSync(path, owner.uid, owner.gid ?? owner.uid);
  const init = ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${file}`, '-E', 'UTF8', '--no-locale'];
  execFileSync(join(bin, 'initdb'), init, { ...owner, cwd: folder, env: {}, stdio: 'pipe' });
  const port = await findFreePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off'];
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...{ ...owner, cwd: folder, env: {}, stdio: 'ignore' as const },
  });
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const psql = join(bin, 'psql');
  const ask = (user: string, password: string, sql: string): string => {
    const database = user === 'postgres' ? 'postgres' : 'orders';
    const env = { PGHOST: '127.0.0.1', PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password };
    return execFileSync(psql, ['-qAt', '-v', 'ON_ERROR_STOP=1'], { input: sql, env, encoding: 'utf8', stdio: 'pipe' });
  };
  const postgres: Postgres = {
    ...{ port, psql, run: (sql) => ask('postgres', superPassword, sql) },
    accepts: (user, password) => succeeds(() => ask(user, password, 'SELECT 1;')),
    async stop() {
      server.kill('SIGINT');
      await ended;
    },
  };
  for (let attempt = 0; attempt < 100; attempt++) {
    if (postgres.accepts('postgres', superPassword)) return postgres;
    await new Promise((done) => setTimeout(done, 100));
  }
  await postgres.stop();
  throw new Error('PostgreSQL does not start');
}

function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readNobody(): { uid?: number; gid?: number } {
  const [, , uid, gid] = /^nobody:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0].split(':') ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}
