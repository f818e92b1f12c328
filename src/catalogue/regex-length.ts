/** How long a match can be, read from the regex's source: the engine scans no wider than this around a keyword. */
import type { Pattern } from '../types.ts';
import { parseRegex, type RegexNode } from './regex-syntax.ts';

/** Bytes on each side of a keyword within which a whole match and the characters beside it lie. */
export function reachOf(pattern: Pick<Pattern, 'regex' | 'longest'>): number {
  return Math.min(longestMatch(pattern.regex), pattern.longest ?? Infinity) + 2;
}

/** Upper bound in bytes (UTF-8) of what the regex can match; `Infinity` when it has no bound. Throws on syntax that is not portable. */
export function longestMatch(regex: RegExp): number {
  return longestOf(parseRegex(regex.source), regex.flags.includes('i'));
}

/** `folded`: without case, K and S also match a 3- and a 2-byte letter. */
export function longestOf(node: RegexNode, folded: boolean): number {
  switch (node.kind) {
    case 'empty':
      return 0;
    case 'set':
      return longestCharacter(node.source, folded);
    case 'repeat':
      return node.max === 0 ? 0 : timesOf(longestOf(node.item, folded), node.max);
    case 'sequence':
      return node.items.reduce((length, item) => length + longestOf(item, folded), 0);
    case 'choice':
      return Math.max(...node.items.map((item) => longestOf(item, folded)));
  }
}

function timesOf(length: number, times: number): number {
  return length === 0 ? 0 : length * times;
}

function longestCharacter(source: string, folded: boolean): number {
  if (source === '.' || /^\\[SDW]$/.test(source)) return 4;
  if (source.startsWith('\\x')) return 2;
  if (source.startsWith('[')) {
    const isWide = source.startsWith('[^') || /\\[SDW]/.test(source) || /[^\x00-\x7f]/.test(source);
    return isWide ? 4 : folded ? 3 : 1;
  }
  if (source.startsWith('\\')) return 1;
  return folded && /[ks]/i.test(source) ? 3 : Buffer.byteLength(source);
}
