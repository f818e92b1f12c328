/** What becomes of a Python string literal with a credential in it, form by form. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { python } from '../../../src/rewriters/python.ts';
import { plant } from '../plant.ts';

const load = 'secret("/prod/shop/stripe", "api_key", env="STRIPE_KEY")';
const single = load.replaceAll('"', "'");
const head = 'from _secrets import secret\n\n';

/** The code after the imports that every one of these gets. */
const forms: readonly (readonly [form: string, before: string, after: string])[] = [
  ['a constant of the module', 'KEY = "§"\n', `KEY = ${load}\n`],
  ['the quotes of the literal', "KEY = '§'\n", `KEY = ${single}\n`],
  ['no line end at the end', 'KEY = "§"', `KEY = ${load}`],
  ['an annotated constant', 'KEY: str = "§"\n', `KEY: str = ${load}\n`],
  ['a value of a dictionary', 'config = {"key": "§", "debug": True}\n', `config = {"key": ${load}, "debug": True}\n`],
  ['a keyword argument', 'connect(host="db", key="§")\n', `connect(host="db", key=${load})\n`],
  ['a positional argument', 'connect("§", 5)\n', `connect(${load}, 5)\n`],
  ['an item of a list', 'keys = ["§", None]\n', `keys = [${load}, None]\n`],
  ['a default parameter', 'def f(a, key="§"):\n    pass\n', `def f(a, key=${load}):\n    pass\n`],
  ['a typed default parameter', 'def f(key: str = "§"):\n    pass\n', `def f(key: str = ${load}):\n    pass\n`],
  ['a value that is returned', 'def f():\n    return "§"\n', `def f():\n    return ${load}\n`],
  ['an attribute of a class', 'class A:\n    key = "§"\n', `class A:\n    key = ${load}\n`],
  ['a comparison', 'ok = given == "§"\n', `ok = given == ${load}\n`],
  ['a method of the literal', 'raw = "§".encode()\n', `raw = ${load}.encode()\n`],
  ['a condition', 'key = "§" if live else ""\n', `key = ${load} if live else ""\n`],
  ['an alternative', 'key = given or "§"\n', `key = given or ${load}\n`],
  ['a subscript that is assigned', 'headers["key"] = "§"\n', `headers["key"] = ${load}\n`],
  ['a raw literal', 'KEY = r"§"\n', `KEY = ${load}\n`],
  ['bytes', 'KEY = b"§"\n', `KEY = ${load}.encode()\n`],
  ['text before', 'auth = "Bearer §"\n', `auth = "Bearer " + ${load}\n`],
  ['text before and after', 'q = "a=§;b"\n', `q = "a=" + ${load} + ";b"\n`],
  ['text around, as an operand', 'q = "a=§;b".strip()\n', `q = ("a=" + ${load} + ";b").strip()\n`],
  ['bytes before', 'auth = b"Bearer §"\n', `auth = b"Bearer " + ${load}.encode()\n`],
  ['a sum', 'auth = "Bearer " + "§"\n', `auth = "Bearer " + ${load}\n`],
  ['an f-string', 'q = f"{user}:§@{host}"\n', `q = f"{user}:" + ${load} + f"@{host}"\n`],
  ['an f-string that has nothing left to fill in', 'q = f"key=§&u={user}"\n', `q = "key=" + ${load} + f"&u={user}"\n`],
  ['a literal inside an f-string', 'q = f"{sign(\'§\')}"\n', `q = f"{sign(${single})}"\n`],
  ['literals that Python joins', 'q = ("a="\n     "§"\n     "&b")\n', `q = ("a="\n     + ${load}\n     + "&b")\n`],
  ['joined literals that stay joined', 'q = "a" "b" "§"\n', `q = "a" "b" + ${load}\n`],
  ['two values in one literal', 'q = "§:§"\n', `q = ${load} + ":" + ${load}\n`],
  ['an argument of a decorator', '@route(key="§")\ndef f():\n    pass\n', `@route(key=${load})\ndef f():\n    pass\n`],
  ['a member of an enumeration', 'class A(str, Enum):\n    KEY = "§"\n', `class A(str, Enum):\n    KEY = ${load}\n`],
  ['a key of a dictionary', 'users = {"§": "root"}\n', `users = {${load}: "root"}\n`],
  ['a format with a percent sign', 'line = "%s:§" % user\n', `line = ("%s:" + ${load}.replace("%", "%%")) % user\n`],
  ['a format of bytes', 'line = b"%s:§" % user\n', `line = (b"%s:" + ${load}.encode().replace(b"%", b"%%")) % user\n`],
  [
    'a format method',
    'line = "{}:§".format(user)\n',
    `line = ("{}:" + ${load}.replace("{", "{{").replace("}", "}}")).format(user)\n`,
  ],
  ['a sum that is a format', 'line = ("%s:" + "§") % user\n', `line = ("%s:" + ${load}.replace("%", "%%")) % user\n`],
  ['three quotes', 'text = """\n{"key": "§"}\n"""\n', `text = """\n{"key": \\"""" + ${load} + """"}\n"""\n`],
  [
    'a variable of the environment',
    'k = os.environ.get("X", "§")\n',
    'k = os.environ.get("X") or secret("/prod/shop/stripe", "api_key", env="STRIPE_KEY")\n',
  ],
];

