/** SQL: passwords in statements that make users, and on the command line of MySQL's tools. */
import type { Pattern } from '../src/types.ts';

const why = 'Opens the database with the rights of this user, from anywhere the server can be reached.';
const statements = 'https://cheatsheetseries.owasp.org/cheatsheets/Database_Security_Cheat_Sheet.html';

export const sql = [
  {
    id: 'sql-user-password',
    title: 'Password in an SQL statement',
    severity: 'high',
    confidence: 'medium',
    regex:
      /(?:(?:[Cc][Rr][Ee][Aa][Tt][Ee]|[Aa][Ll][Tt][Ee][Rr])[ \t]{1,4}(?:[Uu][Ss][Ee][Rr]|[Rr][Oo][Ll][Ee]|[Ll][Oo][Gg][Ii][Nn])[ \t]{1,4}|[Gg][Rr][Aa][Nn][Tt][ \t][^\n;]{4,120}?[ \t][Tt][Oo][ \t]{1,4})(?:[Ii][Ff][ \t]{1,4}[Nn][Oo][Tt][ \t]{1,4}[Ee][Xx][Ii][Ss][Tt][Ss][ \t]{1,4})?(?<user>[^\s;]{1,80})[ \t\r\n]{1,8}[^\n;]{0,60}?(?:[Ii][Dd][Ee][Nn][Tt][Ii][Ff][Ii][Ee][Dd][ \t]{1,4}(?:[Ww][Ii][Tt][Hh][ \t]{1,4}[^\s;]{1,40}[ \t]{1,4})?(?:[Bb][Yy]|[Aa][Ss])(?:[ \t]{1,4}[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd])?|[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd])[ \t]{0,4}=?[ \t]{0,4}[Nn]?\\{0,2}["'](?<secret>[^\s"'`$<>{}%:][^"'\n\\]{2,120})\\{0,2}["']/,
    longest: 800,
    keywords: [
      'create user',
      'alter user',
      'create role',
      'alter role',
      'create login',
      'alter login',
      'identified by',
      'identified with',
    ],
    checks: ['password-like'],
    why,
    revoke: statements,
    references: [
      'https://dev.mysql.com/doc/refman/8.4/en/create-user.html',
      'https://www.postgresql.org/docs/current/sql-createrole.html',
    ],
    match: [
      "CREATE USER 'shop'@'%' IDENTIFIED BY '{an:14}';",
      "ALTER ROLE app WITH LOGIN PASSWORD '{an:12}';",
      "CREATE LOGIN svc WITH PASSWORD = N'{an:10}!{an:2}'",
      "GRANT ALL ON shop.* TO 'shop'@'%' IDENTIFIED BY '{an:12}';",
    ],
    miss: [
      "CREATE USER shop IDENTIFIED BY '$MYSQL_PASSWORD';",
      "ALTER USER shop PASSWORD '%s'",
      "CREATE USER shop IDENTIFIED BY 'password';",
      'ALTER USER shop PASSWORD EXPIRE;',
      "CREATE USER shop IDENTIFIED WITH 'auth_socket';",
    ],
  },
  {
    id: 'sql-user-password-unquoted',
    title: 'Password without quotes in an SQL statement',
    severity: 'high',
    confidence: 'medium',
    regex:
      /(?:(?:[Cc][Rr][Ee][Aa][Tt][Ee]|[Aa][Ll][Tt][Ee][Rr])[ \t]{1,4}(?:[Uu][Ss][Ee][Rr]|[Rr][Oo][Ll][Ee])[ \t]{1,4}|[Gg][Rr][Aa][Nn][Tt][ \t][^\n;]{4,120}?[ \t][Tt][Oo][ \t]{1,4})(?<user>[^\s;'"]{1,80})[ \t\r\n]{1,8}[^\n;]{0,60}?[Ii][Dd][Ee][Nn][Tt][Ii][Ff][Ii][Ee][Dd][ \t]{1,4}[Bb][Yy][ \t]{1,4}(?<secret>[A-Za-z][A-Za-z0-9_$#]{3,30})(?:[\s;"'`)\\]|$)/,
    longest: 500,
    keywords: ['identified by'],
    checks: ['mixed-alnum', 'password-like'],
    why,
    revoke: statements,
    references: ['https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/CREATE-USER.html'],
    match: ['CREATE USER hr IDENTIFIED BY {alpha:8}{digits:2};', 'exec("ALTER USER hr IDENTIFIED BY {an:12}");'],
    miss: [
      'CREATE USER hr IDENTIFIED BY password;',
      'CREATE USER hr IDENTIFIED BY &password1;',
      'CREATE USER hr IDENTIFIED BY VALUES',
      'a user is identified by {an:12}',
    ],
  },
  {
    id: 'sql-command-line-password',
    title: 'Password on the command line of a MySQL tool',
    severity: 'high',
    confidence: 'medium',
    regex:
      /\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb|mariadb-dump)[ \t][^\n|;]{0,160}?[ \t](?:-p|--password=)["']?(?<secret>[^\s"'`$<>{}%*[(=-][^\s"'`<>{}\\;|]{3,100})/,
    longest: 640,
    keywords: ['mysql', 'mariadb'],
    checks: ['password-like'],
    why,
    revoke: 'https://dev.mysql.com/doc/refman/8.4/en/alter-user.html',
    references: ['https://dev.mysql.com/doc/refman/8.4/en/command-line-options.html'],
    match: [
      'mysqldump -h db -u backup -p{an:12} shop > dump.sql',
      "mysql --user=root --password='{an:10}!{an:2}' -e 'show tables'",
    ],
    miss: [
      'mysql -u root -p',
      'mysql -u root -p$MYSQL_ROOT_PASSWORD',
      'mysql -h db -P3306 -u root',
      'mysql --user=root --password="${PW}"',
    ],
  },
] as const satisfies readonly Pattern[];
