/** Small programs that print a hash of a value that stands in them, one a form; `«…»` marks the place. */

export interface Form {
  readonly title: string;
  /** Source in which `out` becomes the value as the program uses it. */
  readonly source: (value: string) => string;
  /** Only TypeScript can say it; false: its types are against it. */
  readonly typed?: boolean;
  /** How the value is written in the source. Default: as it is. */
  readonly write?: (value: string) => string;
  /** What is stored. Default: the value. */
  readonly store?: (value: string) => string;
  readonly kind?: 'token' | 'password' | 'pem';
}

const escapeLines = (text: string): string => text.replaceAll('\n', '\\n');

export const forms: readonly Form[] = [
  { title: 'constant', source: (v) => `const key = '«${v}»';\nconst out = key;` },
  { title: 'let', source: (v) => `let key = "«${v}»"\nconst out = key` },
  { title: 'var', source: (v) => `var key = '«${v}»', other = 1;\nconst out = other ? key : '';` },
  {
    title: 'object field',
    source: (v) => `const config = {\n  region: 'eu',\n  apiKey: '«${v}»',\n};\nconst out = config.apiKey;`,
  },
  {
    title: 'nested object field',
    source: (v) => `const config = { a: { 'b-c': { d: '«${v}»' } } };\nconst out = config.a['b-c'].d;`,
  },
  { title: 'call argument', source: (v) => `const out = structuredClone('«${v}»');` },
  {
    title: 'named argument',
    source: (v) => `const pick = ({ key = '' }) => key;\nconst out = pick({ key: '«${v}»' });`,
  },
  { title: 'new expression', source: (v) => `const out = new Map([['key', '«${v}»']]).get('key');` },
  { title: 'whole template', source: (v) => `const out = \`«${v}»\`;` },
  {
    title: 'part of a template',
    source: (v) =>
      `const kind = 'Bearer';\nconst header = \`\${kind} «${v}» \${1}\`;\nconst out = header.split(' ')[1];`,
  },
  { title: 'part of a string', source: (v) => `const header = 'Bearer «${v}»';\nconst out = header.slice(7);` },
  {
    title: 'part of a string with quotes',
    source: (v) => `const header = 'it\\'s \`\${key}\` "«${v}»"';\nconst out = header.split('"')[1];`,
  },
  {
    title: 'concatenation',
    source: (v) => `const header = 'Bearer ' + '«${v}»' + '!';\nconst out = header.slice(7, -1);`,
  },
  {
    title: 'concatenation with an expression',
    source: (v) => `const n = 7;\nconst text = n + '«${v}»' + n;\nconst out = text.slice(1, -1);`,
  },
  { title: 'split literals', source: (v) => `const out = '«${v.slice(0, 9)}' +\n  '${v.slice(9)}»';` },
  {
    title: 'split literals in a longer sum',
    source: (v) =>
      `const n = 7;\nconst text = n + 'ab«${v.slice(0, 9)}' + "${v.slice(9)}»cd" + n;\nconst out = text.slice(3, -3);`,
  },
  {
    title: 'connection URL',
    kind: 'password',
    write: encodeURIComponent,
    source: (v) =>
      `const url = 'postgres://app:«${v}»@db.example:5432/app?ssl=1';\nconst out = decodeURIComponent(new URL(url).password);`,
  },
  {
    title: 'connection URL in a template',
    kind: 'password',
    write: encodeURIComponent,
    source: (v) =>
      `const host = 'db.example';\nconst url = \`postgres://app:«${v}»@\${host}/app\`;\nconst out = decodeURIComponent(new URL(url).password);`,
  },
  {
    title: 'connection URL in a sum',
    kind: 'password',
    write: encodeURIComponent,
    source: (v) =>
      `const url = 'postgres://app:' + '«${v}»' + '@db.example/app';\nconst out = decodeURIComponent(new URL(url).password);`,
  },
  {
    title: 'query of a URL',
    source: (v) => `const out = new URL('https://api.example/v1?key=«${v}»&a=1').searchParams.get('key');`,
  },
  {
    title: 'base64 in a header',
    write: (v) => Buffer.from(v).toString('base64'),
    source: (v) => `const header = 'Basic «${v}»';\nconst out = Buffer.from(header.slice(6), 'base64').toString();`,
  },
  { title: 'class field', source: (v) => `class Client {\n  key = '«${v}»';\n}\nconst out = new Client().key;` },
  {
    title: 'static class field',
    source: (v) => `class Client {\n  static key = '«${v}»';\n}\nconst out = Client.key;`,
  },
  {
    title: 'private class field',
    source: (v) =>
      `class Client {\n  #key = '«${v}»';\n  get() {\n    return this.#key;\n  }\n}\nconst out = new Client().get();`,
  },
  {
    title: 'modifiers of a class field',
    typed: true,
    source: (v) =>
      `class Client {\n  private readonly key: string = '«${v}»';\n  get(): string {\n    return this.key;\n  }\n}\nconst out = new Client().get();`,
  },
  {
    title: 'method',
    source: (v) => `class Client {\n  async get() {\n    return '«${v}»';\n  }\n}\nconst out = new Client().get();`,
  },
  {
    title: 'default parameter',
    source: (v) => `function connect(key = '«${v}»') {\n  return key;\n}\nconst out = connect();`,
  },
  {
    title: 'default parameter of an async arrow',
    source: (v) => `const connect = async (key = '«${v}»') => key;\nconst out = connect();`,
  },
  {
    title: 'default of a destructured field',
    source: (v) => `const { key = '«${v}»' } = JSON.parse('{}');\nconst out = key;`,
  },
  { title: 'function', source: (v) => `function connect() {\n  return '«${v}»';\n}\nconst out = connect();` },
  {
    title: 'async function',
    source: (v) => `async function connect() {\n  const key = '«${v}»';\n  return key;\n}\nconst out = connect();`,
  },
  { title: 'arrow function', source: (v) => `const connect = () => '«${v}»';\nconst out = connect();` },
  { title: 'multi-line PEM', kind: 'pem', source: (v) => `const out = \`«${v}»\`;` },
  {
    title: 'PEM with escapes',
    kind: 'pem',
    write: escapeLines,
    source: (v) => `const pem = '«${v}»\\n';\nconst out = pem.slice(0, -1);`,
  },
  {
    title: 'PEM that is stored as it was written',
    kind: 'pem',
    write: escapeLines,
    store: escapeLines,
    source: (v) => `const pem = ['«${v}»'];\nconst out = pem[0];`,
  },
  {
    title: 'part of a string, stored as it was written',
    kind: 'pem',
    write: escapeLines,
    store: escapeLines,
    source: (v) => `const pem = 'key: «${v}»\\n';\nconst out = pem.slice(5, -1);`,
  },
  {
    title: 'key of an object',
    typed: false,
    source: (v) => `const users = { '«${v}»': 1 };\nconst out = Object.keys(users)[0];`,
  },
  {
    title: 'key of an object with text around the value',
    typed: false,
    source: (v) => `const users = { a: 0, 'Bearer «${v}»': 1 };\nconst out = Object.keys(users)[1].slice(7);`,
  },
  {
    title: 'computed key of an object',
    typed: false,
    source: (v) => `const users = { ['«${v}»']: 1 };\nconst out = Object.keys(users)[0];`,
  },
  {
    title: 'index',
    typed: false,
    source: (v) => `const users = {};\nusers['«${v}»'] = 1;\nconst out = Object.keys(users)[0];`,
  },
  {
    title: 'case label',
    typed: false,
    source: (v) =>
      `const given = '«${v}»';\nlet out = 'other';\nswitch (given) {\n  case 'none':\n    break;\n  case '«${v}»':\n    out = given;\n}`,
  },
  {
    title: 'case label in an async function',
    typed: false,
    source: (v) =>
      `async function check(given) {\n  switch (given) {\n    case '«${v}»':\n      return given;\n    default:\n      return 'other';\n  }\n}\nconst out = check('«${v}»');`,
  },
  { title: 'assignment', source: (v) => `let key = '';\nkey = '«${v}»';\nconst out = key;` },
  {
    title: 'assignment to a member',
    source: (v) => `const config = { key: '' };\nconfig.key += '«${v}»';\nconst out = config.key;`,
  },
  { title: 'array', source: (v) => `const keys = ['a', '«${v}»'];\nconst out = keys[1];` },
  { title: 'fallback of the environment', source: (v) => `const out = process.env.API_TOKEN || '«${v}»';` },
  { title: 'nullish fallback of another variable', source: (v) => `const out = process.env.NOT_SET_HERE ?? '«${v}»';` },
  { title: 'fallback of another variable', source: (v) => `const out = process.env['NOT_SET_HERE'] || '«${v}»';` },
  { title: 'ternary', source: (v) => `const on = 1;\nconst out = on ? '«${v}»' : 'none';` },
  { title: 'comparison', source: (v) => `const known = '«${v}»';\nconst out = known === '«${v}»' ? known : 'other';` },
  { title: 'property of the string', source: (v) => `const out = '«${v}»'.trim();` },
  {
    title: 'typed parameter',
    typed: true,
    source: (v) => `function connect(key: string = '«${v}»'): string {\n  return key;\n}\nconst out = connect();`,
  },
  {
    title: 'satisfies',
    typed: true,
    source: (v) => `const config = { key: '«${v}»' } satisfies { key: string };\nconst out = config.key;`,
  },
  { title: 'cast', typed: true, source: (v) => `const out = '«${v}»' as string;` },
  {
    title: 'namespace',
    typed: true,
    source: (v) => `namespace Config {\n  export const key = '«${v}»';\n}\nconst out = Config.key;`,
  },
];
