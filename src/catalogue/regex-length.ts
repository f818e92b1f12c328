/** How long a match can be, read from the regex's source: the engine scans no wider than this around a keyword. */
import type { Pattern } from '../types.ts';

/** Bytes on each side of a keyword within which a whole match and the characters beside it lie. */
export function reachOf(pattern: Pick<Pattern, 'regex' | 'longest'>): number {
  return Math.min(longestMatch(pattern.regex), pattern.longest ?? Infinity) + 2;
}

/** Upper bound in bytes (UTF-8) of what the regex can match; `Infinity` when it has no bound. Throws on syntax that is not portable. */
export function longestMatch(regex: RegExp): number {
  const reader: Reader = { source: regex.source, at: 0, folded: regex.flags.includes('i') };
  const length = readAlternatives(reader);
  if (reader.at < reader.source.length) throw new Error(`unexpected ) in ${regex.source}`);
  return length;
}

interface Reader {
  readonly source: string;
  at: number;
  /** Without case, K and S also match a 3- and a 2-byte letter. */
  readonly folded: boolean;
}

function readAlternatives(reader: Reader): number {
  let longest = readSequence(reader);
  while (reader.source[reader.at] === '|') {
    reader.at++;
    longest = Math.max(longest, readSequence(reader));
  }
  return longest;
}

function readSequence(reader: Reader): number {
  let length = 0;
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    const atom = readAtom(reader);
    const times = readQuantifier(reader);
    if (atom > 0 && times > 0) length += atom * times;
  }
  return length;
}

function readAtom(reader: Reader): number {
  const char = reader.source.charAt(reader.at++);
  if (char === '(') return readGroup(reader);
  if (char === '[') return readClass(reader);
  if (char === '\\') return readEscape(reader);
  if (char === '^' || char === '$') return 0;
  if (char === '.') return 4;
  return reader.folded && /[ks]/i.test(char) ? 3 : Buffer.byteLength(char);
}

function readGroup(reader: Reader): number {
  const head = /^\?(?::|<[A-Za-z_]\w*>)/.exec(reader.source.slice(reader.at))?.[0];
  if (reader.source[reader.at] === '?' && head === undefined) {
    throw new Error(`no look-around or inline flags: ${reader.source.slice(reader.at - 1, reader.at + 5)}`);
  }
  reader.at += head?.length ?? 0;
  const length = readAlternatives(reader);
  reader.at++;
  return length;
}

function readClass(reader: Reader): number {
  const body = /^(?:\\.|[^\]\\])*/.exec(reader.source.slice(reader.at))?.[0] ?? '';
  reader.at += body.length + 1;
  const wide = body.startsWith('^') || /\\[SDW]/.test(body) || /[^\x00-\x7f]/.test(body);
  if (wide) return 4;
  return reader.folded ? 3 : 1;
}

function readEscape(reader: Reader): number {
  const char = reader.source.charAt(reader.at++);
  if (/[1-9kpPucBQEAzZ]/.test(char) && char !== 'B') throw new Error(`not portable: \\${char}`);
  if (char === 'b' || char === 'B') return 0;
  if ('SDW'.includes(char)) return 4;
  if (char === 'x') {
    reader.at += 2;
    return 2;
  }
  return 1;
}

function readQuantifier(reader: Reader): number {
  const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(reader.source.slice(reader.at))?.[0];
  if (quantifier === undefined) return 1;
  reader.at += quantifier.length;
  if (reader.source[reader.at] === '?') reader.at++;
  if (quantifier === '?') return 1;
  const most = /(\d+)\}$/.exec(quantifier)?.[1];
  return most === undefined ? Infinity : Number(most);
}
