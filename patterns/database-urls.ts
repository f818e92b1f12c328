/** Database connection strings in URL form that carry a password; the password is the secret, the rest are its companions. */
import type { Pattern } from '../src/types.ts';

/**
 * What follows `scheme://`. A password never begins as a template does (`$VAR`, `{x}`, `<x>`, `%s`, `[x]`, `*`); it may hold an
 * unescaped `@`, so the last one before the host counts. The host may be a template: the password is just as real then.
 */
const credentials = String.raw`://(?<user>[^\s"'${'`'}<>\\/,|:@]{0,80}):(?<secret>(?:[^\s"'${'`'}<>{}\\/,|$%*[(@]|%[0-9A-Fa-f]{2})[^\s"'${'`'}<>{}\\/,|]{2,120})@(?:(?<host>[A-Za-z0-9._-]{1,120}|\[[0-9A-Fa-f:.]{2,45}\])(?::(?<port>\d{2,5}))?(?:,[A-Za-z0-9._:-]{1,80}){0,4}(?:/(?<database>[A-Za-z0-9_.-]{1,63}))?|[$%{<])`;

const why = 'Opens the database with the rights of this user, from anywhere the server can be reached.';

export const databaseUrls = [
  {
    id: 'mongodb-url-password',
    title: 'MongoDB connection string with a password',
    severity: 'critical',
    regex: new RegExp(String.raw`\bmongodb(?:\+srv)?${credentials}`, 'i'),
    keywords: ['mongodb://', 'mongodb+srv://'],
    longest: 640,
    checks: ['password-like'],
    overlaps: ['url-password'],
    why,
    revoke: 'https://www.mongodb.com/docs/manual/reference/command/updateUser/',
    references: ['https://www.mongodb.com/docs/manual/reference/connection-string/'],
    match: [
      'MONGODB_URI="mongodb+srv://app-user:{an:16}@cluster0.{lower:5}.mongodb.net/shop?retryWrites=true&w=majority"',
      'uri: mongodb://svc:{an:10}%40{an:4}@db1.acme.io:27017,db2.acme.io:27017/?replicaSet=rs0',
      "mongoose.connect('mongodb://root:{b64url:20}@mongo:27017/orders')",
    ],
    miss: [
      'mongodb://localhost:27017/app',
      'mongodb://${MONGO_USER}:${MONGO_PASSWORD}@mongo:27017/app',
      'mongodb+srv://<username>:<password>@cluster0.mongodb.net/app',
      'mongodb://{{ .Values.mongoUser }}:{{ .Values.mongoPassword }}@mongo/app',
      'mongodb://%s:%s@%s/%s',
    ],
  },
  {
    id: 'postgres-url-password',
    title: 'PostgreSQL connection string with a password',
    severity: 'critical',
    regex: new RegExp(
      String.raw`\b(?:postgres(?:ql)?(?:\+[a-z0-9_]{2,16})?|postgis|cockroachdb|redshift(?:\+[a-z0-9_]{2,16})?|timescaledb|pgx)${credentials}`,
      'i',
    ),
    keywords: [
      'postgres://',
      'postgresql://',
      'postgresql+',
      'postgis://',
      'cockroachdb://',
      'redshift://',
      'redshift+',
      'timescaledb://',
      'pgx://',
    ],
    longest: 640,
    checks: ['password-like'],
    overlaps: ['url-password'],
    why,
    revoke: 'https://www.postgresql.org/docs/current/sql-alterrole.html',
    references: ['https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS'],
    match: [
      'DATABASE_URL=postgres://app:{an:20}@db.acme.io:5432/orders?sslmode=require',
      'create_engine("postgresql+psycopg2://svc:{an:12}!{an:3}@10.0.3.4/main")',
      '"REDSHIFT": "postgres://spot_app:{an:8}@dw.c0qs.us-east-1.redshift.amazonaws.com:5439/lake",',
    ],
    miss: [
      'postgres://localhost:5432/app',
      'postgresql://postgres@db.acme.io/orders',
      'DATABASE_URL=postgres://$PGUSER:$PGPASSWORD@db:5432/app',
      'postgresql://{db_user}:{db_password}@{db_host}/app',
      'postgresql://%(user)s:%(password)s@db/app',
    ],
  },
  {
    id: 'mysql-url-password',
    title: 'MySQL or MariaDB connection string with a password',
    severity: 'critical',
    regex: new RegExp(String.raw`\b(?:mysqlx?|mysql2|mariadb)(?:\+[a-z0-9_]{2,20})?${credentials}`, 'i'),
    keywords: ['mysql://', 'mysqlx://', 'mysql2://', 'mysql+', 'mariadb://', 'mariadb+'],
    longest: 640,
    checks: ['password-like'],
    overlaps: ['url-password'],
    why,
    revoke: 'https://dev.mysql.com/doc/refman/8.4/en/alter-user.html',
    references: ['https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html'],
    match: [
      'SQLALCHEMY_DATABASE_URI = "mysql+pymysql://shop:{an:14}@mysql.internal/shop"',
      'url: jdbc:mysql://admin:{an:12}@db.acme.io:3306/inventory',
      'DATABASE_URL=mysql2://root:{lowernum:8}%23{an:4}@127.0.0.1:3306/app',
    ],
    miss: [
      'jdbc:mysql://db.acme.io:3306/inventory',
      'mysql://root@localhost/test',
      'mysql://user:${PASSWORD}@acme.io:3306/db',
      'mysql+pymysql://{0}:{1}@{2}/{3}',
    ],
  },
  {
    id: 'redis-url-password',
    title: 'Redis connection string with a password',
    severity: 'high',
    regex: new RegExp(String.raw`\b(?:rediss?(?:\+[a-z]{3,10})?|valkeys?|redis-sentinel)${credentials}`, 'i'),
    keywords: ['redis://', 'rediss://', 'redis+', 'rediss+', 'valkey://', 'valkeys://', 'redis-sentinel://'],
    longest: 640,
    checks: ['password-like'],
    overlaps: ['url-password'],
    why: 'Reads and writes the whole key space: sessions, queues and caches, and often runs commands on the server.',
    revoke: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/',
    references: ['https://www.iana.org/assignments/uri-schemes/prov/redis'],
    match: [
      'REDIS_URL=redis://:{an:43}=@cache.redis.cache.windows.net:6380/0',
      "broker_url = 'rediss://default:{an:32}@fly-cache.upstash.io:6379'",
      'redis+sentinel://default:{an:16}@sentinel.acme.io:26379/mymaster',
    ],
    miss: [
      'redis://localhost:6379/0',
      'redis://:${REDIS_PASSWORD}@redis:6379',
      'redis://user:<password>@host:6379',
      'redis://redis.acme.io:6379/{an:20}',
    ],
  },
  {
    id: 'mssql-url-password',
    title: 'SQL Server connection string with a password',
    severity: 'critical',
    regex: new RegExp(String.raw`\b(?:mssql|sqlserver|tds)(?:\+[a-z0-9_]{2,16})?${credentials}`, 'i'),
    keywords: ['mssql://', 'mssql+', 'sqlserver://', 'sqlserver+', 'tds://'],
    longest: 640,
    checks: ['password-like'],
    overlaps: ['url-password'],
    why,
    revoke: 'https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-login-transact-sql',
    references: ['https://docs.sqlalchemy.org/en/20/dialects/mssql.html'],
    match: [
      "engine = create_engine('mssql+pyodbc://sa:{an:12}@sql.acme.io/hr?driver=ODBC+Driver+18')",
      'DATABASE_URL=sqlserver://svc:{an:9}!{an:4}@sql01:1433?database=hr',
    ],
    miss: [
      'sqlserver://sql01:1433;database=hr',
      'mssql+pyodbc://${USER}:${PASS}@sql01/hr',
      'mssql://<user>:<password>@host/db',
    ],
  },
  {
    id: 'oracle-url-password',
    title: 'Oracle connection string with a password',
    severity: 'critical',
    regex: new RegExp(String.raw`\boracle(?:\+[a-z0-9_]{2,16})?${credentials}`, 'i'),
    keywords: ['oracle://', 'oracle+'],
    longest: 640,
    checks: ['password-like'],
    overlaps: ['url-password'],
    why,
    revoke: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/ALTER-USER.html',
    references: ['https://docs.sqlalchemy.org/en/20/dialects/oracle.html'],
    match: [
      'create_engine("oracle+cx_oracle://scott:{an:12}@ora.acme.io:1521/?service_name=hr")',
      'ORACLE_URI: oracle://app:{an:16}@10.1.2.3/orcl',
    ],
    miss: [
      'oracle://ora.acme.io:1521/hr',
      'oracle+oracledb://{db_user}:{db_password}@{db_dsn}',
      'oracle://app:$PASS@db/orcl',
    ],
  },
] as const satisfies readonly Pattern[];
