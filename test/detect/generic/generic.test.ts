import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../../src/catalogue/template.ts';
import { wordEvidence } from '../../../src/detect/generic/bigrams.ts';
import { readName, splitWords } from '../../../src/detect/generic/name.ts';
import { kindOf } from '../../../src/detect/generic/value.ts';
import { isPlaceholder } from '../../../src/detect/placeholder.ts';
import { fill, scanText, valuesOf } from '../../fixtures/scan-text.ts';

const value = fill('{an:32}');

describe('names', () => {
  it.each([
    ['dbPassword2', ['db', 'password']],
    ['DB_PASSWORD', ['db', 'password']],
    ['APIKey', ['api', 'key']],
    ['x-api-key', ['x', 'api', 'key']],
    ['spring.datasource.password', ['spring', 'datasource', 'password']],
  ])('%s is made of %j', (name, words) => {
    expect(splitWords(name)).toEqual(words);
  });

  it.each([
    'apiKey',
    'API_KEY',
    'client-secret',
    'authToken',
    'encryption_key',
    'secretKey',
    'stripeSecret',
    'AWS_SECRET_ACCESS_KEY',
  ])('%s says secret', (name) => {
    expect(readName(name).meaning).toMatch(/^(secret|token|key)$/);
  });

  it.each(['password', 'DB_PASSWD', 'adminPwd', 'root-password'])('%s says password', (name) => {
    expect(readName(name).meaning).toBe('password');
  });

  it.each([
    'public_key',
    'token_ttl',
    'secret_name',
    'tokenUrl',
    'keyboard',
    'monkey',
    'author',
    'primaryKey',
    'passwordHash',
    'password_file',
    'keyword',
    'csrfToken',
    'max_tokens',
    'key',
  ])('%s says neither', (name) => {
    expect(readName(name).meaning).toBe('none');
  });
});

describe('values', () => {
  it.each([
    '{an:24}',
    '{an:40}',
    '{hex:32}',
    '{hex:64}',
    '{b64:40}',
    '{b64url:24}',
    '{lowernum:32}',
    '{uppernum:24}',
    '{alpha:32}',
  ])('of those drawn as %s nearly all look random', (template) => {
    const drawn = Array.from({ length: 300 }, (_, i) => expandTemplate(template, `seed ${i}`));
    expect(drawn.filter((one) => kindOf(one) === 'random').length).toBeGreaterThan(255);
  });

  it.each([
    'configuration_value',
    'com.example.service.Token',
    '/usr/local/share/key',
    'authentication',
    'my-service-account',
    'https://host/path',
    '00000000-0000',
    'aaaaaaaaaaaaaaaa',
    '1234567890123456',
  ])('%s does not', (text) => {
    expect(kindOf(text)).not.toBe('random');
  });
});

