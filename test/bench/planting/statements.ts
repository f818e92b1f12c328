/** New statements with a credential, each of which fails when what it got at run time is not what was planted. */
import type { Random } from '../../../src/catalogue/random.ts';
import type { Credential } from './credentials.ts';

interface Where {
  readonly path: string;
  readonly indent: string;
  readonly number: number;
  readonly random: Random;
}

const names = { token: 'apiToken', pem: 'privateKey', url: 'databaseUrl', password: 'dbPassword' } as const;

const named = 4;

/** The last ones give the value no name, which only a token, a key or a URL can do without. */
const javascript: readonly ((name: string, text: string) => string)[] = [
  (name, text) => `const ${name} = '${text}';`,
  (name, text) => `const ${name} = { user: 'app', password: '${text}' }.password;`,
  (name, text) => `const ${name} = ((user = 'app', password = '${text}') => user && password)();`,
  (name, text) => `const ${name} = new (class { password = '${text}'; })().password;`,
  (name, text) => `const ${name} = \`${text}\`;`,
  (name, text) => `const ${name} = ['app', '${text}'].slice(1).join('');`,
];

const python: readonly ((name: string, text: string) => string)[] = [
  (name, text) => `${name} = "${text}"`,
  (name, text) => `${name} = {"user": "app", "password": "${text}"}["password"]`,
  (name, text) => `${name} = dict(user="app", password="${text}")["password"]`,
  (name, text) => `${name} = (lambda user="app", password="${text}": user and password)()`,
  (name, text) => `${name} = b"${text}".decode()`,
  (name, text) => `${name} = f"${text}"`,
];

/** Ends with the line end and the indentation of what follows. */
export function writeStatement(credential: Credential, { path, indent, number, random }: Where): string {
  const name = `${names[credential.kind]}${number}`;
  const text = credential.text.replaceAll('\n', '\\n');
  const isPython = path.endsWith('.py');
  const forms = isPython ? python : javascript;
  const choice = credential.kind === 'password' ? named : forms.length;
  const made = forms[random.number(choice)]?.(name, text) ?? '';
  const sum = checksum(credential.text);
  const lines = isPython
    ? [
        made,
        `if sum(ord(sign) * (at % 97 + 1) for at, sign in enumerate(${name})) != ${sum}:`,
        `    raise ValueError("planted ${number}")`,
      ]
    : [
        made,
        `if ([...${name}].reduce((sum, sign, at) => sum + sign.charCodeAt(0) * ((at % 97) + 1), 0) !== ${sum}) throw new Error('planted ${number}');`,
      ];
  return lines.map((line) => `${line}\n${indent}`).join('');
}

function checksum(text: string): number {
  return [...text].reduce((sum, sign, at) => sum + sign.charCodeAt(0) * ((at % 97) + 1), 0);
}
