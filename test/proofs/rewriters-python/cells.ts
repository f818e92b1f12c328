/** Programs in Python, one a form of a credential: each prints the value that it uses, hashed. `§` stands for the leaked value. */

export interface Cell {
  readonly form: string;
  /** Every file of the project; `§` is the value. */
  readonly files: Readonly<Record<string, string>>;
  /** Arguments of python. Default: `main.py`. */
  readonly run?: readonly string[];
  /** How the value is written. Default: as it is. */
  readonly write?: (value: string) => string;
  /** A value of this kind. Default: 32 random hexadecimal digits. */
  readonly value?: () => string;
  /** The variable that comes before the store. Default: `PROOF_KEY`. */
  readonly variable?: string;
  /** A file without code: the environment is the only source. */
  readonly noStore?: boolean;
}

const show = `import hashlib


def show(value):
    data = value if isinstance(value, bytes) else value.encode()
    print(hashlib.sha256(data).hexdigest())
`;

/** `main` ends with a call of `show` on the value. */
function program(form: string, main: string, rest: Omit<Cell, 'form' | 'files'> = {}): Cell {
  return { form, files: { 'main.py': main, 'shown.py': show }, ...rest };
}

const start = 'from shown import show\n\n';
const url = 'from urllib.parse import unquote, urlsplit\n';
const showPassword = 'show(unquote(urlsplit(URL).password))\n';

