/** JavaScript and TypeScript, as ES modules and CommonJS: one module a form, with the value at its top and in a function. */
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FormName, Language } from './forms.ts';

interface Kind {
  readonly typed: boolean;
  readonly isModule: boolean;
}

export const javascriptLanguages = (clock: string): readonly Language[] => [
  describe('JS ESM', { typed: false, isModule: true }, clock),
  describe('JS CJS', { typed: false, isModule: false }, clock),
  describe('TS ESM', { typed: true, isModule: true }, clock),
  describe('TS CJS', { typed: true, isModule: false }, clock),
];

/** A preload that a user has, too: `node --require`. */
export const javascriptClock = `const { readFileSync } = require('node:fs');
const now = Date.now;
Date.now = () => now() + 1000 * Number(readFileSync(process.env.CLOCK, 'utf8'));
`;

interface Source {
  /** In what is exported as \`atStart\`, and again in a function. */
  readonly code: string;
  readonly result: string;
  readonly imports?: string;
}

const sources: Readonly<Record<FormName, Source>> = {
  constant: { code: `const stripeKey = '§';`, result: 'stripeKey' },
  'object-field': {
    code: `const mail = {\n  from: 'shop@shop.example',\n  apiKey: '§',  // two spaces\n};`,
    result: 'mail.apiKey',
  },
  argument: { code: `const slack = Buffer.from("§").toString()`, result: 'slack' },
  template: { code: 'const header = `${scheme} §`;', result: 'header.slice(7)', imports: `const scheme = 'Bearer';` },
  concatenation: { code: `const header = 'Bearer ' + '§';`, result: 'header.slice(7)' },
  url: {
    code: `const url = 'postgres://shop:§@db.acme.io:5432/orders';`,
    result: 'decodeURIComponent(new URL(url).password)',
  },
  'class-field': {
    code: `class Client {\n  #token = '§';\n  header() {\n    return this.#token;\n  }\n}`,
    result: 'new Client().header()',
  },
  pem: { code: 'const key = `§`;', result: 'key' },
  'config-module': { code: 'const { chat } = load();', result: 'chat.token', imports: 'import load' },
  'config-file': {
    code: `const token = config.get<string>('crm.token');\nif (!token) throw new Error('crm.token is not set');`,
    result: 'token',
    imports: 'import config',
  },
  dotenv: {
    code: `const key = process.env['STRIPE_RESTRICTED_KEY'];\nif (!key) throw new Error('STRIPE_RESTRICTED_KEY is not set');`,
    result: 'key',
    imports: `process.loadEnvFile('.env');`,
  },
  'json-file': {
    code: `const { token } = JSON.parse(readFileSync('chat.json', 'utf8'));`,
    result: 'token',
    imports: 'import readFileSync',
  },
};

const tsconfig = {
  compilerOptions: {
    ...{ module: 'nodenext', target: 'es2022', strict: true, skipLibCheck: true, types: ['node'] },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noUnusedLocals: true },
    ...{ noPropertyAccessFromIndexSignature: true, outDir: 'out', rootDir: '.' },
  },
  include: ['*.ts', 'forms/*.ts', 'config/*.ts'],
};

function describe(title: string, kind: Kind, clock: string): Language {
  const extension = kind.typed ? 'ts' : 'js';
  const forms = Object.entries(sources).map(([name, source]) => [
    `forms/${name}.${extension}`,
    writeForm(source, kind)
      .replaceAll('<string>', kind.typed ? '<string>' : '')
      .replaceAll('§', `§${name}§`),
  ]);
  return {
    title,
    files: {
      'package.json': `{ "type": "${kind.isModule ? 'module' : 'commonjs'}", "dependencies": { "config": "^5.0.0" } }\n`,
      '.gitignore': 'node_modules\nout\n',
      'config/default.json': '{\n  "crm": { "url": "https://crm.example",  "token": "§config-file§" }\n}\n',
      'chat.json': '{ "token": "§json-file§" }\n',
      '.env': 'PORT=8080\nSTRIPE_RESTRICTED_KEY="§dotenv§"\n',
      [`main.${extension}`]: writeMain(kind),
      [`config/chat.${extension}`]: writeConfig(kind),
      ...Object.fromEntries(forms),
      ...(kind.typed && { 'tsconfig.json': `${JSON.stringify(tsconfig, null, 2)}\n` }),
    },
    prepare: (root) => prepare(root, kind.typed),
    start: (root) => [process.execPath, join(root, kind.typed ? 'out/main.js' : 'main.js')],
    clock: { NODE_OPTIONS: `--require=${clock}` },
  };
}

