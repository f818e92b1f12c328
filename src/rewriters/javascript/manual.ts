/** What a person does where the rewriter will not: one or two lines with the reference filled in, never the value. */
import type { Refusal, SecretRef, Site } from '../../remediation-types.ts';

/** Each code's advice; `{load}` is the expression that loads the value, `{env}` its environment variable. */
const advice: Readonly<Record<string, string>> = {
  'enum-member': 'an enum member must be a constant: make it a const that holds {load}, and change its users',
  'literal-type': 'the text is also a type: type it as string, then assign {load}',
  'const-assertion': 'remove `as const` (or take this field out of it), then assign {load}',
  'switch-label': 'compare with if (value === {load}) instead of a case label',
  'decorator-argument':
    'decorators run before anything can be loaded: pass {env} by configuration, or load {load} in the constructor',
  'import-specifier': 'the name of a module cannot be loaded at run time: rename the module, and rotate the secret',
  'property-key': 'a key names a property: build the object at run time with [{load}] as its key',
  directive: 'a string that stands alone does nothing: delete it',
  'statement-start': 'the statement begins with the text: assign {load} to a const first',
  'ambient-declaration': 'a declaration has no value at run time: delete the text here',
  'browser-bundle':
    'whatever a browser loads is public: call the service from a server that loads {load}, and let the page call that server',
  'bounded-bundle':
    'the project bounds the size of a bundle with this file in it, which a loader would break: take the value as an option from the caller, or read {env}',
  vendored: 'this is code of others: replace it by configuration that reads {env}, or fix it where it comes from',
  generated: 'this file is generated: fix its source, then generate it again',
  minified: 'this file is minified: fix its source, then build it again',
  comment: 'delete the value from the comment; it is kept as {name}',
  prose: 'the value stands in a sentence: delete it there; it is kept as {name}',
  'regular-expression': 'build the expression at run time: new RegExp({load}), special characters escaped',
  'markup-text': 'the value stands in the text of a page: delete it, or pass {load} from the server',
  'tagged-template': 'what the tag makes of a value is not known here: pass {load} as its parameter',
  'json-in-string': 'parse the JSON, then set the field to {load}',
  'interpolated-value': 'part of the value is put in at run time: store the whole, and use {load}',
  'split-value': 'the value is put together from pieces that are not all literals: use {load} instead',
  'octal-escape': 'the string has an octal escape, which templates lack: write it as \\x.., then put {load} in',
  'entity-in-attribute': 'the attribute has HTML entities: write it as an expression, then put {load} in',
  'unknown-encoding': 'the text here is not the value that is stored: use {load} and encode it as the text was',
  unparsed: 'the code here could not be parsed: replace the value by {load}',
  'not-a-string': 'the value is not a string literal: replace it by {load}',
  'unsafe-result': 'the rewritten file would not parse: replace the value by {load}',
};

export function refuse(site: Site, code: string): Refusal {
  const text = advice[code] ?? 'replace the value by {load}';
  const filled = text
    .replaceAll('{load}', loadingExpression(site.ref))
    .replaceAll('{env}', `process.env.${site.ref.env}`)
    .replaceAll('{name}', site.ref.key === undefined ? site.ref.name : `${site.ref.name}, key ${site.ref.key}`);
  return { site, code, manual: filled };
}

function loadingExpression({ name, key, env }: SecretRef): string {
  const names = [name, ...(key === undefined ? [] : [key])].map((part) => `'${part}'`);
  return `process.env.${env} ?? await secret(${names.join(', ')})`;
}
