/** The expression that gives the value at run time, in the form that the text of the site has. */
import type { SecretRef } from '../../remediation-types.ts';
import type { Encoding } from '../encoding.ts';

/** How the value becomes the text that stood there. */
export interface Shape {
  readonly encoding: Encoding;
  /** Whether the literal is bytes. */
  readonly bytes: boolean;
  /** Whether the literal had its line ends escaped and the stored value has them so. */
  readonly escapedLines: boolean;
  /** What fills the text in afterwards: the value's own signs must not be taken for places to fill. */
  readonly format: Format | undefined;
}

/** The operator `%`, or the method `format`. */
export type Format = '%' | '{}';

/** Local names in the file at hand. */
export interface Names {
  readonly os: string;
  readonly secret: string;
  readonly quote: string;
  readonly b64encode: string;
  /** Of pydantic. */
  readonly field: string;
}

/** Python source; `atom` says that it needs no brackets as an operand. */
export interface Expression {
  readonly text: string;
  readonly atom: boolean;
}

/** The environment variable first, so that tests and local work need no store. `quote` is the quote sign to write strings with. */
export function loadExpression(ref: SecretRef, names: Names, quote: string): Expression {
  const variable = `${names.os}.environ.get(${quoted(ref.env, quote)})`;
  return { text: `${variable} or ${callSecret(ref, names, quote)}`, atom: false };
}

export function callSecret({ name, key }: SecretRef, { secret }: Names, quote: string): string {
  const args = key === undefined ? [name] : [name, key];
  return `${secret}(${args.map((text) => quoted(text, quote)).join(', ')})`;
}

export function shapeExpression(
  loaded: Expression,
  shape: Shape,
  options: { names: Names; quote: string },
): Expression {
  const { names, quote } = options;
  let text = loaded.text;
  let atom = loaded.atom;
  const method = (call: string): void => {
    text = `${atom ? text : `(${text})`}.${call}`;
    atom = true;
  };
  if (shape.escapedLines) method(`replace(${quote}\\\\n${quote}, ${quote}\\n${quote})`);
  if (shape.encoding === 'percent') {
    text = `${names.quote}(${text}, safe=${quote}${quote})`;
    atom = true;
  }
  if (shape.bytes || shape.encoding === 'base64') method('encode()');
  if (shape.encoding === 'base64') {
    text = `${names.b64encode}(${text})`;
    if (!shape.bytes) method('decode()');
  }
  const write = (signs: string): string => (shape.bytes ? 'b' : '') + quote + signs + quote;
  for (const each of shape.format ?? '') method(`replace(${write(each)}, ${write(each + each)})`);
  return { text, atom };
}

function quoted(text: string, quote: string): string {
  return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}