function writeForm({ code, result, imports = '' }: Source, kind: Kind): string {
  const head = writeImport(imports, kind);
  const type = kind.typed ? ': Promise<string>' : '';
  const inner = code.includes('`§`') ? code : code.replaceAll('\n', '\n  ');
  const current = `async function current()${type} {\n  ${inner}\n  return ${result};\n}\n`;
  const opening = [...(usesImport(kind) ? [] : [`'use strict';`]), ...(head === '' ? [] : [head])].join('\n');
  const top = `${opening}${opening === '' ? '' : '\n\n'}${code}\n`;
  if (!usesImport(kind))
    return `${top}const atStart = ${result};\n\n${current}\nmodule.exports = { atStart, current };\n`;
  return `${top}export const atStart = ${result};\n\nexport ${current}`;
}

function writeImport(imports: string, kind: Kind): string {
  const modules: Readonly<Record<string, string>> = {
    load: kind.typed && !kind.isModule ? '../config/chat' : '../config/chat.js',
    readFileSync: 'node:fs',
  };
  const [, name = ''] = /^import (\w+)$/.exec(imports) ?? [];
  if (name === '') return imports;
  if (name === 'config') return usesImport(kind) ? `import config from 'config';` : `const config = require('config');`;
  return usesImport(kind)
    ? `import { ${name} } from '${modules[name]}';`
    : `const { ${name} } = require('${modules[name]}');`;
}

/** The configuration is a module of its own, as linters, build tools and ORMs have it. */
function writeConfig(kind: Kind): string {
  const body = `load() {\n  return { port: 8080, chat: { token: '§config-module§' } };\n}\n`;
  return usesImport(kind)
    ? `export function ${body}`
    : `'use strict';\n\nfunction ${body}\nmodule.exports = { load };\n`;
}

function usesImport({ typed, isModule }: Kind): boolean {
  return typed || isModule;
}

/** Prints a line a form when it starts, and again for each line that it reads: the hash of the value, or why there is none. */
function writeMain(kind: Kind): string {
  const isScript = !usesImport(kind);
  const names = `import { createHash } from 'node:crypto';\nimport { createInterface } from 'node:readline';\n`;
  const required = `const { createHash } = require('node:crypto');\nconst { createInterface } = require('node:readline');\n`;
  const load = isScript ? 'require(`./forms/${name}.js`)' : 'await import(`./forms/${name}.js`)';
  const form = kind.typed ? ': { atStart: string; current(): Promise<string> }' : '';
  const text = kind.typed ? ': string' : '';
  return `${isScript ? required : names}
async function main() {
  const loaded = [];
  for (const name of process.argv.slice(2)) {
    try {
      const form${form} = ${load};
      loaded.push(${kind.typed ? '{ name, form } as const' : '{ name, form }'});
      tell(name, form.atStart);
    } catch (error) {
      console.log(\`\${name} failed \${JSON.stringify(String(error))}\`);
    }
  }
  console.log('ready');
  for await (const _ of createInterface({ input: process.stdin })) {
    for (const { name, form } of loaded) tell(name, await form.current());
    console.log('ready');
  }
}

function tell(name${text}, value${text}) {
  console.log(\`\${name} \${createHash('sha256').update(value).digest('hex')}\`);
}

void main();
`;
}

function prepare(root: string, typed: boolean): void {
  const packages = resolve('node_modules');
  try {
    symlinkSync(packages, join(root, 'node_modules'));
  } catch {
    // It stands there since the program was prepared before.
  }
  if (!typed) return;
  const tsc = join(packages, 'typescript/bin/tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', root], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`types do not check:\n${(error as { stdout?: string }).stdout ?? String(error)}`, { cause: error });
  }
}
