/** The forms in which a credential stands in a program: the same list for every language, each with a value of its own. */

export interface Form {
  readonly title: string;
  /** Of the value: see src/catalogue/template.ts. */
  readonly value: string;
  /** What stands in a file without code: a program takes it from its environment, where whoever starts it has put it. */
  readonly fromEnvironment?: true;
}

/** `§` stands for the value wherever the languages write a form. */
export const forms = {
  constant: { title: 'constant', value: 'sk_live_{an:24}' },
  'object-field': { title: 'object field', value: 'SG.{b64url:22}.{b64url:42}x' },
  argument: { title: 'argument', value: 'xoxb-{digits:12}-{digits:13}-{an:24}' },
  template: { title: 'template', value: '{github:ghp}' },
  concatenation: { title: 'concatenation', value: '{npm}' },
  url: { title: 'URL', value: '{an:20}' },
  'class-field': { title: 'class field', value: '{gitlab:glpat}' },
  pem: { title: 'multi-line PEM', value: '{pem:RSA PRIVATE KEY}' },
  'config-module': { title: 'configuration module', value: 'xapp-1-{uppernum:11}-{digits:13}-{hex:64}' },
  'config-file': { title: 'configuration file of a known reader', value: 'pat-na1-{uuid}', fromEnvironment: true },
  dotenv: { title: '`.env`', value: 'rk_live_{an:24}', fromEnvironment: true },
  'json-file': {
    title: 'JSON that the program reads itself',
    value: 'xoxp-{digits:12}-{digits:12}-{digits:12}-{hex:32}',
  },
} as const satisfies Readonly<Record<string, Form>>;

export type FormName = keyof typeof forms;

export const formNames = Object.keys(forms) as readonly FormName[];

/** A program around the forms: `main` takes names of forms, and prints a hash of what each uses. */
export interface Language {
  readonly title: string;
  /** Files by path; `§NAME§` stands for the value of a form. */
  readonly files: Readonly<Record<string, string>>;
  /** Makes what is run from what is written, and checks the types where there are any. Throws what the compiler says. */
  prepare?(root: string): void;
  /** Program and arguments; the names of forms follow. */
  start(root: string): readonly string[];
  /** Variables under which the program sees another time: that of its own clock plus the seconds in the file CLOCK. */
  readonly clock: Readonly<Record<string, string>>;
}
