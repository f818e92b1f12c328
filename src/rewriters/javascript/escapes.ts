/** From the source form of a string to what the program sees, and from a quoted string's form to a template's; nothing else changes. */
import type { LiteralKind } from './literal.ts';

const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' };
const escape = /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[^]))/g;

/** What the program sees. */
export function cook(source: string, kind: LiteralKind): string {
  if (kind === 'markup') return source;
  const text = kind === 'template' || kind === 'raw-template' ? source.replaceAll('\r\n', '\n') : source;
  if (kind === 'raw-template') return text;
  return text.replaceAll(escape, (_, ...[braced, unicode, hex, other]: readonly (string | undefined)[]) => {
    const digits = braced ?? unicode ?? hex;
    if (digits !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(digits, 16), 0x10ffff));
    return /^[\r\n\u2028\u2029]/.test(other ?? '') ? '' : (named[other ?? ''] ?? other ?? '');
  });
}

/** The content of a quoted string as a template's content; undefined where templates lack the escape (octal ones). */
export function toTemplate(source: string, kind: LiteralKind): string | undefined {
  if (kind === 'template') return source;
  if (kind === 'markup') return source.replaceAll(/[\\`]|\$\{/g, '\\$&');
  if (/(?<!\\)(?:\\\\)*\\(?:[1-9]|0\d)/.test(source)) return undefined;
  return source.replaceAll(/\\(?:\r\n|[^])|`|\$(?=\{)/g, (found) => (found.startsWith('\\') ? found : `\\${found}`));
}
