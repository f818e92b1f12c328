/** A regex from outside, compiled at once: the engine compiles at the first search, which is too late to say that it cannot. */
import { regexEngine } from '../detect/regex.ts';
import type { Regex, RegexSource } from '../detect/regex.ts';

/** @throws when the engine cannot read it. */
export function compileNow(source: RegexSource): Regex {
  const regex = regexEngine().compile(source);
  regex.exec(Buffer.alloc(0), 0);
  return regex;
}
