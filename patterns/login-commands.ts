/** Passwords on the command lines of tools whose option says nothing by itself: `-w`, `-a`, `-P` mean a password behind the tool's name only. */
import type { Pattern } from '../src/types.ts';

const rotate = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';
/** The value, in quotes or up to the next blank. */
const secret = String.raw`["']?(?<secret>[^\s"'${'`'}$<>{}%*[(\\\/=-][^\s"'${'`'}<>{}\\;|]{3,100})(?:["'\s;|)]|$)`;

/** A tool, what may stand before its option, and the option. */
const tools = [
  String.raw`\bldap(?:search|add|modify|delete|passwd|whoami|compare)[ \t][^\n|;]{0,200}?[ \t]-w[ \t]{1,4}`,
  String.raw`\bredis-cli[ \t](?:[^\n|;]{0,100}?[ \t])?(?:-a|--pass)[ \t]{1,4}`,
  String.raw`\bmongo(?:sh|dump|restore|export|import)?[ \t][^\n|;]{0,160}?[ \t]-p[ \t]{1,4}`,
  String.raw`\b(?:sqlcmd|bcp)[ \t][^\n|;]{0,160}?[ \t]-P[ \t]{0,4}`,
  String.raw`\b(?:zip|unzip|7z[ar]?)[ \t](?:[^\n|;]{0,80}?[ \t])?-[Pp][ \t]{0,2}`,
  String.raw`\bopenssl[ \t][^\n|;]{0,200}?[ \t](?:-k[ \t]{1,4}|-pass(?:in|out)?[ \t=]{1,4}["']?pass:)`,
  String.raw`\bnet[ \t]{1,4}use[ \t][^\n|;]{0,120}?[ \t]/user:[^\s]{1,60}[ \t]{1,4}`,
  String.raw`\brabbitmqctl[ \t](?:[^\n|;]{0,40}?[ \t])?(?:add_user|change_password)[ \t]{1,4}[^\s]{1,40}[ \t]{1,4}`,
  String.raw`\bxfreerdp[ \t][^\n|;]{0,160}?[ \t]/p:`,
  String.raw`\bsmbclient[ \t][^\n|;]{0,120}?(?:-U[ \t]{0,4}|--user=)["']?[^\s%"']{1,60}%`,
  String.raw`\bgpg2?[ \t][^\n|;]{0,120}?--passphrase[ \t=]{1,4}`,
];

export const loginCommands = [
  {
    id: 'login-command-password',
    title: 'Password on the command line of a tool that logs in or decrypts',
    severity: 'high',
    confidence: 'medium',
    regex: new RegExp(`(?:${tools.join('|')})${secret}`),
    longest: 480,
    keywords: [
      ...['ldapsearch', 'ldapadd', 'ldapmodify', 'ldapdelete', 'ldappasswd', 'ldapwhoami', 'ldapcompare', 'redis-cli'],
      ...[
        'mongo ',
        'mongosh ',
        'mongodump',
        'mongorestore',
        'mongoexport',
        'mongoimport',
        'sqlcmd',
        'bcp ',
        'zip -p',
        'zip -P',
      ],
      ...['7z ', '7za ', '7zr ', 'openssl ', 'net use', 'rabbitmqctl', 'xfreerdp', 'smbclient', '--passphrase'],
    ],
    checks: ['password-like'],
    why: 'Logs in to the other machine, or decrypts; command lines also stand in shell histories and process lists.',
    revoke: rotate,
    references: [
      'https://docs.openssl.org/master/man1/openssl-passphrase-options/',
      'https://redis.io/docs/latest/develop/tools/cli/',
    ],
    match: [
      'ldapsearch -x -D "cn=admin,dc=acme,dc=io" -w {an:12} -b dc=acme',
      'redis-cli -h cache -a {an:14} ping',
      'openssl rsa -in server.key -passin pass:{an:12}',
      'net use Z: \\\\files\\share /user:ACME\\svc {an:10}!{an:2}',
      'sqlcmd -S db -U sa -P {an:10}!{an:2} -Q "select 1"',
    ],
    miss: [
      'ldapsearch -x -D "cn=admin,dc=acme,dc=io" -w "$LDAP_PASSWORD"',
      'redis-cli -h cache -a $REDIS_PASSWORD ping',
      'openssl rsa -in server.key -passin env:PASS',
      'net use Z: \\\\files\\share /user:ACME\\svc %PASSWORD%',
      'mongo -u root -p password --authenticationDatabase admin',
    ],
  },
  {
    id: 'sqlplus-password',
    title: 'Password on a command line of SQL*Plus',
    severity: 'high',
    confidence: 'medium',
    regex:
      /\b(?:sqlplus|sqlldr|expdp|impdp|rman target)[ \t](?:-[A-Za-z]{1,4}[ \t]{1,4}){0,3}(?:userid=)?["']?(?<user>[A-Za-z][\w$#]{0,40})\/(?<secret>[^\s"'`$<>{}%*[(\/@&][^\s"'`<>{}\\;|\/@]{3,60})(?:[@"'\s;]|$)/,
    keywords: ['sqlplus ', 'sqlldr ', 'expdp ', 'impdp ', 'rman target'],
    checks: ['password-like'],
    why: 'Opens the database with the rights of this user.',
    revoke: rotate,
    references: ['https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/starting-SQL-Plus.html'],
    match: ['sqlplus hr/{an:12}@//ora.acme.io:1521/orcl', 'sqlplus -s system/{an:10}!{an:2} as sysdba'],
    miss: [
      'sqlplus hr/$PASSWORD@//ora.acme.io:1521/orcl',
      'sqlplus / as sysdba',
      'sqlplus hr/password@orcl',
      'sqlplus -s /nolog',
    ],
  },
  {
    id: 'piped-password',
    title: 'Password piped to a command',
    severity: 'high',
    confidence: 'medium',
    regex:
      /\becho[ \t]{1,4}(?:-[en]{1,2}[ \t]{1,4})?["']?(?<secret>[^\s"'`$<>{}%*[(\\|-][^\s"'`<>{}\\|]{3,60})["']?[ \t]{0,4}\|[ \t]{0,4}(?:sudo[ \t]{1,4}-[A-Za-z]{0,4}S|(?:sudo[ \t]{1,4})?passwd[ \t][^\n|;]{0,40}?--stdin|[\w/.-]{1,40}[ \t][^\n|;]{0,120}?--password-stdin)/,
    longest: 300,
    keywords: ['sudo -', '--stdin', '--password-stdin'],
    checks: ['password-like'],
    why: 'Logs in to the machine or the registry, or runs programs as another user.',
    revoke: rotate,
    references: ['https://www.sudo.ws/docs/man/sudo.man/', 'https://docs.docker.com/reference/cli/docker/login/'],
    match: [
      'echo {an:12} | sudo -S systemctl restart app',
      "echo '{an:10}!{an:2}' | docker login -u ci --password-stdin registry.acme.io",
      'echo "{an:12}" | passwd --stdin deploy',
    ],
    miss: [
      'echo "$PASSWORD" | sudo -S systemctl restart app',
      'echo password | sudo -S ls',
      'echo ${{ secrets.TOKEN }} | docker login -u ci --password-stdin registry.acme.io',
      'echo {an:12} | sudo tee /etc/motd',
    ],
  },
  {
    id: 'directive-password',
    title: 'Password in a line of configuration',
    severity: 'high',
    confidence: 'medium',
    regex:
      /(?:^|\n)[ \t]{0,8}(?:requirepass|masterauth|rootpw|bindpw|ldap_bind_password|sentinel[ \t]{1,4}auth-pass[ \t]{1,4}[\w.-]{1,60})[ \t]{1,20}["']?(?<secret>[^\s"'`$<>{}%*[(#-][^\s"'`<>{}]{3,100})/,
    keywords: ['requirepass', 'masterauth', 'rootpw', 'bindpw', 'ldap_bind_password', 'auth-pass'],
    checks: ['password-like'],
    why: 'Logs in to the server or the directory as this user.',
    revoke: rotate,
    references: [
      'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
      'https://www.openldap.org/doc/admin26/slapdconfig.html',
    ],
    match: ['requirepass {an:16}', 'rootdn "cn=admin,dc=acme,dc=io"\nrootpw {an:10}!{an:2}\n', 'bindpw {an:12}'],
    miss: [
      'requirepass $REDIS_PASSWORD',
      '# requirepass {an:16}',
      'bindpw <password>',
      'rootpw {SSHA}{b64:32}',
      'rootpw password',
    ],
  },
] as const satisfies readonly Pattern[];
