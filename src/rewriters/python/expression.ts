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
  readonly secret: string;
  readonly b64encode: string;
  /** Of pydantic. */
  readonly field: string;
}

/** Python for what is loaded, in the form that it has in the text. `quote` is the sign to write strings with. */
export function loadExpression(ref: SecretRef, shape: Shape, { names, quote }: Writing): string {
  const parameters = [
    ...[ref.name, ...(ref.key === undefined ? [] : [ref.key])].map((text) => quoted(text, quote)),
    // The loader asks the environment first, so that tests and local work need no store.
    `env=${quoted(ref.env, quote)}`,
    ...(shape.encoding === 'percent' ? ['quoted=True'] : []),
  ];
  return shapeExpression(`${names.secret}(${parameters.join(', ')})`, shape, { names, quote });
}

export interface Writing {
  readonly names: Names;
  readonly quote: string;
}

function shapeExpression(call: string, shape: Shape, { names, quote }: Writing): string {
  let text = call;
  if (shape.escapedLines) text += `.replace(${quote}\\\\n${quote}, ${quote}\\n${quote})`;
  if (shape.bytes || shape.encoding === 'base64') text += '.encode()';
  if (shape.encoding === 'base64') text = `${names.b64encode}(${text})${shape.bytes ? '' : '.decode()'}`;
  const write = (signs: string): string => (shape.bytes ? 'b' : '') + quote + signs + quote;
  for (const each of shape.format ?? '') text += `.replace(${write(each)}, ${write(each + each)})`;
  return text;
}

function quoted(text: string, quote: string): string {
  return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}
