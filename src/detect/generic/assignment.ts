/** Reads an assignment around a keyword that the prefilter found: the whole name, what assigns, the value with its quotes. */
import { assignsNext, comparesNext, isNamedByConstant, isPair, secondArgument, takesUser, typedField } from './call.ts';
import { hasBareValues, type FileKind } from './file-kind.ts';
import { readName } from './name.ts';
import { kindOf } from './value.ts';

/** How the value is given to the name. */
export type Syntax =
  | 'assign'
  | 'colon'
  | 'arrow'
  | 'argument'
  | 'call'
  | 'element'
  | 'compare'
  | 'flag'
  | 'blank'
  | 'declaration';

export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** Byte range of the value in the text. */
  readonly start: number;
  readonly end: number;
  readonly syntax: Syntax;
  readonly quoted: boolean;
  /** What stands before the name and behind the value in their lines, at most `around` bytes of each. */
  readonly before: string;
  readonly after: string;
}

/** What the prefilter knows: offsets of the keyword and of the value's first byte. */
export interface AssignmentHit {
  readonly keyword: number;
  readonly value: number;
}

const longestName = 64;
const longestValue = 500;
/** The prefilter remembers an assignment by as much text as is looked at: prefilter/remember.asm.ts, `contextStart`. */
const around = { before: 64, after: 16 };

