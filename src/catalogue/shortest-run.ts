/** How long a run of token characters every match must hold, read from the regex's source: text without one need not be searched. */
import { parseRegex, type RegexNode } from './regex-syntax.ts';

/** What encoded and random values are made of, escapes included; src/detect/prefilter-tables.ts has the same class. */
export const tokenCharacters = /^[A-Za-z0-9_.+/=\\%-]$/;

/** Lower bound of the longest run of token characters in any match. */
export function shortestRun(regex: RegExp): number {
  return runOf(parseRegex(regex.source));
}

function runOf(node: RegexNode): number {
  switch (node.kind) {
    case 'empty':
      return 0;
    case 'set':
      return isToken(node.source) ? 1 : 0;
    case 'choice':
      return Math.min(...node.items.map(runOf));
    case 'sequence':
      return Math.max(0, ...node.items.map(runOf));
    case 'repeat':
      if (node.min === 0) return 0;
      return node.item.kind === 'set' && isToken(node.item.source) ? node.min : runOf(node.item);
  }
}

const known = new Map<string, boolean>();

function isToken(source: string): boolean {
  let answer = known.get(source);
  if (answer === undefined) {
    const set = new RegExp(`^${source}$`, 's');
    const characters = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
    answer =
      characters.every((character) => !set.test(character) || tokenCharacters.test(character)) && !set.test('\u2028');
    known.set(source, answer);
  }
  return answer;
}
