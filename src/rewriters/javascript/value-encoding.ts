/** How the text at a site relates to the value that is stored, and so what the program must do to the loaded value. */
import { Secret } from '../../secret.ts';
import type { Site } from '../../remediation-types.ts';

/** `escaped-lines`: the store keeps the line ends as the source escapes them, and the program sees line ends. */
export type ValueEncoding = 'plain' | 'escaped-lines' | 'percent' | 'base64' | 'base64url' | 'hex';

/** Undefined where the text is neither the value nor a known encoding of it. `seen` is the text as the program sees it. */
export function encodingOf(site: Site, seen: string): ValueEncoding | undefined {
  const equals = (text: string | undefined): boolean => text !== undefined && site.value.equals(new Secret(text));
  if (equals(seen) || equals(seen.replaceAll('\n', '\r\n'))) return 'plain';
  if (seen.includes('\n') && equals(seen.replaceAll('\n', '\\n'))) return 'escaped-lines';
  if (equals(percentDecoded(seen))) return 'percent';
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(seen) && equals(Buffer.from(seen, 'base64').toString())) return 'base64';
  if (/^[\w-]+$/.test(seen) && equals(Buffer.from(seen, 'base64url').toString())) return 'base64url';
  if (/^(?:[0-9a-f]{2})+$/.test(seen) && equals(Buffer.from(seen, 'hex').toString())) return 'hex';
  return undefined;
}

export interface Surroundings {
  /** Text of the string before and after the site, as the program sees it; what is interpolated stands as `x`. */
  readonly before: string;
  readonly after: string;
}

/** In a URL the value must be percent-encoded, whatever it will be; a path with slashes in the value is left as it is. */
export function encodingInPlace(encoding: ValueEncoding, seen: string, around: Surroundings): ValueEncoding {
  if (encoding !== 'plain' || /%[0-9a-fA-F]{2}/.test(seen)) return encoding;
  const inUrl = /[a-z][a-z0-9+.-]*:\/\/([^\s'"<>]*)$/i.exec(around.before);
  if (inUrl === null) return encoding;
  const isUserInfo = !/[/?#]/.test(inUrl[1] ?? '') && /^[^/?#\s]*@/.test(around.after);
  return isUserInfo || inUrl[1]?.includes('?') === true || !/[/:]/.test(seen) ? 'percent' : encoding;
}

export function encodeExpression(expression: string, encoding: ValueEncoding): string {
  if (encoding === 'plain') return expression;
  if (encoding === 'percent') return `encodeURIComponent(${expression})`;
  if (encoding === 'escaped-lines') return `(${expression}).replace(/\\\\n/g, '\\n')`;
  return `Buffer.from(${expression}).toString('${encoding}')`;
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
