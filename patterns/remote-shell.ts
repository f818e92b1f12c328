/** Passwords on the command lines of tools that log in to other machines, and in calls that log in: the call's name is all that says so. */
import type { Pattern } from '../src/types.ts';

const rotate = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';

/** Calls that take a user's name and a password one after the other; of Python, of Java and .NET, of JavaScript and Go, of Ruby and PHP. */
const calls = [
  'HTTPBasicAuth HTTPDigestAuth HTTPProxyAuth HttpNtlmAuth BasicAuth basic_auth login',
  'UsernamePasswordCredentials UsernamePasswordAuthenticationToken PasswordAuthentication NetworkCredential PlainAuth BasicAuthentication',
  'BasicAWSCredentials SetBasicAuth setBasicAuth basicAuthentication httpBasic basicAuth authenticate withCredentials withBasicAuth',
  'http_basic_authenticate_with authenticate_or_request_with_http_basic basic_authorize simple_bind_s simple_bind ftp_login ssh2_auth_password ldap_bind imap_open',
];
const names = calls.join(' ').split(' ');
const text = String.raw`[@A-Za-z]{0,2}["'](?<user>[^\s"'${'`'}$<>{}%\\]{1,80})["']`;
const secret = String.raw`[@A-Za-z]{0,2}["'](?<secret>[^\s"'${'`'}$<>{}*[(\\][^\s"'${'`'}<>{}\\]{2,100})["']`;

export const remoteShell = [
  {
    id: 'psexec-password',
    title: 'Password on a PsExec command line',
    severity: 'high',
    confidence: 'medium',
    regex:
      /\b[Pp][Ss][Ee][Xx][Ee][Cc](?:64)?(?:\.[Ee][Xx][Ee])?[^\n]{0,120}?[ \t]-u[ \t]{1,4}(?<user>[^\s"'$%<{]{1,80})[ \t]{1,4}-p[ \t]{1,4}["']?(?<secret>[^\s"'$%<>{][^\s"'<>{}]{3,100})/,
    longest: 900,
    keywords: ['psexec'],
    checks: ['password-like'],
    why: 'Runs programs on the other machine as this user.',
    revoke: 'https://learn.microsoft.com/en-us/windows-server/identity/laps/laps-overview',
    references: ['https://learn.microsoft.com/en-us/sysinternals/downloads/psexec'],
    match: [
      'psexec \\\\build7 -u CORP\\deploy -p {an:14} cmd /c dir',
      'PsExec64.exe \\\\10.0.0.7 -u admin -p "{an:10}!{an:2}" whoami',
    ],
    miss: [
      'psexec \\\\build7 -u CORP\\deploy -p %PASSWORD% cmd',
      'psexec \\\\build7 -u CORP\\deploy -p $env:PASS cmd',
      'psexec \\\\build7 -u CORP\\deploy cmd -p',
    ],
  },
  {
    id: 'vmware-password',
    title: 'Password in a PowerCLI call',
    severity: 'high',
    confidence: 'medium',
    regex:
      /Connect-(?:VIServer|CIServer|HVServer)\b[^\n]{0,160}?-Password[ \t:]{1,4}["']?(?<secret>[^\s"'$%<>{(][^\s"'<>{}]{3,100})/i,
    longest: 900,
    keywords: ['connect-viserver', 'connect-ciserver', 'connect-hvserver'],
    checks: ['password-like'],
    why: 'Administers the virtual machines that this user may.',
    revoke: 'https://knowledge.broadcom.com/external/article/322721',
    references: ['https://developer.broadcom.com/powercli'],
    match: [
      'Connect-VIServer -Server vc.acme.io -User svc -Password {an:14}',
      'connect-viserver vc.acme.io -user "svc" -password "{an:10}!{an:2}"',
    ],
    miss: [
      'Connect-VIServer -Server vc.acme.io -User $user -Password $password',
      'Connect-VIServer -Server vc.acme.io -Credential (Get-Credential)',
      'Connect-VIServer -Server vc.acme.io -Password password',
    ],
  },
  {
    id: 'truenas-login-key',
    title: 'TrueNAS API key in a login message',
    severity: 'critical',
    regex:
      /login_with_api_key["'][^\n\x00]{0,60}(?:\n[ \t]{0,20}[^\n\x00]{0,40}){0,3}?["'](?<secret>\d{1,5}-[A-Za-z0-9]{64})["']/,
    longest: 600,
    keywords: ['login_with_api_key'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Administers the storage server and reads what it stores.',
    revoke: 'https://www.truenas.com/docs/scale/scaletutorials/toptoolbar/managingapikeys/',
    references: ['https://www.truenas.com/docs/api/'],
    match: [
      '{"method":"auth.login_with_api_key","params":["{digits:1}-{an:64}"]}',
      '  "method": "auth.login_with_api_key",\n  "params": [\n    "{digits:2}-{an:64}"\n  ]',
    ],
    miss: [
      '{"method":"auth.login_with_api_key","params":["{digits:1}-{an:63}"]}',
      '{"method":"auth.login_with_api_key","params":["API_KEY"]}',
      '{"method":"auth.login","params":["{digits:1}-{an:64}"]}',
    ],
  },
  {
    id: 'thingsboard-device-token',
    title: 'ThingsBoard device token in an address',
    severity: 'medium',
    regex: /\/api\/v1\/(?<secret>[A-Za-z0-9]{20})\/(?:telemetry|attributes|rpc|claim|provision|firmware|software)\b/,
    keywords: ['/telemetry', '/attributes', '/rpc', '/claim', '/provision', '/firmware', '/software'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Sends readings as the device, and is sent its commands.',
    revoke: 'https://thingsboard.io/docs/user-guide/access-token/',
    references: ['https://thingsboard.io/docs/reference/http-api/'],
    match: [
      'curl -X POST http://tb.acme.io/api/v1/{lowernum:20}/telemetry',
      'coap://coap.acme.io/api/v1/{an:20}/attributes',
    ],
    miss: [
      'http://tb.acme.io/api/v1/{lowernum:19}/telemetry',
      'http://tb.acme.io/api/v1/$ACCESS_TOKEN/telemetry',
      'http://tb.acme.io/api/v1/organisationsettings/attributes',
    ],
  },
  {
    id: 'login-call-password',
    title: 'Password in a call that logs in',
    severity: 'high',
    confidence: 'medium',
    regex: new RegExp(
      String.raw`(?:^|[^A-Za-z0-9])(?:${names.join('|')})[ \t]?\([ \t\r\n]{0,40}(?:[\w.$>\[\]"'-]{1,60},[ \t]{0,4})?${text}[ \t]{0,4},[ \t\r\n]{0,40}${secret}[ \t\r\n]{0,40}[,)]`,
    ),
    keywords: names.map((name) => `${name}(`),
    checks: ['password-like'],
    why: 'Logs in to the service as this user.',
    revoke: rotate,
    references: ['https://requests.readthedocs.io/en/latest/user/authentication/'],
    match: [
      "requests.get(url, auth=HTTPBasicAuth('svc', '{an:14}'))",
      'req.SetBasicAuth("deploy", "{an:10}!{an:2}")',
      'client.Credentials = new NetworkCredential("svc", "{an:12}");',
      'new UsernamePasswordCredentials("admin", "{an:12}")',
      'server.login("robot@acme.io", "{an:16}")',
    ],
    miss: [
      'requests.get(url, auth=HTTPBasicAuth(user, password))',
      'req.SetBasicAuth("user", "password")',
      'server.login("{an:12}")',
      'new NetworkCredential("svc", "$PASSWORD")',
      'new NetworkCredential("svc", Environment.GetEnvironmentVariable("{an:12}"))',
    ],
  },
  {
    id: 'database-call-password',
    title: 'Password in a call that opens a database',
    severity: 'high',
    confidence: 'medium',
    regex: new RegExp(
      String.raw`(?:^|[^A-Za-z0-9])(?:getConnection|mysqli?_p?connect|mysqli|pg_connect|oci_p?connect|sqlsrv_connect|mysql_real_connect|PDO)[ \t]?\([ \t\r\n]{0,40}(?:[^,;\n]{1,200},[ \t\r\n]{0,40})?${text}[ \t]{0,4},[ \t\r\n]{0,40}${secret}[ \t\r\n]{0,40}[,)]`,
    ),
    keywords: [
      'getConnection(',
      'mysql_connect(',
      'mysqli_connect(',
      'mysqli(',
      'mysql_pconnect(',
      'oci_connect(',
      'oci_pconnect(',
      'PDO(',
      'mysql_real_connect(',
    ],
    checks: ['password-like'],
    why: 'Opens the database with the rights of this user.',
    revoke: 'https://cheatsheetseries.owasp.org/cheatsheets/Database_Security_Cheat_Sheet.html',
    references: ['https://www.php.net/manual/en/mysqli.construct.php'],
    match: [
      'DriverManager.getConnection("jdbc:mysql://db.acme.io/hr", "svc", "{an:12}");',
      "$db = new mysqli('db.acme.io', 'svc', '{an:12}', 'shop');",
      '$db = new PDO("mysql:host=db;dbname=shop", "svc", "{an:10}!{an:2}");',
    ],
    miss: [
      'DriverManager.getConnection(url, user, password)',
      "$db = new mysqli('localhost', 'root', '');",
      "$db = new mysqli('localhost', $user, '{an:12}');",
      "$db = new PDO('mysql:host=db', 'user', 'password');",
    ],
  },
  {
    id: 'command-line-password',
    title: 'Password on a command line',
    severity: 'high',
    confidence: 'medium',
    regex:
      /(?:\bsshpass[ \t]{1,4}-p[ \t]{0,4}|\b(?:docker|podman|nerdctl|oc|helm registry|az|skopeo|buildah)[ \t]{1,4}login[ \t][^\n|;&]{0,120}?[ \t](?:-p|--password)[ \t=]{1,4}|\bnet[ \t]{1,4}user[ \t]{1,4}[\w.-]{1,40}[ \t]{1,4}|\bhtpasswd[ \t][^\n|;&]{0,80}?-[A-Za-z]{0,4}b[A-Za-z]{0,4}[ \t][^\s]{1,80}[ \t]{1,4}[^\s]{1,80}[ \t]{1,4}|ConvertTo-SecureString[ \t]{1,4}(?:-String[ \t]{1,4}|-AsPlainText[ \t]{1,4})?)["']?(?<secret>[^\s"'`$<>{}%*[(\\\/=-][^\s"'`<>{}\\;|]{3,100})(?:["'\s;|)]|$)/,
    longest: 420,
    keywords: ['sshpass', ' login ', 'net user', 'htpasswd', 'ConvertTo-SecureString'],
    checks: ['password-like'],
    why: 'Logs in to the other machine or the registry; command lines also stand in shell histories and process lists.',
    revoke: rotate,
    references: ['https://docs.docker.com/reference/cli/docker/login/'],
    match: [
      'sshpass -p {an:12} ssh root@10.0.0.7 uptime',
      "docker login -u robot -p '{an:24}' registry.acme.io",
      '$pw = ConvertTo-SecureString "{an:10}!{an:2}" -AsPlainText -Force',
      'htpasswd -cb /etc/nginx/passwd deploy {an:12}',
    ],
    miss: [
      'sshpass -p "$PASSWORD" ssh root@10.0.0.7',
      'docker login -u robot -p ${{ secrets.TOKEN }} registry.acme.io',
      'docker login -u robot --password-stdin registry.acme.io',
      'ConvertTo-SecureString $password -AsPlainText -Force',
      'sshpass -p password ssh root@10.0.0.7',
    ],
  },
  {
    id: 'chpasswd-password',
    title: 'Password piped to chpasswd',
    severity: 'high',
    confidence: 'medium',
    regex:
      /\becho[ \t]{1,4}(?:-[en]{1,2}[ \t]{1,4})?["']?(?<user>[A-Za-z_][\w.-]{0,31}):(?<secret>[^\s"'`$<>{}%*[(\\][^\s"'`<>{}\\|]{3,100})["']?[ \t]{0,4}\|[ \t]{0,4}(?:sudo[ \t]{1,4})?chpasswd/,
    keywords: ['chpasswd'],
    longest: 200,
    checks: ['password-like'],
    why: 'Logs in to the machine or to every container that is made from the image.',
    revoke: 'https://man7.org/linux/man-pages/man8/chpasswd.8.html',
    references: ['https://man7.org/linux/man-pages/man8/chpasswd.8.html'],
    match: ["RUN echo 'root:{an:12}' | chpasswd", 'echo "deploy:{an:9}!{an:2}" | sudo chpasswd'],
    miss: [
      'echo "root:$PASSWORD" | chpasswd',
      'echo root:password | chpasswd',
      'chpasswd < users.txt',
      'echo "{an:12}" | chpasswd',
    ],
  },
  {
    id: 'cypress-record-key-option',
    title: 'Cypress record key on a command line',
    severity: 'medium',
    regex: /--record[ \t]{1,4}--key[ \t=]{1,4}["']?(?<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:["'\s]|$)/,
    keywords: ['--record'],
    overlaps: ['cypress-record-key'],
    why: 'Uploads test runs to the project.',
    revoke: 'https://docs.cypress.io/cloud/account-management/projects#Record-keys',
    references: ['https://docs.cypress.io/app/references/command-line#cypress-run-record-key-lt-record-key-gt'],
    match: ['cypress run --record --key {uuid}', 'npx cypress run --record --key="{uuid}"'],
    miss: [
      'cypress run --record --key $CYPRESS_RECORD_KEY',
      'cypress run --record --key {cut:1:{uuid}}',
      'sort --key {uuid}',
    ],
  },
  {
    id: 'ntlm-authenticate-message',
    title: 'NTLM authenticate message',
    severity: 'medium',
    regex: /(?:^|[^A-Za-z0-9+\/])(?<secret>TlRMTVNTUAADAAAA[A-Za-z0-9+\/]{60,900}={0,2})(?:[^A-Za-z0-9+\/=]|$)/,
    keywords: ['tlrmtvntuaadaaaa'],
    why: 'Holds a response from which the password of the user can be guessed offline.',
    revoke: rotate,
    references: [
      'https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-nlmp/033d32cc-88f9-4483-9bf2-b273055038ce',
    ],
    match: ['Authorization: NTLM TlRMTVNTUAADAAAA{b64:200}', 'token: TlRMTVNTUAADAAAA{b64:161}='],
    miss: [
      'Authorization: NTLM TlRMTVNTUAABAAAA{b64:60}',
      'Authorization: NTLM TlRMTVNTUAADAAAA',
      'TlRMTVNTUAADAAAA{b64:20}',
    ],
  },
] as const satisfies readonly Pattern[];
