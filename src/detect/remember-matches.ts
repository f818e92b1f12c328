/** A search that knows what it found: versions of a file repeat their lines, and to compare a text is quicker than to run an expression on it. */
import type { Regex, RegexMatch } from './regex.ts';

/** Longer texts hardly come twice. */
const longest = 8192;
/** Bytes of texts that are kept; then all are forgotten. */
const most = 4 * 1024 * 1024;

interface Memory {
  readonly known: Map<string, RegexMatch | null>;
  size: number;
}

/** The same expression; what begins at one place only is not kept, as that costs less. */
export function rememberMatches(regex: Regex): Regex {
  const memory: Memory = { known: new Map(), size: 0 };
  return {
    exec(bytes, from) {
      if (bytes.length > longest) return regex.exec(bytes, from);
      const key = `${from} ${bytes.latin1Slice()}`;
      const known = memory.known.get(key);
      if (known !== undefined) return known;
      const match = regex.exec(bytes, from);
      keep(memory, key, match);
      return match;
    },
    execAt: regex.execAt,
  };
}

function keep(memory: Memory, key: string, match: RegexMatch | null): void {
  memory.size += key.length;
  if (memory.size > most) {
    memory.known.clear();
    memory.size = key.length;
  }
  memory.known.set(key, match);
}
