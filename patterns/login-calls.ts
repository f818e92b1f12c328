/** Passwords and keys that are arguments of calls: fields that are typed into, users that are made, tokens that are signed. The call says what they are. */
import type { Pattern } from '../src/types.ts';

const rotate = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';
const quoted = String.raw`[@bu]?["'](?<secret>[^\s"'${'`'}$<>{}*[(\\][^\s"'${'`'}<>{}\\]{3,100})["']`;
/** With no dot behind an `@`, as an address has. */
const noAddress = String.raw`[@bu]?["'](?<secret>[^\s"'${'`'}$<>{}*[(\\@][^\s"'${'`'}<>{}\\@]{1,60}(?:@[^\s"'${'`'}<>{}\\@.]{0,40}|[^\s"'${'`'}<>{}\\@]{1,40}))["']`;
const argument = String.raw`[^,;\n()]{1,80},[ \t\r\n]{0,40}`;

const makers = 'create_user create_superuser createUser addUser add_user WiFi.begin'.split(' ');
const signers = [
  ...'jwt.sign jwt.verify jwt.encode jwt.decode JWT.encode JWT.decode JWT::encode JWT::decode jsonwebtoken.sign'.split(
    ' ',
  ),
  ...'createHmac createCipheriv createDecipheriv hash_hmac AES.encrypt AES.decrypt HmacSHA256 HmacSHA1 HmacSHA512'.split(
    ' ',
  ),
];
const typing = 'fill type sendKeys send_keys setValue set_value typeText enterText clearAndType clear_and_type';

export const loginCalls = [
  {
    id: 'typed-password',
    title: 'Password typed into a field',
    severity: 'medium',
    confidence: 'medium',
    regex: new RegExp(
      String.raw`[Pp]ass(?:word|wd|phrase)?[\w-]{0,12}["']?\]?["'${'`'}]?\){1,2}[ \t\r\n]{0,40}\.(?:first\(\)\.|clear\(\)\.|should\(["'][\w.-]{1,20}["']\)\.)?(?:${typing.replaceAll(' ', '|')})\(${quoted}`,
    ),
    keywords: typing.split(' ').map((name) => `.${name}(`),
    checks: ['password-like'],
    why: 'Logs in to the site as the user of the test, which is often one of the real site.',
    revoke: rotate,
    references: ['https://playwright.dev/docs/auth', 'https://docs.cypress.io/api/commands/type'],
    match: [
      "await page.getByLabel('Password').fill('{an:12}');",
      "cy.get('[name=password]').type('{an:9}!{an:2}');",
      'driver.findElement(By.id("password")).sendKeys("{an:12}");',
    ],
    miss: [
      "await page.getByLabel('Password').fill(process.env.PASSWORD);",
      "cy.get('#password').type('password');",
      'driver.findElement(By.id("password")).sendKeys(password);',
      "cy.get('[name=password]').type('wrong{enter}');",
    ],
  },
  {
    id: 'account-call-password',
    title: 'Password in a call that makes an account or joins a network',
    severity: 'medium',
    confidence: 'medium',
    regex: new RegExp(
      String.raw`\b(?:${makers.join('|').replaceAll('.', String.raw`\.`)})\([ \t\r\n]{0,40}["'][^\s"'<>{}]{1,60}["'],[ \t\r\n]{0,40}(?:["'][^\s"'<>{}]{1,60}@[\w.-]{1,60}["'],[ \t\r\n]{0,40})?(?:password[ \t]{0,2}=[ \t]{0,2})?${noAddress}[ \t\r\n]{0,40}[,)]`,
    ),
    longest: 520,
    keywords: makers.map((name) => `${name}(`),
    checks: ['password-like'],
    why: 'Logs in as the account, or joins the network.',
    revoke: rotate,
    references: ['https://docs.djangoproject.com/en/stable/topics/auth/default/#creating-users'],
    match: [
      "User.objects.create_user('ann', 'ann@acme.io', '{an:12}')",
      "User.objects.create_superuser('root', '{an:9}!{an:2}')",
      'WiFi.begin("acme-guests", "{an:12}");',
    ],
    miss: [
      "User.objects.create_user('ann', 'ann@acme.io', password)",
      "User.objects.create_user('ann', 'ann@acme.io', 'password')",
      'WiFi.begin(ssid, password);',
      "createUser('ann', 'ann@acme.io')",
    ],
  },
  {
    id: 'signing-call-key',
    title: 'Key in a call that signs or encrypts',
    severity: 'high',
    confidence: 'medium',
    regex: new RegExp(
      String.raw`\b(?:${signers.join('|').replaceAll('.', String.raw`\.`)})\([ \t\r\n]{0,40}(?:\{[^{}\n]{0,120}\},[ \t\r\n]{0,40}|${argument}(?:[^,;\n()"']{1,60},[ \t]{0,4})?)${quoted}`,
    ),
    longest: 520,
    keywords: signers.map((name) => `${name}(`),
    checks: ['password-like'],
    why: 'Signs tokens that the program trusts, as any user, or reads what the program encrypted.',
    revoke: 'https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html',
    references: [
      'https://github.com/auth0/node-jsonwebtoken#usage',
      'https://nodejs.org/api/crypto.html#cryptocreatehmacalgorithm-key-options',
    ],
    match: [
      "jwt.sign(payload, '{an:24}')",
      "jwt.encode({'sub': user.id}, '{an:9}!{an:12}', algorithm='HS256')",
      "crypto.createHmac('sha256', '{an:24}')",
    ],
    miss: [
      'jwt.sign(payload, process.env.JWT_SECRET)',
      "jwt.sign(payload, 'secret')",
      "jwt.decode(token, options={'verify_signature': False})",
      "crypto.createHmac('sha256', secret)",
    ],
  },
  {
    id: 'variable-default-password',
    title: 'Password that a variable of Terraform or CloudFormation has by default',
    severity: 'high',
    confidence: 'medium',
    regex:
      /(?:\bvariable[ \t]{1,4}"[\w-]{0,40}(?:[Pp]ass(?:word|wd|phrase)|_pwd|secret|token)"[ \t]{0,4}\{[^{}]{0,300}?\bdefault[ \t]{0,20}=[ \t]{0,4}|["']?\w{0,40}(?:Password|Passphrase|Secret)["']?[ \t]{0,4}:[ \t\r\n]{0,20}\{?[ \t\r\n]{0,20}(?:["']?(?:Type|NoEcho|Description|M[ai][nx]Length|AllowedPattern|ConstraintDescription)["']?[ \t]{0,4}:[^\n{}]{0,80}?[,\n][ \t\r\n]{0,20}){0,6}?["']?Default["']?: )["'](?<secret>[^\s"'`$<>{}%*[(\\][^\s"'`<>{}\\]{3,100})["']/,
    longest: 640,
    keywords: ['variable "', 'default": "', 'default: "', "default: '"],
    checks: ['password-like'],
    why: 'Logs in wherever nobody gave the variable another value.',
    revoke: rotate,
    references: [
      'https://developer.hashicorp.com/terraform/language/values/variables',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    ],
    match: [
      'variable "db_password" {\n  type    = string\n  default = "{an:14}"\n}',
      '"DBPassword": { "Type": "String", "Default": "{an:12}" }',
    ],
    miss: [
      'variable "db_password" {\n  type = string\n  sensitive = true\n}\n',
      'variable "db_password" {\n  default = "changeme"\n}',
      'variable "db_name" {\n  default = "{an:14}"\n}',
      '"DBPassword": { "Type": "String", "Default": "password" }',
      'DBPassword:\n  Type: String\n  NoEcho: true\nDBName:\n  Default: "{an:12}"',
    ],
  },
] as const satisfies readonly Pattern[];
