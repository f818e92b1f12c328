/** How the text of a site stands for the stored value: what a program must do to the value to get that text back. */
import { Secret } from '../secret.ts';

/** `percent` is a part of a URL, `base64` the standard alphabet with padding. */
export type Encoding = 'plain' | 'percent' | 'base64';

/** `text` is what the program sees, its language's escapes undone. Undefined where it stands for the value in no way that is known. */
export function encodingOf(text: string, value: Secret): Encoding | undefined {
  const equals = (decoded: string | undefined): boolean => decoded !== undefined && value.equals(new Secret(decoded));
  if (equals(text)) return 'plain';
  if (equals(decodePercent(text))) return 'percent';
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  return isBase64 && equals(Buffer.from(text, 'base64').toString()) ? 'base64' : undefined;
}

function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