describe('a form', () => {
  it.each(forms)('%s', async (_, before, after) => {
    const {
      after: result,
      codes,
      companions,
    } = await plant(python, { path: 'app.py', before: `import os\n${before}` });
    expect(result).toBe(`import os\nfrom _secrets import secret\n${after}`);
    expect(codes).toEqual([]);
    expect(companions.map(({ path, mode }) => [path, mode])).toEqual([['_secrets.py', 'create']]);
  });

  it('a secret of one text has no key', async () => {
    const ref = { name: '/prod/token', env: 'TOKEN' };
    const { after } = await plant(python, { path: 'app.py', before: 'T = "§"\n', ref });
    expect(after).toBe(`${head}T = secret("/prod/token", env="TOKEN")\n`);
  });

  it.each([
    [
      'django-environ',
      'k = env("KEY", default="§")',
      'k = env("KEY", default="") or secret("/prod/shop/stripe", "api_key", env="STRIPE_KEY")',
    ],
    [
      'decouple',
      'k = config("KEY", default="§", cast=str)',
      'k = config("KEY", default="", cast=str) or secret("/prod/shop/stripe", "api_key", env="STRIPE_KEY")',
    ],
    ['environ, with text around', 'k = os.environ.get("KEY", "a§")', `k = os.environ.get("KEY") or "a" + ${load}`],
  ])('the default of %s', async (_, before, after) => {
    const { after: result } = await plant(python, { path: 'app.py', before: `import os\n${before}\n` });
    expect(result).toBe(`import os\nfrom _secrets import secret\n${after}\n`);
  });

  it('the default of getenv, as an operand', async () => {
    const { after } = await plant(python, {
      path: 'app.py',
      before: 'import os\nk = os.getenv("X", default="§").strip()\n',
    });
    const call = '(os.getenv("X") or secret("/prod/shop/stripe", "api_key", env="STRIPE_KEY"))';
    expect(after).toBe(`import os\nfrom _secrets import secret\nk = ${call}.strip()\n`);
  });
});

