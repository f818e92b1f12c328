/** How long a run of token characters every match must hold, read from the regex's source: text without one need not be searched. */
import { parseRegex, type RegexNode } from './regex-syntax.ts';

/** What encoded and random values are made of, escapes included; src/detect/prefilter-tables.ts has the same class. */
export const tokenCharacters = /^[A-Za-z0-9_.+/=\\%-]$/;

/** Lower bound of the longest run of token characters in any match. */
export function shortestRun(regex: RegExp): number {
  return measure(parseRegex(regex.source)).run;
}

interface Measure {
  /** Least length of the longest run inside. */
  readonly run: number;
  /** Least length of what is matched, if that is token characters alone: then it prolongs the runs beside it. */
  readonly pure: number | undefined;
}

function measure(node: RegexNode): Measure {
  switch (node.kind) {
    case 'empty':
      return { run: 0, pure: 0 };
    case 'set':
      return isToken(node.source) ? { run: 1, pure: 1 } : { run: 0, pure: undefined };
    case 'choice':
      return either(node.items.map(measure));
    case 'sequence':
      return oneAfterAnother(node.items.map(measure));
    case 'repeat': {
      const { run, pure } = measure(node.item);
      if (node.min === 0) return { run: 0, pure: pure === undefined ? undefined : 0 };
      return pure === undefined ? { run, pure } : { run: pure * node.min, pure: pure * node.min };
    }
  }
}

function either(options: readonly Measure[]): Measure {
  const lengths = options.map(({ pure }) => pure);
  const arePure = lengths.every((length) => length !== undefined);
  return { run: Math.min(...options.map(({ run }) => run)), pure: arePure ? Math.min(...lengths) : undefined };
}

function oneAfterAnother(items: readonly Measure[]): Measure {
  let [longest, current] = [0, 0];
  for (const { run, pure } of items) {
    current = pure === undefined ? 0 : current + pure;
    longest = Math.max(longest, run, current);
  }
  return { run: longest, pure: items.every(({ pure }) => pure !== undefined) ? current : undefined };
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
