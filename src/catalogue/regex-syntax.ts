/** A parser for the portable regex syntax that patterns are written in: what JavaScript and RE2 both read, without look-around. */

export type RegexNode =
  | { readonly kind: 'set'; readonly source: string }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: 'empty' };

/** Groups become what they hold, assertions become empty. Throws on syntax that is not portable. */
export function parseRegex(source: string): RegexNode {
  const reader: Reader = { source, at: 0 };
  const node = readChoice(reader);
  if (reader.at < source.length) throw new Error(`unexpected ) in ${source}`);
  return node;
}

interface Reader {
  readonly source: string;
  at: number;
}

function readChoice(reader: Reader): RegexNode {
  const items = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    items.push(readSequence(reader));
  }
  return items.length === 1 ? items[0]! : { kind: 'choice', items };
}

function readSequence(reader: Reader): RegexNode {
  const items: RegexNode[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at)))
    items.push(readRepeat(reader));
  return { kind: 'sequence', items };
}

function readRepeat(reader: Reader): RegexNode {
  const item = readAtom(reader);
  const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(reader.source.slice(reader.at))?.[0];
  if (quantifier === undefined) return item;
  reader.at += quantifier.length;
  if (reader.source[reader.at] === '?') reader.at++;
  return { kind: 'repeat', item, ...timesOf(quantifier) };
}

function timesOf(quantifier: string): { min: number; max: number } {
  if (quantifier === '?') return { min: 0, max: 1 };
  if (quantifier === '*') return { min: 0, max: Infinity };
  if (quantifier === '+') return { min: 1, max: Infinity };
  const [, min = '', comma = '', max = ''] = /^\{(\d+)(,?)(\d*)\}$/.exec(quantifier)!;
  return { min: Number(min), max: comma === '' ? Number(min) : max === '' ? Infinity : Number(max) };
}

function readAtom(reader: Reader): RegexNode {
  const start = reader.at;
  const character = reader.source.charAt(reader.at++);
  if (character === '(') return readGroup(reader);
  if (character === '^' || character === '$') return { kind: 'empty' };
  if (character === '[') reader.at += /^(?:\\[^]|[^\]\\])*\]?/.exec(reader.source.slice(reader.at))![0].length;
  if (character === '\\') readEscape(reader);
  const source = reader.source.slice(start, reader.at);
  return /^\\[bB]$/.test(source) ? { kind: 'empty' } : { kind: 'set', source };
}

function readGroup(reader: Reader): RegexNode {
  const head = /^\?(?::|<[A-Za-z_]\w*>)/.exec(reader.source.slice(reader.at))?.[0];
  if (reader.source[reader.at] === '?' && head === undefined) {
    throw new Error(`no look-around or inline flags: ${reader.source.slice(reader.at - 1, reader.at + 5)}`);
  }
  reader.at += head?.length ?? 0;
  const node = readChoice(reader);
  reader.at++;
  return node;
}

function readEscape(reader: Reader): void {
  const character = reader.source.charAt(reader.at++);
  if (/[1-9kpPucQEAzZ]/.test(character)) throw new Error(`not portable: \\${character}`);
  if (character === 'x') reader.at += 2;
}