describe('placeholders', () => {
  it.each([
    '${DB_PASSWORD}',
    '$DB_PASSWORD',
    '{{ password }}',
    '<your-token>',
    '%(password)s',
    'process.env.TOKEN',
    'changeme',
    'your-api-key-here',
    'xxxxxxxxxxxx',
    'AKIAIOSFODNN7EXAMPLE',
    'abcabcabcabc',
    '12345678',
    'module.params[',
    'getPassword(',
    'url.password',
    'db_password',
    'ENC[AES256_GCM,data:x]',
    'arn:aws:secretsmanager:x',
    '********',
  ])('%s stands for a secret', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each(['{an:20}', '{hex:40}', '{b64:44}', 'Tr0ub4dor&{digits:2}'])('%s is one', (template) => {
    expect(isPlaceholder(fill(template))).toBe(false);
  });

  it('are told in linear time, whatever the value', () => {
    const hostile = ['a', '_a', 'a.', '$a', 'A1', '-', 'aB', '{', '\\', 'pass', 'ab_'].map((piece) =>
      piece.repeat(20_000),
    );
    expect(hostile.map((text) => [isPlaceholder(text), kindOf(text)]).length).toBe(hostile.length);
  });
});

describe('the generic detector', () => {
  it.each([
    `api_key = "${value}"`,
    `apiKey: '${value}',`,
    `export API_TOKEN=${value}`,
    `{"client_secret":"${value}"}`,
    `<secretKey>${value}</secretKey>`,
    `setApiKey("${value}")`,
    `--auth-token ${value}`,
    `auth_token => '${value}'`,
    `token:=${value}`,
    `config['api_key'] = "${value}"`,
    `https://host/path?api_key=${value}&x=1`,
    `String privateKey = "${value}";`,
    `"{\\"auth_token\\":\\"${value}\\"}"`,
    `api key: ${value}`,
    `creds = ${value}`,
    `buildConfigField 'String', 'API_KEY', '"${value}"'`,
  ])('finds %j', (text) => {
    expect(valuesOf(scanText(text))).toEqual([value]);
  });

  it.each([
    `if (token == "${value}")`,
    `api_key = get_key("${'name'}")`,
    `token_url = "https://host/${value.slice(0, 12)}/x/y"`,
    'password = os.environ["DB_PASSWORD"]',
    `public_key = "${value}"`,
    'api_key: ${API_KEY}',
    'secret_name = "prod/database/main-credentials"',
    'the password is stored elsewhere, see token = value',
    `git_sha = "${fill('{hex:40}')}"`,
    'auth_token = null',
    `sort key: ${value}`,
    `api_token = loadFrom("${value}")`,
    `fields("api_token", type="${value}")`,
    '[INFO] +- io.jsonwebtoken:jjwt-api:jar:0.10.5:compile',
    'public String authToken = "niem:AgencyContentCodeType";',
    'String DB_PASSWORD_KEY = "spring.datasource.password.0";',
    'static final String DB_PWD = "db.password.0";',
    'INFO you could also pass `:only1` to the filter',
    'INFO "objectKey": "17at0jiq08p0449huhf16qsmdi6sa1ltm069t801"',
    'INFO sonar.projectKey=acme_rails_AYUOvCitob9IpHY9yU3r',
    'INFO ARCHIVE_GPG_KEY=C99B11DEB97541F0',
  ])('is silent on %j', (text) => {
    expect(valuesOf(scanText(text)).filter((found) => found === value || /git_sha|INFO|DB_/.test(text))).toEqual([]);
  });

  it('is less sure of keys in hexadecimal that lack a digit', () => {
    const whole = fill('{hex:40}');
    expect(scanText(`vault_api_key = "${whole}"`)).toMatchObject([{ confidence: 'high' }]);
    expect(scanText(`vault_api_key = "${whole.slice(1)}"`)).toMatchObject([{ confidence: 'low' }]);
  });

  it('finds a value that prose quotes and that is no word of its name', () => {
    expect(valuesOf(scanText('/** `root_password: whalehello` gives it. */', { path: 'build.log' }))).toEqual([
      'whalehello',
    ]);
  });

  it('the end of a mail address is no name', () => {
    expect(scanText('author Ann Lee <ann@lee.pw> 1600000000 +0200', { path: 'commit header' })).toEqual([]);
    expect(scanText('committer Ann Lee <ann@secret.io> 1600000000 +0200', { path: 'commit header' })).toEqual([]);
  });

  it('a key that was drawn at random is one, whosever it is; a map’s key is none', () => {
    expect(valuesOf(scanText(`{ "key": "${value}" }`))).toEqual([value]);
    expect(scanText('{ "key": "checkout.address.secondLine2" }')).toEqual([]);
    expect(scanText(`{ "key": "${fill('{hex:40}')}" }`)).toEqual([]);
  });

  it.each(['`{an:9}~{an:9}', '{an:8}"{an:8}`{an:4}', "{an:6}`'{an:10}!"])(
    'quotes of another kind belong to the value: %s',
    (template) => {
      const text = fill(template);
      const quote = text.includes("'") ? '"' : "'";
      expect(valuesOf(scanText(`"password": ${quote}${text}${quote},`, { path: 'a.yml' }))).toEqual([text]);
    },
  );

  it.each(['PWD = {}', 'OLDPWD={}', 'declare -x PWD="{}"', '"PWD":"{}"'])(
    'takes %j for the folder that a shell works in',
    (line) => {
      const folder = fill('/tmp/build-{an:8}/work-{an:6}');
      expect(scanText(line.replace('{}', folder), { path: 'build.log' })).toEqual([]);
      expect(valuesOf(scanText(`DB_PWD=${value}`, { path: 'build.log' }))).toEqual([value]);
    },
  );

  const password = fill('Winter{digits:4}!');
  const label = 'Passwort';

  it.each([
    ['an assignment', 'a.py', `password = "${password}"`],
    ['a declaration with a type', 'a.ts', `const dbPassword: string = '${password}';`],
    ['a declaration behind its type', 'a.cs', `string Password = "${password}";`],
    ['a map', 'a.rb', `:password => '${password}',`],
    ['an argument by name', 'a.py', `connect(user="app", password="${password}")`],
    ['a setter', 'A.java', `config.setPassword("${password}");`],
    ['a pair of arguments', 'a.php', `define('APP_PASSWORD', '${password}');`],
    ['a default of the environment', 'a.py', `os.getenv("DB_PASSWORD", "${password}")`],
    ['what counts without the environment', 'a.py', `PASS = os.getenv("DB_PASSWORD") or "${password}"`],
    ['what counts without a variable', 'a.js', `connect(process.env.DB_PASSWORD || '${password}')`],
    ['what counts without a member', 'a.rb', `config.pw = ENV['DB_PASSWORD'] || '${password}'`],
    ['bytes', 'a.py', `password = b"${password}"`],
    ['a text made into bytes', 'a.go', `password := []byte("${password}")`],
    ['an array of characters', 'a.c', `static const char pwd[] = "${password}";`],
    ['a default of an option', 'a.py', `parser.add_argument("--password", default="${password}")`],
    ['a name and a value', 'a.json', `{"name": "DB_PASSWORD", "value": "${password}"}`],
    ['a bean of XML', 'a.xml', `<property name="password"><value>${password}</value></property>`],
    [
      'a property of XML of two elements',
      'a.xml',
      `<name>db.password</name>\n<value>${password}</value>${' '.repeat(48)}`,
    ],
    ['a map of YAML in a line', 'a.yml', `{ user: app, password: ${password} }`],
    ['a line of a Dockerfile', 'Dockerfile', `ENV DB_PASSWORD ${password}`],
    ['a comparison', 'a.js', `if (user == "admin" && password === "${password}") {`],
    ['an element', 'a.xml', `<adminPassword>${password}</adminPassword>`],
    ['an attribute', 'a.xml', `<user name="app" password="${password}"/>`],
    ['a property of XML', 'a.xml', `<property name="db.password" value="${password}"/>`],
    ['a property list', 'a.plist', `<key>password</key>\n  <string>${password}</string>\n${'#'.repeat(40)}`],
    ['a variable of a container', 'a.yaml', `- name: DB_PASSWORD\n  value: "${password}"\n${'#'.repeat(60)}`],
    ['a line of YAML', 'a.yml', `    password: ${password}`],
    ['a line of a properties file', 'a.properties', `spring.datasource.password=${password}`],
    ['a flag', 'a.sh', `mysqldump --password=${password} db`],
    ['an export', 'a.sh', `export PGPASSWORD=${password}`],
    ['JSON in a string', 'a.go', `body := "{\\"password\\":\\"${password}\\"}"`],
    ['the second of two arguments', 'A.java', `login(new UsernamePasswordToken("app", "${password}"));`],
    ['a pair behind a name', 'a.py', `requests.get(url, auth=('service', '${password}'))`],
    ['a test of a page', 'A.java', `passwordField.sendKeys("${password}");`],
    ['a comparison by a function', 'a.c', `if (!strcmp(user->password, "${password}")) return 0;`],
    ['an assertion', 'a_test.py', `self.assertEqual(config.password, "${password}")`],
  ])('finds a password in %s', (_, path, text) => {
    expect(scanText(text, { path })).toMatchObject([{ pattern: 'generic-password', confidence: 'medium' }]);
    expect(valuesOf(scanText(text, { path }))).toEqual([password]);
  });

  it.each([
    ['a plain word in configuration', 'compose.yml', 'MYSQL_ROOT_PASSWORD: whalehello'],
    ['a word of the name in configuration', 'compose.yml', '- POSTGRES_PASSWORD=postgres'],
    ['a short one in a shell', 'a.sh', 'PGPASSWORD=quarkus psql -U quarkus'],
    ['digits that count up', 'application.yml', '    password: 123456'],
    ['the word itself with digits', 'appveyor.yml', 'MYSQL_PASSWORD: password12'],
  ])('finds %s', (_, path, text) => {
    expect(scanText(text, { path })).toMatchObject([{ pattern: 'generic-password', confidence: 'medium' }]);
  });

  it.each([
    ['a variable in code', 'a.py', 'self.password = hunter'],
    ['prose that quotes an assignment', 'build.log', '/** `root_password: root` gives it. */'],
    ['what is passed to a program', 'a.md', 'Extra flags to pass to `vgcreate`, or to `git-grep`.'],
    ['what somebody may pass', 'a.py', '# This lets users still pass "args" and pass kind=\'module\' instead.'],
    ['a file whose content is sent', 'curl.1', 'curl -F password=@/etc/passwd www.acme.io'],
    ['a question for a password', 'a.py', "sudo_pass = utils.ask_for_password('sudo')"],
    ['a check of one of several passwords', 'a.c', 'checkpasswd("proxy", &config->proxyuserpwd);'],
    ['a switch', 'a.yml', 'auto-discovery-psk: "enable"'],
    ['who a key is for', 'a.yml', 'tls_psk_identity: eLCv9Lgwzl'],
    ['a line of a list of files', 'ignore.txt', 'lib/cloud/aws_secret.py E338'],
    ['the label of a case', 'a.h', 'case WIFI_AUTH_WPA_WPA2_PSK: sec = "WPA/WPA2/PSK"; break;'],
    ['a key drawn at random', 'a.json', `{"${['1nd3', 'PWD', 'dzYQ8'].join('')}":"${password}"}`],
    ['a label of a form', 'locale/en.json', `"password": "${label}"`],
    ['a type', 'a.graphql', 'login(password: String!)'],
    ['a rule of a validation', 'a.js', 'Password: "required",'],
    ['one name of many', 'a.py', "fields = ['username', 'password', 'email', 'first_name']"],
    ['one of two texts', 'a.js', 'input.type = hide ? "password" : "text"'],
    ['a number', 'a.c', 'unsigned char passwd_flag = 0x40;'],
    ['a lock file', 'yarn.lock', '  parse-passwd: "npm:^1.0.0"'],
    ['a path', 'a.yaml', 'private_key: /etc/ssl/private/server.key'],
    ['a proxy', 'nginx.conf', 'proxy_pass http://127.0.0.1:3000;'],
    ['a token of pages', 'a.json', `"next_token": "${value}"`],
    ['a template of the name', 'a.rb', 'password: "#{db_password}"'],
    ['a value that is said to be missing', 'a.js', 'connect(process.env.DB_PASSWORD || "not-set")'],
    ['words in another script', 'a.sh', "VPN_PASSWORD='密码密码密码1'"],
    ['a variable with a colon behind it', 'a.sh', 'echo "$VPN_PASSWORD:xauth-psk"'],
    ['a label with a colon before it', 'a.md', 'http -a user:password :8080/message'],
    ['the id of a credential', 'job.groovy', "usernamePassword('DEPLOY', 'company-A-deploy')"],
    ['a password said to be a test', 'a.yml', 'password: test123'],
    ['the path of a file', 'a.log', 'token: usr/lib/acme/oauth2/v2/errors2.py'],
    ['a word for what is secret', 'a.ts', "{ id: 1, name: 'session', password: 'credential' },"],
    ['a weight', 'a.log', "-  'name says password': 0.49,"],
    ['a passkey', 'a.md', 'user ||--o{ passkey : "registers"'],
    ['an option of another command', 'a.sh', 'openssl genrsa -passout pass:password 2048'],
    ['a message', 'a.py', 'PASSWORD_REQUIRED = "Please enter your password"'],
  ])('reports nothing at medium for %s', (_, path, text) => {
    expect(scanText(text, { path }).filter(({ confidence }) => confidence !== 'low')).toEqual([]);
  });

  it('knows a file by its beginning where a history has no path', () => {
    const assigned = 'password = hunter';
    expect(scanText(`import os\n\n${assigned}\n`, { path: '' })).toEqual([]);
    expect(scanText(`[database]\n${assigned}\n`, { path: '' })).toHaveLength(1);
  });

  it('is sure of what was drawn at random, and not of what somebody chose', () => {
    expect(scanText(`api_key = "${value}"\npassword = "${password}"`).map(({ confidence }) => confidence)).toEqual([
      'high',
      'medium',
    ]);
  });

  it("thinks no less of what is as long as the vendor's values", () => {
    expect(scanText(`token = "${fill('github_pat_{lowernum:82}')}"`).map(({ confidence }) => confidence)).toEqual([
      'medium',
    ]);
  });

  it("thinks little of what begins with a vendor's mark but is not of its form", () => {
    expect(scanText(`token = "${fill('ghp_{an:20}')}"`).map(({ confidence }) => confidence)).toEqual(['low']);
  });

  it('remembers what it judged for the same kind of file only', () => {
    const text = 'password: hunter';
    expect(scanText(text, { path: 'a.py' })).toEqual([]);
    expect(scanText(text, { path: 'a.yml' })).toHaveLength(1);
  });
});

describe('letters', () => {
  it.each(['password', 'administrator', 'enter your name', 'configuration'])('%s looks like words', (text) => {
    expect(wordEvidence(text)).toBeGreaterThan(2);
  });

  it.each(['{alpha:40}', '{lowernum:60}'])('those drawn as %s do not', (template) => {
    expect(wordEvidence(fill(template))).toBeLessThan(0);
  });
});
