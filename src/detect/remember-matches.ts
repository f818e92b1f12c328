/** A search that knows what it found. */
import { createMemory } from './memories.ts';
import type { Regex, RegexMatch } from './regex.ts';

/** Longer texts hardly come twice. */
const longest = 8192;

/** The same expression; what begins at one place only is not kept, as that costs less. */
export function rememberMatches(regex: Regex): Regex {
  const known = createMemory<RegexMatch | null>();
  return {
    exec(bytes, from) {
      if (bytes.length > longest) return regex.exec(bytes, from);
      const key = `${from} ${bytes.latin1Slice()}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const match = regex.exec(bytes, from);
      known.set(key, match);
      return match;
    },
    execAt: regex.execAt,
  };
}