describe('a form of the value', () => {
  const quoted = load.replace(')', ', quoted=True)');

  it.each([
    [
      'a password in a URL',
      'URL = "postgres://shop:§@db:5432/shop"\n',
      `URL = "postgres://shop:" + ${quoted} + "@db:5432/shop"\n`,
    ],
    [
      'a token in a query',
      'URL = "https://api.test/v1?key=§&page=1"\n',
      `URL = "https://api.test/v1?key=" + ${quoted} + "&page=1"\n`,
    ],
    ['an f-string URL', 'URL = f"amqp://shop:§@{host}/"\n', `URL = "amqp://shop:" + ${quoted} + f"@{host}/"\n`],
  ])('%s is encoded again', async (_, before, after) => {
    expect((await plant(python, { path: 'app.py', before })).after).toBe(head + after);
  });

  it('a password that stands encoded in a URL', async () => {
    const value = `p@${randomBytes(8).toString('hex')}/`;
    const planting = {
      path: 'app.py',
      before: 'URL = "redis://:§@cache/0"\n',
      value,
      written: encodeURIComponent(value),
    };
    expect((await plant(python, planting)).after).toBe(`${head}URL = "redis://:" + ${quoted} + "@cache/0"\n`);
  });

  it('base64 of the value', async () => {
    const value = randomBytes(12).toString('hex');
    const written = Buffer.from(value).toString('base64');
    const { after } = await plant(python, { path: 'app.py', before: 'auth = "Basic §"\n', value, written });
    expect(after).toBe(`from base64 import b64encode\n${head}auth = "Basic " + b64encode(${load}.encode()).decode()\n`);
  });

  it('a key of several lines in three quotes', async () => {
    const value = ['-----BEGIN', ' KEY-----\n', randomBytes(30).toString('base64'), '\n-----END KEY-----'].join('');
    const before = 'KEY = """\\\n§\n"""\n';
    expect((await plant(python, { path: 'app.py', before, value })).after).toBe(
      `${head}KEY = """\\\n""" + ${load} + """\n"""\n`,
    );
  });

  it('line ends that are escaped in the file', async () => {
    const value = `one\n${randomBytes(8).toString('hex')}`;
    const written = value.replace('\n', '\\n');
    const planting = { path: 'app.py', before: 'KEY = "§"\n', value, written };
    expect((await plant(python, planting)).after).toBe(`${head}KEY = ${load}\n`);
  });

  it('line ends that are escaped in the file and in the store', async () => {
    const value = `one\\n${randomBytes(8).toString('hex')}`;
    const { after } = await plant(python, { path: 'app.py', before: 'KEY = "§"\n', value });
    expect(after).toBe(`${head}KEY = ${load}.replace("\\\\n", "\\n")\n`);
  });

  it('another form is refused', async () => {
    const value = randomBytes(8).toString('hex');
    const { codes } = await plant(python, { path: 'app.py', before: 'KEY = "§"\n', value, written: `${value}0` });
    expect(codes).toEqual(['other-encoding']);
  });
});

describe('settings of pydantic', () => {
  const start = 'from pydantic_settings import BaseSettings\n';
  const imports = `${start}from pydantic import Field\nfrom _secrets import secret\n`;
  const factory = `default_factory=lambda: ${load}`;

  it.each([
    ['a default', '    key: str = "§"\n', `    key: str = Field(${factory})\n`],
    [
      'a secret',
      '    key: SecretStr = SecretStr("§")\n',
      `    key: SecretStr = Field(default_factory=lambda: SecretStr(${load}))\n`,
    ],
  ])('%s is loaded when the settings are made', async (_, before, after) => {
    const { after: result } = await plant(python, {
      path: 'app.py',
      before: `${start}class S(BaseSettings):\n${before}`,
    });
    expect(result).toBe(`${imports}class S(BaseSettings):\n${after}`);
  });

  it.each([
    ['by position', '"§", min_length=1', `${factory}, min_length=1`],
    ['by keyword', 'default="§"', factory],
  ])('the default of a field, %s', async (_, before, after) => {
    const own = `${start}from pydantic import Field\n`;
    const { after: result } = await plant(python, {
      path: 'app.py',
      before: `${own}class Base(BaseSettings):\n    pass\nclass S(Base):\n    key: str = Field(${before})\n`,
    });
    expect(result).toBe(
      `${own}from _secrets import secret\nclass Base(BaseSettings):\n    pass\nclass S(Base):\n    key: str = Field(${after})\n`,
    );
  });
});
