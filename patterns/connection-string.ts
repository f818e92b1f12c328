/** Connection strings of key=value pairs: JDBC, ADO.NET, ODBC, libpq, Azure-style; the password is the secret. */
import type { Pattern } from '../src/types.ts';

const why = 'Opens the database with the rights of this user, from anywhere the server can be reached.';
const server =
  /(?:\b(?:server|data[ _]source|host|hostname|addr|address|network address|dsn|driver|provider|endpoint|initial catalog|database|catalog)[ \t]{0,3}=[ \t]{0,3})(?<secret>[^;"'\n]{1,120})[;"']/i;
const user = /\b(?:user[ _]?id|uid|user|user[ _]?name)[ \t]{0,3}=[ \t]{0,3}(?<secret>[^;"'\s]{1,80})/i;

export const connectionString = [
  {
    id: 'connection-string-password',
    title: 'Database connection string with a password',
    severity: 'critical',
    regex:
      /(?:;[ \t]{0,3}|["'`=>:][ \t]{0,3}|\n[ \t]{0,20})(?:password|pwd)[ \t]{0,3}=[ \t]{0,3}(?<secret>[^\s;"'`<>{}$%*[(=][^\s;"'`<>{}]{1,119}[^\s;"'`<>{},)])(?:[;"'`<\s]|$)/i,
    keywords: ['password=', 'pwd=', ';password =', '; password =', ';pwd =', '; pwd ='],
    checks: ['password-like'],
    parts: {
      server: { regex: server, within: 300, required: true },
      user: { regex: user, within: 300, required: true },
    },
    why,
    revoke: 'https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-login-transact-sql',
    references: ['https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-strings'],
    match: [
      '"Default": "Server=tcp:sql.acme.io,1433;Initial Catalog=hr;User ID=svc;Password={an:14};Encrypt=True;"',
      'Provider=SQLNCLI;Server=sql01;Database=crm;Uid=crm_app;Pwd={an:10}!{an:2};',
      'connectionString="Data Source=ora;User Id=hr;Password={an:16}" providerName="System.Data"',
    ],
    miss: [
      'Server=sql01;Database=crm;Integrated Security=SSPI;',
      'Server=sql01;Database=crm;User ID=sa;Password=${SQL_PASSWORD};',
      'Server=sql01;Database=crm;User ID=sa;Password=;Encrypt=True',
      'Server=sql01;User ID=sa;Password=<password>;',
      'connect(\n  user=db_user,\n  password=db_password,\n  host=configuration.get("host"),\n)',
      'const user = "me"; const password = "{an:14}";',
    ],
  },
  {
    id: 'jdbc-url-password',
    title: 'JDBC URL with a password parameter',
    severity: 'critical',
    regex:
      /\bjdbc:(?<driver>[a-z0-9]{2,20})[^\s"'`<>]{3,200}?[?&;](?:password|pwd|pass)=(?<secret>[^\s"'`<>{}&;$%*[(][^\s"'`<>{}&;]{2,100})/i,
    keywords: ['jdbc:'],
    checks: ['password-like'],
    overlaps: ['connection-string-password'],
    why,
    revoke: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    references: [
      'https://jdbc.postgresql.org/documentation/use/',
      'https://learn.microsoft.com/en-us/sql/connect/jdbc/building-the-connection-url',
    ],
    match: [
      'spring.datasource.url=jdbc:postgresql://db.acme.io:5432/hr?user=svc&password={an:16}',
      'url="jdbc:sqlserver://sql01:1433;databaseName=hr;user=sa;password={an:12};encrypt=true"',
    ],
    miss: [
      'jdbc:postgresql://db.acme.io:5432/hr?user=svc&ssl=true',
      'jdbc:mysql://db/hr?user=svc&password=${DB_PASSWORD}',
      'jdbc:sqlserver://sql01;user=sa;password=;encrypt=true',
    ],
  },
  {
    id: 'jdbc-oracle-password',
    title: 'Oracle JDBC URL with a password',
    severity: 'critical',
    regex:
      /\bjdbc:oracle:(?:thin|oci8?):(?<user>[^\s"'`<>{}$/@:]{1,60})\/(?<secret>[^\s"'`<>{}/$%*[(@][^\s"'`<>{}/@]{2,80})@(?:\/\/)?(?<host>[\w.-]{1,120})?/i,
    keywords: ['jdbc:oracle:'],
    checks: ['password-like'],
    why,
    revoke: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/ALTER-USER.html',
    references: ['https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/data-sources-and-URLs.html'],
    match: [
      'jdbc:oracle:thin:hr/{an:12}@//ora.acme.io:1521/orcl',
      'String url = "jdbc:oracle:oci:scott/{an:10}@tnsname";',
    ],
    miss: [
      'jdbc:oracle:thin:@//ora.acme.io:1521/orcl',
      'jdbc:oracle:thin:hr/${PW}@ora:1521:orcl',
      'jdbc:oracle:thin:@ora:1521:orcl',
    ],
  },
  {
    id: 'connection-string-libpq',
    title: 'libpq connection string with a password',
    severity: 'critical',
    confidence: 'medium',
    regex:
      /\b(?:host|hostaddr|dbname|user)[ \t]?=[ \t]?[^\s=]{1,80}[ \t]{1,4}(?:\w{2,20}[ \t]?=[ \t]?[^\s=]{1,80}[ \t]{1,4}){0,4}?password[ \t]?=[ \t]?'?(?<secret>[^\s"'`<>{}\\,;)$%*[(][^\s"'`<>{}\\,;)]{2,100})/,
    keywords: ['password='],
    longest: 500,
    checks: ['password-like'],
    why,
    revoke: 'https://www.postgresql.org/docs/current/sql-alterrole.html',
    references: ['https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING'],
    match: [
      'psycopg2.connect("dbname=hr user=svc password={an:12} host=db.acme.io")',
      'dsn := "host=db port=5432 user=svc password={an:16} sslmode=disable"',
    ],
    miss: [
      'dsn := "host=db user=svc password=%s sslmode=disable"',
      'connect("dbname=hr user=svc host=db")',
      'user=svc password=$PGPASSWORD host=db',
    ],
  },
] as const satisfies readonly Pattern[];
