/** Passwords that only their place names: an argument of a call that connects, the other side of a comparison, the answer to a prompt. */
import type { Pattern } from '../src/types.ts';

const rotate = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';
const secret = String.raw`[@bu]?["'](?<secret>[^\s"'${'`'}$<>{}*[(\\][^\s"'${'`'}<>{}\\]{4,100})`;
const quoted = `${secret}["']`;
const user = String.raw`[@bu]?["'][^\s"'${'`'}$<>%\\]{1,80}["'],[ \t\r\n]{0,40}`;
const any = String.raw`[^,;\n()]{1,80},[ \t\r\n]{0,40}`;
const name = String.raw`[\w.$>-]{0,30}(?:password|passwd|passphrase|passwort|pwd)\w{0,8}`;
const read = String.raw`(?:\.(?:text|value|tostring\(\)|gettext\(\)|getvalue\(\)))?`;
const checks = ['password-like', 'drawn-or-chosen'] as const;

/** Calls whose first two arguments are user and password; host, user and password; host, port, user and password. */
const connects = [
  String.raw`(?:cx_Oracle|oracledb)\.connect\([ \t\r\n]{0,20}${user}`,
  String.raw`\.(?:username_pw_set|Authenticate|AuthenticateAsync)\([ \t\r\n]{0,20}${user}`,
  String.raw`\.bind\([ \t\r\n]{0,20}["'](?:cn|uid|dn)=[^"'\n]{1,120}["'],[ \t\r\n]{0,40}`,
  String.raw`(?:pymysql|MySQLdb|pymssql|mysqldb|mariadb)\.connect\([ \t\r\n]{0,20}${any}${user}`,
  String.raw`(?:\bFTP|\bFTP_TLS|\bimap_open)\([ \t\r\n]{0,20}${any}${user}`,
  String.raw`(?:ssh|sftp|ftp|mqtt|mqttclient|mqtt_client|client|pubsub|smb)\.connect\([ \t\r\n]{0,20}${any}(?:\d{1,5},[ \t]{0,4})?${user}`,
];

export const positionalPasswords = [
  {
    id: 'connect-call-password',
    title: 'Password in a call that connects',
    severity: 'high',
    confidence: 'medium',
    regex: new RegExp(`(?:${connects.join('|')})${quoted}[ \\t\\r\\n]{0,40}[,)]`),
    longest: 600,
    keywords: [
      '.connect(',
      '.username_pw_set(',
      '.authenticate(',
      '.authenticateasync(',
      '.bind(',
      'ftp(',
      'ftp_tls(',
      'imap_open(',
    ],
    checks,
    why: 'Opens the database, the broker or the machine as this user.',
    revoke: rotate,
    references: ['https://docs.python.org/3/library/ftplib.html', 'https://pymysql.readthedocs.io/'],
    match: [
      "cx_Oracle.connect('scott', '{an:12}', 'db/orcl')",
      "pymysql.connect('db', 'root', '{an:9}!{an:2}', 'shop')",
      "ftplib.FTP('ftp.acme.io', 'web', '{an:12}')",
      "ssh.connect('acme.io', 22, 'root', '{an:12}')",
      "client.username_pw_set('sensor', '{an:12}')",
      'client.Authenticate("robot@acme.io", "{an:12}");',
      "client.bind('cn=admin,dc=acme', '{an:12}', done)",
      'client.connect("device", "sensor", "{an:12}")',
      "imap_open('{imap.acme.io:993}', 'ann@acme.io', '{an:12}')",
    ],
    miss: [
      "cx_Oracle.connect('scott', password, 'db/orcl')",
      "pymysql.connect('db', 'root', 'password', 'shop')",
      "ftplib.FTP('ftp.acme.io', 'web', os.environ['PW'])",
      "socket.bind('{an:12}', '{an:12}')",
      'signal.connect("device", "sensor", "{an:12}")',
    ],
  },
  {
    id: 'compared-password',
    title: 'Password that input is compared with',
    severity: 'high',
    confidence: 'medium',
    regex: new RegExp(
      String.raw`${quoted}(?:\.(?:equals|equalsignorecase|contentequals|compareto)\([ \t]{0,4}|[ \t]{0,4}[!=]==?[ \t]{0,4})${name}${read}[ \t]{0,4}(?:[)&|;:{,\r\n]|$)`,
      'i',
    ),
    longest: 300,
    keywords: [
      '".equals(',
      "'.equals(",
      '".equalsignorecase(',
      '".contentequals(',
      '".compareto(',
      '== password',
      '=== password',
      '!= password',
      '== $password',
      '== passwd',
      '== pwd',
      '== form.password',
      '== $input_password',
      '!= form.password',
      '== user.password',
      '== req.body.password',
    ],
    checks,
    why: 'Lets in whoever types it.',
    revoke: rotate,
    references: ['https://cwe.mitre.org/data/definitions/259.html'],
    match: [
      'if ("{an:12}".equals(password)) return true;',
      'if "{an:12}" == password: ok()',
      "if ('{an:9}!{an:2}' === $input_password) {",
      'if ("{an:12}" != form.password.value) return;',
    ],
    miss: [
      'if ("password".equals(password)) return true;',
      'if ("{an:12}".equals(userName)) return true;',
      'if "{an:12}" == passwordField.id: ok()',
      'if ("".equals(password)) return true;',
    ],
  },
  {
    id: 'compared-field-password',
    title: 'Password that a field is compared with',
    severity: 'high',
    confidence: 'medium',
    regex: new RegExp(
      String.raw`(?:^|[^\w.-])${name}(?:["']\][)]{0,2}|\.(?:text|value|tostring\(\)|gettext\(\)|getvalue\(\)))[ \t]{0,4}[!=]==?[ \t]{0,4}${quoted}`,
      'i',
    ),
    longest: 300,
    keywords: [
      "password'] =",
      'password"] =',
      "password']) =",
      "password'] !",
      'password"] !',
      "passwd'] =",
      "pwd'] =",
      'password.text',
      'password.value',
      'password.gettext',
      'pwd.text',
      'passwd.text',
    ],
    checks,
    why: 'Lets in whoever types it.',
    revoke: rotate,
    references: ['https://cwe.mitre.org/data/definitions/259.html'],
    match: [
      "if ($_POST['password'] == '{an:12}') {",
      'if (txtPassword.Text == "{an:9}!{an:2}")',
      'if (form.password.value !== "{an:12}") return;',
    ],
    miss: [
      "if ($_POST['password'] == '') {",
      "if ($_POST['password'] == 'password') {",
      'if (txtName.Text == "{an:12}")',
      'if (txtPassword.Text == other.Text)',
    ],
  },
  {
    id: 'answered-prompt-password',
    title: 'Password that answers a prompt',
    severity: 'high',
    confidence: 'medium',
    regex: new RegExp(
      String.raw`(?:expect|read_until|recvuntil|waitfor|wait_for)[^\n]{0,40}(?:assword|passphrase|passcode)[^\n"']{0,12}["'][^\n]{0,40}\n[ \t]{0,24}(?:exp_)?(?:send(?:[ \t]{1,4}--)?[ \t]{1,4}|\w{1,20}\.(?:sendline|send|write|expect_send)\([ \t]{0,4})${secret}(?:\\[rn]){0,2}["']`,
      'i',
    ),
    longest: 400,
    keywords: [
      'send "',
      "send '",
      'send -- "',
      '.sendline(',
      '.send("',
      ".send('",
      '.send(b',
      '.write("',
      ".write('",
      '.write(b',
    ],
    checks,
    why: 'Logs in to the other machine as the script does.',
    revoke: rotate,
    references: ['https://pexpect.readthedocs.io/', 'https://core.tcl-lang.org/expect/'],
    match: [
      'expect "password:"\nsend "{an:12}\\r"',
      "child.expect('[Pp]assword: ')\n    child.sendline('{an:12}')",
      'tn.read_until(b"Password: ")\ntn.write(b"{an:9}!{an:2}\\n")',
    ],
    miss: [
      'expect "password:"\nsend "$password\\r"',
      "child.expect('password: ')\nchild.sendline(password)",
      'expect "login:"\nsend "{an:12}\\r"',
      'tn.read_until(b"Password: ")\ntn.write(b"password\\n")',
      'f.write("password=%s\\n" % pw)\nf.write("{an:12}")',
    ],
  },
] as const satisfies readonly Pattern[];
