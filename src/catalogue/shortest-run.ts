/** How long a run of a value's characters every match must hold, read from the regex's source: text without one need not be searched. */
import { parseRegex, type RegexNode } from './regex-syntax.ts';

/** What encoded and random values are made of; src/detect/prefilter-tables.ts has the same classes, with what escapes are made of. */
const alphabets = {
  token: /^[A-Za-z0-9_.+/=\\%-]$/,
  word: /^[A-Za-z0-9_-]$/,
  alphanumeric: /^[A-Za-z0-9]$/,
  hexadecimal: /^[A-Fa-f0-9]$/,
} as const;

/** From the widest to the narrowest. */
const names = ['token', 'word', 'alphanumeric', 'hexadecimal'] as const;

/** Lower bound of the longest run of an alphabet's characters in any match. */
export function shortestRun(regex: RegExp, alphabet: keyof typeof alphabets = 'token'): number {
  return measure(parseRegex(regex.source), alphabet).run;
}

/** All four of them in one number, a byte for each, the widest alphabet's lowest; 0 for what is too short to tell anything. */
export function shortestRuns(regex: RegExp): number {
  const runs = names.map((name) => shortestRun(regex, name));
  return runs.reduce((packed, run, at) => packed + (run <= 3 ? 0 : Math.min(run, 255)) * 256 ** at, 0);
}

interface Measure {
  /** Least length of the longest run inside. */
  readonly run: number;
  /** Least length of what is matched, if that is token characters alone: then it prolongs the runs beside it. */
  readonly pure: number | undefined;
}

function measure(node: RegexNode, alphabet: keyof typeof alphabets): Measure {
  switch (node.kind) {
    case 'empty':
      return { run: 0, pure: 0 };
    case 'set':
      return belongs(node.source, alphabet) ? { run: 1, pure: 1 } : { run: 0, pure: undefined };
    case 'choice':
      return either(node.items.map((item) => measure(item, alphabet)));
    case 'sequence':
      return oneAfterAnother(node.items.map((item) => measure(item, alphabet)));
    case 'repeat': {
      const { run, pure } = measure(node.item, alphabet);
      if (node.min === 0) return { run: 0, pure: pure === undefined ? undefined : 0 };
      return pure === undefined ? { run, pure } : { run: pure * node.min, pure: pure * node.min };
    }
  }
}

function either(options: readonly Measure[]): Measure {
  const lengths = options.map(({ pure }) => pure);
  const arePure = lengths.every((length) => length !== undefined);
  return {
    run: Math.min(...options.map(({ run }) => run)),
    pure: arePure ? Math.min(...lengths) : undefined,
  };
}

function oneAfterAnother(items: readonly Measure[]): Measure {
  let [longest, current] = [0, 0];
  for (const { run, pure } of items) {
    current = pure === undefined ? 0 : current + pure;
    longest = Math.max(longest, run, current);
  }
  return {
    run: longest,
    pure: items.every(({ pure }) => pure !== undefined) ? current : undefined,
  };
}

const known = new Map<string, boolean>();

/** Whether all that the set matches is of the alphabet. */
function belongs(source: string, alphabet: keyof typeof alphabets): boolean {
  const key = `${alphabet} ${source}`;
  let answer = known.get(key);
  if (answer === undefined) {
    const set = new RegExp(`^${source}$`, 's');
    const characters = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
    answer =
      characters.every((character) => !set.test(character) || alphabets[alphabet].test(character)) &&
      !set.test('\u2028');
    known.set(key, answer);
  }
  return answer;
}
