/** Python: one module a form, with the value at its top and in a function. */
import { join } from 'node:path';
import type { FormName, Language } from './forms.ts';

/** A module that Python runs before any program: a user has it, too, on PYTHONPATH. */
export const pythonClock = `import os
import time

_monotonic = time.monotonic


def _later():
    with open(os.environ["CLOCK"], encoding="utf-8") as file:
        return _monotonic() + float(file.read())


time.monotonic = _later
`;

interface Source {
  readonly code: string;
  readonly result: string;
  readonly imports?: string;
}

const sources: Readonly<Record<FormName, Source>> = {
  constant: { code: 'STRIPE_KEY = "§"', result: 'STRIPE_KEY' },
  'object-field': { code: `mail = {"from": "shop@shop.example", 'api_key': '§'}  # a dict`, result: 'mail["api_key"]' },
  argument: { code: 'slack = str("§",)', result: 'slack' },
  template: { code: 'header = f"{SCHEME} §"', result: 'header[7:]', imports: 'SCHEME = "Bearer"\n' },
  concatenation: { code: `header = 'Bearer ' + '§'`, result: 'header[7:]' },
  url: {
    code: 'url = "postgres://shop:§@db.acme.io:5432/orders"',
    result: 'unquote(urlsplit(url).password)',
    imports: 'from urllib.parse import unquote, urlsplit\n',
  },
  'class-field': { code: 'class Client:\n    token = "§"\n', result: 'Client().token' },
  pem: { code: 'key = """§"""', result: 'key' },
  'config-module': {
    code: 'chat = load()["chat"]',
    result: 'chat["token"]',
    imports: 'from config.chat import load\n',
  },
  'config-file': {
    code: 'token = SETTINGS.crm.token',
    result: 'token',
    imports: 'from dynaconf import Dynaconf\n\nSETTINGS = Dynaconf(settings_files=["settings.toml"])\n',
  },
  dotenv: {
    code: 'key = os.environ["STRIPE_RESTRICTED_KEY"]\nassert key, "STRIPE_RESTRICTED_KEY is not set"',
    result: 'key',
    imports: 'import os\n\nfrom dotenv import load_dotenv\n\nload_dotenv(".env")\n',
  },
  'json-file': {
    code: 'with open("chat.json", encoding="utf-8") as file:\n    chat = json.load(file)',
    result: 'chat["token"]',
    imports: 'import json\n',
  },
};

/** Prints a line a form when it starts, and again for each line that it reads: the hash of the value, or why there is none. */
const main = `import hashlib
import importlib
import json
import sys


def tell(name, value):
    print(name, hashlib.sha256(value.encode()).hexdigest())


loaded = []
for name in sys.argv[1:]:
    try:
        form = importlib.import_module("forms." + name.replace("-", "_"))
        loaded.append((name, form))
        tell(name, form.AT_START)
    except Exception as error:
        print(name, "failed", json.dumps(f"{type(error).__name__}: {error}"))
print("ready", flush=True)
for _ in sys.stdin:
    for name, form in loaded:
        tell(name, form.current())
    print("ready", flush=True)
`;

/** \`python\` has boto3, dynaconf and python-dotenv; \`clock\` is the folder of the module that moves the time. */
export function pythonLanguage(python: string, clock: string): Language {
  const written = Object.entries(sources).map(([name, source]) => [
    `forms/${name.replaceAll('-', '_')}.py`,
    writeForm(source).replaceAll('§', `§${name}§`),
  ]);
  return {
    title: 'Python 3.11',
    files: {
      '.gitignore': '__pycache__/\n',
      'chat.json': '{ "token": "§json-file§" }\n',
      '.env': 'PORT=8080\nSTRIPE_RESTRICTED_KEY="§dotenv§"\n',
      'requirements.txt': 'dynaconf==3.3.5\npython-dotenv==1.2.1\n',
      'settings.toml': '[crm]\nurl = "https://crm.example"\ntoken  =  "§config-file§"  # of the shop\n',
      'main.py': main,
      'config/__init__.py': '',
      'config/chat.py': 'def load():\n    return {"port": 8080, "chat": {"token": "§config-module§"}}\n',
      'forms/__init__.py': '',
      ...Object.fromEntries(written),
    },
    start: (root) => [python, join(root, 'main.py')],
    clock: { PYTHONPATH: clock, PYTHONDONTWRITEBYTECODE: '1' },
  };
}

function writeForm({ code, result, imports = '' }: Source): string {
  const inner = code.includes('"""') ? code : code.replaceAll('\n', '\n    ').trimEnd();
  const opening = imports === '' ? '' : `${imports}\n`;
  return `${opening}${code}\nAT_START = ${result}\n\n\ndef current():\n    ${inner}\n    return ${result}\n`;
}
