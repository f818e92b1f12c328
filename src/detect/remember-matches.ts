/** A search that knows what it found: versions of a file repeat their lines, and to compare a text is quicker than to run an expression on it. */
import type { Regex, RegexMatch } from './regex.ts';

/** Longer texts hardly come twice. */
const longest = 8192;
/** Characters of texts that all searches of a thread keep together; then all are forgotten. */
const most = 4 * 1024 * 1024;

type Known = Map<string, RegexMatch | null>;

const memories: Known[] = [];
let size = 0;

/** The same expression; what begins at one place only is not kept, as that costs less. */
export function rememberMatches(regex: Regex): Regex {
  const known: Known = new Map();
  memories.push(known);
  return {
    exec(bytes, from) {
      if (bytes.length > longest) return regex.exec(bytes, from);
      const key = `${from} ${bytes.latin1Slice()}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const match = regex.exec(bytes, from);
      makeRoom(key.length);
      known.set(key, match);
      return match;
    },
    execAt: regex.execAt,
  };
}

function makeRoom(length: number): void {
  size += length;
  if (size <= most) return;
  for (const known of memories) known.clear();
  size = length;
}
