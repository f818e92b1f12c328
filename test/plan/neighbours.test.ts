/** What stands beside a password: taken where names and values are plain, and left in every doubt. */
import { describe, expect, it } from 'vitest';
import { engineOf, findNeighbours } from '../../src/plan/neighbours.ts';

/** `§` marks the line of the password. */
const find = (path: string, text: string) => {
  const lines = text.split('\n');
  return findNeighbours({ path, lines, at: lines.findIndex((line) => line.includes('§')) });
};

describe('beside a password', () => {
  it.each([
    [
      'constants',
      'db.py',
      'DB_USER = "app"\nDB_PASSWORD = "§"\nDB_HOST = "db.acme.io"\nDB_PORT = 5432\nDB_NAME = "orders"',
    ],
    [
      'typed constants',
      'db.ts',
      "const dbUser: string = 'app';\nconst dbPassword = '§';\nconst dbHost = 'db.acme.io';\nconst dbPort = 5432, dbName = 'orders';",
    ],
    [
      'an object',
      'db.js',
      "  user: 'app',\n  password: '§',\n  host: 'db.acme.io',\n  port: 5432,\n  database: 'orders',",
    ],
    [
      'an object on one line',
      'db.js',
      "connect({ user: 'app', password: '§', host: 'db.acme.io', port: 5432, database: 'orders' })",
    ],
    [
      'a dictionary',
      'settings.py',
      '"NAME": "orders",\n"USER": "app",\n"PASSWORD": "§",\n"HOST": "db.acme.io",\n"PORT": "5432",',
    ],
    ['.env', '.env', 'PGUSER=app\nPGPASSWORD=§\nPGHOST=db.acme.io\nPGPORT=5432\nPGDATABASE=orders'],
    ['YAML', 'db.yaml', '  username: app\n  password: §\n  hostname: db.acme.io\n  port: 5432\n  database: orders'],
    ['properties', 'app.properties', 'db.user=app\ndb.password=§\ndb.host=db.acme.io\ndb.port=5432\ndb.name=orders'],
  ])('%s', (_, path, text) => {
    expect(find(path, text)).toEqual({ username: 'app', host: 'db.acme.io', port: '5432', dbname: 'orders' });
  });

  it.each([
    ['names of another kind', 'a.py', 'MAIL_USER = "app"\nDB_PASSWORD = "§"\nMAIL_HOST = "db.acme.io"'],
    ['no host', 'a.py', 'DB_USER = "app"\nDB_PASSWORD = "§"'],
    ['no literal', 'a.js', "const user = name;\nconst password = '§';\nconst host = hostOf(name);"],
    ['variables of code without quotes', 'a.js', "user: app,\npassword: '§',\nhost: db,"],
    ['references', '.env', 'DB_USER=$USER\nDB_PASSWORD=§\nDB_HOST=${HOST}'],
    ['two of a kind', 'a.py', 'DB_USER = "a"\nDB_USERNAME = "b"\nDB_PASSWORD = "§"\nDB_HOST = "db"'],
    ['another paragraph', 'a.py', 'DB_USER = "app"\n\nDB_PASSWORD = "§"\n\nDB_HOST = "db.acme.io"'],
    [
      'two passwords in a line',
      'a.js',
      "{ user: 'a', password: '§', host: 'h' }, { user: 'b', password: '§', host: 'i' }",
    ],
    ['no password', 'a.py', 'DB_USER = "app"\nDB_TOKEN = "§"\nDB_HOST = "db.acme.io"'],
  ])('%s: nothing', (_, path, text) => {
    expect(find(path, text)).toEqual({});
  });
});

it.each([
  [{ engine: 'django.db.backends.postgresql' }, 'PASSWORD', 'postgres'],
  [{ engine: 'mysql2' }, 'password', 'mysql'],
  [{ port: '1433' }, 'password', 'sqlserver'],
  [{ port: '3306' }, 'PGPASSWORD', 'postgres'],
  [{ port: '8080' }, 'password', undefined],
])('%j, %s: the engine is %s', (beside, name, engine) => {
  expect(engineOf(beside, name)).toBe(engine);
});