export const cells: readonly Cell[] = [
  program('constant', `${start}KEY = "§"\nshow(KEY)\n`),
  program('dictionary', `${start}CONFIG = {"debug": True, "key": "§"}\nshow(CONFIG["key"])\n`),
  program('keyword argument', `${start}show(value="§")\n`),
  program('positional argument', `${start}show("§")\n`),
  program('default parameter', `${start}def send(text, key="§"):\n    show(key)\n\n\nsend("hi")\n`),
  program('f-string', `${start}user = "shop"\nLINE = f"{user}:§:{user}"\nshow(LINE.split(":")[1])\n`),
  program('sum', `${start}AUTH = "Bearer " + "§"\nshow(AUTH.split()[1])\n`),
  program('part of a literal', `${start}AUTH = "Bearer §"\nshow(AUTH.split()[1])\n`),
  program('joined literals', `${start}AUTH = ("Bearer "\n        "§"\n        " end")\nshow(AUTH.split()[1])\n`),
  program('class attribute', `${start}class Client:\n    key = "§"\n\n\nshow(Client().key)\n`),
  program(
    'dataclass field',
    `from dataclasses import dataclass\n${start}@dataclass\nclass Client:\n    host: str\n    key: str = "§"\n\n\nshow(Client("db").key)\n`,
  ),
  program(
    'decorator argument',
    `${start}def keep(key):\n    def mark(function):\n        function.key = key\n        return function\n\n    return mark\n\n\n@keep("§")\ndef send():\n    pass\n\n\nshow(send.key)\n`,
  ),
  program(
    'member of an enumeration',
    `from enum import Enum\n${start}class Keys(str, Enum):\n    MAIN = "§"\n\n\nshow(Keys.MAIN.value)\n`,
  ),
  program('key of a dictionary', `${start}USERS = {"§": "root"}\nshow(next(iter(USERS)))\n`),
  program('format with a percent sign', `${start}LINE = "%s:§" % "shop"\nshow(LINE.split(":")[1])\n`),
  program('format of bytes', `${start}LINE = b"%s:§" % b"shop"\nshow(LINE.split(b":")[1])\n`),
  program('format method', `${start}LINE = "{}:§".format("shop")\nshow(LINE.split(":")[1])\n`),
  program('bytes', `${start}KEY = b"§"\nshow(KEY)\n`),
  program('fallback of the environment', `import os\n${start}KEY = os.environ.get("CELL_KEY", "§")\nshow(KEY)\n`, {
    variable: 'CELL_KEY',
  }),
  program('variable that is named secret', `${start}secret = "§"\nshow(secret)\n`),
  program('connection URL', `${url}${start}URL = "postgres://shop:§@db:5432/shop"\n${showPassword}`, {
    write: encodeURIComponent,
    value: () => `${randomDigits()}/@:%`,
  }),
  program('f-string URL', `${url}${start}HOST = "db"\nURL = f"postgres://shop:§@{HOST}/shop"\n${showPassword}`),
  program('key of several lines', `${start}KEY = """§"""\nshow(KEY)\n`, {
    value: () => `begin\n${randomDigits()}\nend\n`,
  }),
  program('key with escaped lines', `${start}KEY = "§"\nshow(KEY)\n`, {
    value: () => `begin\n${randomDigits()}\nend\n`,
    write: (value) => value.replaceAll('\n', '\\n'),
  }),
  program('base64', `from base64 import b64decode\n${start}KEY = "§"\nshow(b64decode(KEY))\n`, {
    write: (value) => Buffer.from(value).toString('base64'),
  }),
  program('method of a literal', `${start}KEYS = "§,x".split(",")\nshow(KEYS[0])\n`),
  {
    form: 'module of a package',
    files: {
      'shop/__init__.py': '',
      'shop/settings/__init__.py': '',
      'shop/settings/prod.py': 'KEY = "§"\n',
      'shop/__main__.py': 'from .settings.prod import KEY\nfrom .shown import show\n\nshow(KEY)\n',
      'shop/shown.py': show,
    },
    run: ['-m', 'shop'],
  },
  {
    form: 'Django settings',
    files: {
      'site_settings/__init__.py': '',
      'site_settings/settings.py':
        '"""Settings."""\nfrom pathlib import Path\n\nBASE = Path(__file__)\nSECRET_KEY = "§"\nDATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "PASSWORD": "§"}}\n',
      'main.py': `import os\n\nfrom shown import show\n\nos.environ["DJANGO_SETTINGS_MODULE"] = "site_settings.settings"\nfrom django.conf import settings\n\nassert settings.SECRET_KEY == settings.DATABASES["default"]["PASSWORD"]\nshow(settings.SECRET_KEY)\n`,
      'shown.py': show,
    },
  },
  program(
    'pydantic settings',
    `from pydantic_settings import BaseSettings\n${start}class Settings(BaseSettings):\n    pay_key: str = "§"\n\n\nshow(Settings().pay_key)\n`,
  ),
  program(
    'pydantic SecretStr',
    `from pydantic import SecretStr\nfrom pydantic_settings import BaseSettings\n${start}class Settings(BaseSettings):\n    pay_key: SecretStr = SecretStr("§")\n\n\nshow(Settings().pay_key.get_secret_value())\n`,
  ),
  {
    form: '.env file',
    files: {
      '.env': '# pay\nPAY_KEY="§"\n',
      'main.py': `import os\n\nfrom dotenv import load_dotenv\n${start}load_dotenv()\nshow(os.environ["PAY_KEY"] or exit("PAY_KEY is not set"))\n`,
      'shown.py': show,
    },
    variable: 'PAY_KEY',
    noStore: true,
  },
  {
    form: 'INI file of supervisor',
    files: {
      'supervisord.conf': '[supervisord]\n[program:pay]\ncommand = cat\nenvironment = PAY_KEY="§"\n',
      'main.py': `from supervisor.options import ServerOptions\n${start}options = ServerOptions()\noptions.realize(["-c", "supervisord.conf"])\nshow(options.process_group_configs[0].process_configs[0].environment["PAY_KEY"])\n`,
      'shown.py': show,
    },
    noStore: true,
  },
];

/** Loads its key for each use: prints it, waits for a line, and prints it once more ten minutes later. */
export const rotating: Cell = program(
  'rotation',
  `import sys\nimport time\n\n${start}def key():\n    return "§"\n\n\nshow(key())\nsys.stdout.flush()\nsys.stdin.readline()\nlater = time.monotonic() + 600\ntime.monotonic = lambda: later\nshow(key())\n`,
);

/** Takes its environment away before it uses its key, also in a URL, and says what was imported for that. */
export const emptied: Cell = program(
  'emptied environment',
  `import os\nimport sys\n\n${start}os.environ = {}\nURL = "postgres://shop:§@db:5432/shop"\nshow("§")\nheavy = {"json", "time", "urllib.parse", "boto3"}\nprint(sorted(heavy & set(sys.modules) - set(sys.builtin_module_names)))\n`,
);

export function randomDigits(): string {
  return Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
}
