/** A Python string literal taken apart: prefix, quotes, content, and what the program sees of a piece of the content. */

export interface Literal {
  /** UTF-16 offsets of the whole literal and of its content in the file. */
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Lower case letters before the quotes: `r`, `b`, `f`, `rb`, … */
  readonly prefix: string;
  /** `'`, `"`, or three of one of them. */
  readonly quote: string;
}

const opening = /^([A-Za-z]*)("""|'''|"|')/;

/** `text` is the literal with its prefix and quotes; undefined where it is none. */
export function readLiteral(text: string, start: number): Literal | undefined {
  const match = opening.exec(text);
  if (match === null) return undefined;
  const [head, prefix = '', quote = ''] = match;
  if (text.length < head.length + quote.length || !text.endsWith(quote)) return undefined;
  return {
    start,
    end: start + text.length,
    contentStart: start + head.length,
    contentEnd: start + text.length - quote.length,
    prefix: prefix.toLowerCase(),
    quote,
  };
}

const simple: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const escape = /\\(?:\r\n|N\{[^}]*\}|U[0-9a-fA-F]{8}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{1,3}|[^])/g;

/** What the program sees of raw content; undefined where that is not to be known here (named characters, lone backslashes). */
export function decodeContent(raw: string, { prefix }: Literal): string | undefined {
  const text = raw.replaceAll('\r\n', '\n');
  if (prefix.includes('r')) return text;
  if (/\\N\{/.test(text) || /(?:^|[^\\])(?:\\\\)*\\$/.test(text)) return undefined;
  const braces = prefix.includes('f') ? text.replaceAll(/(\{\{|\}\})/g, (pair) => pair.slice(1)) : text;
  return braces.replaceAll(escape, (whole) => decodeEscape(whole));
}

function decodeEscape(whole: string): string {
  const body = whole.slice(1);
  if (/^[Uux][0-9a-fA-F]{2}/.test(body)) return codePoint(Number.parseInt(body.slice(1), 16));
  if (/^[0-7]/.test(body)) return codePoint(Number.parseInt(body, 8));
  // Python keeps the backslash of an escape that it does not know.
  return simple[body] ?? whole;
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** Whether an offset of the file stands inside an escape of the literal's content, where it must not be cut. */
export function cutsEscape(raw: string, offset: number): boolean {
  if (raw.charAt(offset - 1) === '\r' && raw.charAt(offset) === '\n') return true;
  for (const match of raw.matchAll(escape)) {
    if (match.index < offset && offset < match.index + match[0].length) return true;
  }
  return false;
}

/**
 * A literal of a slice of another's content: same prefix and quotes. An `f` that has nothing to fill in any more is dropped.
 * Undefined where the slice cannot end there (a raw string before a quote or after a backslash).
 */
export function literalOf(slice: string, { prefix, quote }: Literal): string | undefined {
  const kept = prefix.includes('f') && !/[{}]/.test(slice) ? prefix.replace('f', '') : prefix;
  const clash = quote.length === 3 && slice.endsWith(quote.charAt(0));
  if (prefix.includes('r')) return clash || slice.endsWith('\\') ? undefined : kept + quote + slice + quote;
  const escaped = /(?:^|[^\\])(?:\\\\)*\\.$/.test(slice);
  const safe = clash && !escaped ? `${slice.slice(0, -1)}\\${quote.charAt(0)}` : slice;
  return kept + quote + safe + quote;
}
