/** Files in which tools keep passwords: netrc, npmrc, pypirc, pgpass, my.cnf, Docker's config; and the notes in which people do: `ID: master PW: …`. */
import type { Pattern } from '../src/types.ts';

const rotate = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';

export const credentialFiles = [
  {
    id: 'netrc-password',
    title: 'Password in a netrc file',
    severity: 'high',
    regex:
      /(?:^|[\s"'`])(?:machine\s{1,4}(?<host>[A-Za-z0-9._-]{1,120})\s{1,20}|default )login\s{1,4}(?<user>[^\s"'$<{]{1,100})\s{1,20}password\s{1,4}["']?(?<secret>[^\s"'`$<>{}%*[(][^\s"'`<>{}\\]{2,150})/,
    longest: 560,
    keywords: ['machine ', 'default login'],
    checks: ['password-like'],
    why: 'curl, git and ftp log in to the host with it without asking.',
    revoke: rotate,
    references: ['https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html'],
    match: [
      'machine git.acme.io login deploy password {an:20}',
      'machine ftp.acme.io\n  login svc\n  password {an:10}!{an:2}\n',
    ],
    miss: [
      'machine git.acme.io login $USER password $TOKEN',
      'machine git.acme.io login deploy password <token>',
      'the machine where you login with a password {an:10}',
      'machine git.acme.io login deploy password password',
    ],
  },
  {
    id: 'npmrc-auth-token',
    title: 'Registry token in an npmrc file',
    severity: 'high',
    regex:
      /\/:_authToken[ \t]{0,3}=[ \t]{0,3}["']?(?<secret>NpmToken\.[0-9a-f-]{36}|[A-Za-z0-9+/]{20,300}={0,2})(?:["'\s\\]|$)/,
    keywords: [':_authToken'],
    checks: ['mixed-alnum'],
    why: 'Installs the private packages of the registry and, with write rights, publishes over them.',
    revoke: 'https://docs.npmjs.com/revoking-access-tokens',
    references: ['https://docs.npmjs.com/cli/v11/configuring-npm/npmrc#auth-related-configuration'],
    match: ['//npm.acme.io/repository/npm/:_authToken="NpmToken.{uuid}"', '//npm.acme.io/:_authToken={an:44}'],
    miss: [
      '//npm.acme.io/:_authToken=${NPM_TOKEN}',
      '//npm.acme.io/:_authToken=$NPM_TOKEN',
      '//npm.acme.io/:_authToken={an:12}',
    ],
  },
  {
    id: 'npmrc-password',
    title: 'Registry password in an npmrc file',
    severity: 'high',
    regex:
      /(?:^|[\s:"'])_(?:auth|password)[ \t]{0,3}=[ \t]{0,3}["']?(?<secret>[A-Za-z0-9+/]{8,300}={0,2})(?:["'\s\\]|$)/,
    keywords: ['_auth=', '_auth =', ':_password', '_password=', '_password ='],
    checks: ['password-like'],
    entropy: 3,
    why: 'Installs the private packages of the registry and, with write rights, publishes over them.',
    revoke: rotate,
    references: ['https://docs.npmjs.com/cli/v11/configuring-npm/npmrc#auth-related-configuration'],
    match: [
      '//npm.acme.io/:_password={b64of:{an:15}}',
      '_auth={b64of:deploy:{an:18}}',
      '//npm.acme.io/:_auth="{b64of:ci:{an:24}}"',
    ],
    miss: [
      '//npm.acme.io/:_password=${NPM_PASSWORD}',
      '_auth=$NPM_AUTH',
      'user_auth={b64of:deploy:{an:18}}',
      '_password=short',
    ],
  },
  {
    id: 'pypirc-password',
    title: 'Package index password in a pypirc file',
    severity: 'high',
    regex:
      /(?:\[(?:[\w-]{0,30}pypi[\w-]{0,30}|server-login|distutils)\]|\brepository[ \t]{0,3}[:=][ \t]{0,3}https?:\/\/[^\s"']{1,120})\s{1,10}(?:[\w-]{1,20}[ \t]{0,3}[:=][ \t]{0,3}[^\n]{0,120}\n\s{0,10}){0,3}?password[ \t]{0,3}[:=][ \t]{0,3}(?<secret>[^\s"'`$<>{}%*[(][^\s"'`<>{}]{2,200})/,
    longest: 640,
    keywords: ['pypi', 'server-login', 'distutils', 'repository:', 'repository =', 'repository='],
    checks: ['password-like'],
    why: 'Publishes new versions of the packages that this account maintains.',
    revoke: 'https://pypi.org/help/#compromised-password',
    references: ['https://packaging.python.org/en/latest/specifications/pypirc/'],
    match: [
      '[pypi]\nusername = acme\npassword = {an:16}\n',
      '[acme]\nrepository: https://pkgs.acme.io/simple\nusername: ci\npassword: {an:20}\n',
    ],
    miss: [
      '[pypi]\nusername = __token__\npassword = ${PYPI_TOKEN}\n',
      '[pypi]\nusername = acme\npassword = <password>\n',
      '[distutils]\nindex-servers = pypi\n',
    ],
  },
  {
    id: 'pgpass-password',
    title: 'Password in a pgpass file',
    severity: 'high',
    confidence: 'medium',
    regex:
      /(?:^|[\s"'])(?<host>\*|[A-Za-z0-9][A-Za-z0-9._-]{0,120}):(?<port>5432|5433|6432|5439):(?<database>\*|[A-Za-z0-9_.-]{1,63}):(?<user>\*|[A-Za-z0-9_.@-]{1,63}):(?<secret>[^\s"'`$<>{}%*[(:][^\s"'`<>{}]{2,120})/,
    longest: 600,
    keywords: [':5432:', ':5433:', ':6432:', ':5439:'],
    checks: ['password-like'],
    why: 'Opens the database with the rights of this user, from anywhere the server can be reached.',
    revoke: 'https://www.postgresql.org/docs/current/sql-alterrole.html',
    references: ['https://www.postgresql.org/docs/current/libpq-pgpass.html'],
    match: ['db.acme.io:5432:hr:svc:{an:16}', '*:5432:*:postgres:{an:10}!{an:2}\n'],
    miss: [
      'hostname:5432:database:username:password',
      'db.acme.io:5432:hr:svc:$PGPASSWORD',
      'docker run -p 127.0.0.1:5432:5432 postgres:16',
    ],
  },
  {
    id: 'mysql-option-file-password',
    title: 'Password in a MySQL option file',
    severity: 'high',
    regex:
      /\[(?:client|mysql|mysqldump|mysqladmin|mariadb|mysqlshow|client-server)[\w-]{0,12}\]\s{1,10}(?:(?:#[^\n]{0,120}|[\w-]{1,40}[ \t]{0,3}=[^\n]{0,120})\n\s{0,10}){0,4}?password[ \t]{0,3}=[ \t]{0,3}["']?(?<secret>[^\s"'`$<>{}%*[(][^\s"'`<>{}]{2,120})/,
    longest: 640,
    keywords: ['[client', '[mysql', '[mariadb'],
    checks: ['password-like'],
    why: 'Opens the database with the rights of this user, from anywhere the server can be reached.',
    revoke: 'https://dev.mysql.com/doc/refman/8.4/en/alter-user.html',
    references: ['https://dev.mysql.com/doc/refman/8.4/en/option-files.html'],
    match: [
      '[client]\nuser=root\npassword={an:14}\n',
      '[mysqldump]\n# nightly\nhost = db\nuser = backup\npassword = "{an:10}#{an:4}"\n',
    ],
    miss: [
      '[client]\nuser=root\npassword=\n',
      '[client]\nuser=root\npassword=${MYSQL_PWD}\n',
      '[mysqld]\nport=3306\nsocket=/run/mysqld.sock\n',
    ],
  },
  {
    id: 'docker-config-auth',
    title: 'Registry credentials in a Docker config',
    severity: 'high',
    regex: /\\?"auth\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[A-Za-z0-9+/]{8,1000}={0,2})\\?"/,
    keywords: ['"auth"', 'auth\\"'],
    checks: ['base64-credentials'],
    why: 'User name and password of a registry in base64: pulls private images and may push over them.',
    revoke: 'https://docs.docker.com/security/access-tokens/',
    references: ['https://docs.docker.com/reference/cli/docker/login/'],
    match: [
      '{"auths":{"registry.acme.io":{"auth":"{b64of:ci:{an:24}}"}}}',
      '{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"{b64of:bot:{an:40}}\\"}}}',
    ],
    miss: [
      '{"auths":{"registry.acme.io":{"auth":"{b64of:{an:24}}"}}}',
      '"auth": "basic"',
      '"auth": "{b64of:user:password}"',
      '"author": "{b64of:ci:{an:24}}"',
    ],
  },
  {
    id: 'note-password',
    title: 'Password in a note',
    severity: 'medium',
    confidence: 'medium',
    regex:
      /(?:^|[^A-Za-z0-9.$>])(?:[Ii][Dd]\/|[A-Z]{2,8}_)?(?:pw|PW|Pw)[ \t]{0,2}:[ \t]{0,2}(?<secret>[^\s"'`<>{}()[\],;:\\/=$.|*?&%+-][^\s"'`<>{}()[\],;\\]{5,40})(?:[\s"'`)\],;]|$)/,
    keywords: ['pw:', 'pw :'],
    checks: ['mixed-alnum', 'password-like'],
    why: 'Somebody wrote down how to log in, mostly with the user and the machine beside it.',
    revoke: rotate,
    references: [rotate],
    match: ['ID: master PW: {an:9}', 'ssh deploy@db.acme.io (pw:{an:8}!)', '10.1.2.3 id/pw:{an:10}'],
    miss: ['pw: string', 'this.form = { pw: this.value1 }', 'PW: $PASSWORD1', 'pw:mypassword1'],
  },
  {
    id: 'note-password-is',
    title: 'Password in a sentence',
    severity: 'medium',
    confidence: 'medium',
    regex:
      /(?:password|passwd|passphrase|passcode|Password|Passphrase|PASSWORD)(?: for [\w.@-]{2,40})? (?:is|was|should be|set to)[ :]{1,2}["'`](?<secret>[^\s"'`<>{}$%*[(\\][^\s"'`<>{}\\]{5,60})["'`]/,
    keywords: ['password', 'passwd', 'passphrase', 'passcode'].flatMap((name) =>
      ['is', 'was', 'should be', 'set to', 'for '].map((verb) => `${name} ${verb}`),
    ),
    checks: ['password-like'],
    why: 'Somebody wrote down how to log in, mostly with the user and the machine beside it.',
    revoke: rotate,
    references: [rotate],
    match: ['The default password is `{an:10}`.', "passphrase for backup.acme.io is '{an:12}'"],
    miss: ['the password is "required"', 'password is `$PASSWORD`', 'password is `{lower:4}`'],
  },
] as const satisfies readonly Pattern[];