/** Undefined where the text is no assignment of a literal: conditions, one name among many, and numbers and names in code are none. */
export function readAssignment(bytes: Buffer, hit: AssignmentHit, kind: FileKind): Assignment | undefined {
  const nameStart = startOfName(bytes, hit.keyword);
  const nameEnd = endOfName(bytes, hit.keyword);
  const name = qualifierBefore(bytes, nameStart, nameEnd) + bytes.toString('latin1', nameStart, nameEnd);
  const gap = withoutConversion(bytes.toString('latin1', nameEnd, hit.value));
  const syntax = syntaxOf(gap, name);
  if (syntax === undefined) return undefined;
  const isDefault = gap === ':' && bytes[nameStart - 1] === 123 && bytes[nameStart - 2] === 36;
  const first = hit.value + Number(isDefault && bytes[hit.value] === 45);
  const given = valueOf(bytes, { start: first, quote: /(["'`])$/.exec(gap)?.[1], hasUser: opensPair(gap, name) });
  if (given === undefined || given.end - given.start > longestValue) return undefined;
  const { start, end, isSecond } = given;
  const quoted = /["'`]$/.test(gap);
  const value = bytes.toString('utf8', start, end);
  const after = firstLine(bytes.toString('latin1', end, end + around.after));
  const before = lastLine(bytes.toString('latin1', Math.max(0, hit.keyword - around.before), nameStart));
  if (!quoted && !isLiteral(value, { before, after, kind, syntax, isTight: gap === '=' })) return undefined;
  const common = { value, start, end, quoted, before, after };
  if (isSecond) return { ...common, name: `${name} password`, syntax: 'call' };
  if (isDefault)
    return isExpansion(name, { value, after, first: bytes[hit.value] })
      ? { ...common, name, syntax: 'assign' }
      : undefined;
  if (syntax === 'argument' && isNamedByConstant(name, { gap, before, after })) return { ...common, name, syntax };
  if (isNoGift(syntax, { gap, before, after })) return undefined;
  if (syntax === 'blank' && quoted && /#\s*define\s+$/.test(before)) return { ...common, name, syntax: 'assign' };
  if (syntax === 'argument' && !/^\\?["'`]/.test(gap))
    return { ...common, name, syntax: assignsNext(before) ? 'assign' : 'compare' };
  return { ...common, name: syntax === 'call' ? typedField(name) : name, syntax };
}

/** Whether the text in the gap is the first of two arguments, user and password. */
function opensPair(gap: string, name: string): boolean {
  return /\([@bu]?["'`]$/.test(gap) && takesUser(name);
}

interface Given {
  readonly start: number;
  readonly quote: string | undefined;
  readonly hasUser: boolean;
}

function valueOf(
  bytes: Buffer,
  { start, quote, hasUser }: Given,
): { start: number; end: number; isSecond: boolean } | undefined {
  const end = quote === undefined ? endOfBareValue(bytes, start) : endOfQuoted(bytes, start, quote);
  if (end === undefined) return withInnerQuote(bytes, start);
  const next = end === undefined || !hasUser ? undefined : secondArgument(bytes.toString('latin1', end, end + 16));
  if (next === undefined) return { start, end, isSecond: false };
  const second = endOfQuoted(bytes, end + next.skip, next.quote);
  return second === undefined ? undefined : { start: end + next.skip, end: second, isSecond: true };
}

/** A value that itself begins with a quote, of another kind than those around it. */
function withInnerQuote(bytes: Buffer, at: number): { start: number; end: number; isSecond: boolean } | undefined {
  const outer = /(["'`])(?!\1)["'`]$/.exec(bytes.toString('latin1', Math.max(0, at - 2), at))?.[1];
  const end = outer === undefined ? undefined : endOfQuoted(bytes, at - 1, outer);
  return end === undefined ? undefined : { start: at - 1, end, isSecond: false };
}

/** What looks like an assignment by its signs, and is a list, a condition, a type, a label or a variable with a colon behind it. */
function isNoGift(syntax: Syntax, { gap, before, after }: Record<'gap' | 'before' | 'after', string>): boolean {
  if (syntax === 'argument')
    return /^\\?["'`]/.test(gap) ? !isPair(before, after) : !assignsNext(before) && !comparesNext(before);
  if (syntax === 'colon')
    return /\?\s*["'`]$/.test(before) || /^\s+:$/.test(gap) || (/^:$/.test(gap) && before.endsWith('$'));
  if (syntax === 'declaration') return before.endsWith('<');
  return syntax === 'call' && /\bnew\s+$/.test(before);
}

/** A key is whose the word before it says: `api key: …`. */
function qualifierBefore(bytes: Buffer, start: number, end: number): string {
  if (end - start !== 3 || bytes[start - 1] !== 32 || !/^key$/i.test(bytes.toString('latin1', start, end))) return '';
  const before =
    /(?:^|[^\w.-])([A-Za-z]{3,14}) $/.exec(bytes.toString('latin1', Math.max(0, start - 16), start))?.[1] ?? '';
  return readName(`${before} key`).meaning === 'key' ? `${before} ` : '';
}

/** The gap without what makes a value of the text behind it and fetches nothing: `b"`, `@"`, `[]byte("`. */
function withoutConversion(gap: string): string {
  // Mostly nothing stands there, which is seen by one character.
  const last = gap.charAt(gap.length - (gap.at(-2) === '(' ? 3 : 2));
  if (!/[@\w.[\]:]/.test(last)) return gap;
  const [, word = '', call = ''] = /[=:>,|?\s(]([@\w.[\]:]{1,24})(\(?)["'`]$/.exec(gap) ?? [];
  const isConversion = call === '' ? prefixes.has(word.toLowerCase()) : conversions.has(word.toLowerCase());
  return isConversion ? gap.slice(0, -word.length - call.length - 1) + gap.slice(-1) : gap;
}

/** Of strings in Python, C, C#, Rust and Dart. */
const prefixes = new Set('b u r br rb l n u8 @ c'.split(' '));
const conversions = new Set(
  '[]byte byte string str bytes unicode text _t some ok secretstring secretstr buffer.from string.valueof bytes.tobytes qstring std::string string::from strdup to_bytes md5 sha1 password crypt'.split(
    ' ',
  ),
);

/** `${DB_PASSWORD:-value}` of a shell, `${db.password:value}` of Spring; not `${password:form}`, `${PASSWORD:?message}`. */
function isExpansion(
  name: string,
  { value, after, first }: { readonly value: string; readonly after: string; readonly first: number | undefined },
): boolean {
  const hasDefault = first === 45 || name.includes('.') || name === name.toUpperCase();
  return hasDefault && after.startsWith('}') && !/^[?+]/.test(value);
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)![0];
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

function startOfName(bytes: Buffer, keyword: number): number {
  let start = keyword;
  while (start > 0 && keyword - start < longestName && isNameByte(bytes[start - 1]!)) start--;
  return start;
}

function endOfName(bytes: Buffer, keyword: number): number {
  let end = keyword;
  while (end < bytes.length && end - keyword < longestName && isNameByte(bytes[end]!)) end++;
  while (end > keyword && bytes[end - 1] === 46) end--;
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

/** By the text between name and value: operators with the quotes, blanks and closing brackets that belong to the name. */
function syntaxOf(gap: string, name: string): Syntax | undefined {
  const bare = gap.replaceAll(/\[\]|["'`\\\s\])}]/g, '');
  const isQuoted = /["'`]$/.test(gap);
  if (/^(?:=|:{0,3}=|\?=|\|\|=|\?\?=|[.+]=|=:)\(?$/.test(bare)) return 'assign';
  // In "pass `:only`" the quote opens what the colon belongs to.
  if (/^:\(?$/.test(bare)) return /^\s+["'`]\s*:/.test(gap) ? undefined : 'colon';
  // In prose, `pass to` a program is no password of its name.
  const isMapped = isQuoted && (bare === '->' || (bare === 'to' && /^["']/.test(gap)));
  if (bare === '=>' || bare === ':=>' || isMapped) return 'arrow';
  if (bare === '<-' || (isQuoted && bare === '{')) return 'assign';
  if (bare === '>' || bare === '</key><string>' || bare === '</name><value>' || bare === '><value>') return 'element';
  if (isQuoted && fallbacks.has(bare)) return 'assign';
  if (/^[!=]==?$/.test(bare) && isQuoted) return 'compare';
  if (bare === ',') return /^(?:\\?["'`])?\s*,\s*\\?["'`]{1,2}$/.test(gap) ? 'argument' : undefined;
  if (bare === '(') return isQuoted ? (/(?:\.|^)equals(?:IgnoreCase)?$/i.test(name) ? 'compare' : 'call') : undefined;
  if (bare === '') return /^--?[a-z]/i.test(name) ? 'flag' : /^\s/.test(gap) ? 'blank' : undefined;
  return isDeclaration(gap) ? 'declaration' : undefined;
}

/** What stands between a name that may be unset and what then counts. */
const fallbacks = new Set(['||', '??', '?:', 'or']);

/** `: string = "`, `: &'static str = "`, ` As String = "`, ` string = "`, `" value="`, `", default="`, and a `value:` in the next line. */
function isDeclaration(gap: string): boolean {
  if (gap.includes(',')) return /^\\?["'`]\s*,\s*["']?(?:value|default|with)["']?\s*[:=]\s*["'`]$/i.test(gap);
  return /^["']?\s*:?\s*(?:&'static |[Aa]s )?[\w.<>[\]?*&]+\s*:?=\s*["'`]$/.test(gap)
    ? !/^["'].*?\b(?!value|default|content)\w+\s*=\s*["'`]$/i.test(gap)
    : /^["']?\s*\n\s*value\s*[:=]\s*["']?$/i.test(gap);
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
  while (end < bytes.length && end - start <= longestValue && !endsBareValue(bytes, end)) end++;
  while (end > start && isTrailing(bytes[end - 1]!)) end--;
  return end;
}

/** Blanks, control characters, quotes, `, ; & < > ) ] }`, and a line break that is written as an escape. */
function endsBareValue(bytes: Buffer, at: number): boolean {
  const byte = bytes[at]!;
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
    byte === 125 ||
    (byte === 92 && (bytes[at + 1] === 110 || bytes[at + 1] === 114))
  );
}

/** `. : \` at the end are the sentence's or the line's. */
function isTrailing(byte: number): boolean {
  return byte === 46 || byte === 58 || byte === 92;
}

interface Surroundings {
  readonly before: string;
  readonly after: string;
  readonly kind: FileKind;
  readonly syntax: Syntax;
  /** `name=value`, which ends where a blank begins. */
  readonly isTight: boolean;
}

/** Without quotes: a call, a member access, a cast or arithmetic is code, not a literal; and so is a plain name where strings have quotes. */
function isLiteral(value: string, { before, after, kind, syntax, isTight }: Surroundings): boolean {
  if (/[()[\]{}*|<>]/.test(value) || /^\s?[([]/.test(after)) return false;
  if (/^[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)+$/.test(value)) return false;
  if ((kind === 'code' && isNumber(value)) || (syntax === 'blank' && /^\d+$/.test(value))) return false;
  if (kind === 'code' && !isComment(before) && isVariable(value)) return false;
  if (/\d/.test(value)) return true;
  if (syntax === 'blank') return kind === 'shell' && /^\s*ENV\s+$/.test(before);
  return hasBareValues(kind) && (isTight || !/^\s+[^\s#;/\\}\])]/.test(after));
}

/** `-1`, `0xff`, `10_000`, `5000ms`. */
function isNumber(value: string): boolean {
  return /^-?(?:0[xobXOB][\da-fA-F]+|\d[\d_.]*)[a-zA-Z]{0,3}$/.test(value);
}

/** Whether a line begins as a comment does. */
export function isComment(before: string): boolean {
  return /^\s*(?:\/\/|#|\*|--|;|<!--|\/\*)/.test(before);
}

function isVariable(value: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(value) && kindOf(value) !== 'random';
}
