/** The built-in patterns as the build stored them; each is parsed when its first hit comes, as most scans hit few. */
import { actions, image, lines } from './built-in.build.ts';
import type { CompiledPattern, CompiledPatterns } from './compile.ts';
import type { Keyword } from './prefilter-tables.ts';

let texts: string[] | undefined;
const parsed: CompiledPattern[] = [];

/** The last line holds the keywords, those before it a pattern each. */
function lineAt(index: number): string {
  texts ??= Buffer.from(lines).toString().split('\n');
  return texts.at(index)!;
}

function patternAt(index: number): CompiledPattern {
  return (parsed[index] ??= JSON.parse(lineAt(index)) as CompiledPattern);
}

export const builtIn: CompiledPatterns = {
  image,
  actions: new Int32Array(Uint8Array.from(actions).buffer),
  patterns: {
    get length() {
      lineAt(0);
      return texts!.length - 1;
    },
    at: patternAt,
    all() {
      return Array.from({ length: this.length }, (_, index) => patternAt(index));
    },
  },
  get keywords() {
    return JSON.parse(lineAt(-1)) as Keyword[];
  },
};
