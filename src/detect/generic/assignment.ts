/** Reads an assignment around a keyword that the prefilter found: the whole name, the operator, the value with its quotes. */

export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** Byte range of the value in the text. */
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** What the prefilter knows: offsets of the keyword and of the value's first byte. */
export interface AssignmentHit {
  readonly keyword: number;
  readonly value: number;
}

const longestName = 64;
const longestValue = 500;

/** Undefined where the text is no assignment of a literal. */
export function readAssignment(bytes: Buffer, hit: AssignmentHit): Assignment | undefined {
  const nameStart = startOfName(bytes, hit.keyword);
  const nameEnd = endOfName(bytes, hit.keyword);
  const name = bytes.toString('latin1', nameStart, nameEnd);
  const gap = bytes.toString('latin1', nameEnd, hit.value);
  const quote = /(["'`])$/.exec(gap)?.[1];
  if (!isOperator(gap, name)) return undefined;
  const end = quote === undefined ? endOfBareValue(bytes, hit.value) : endOfQuoted(bytes, hit.value, quote);
  if (end === undefined || end - hit.value > longestValue) return undefined;
  const value = bytes.toString('utf8', hit.value, end);
  if (quote === undefined && isExpression(value, bytes.toString('latin1', end, end + 2))) return undefined;
  return { name, value, start: hit.value, end, quoted: quote !== undefined };
}

function startOfName(bytes: Buffer, keyword: number): number {
  let start = keyword;
  while (start > 0 && keyword - start < longestName && isNameByte(bytes[start - 1]!)) start--;
  return start;
}

function endOfName(bytes: Buffer, keyword: number): number {
  let end = keyword;
  while (end < bytes.length && end - keyword < longestName && isNameByte(bytes[end]!)) end++;
  return end;
}

/** Letters, digits, `_`, `-` and `.`. */
function isNameByte(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) ||
    (byte >= 65 && byte <= 90) ||
    (byte >= 48 && byte <= 57) ||
    byte === 95 ||
    byte === 45 ||
    byte === 46
  );
}

/**
 * `=`, `:`, `=>`, `:=`, `,` between two quoted strings, `(` of a setter, `>` of an element, a blank behind a command-line flag, with the
 * quotes and closing brackets that belong to the name. Comparisons are none.
 */
function isOperator(gap: string, name: string): boolean {
  const bare = gap.replaceAll(/["'`\\\s\])}]/g, '');
  if (/^(?:=|:|=>|:=|\?=|\|\|=|\?\?=|:=>|>|=:)\(?$/.test(bare)) return true;
  if (bare === ',') return /^\\?["'`]/.test(gap);
  if (bare === '(') return /["'`]$/.test(gap);
  return bare === '' && /^--?[a-z]/i.test(name);
}

function endOfQuoted(bytes: Buffer, start: number, quote: string): number | undefined {
  const code = quote.charCodeAt(0);
  for (let p = start; p < bytes.length && p - start <= longestValue; p++) {
    const byte = bytes[p]!;
    if (byte === code) return bytes[p - 1] === 92 ? p - 1 : p;
    if (byte === 10 || byte === 13) return undefined;
  }
  return undefined;
}

function endOfBareValue(bytes: Buffer, start: number): number {
  let end = start;
  while (end < bytes.length && end - start <= longestValue && !endsBareValue(bytes[end]!)) end++;
  while (end > start && isTrailing(bytes[end - 1]!)) end--;
  return end;
}

/** Blanks, control characters, quotes, and `, ; & < > ) ] }`. */
function endsBareValue(byte: number): boolean {
  return (
    byte <= 32 ||
    byte === 34 ||
    byte === 39 ||
    byte === 96 ||
    byte === 44 ||
    byte === 59 ||
    byte === 38 ||
    byte === 60 ||
    byte === 62 ||
    byte === 41 ||
    byte === 93 ||
    byte === 125
  );
}

/** `. : \` at the end are the sentence's or the line's. */
function isTrailing(byte: number): boolean {
  return byte === 46 || byte === 58 || byte === 92;
}

/** Without quotes: a call, a member access, a cast or arithmetic is code, not a literal. */
function isExpression(value: string, after: string): boolean {
  return (
    /[()[\]{}*&|!<>?]/.test(value) ||
    /^[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)+$/.test(value) ||
    /^\s?[([]/.test(after)
  );
}
