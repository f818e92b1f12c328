/** The built-in patterns as the build stored them; each is parsed when its first hit comes, as most scans hit few. */
import { actions, image, keywords, lines } from './built-in.build.ts';
import type { CompiledPattern, CompiledPatterns } from './compiled.ts';
import type { Keyword } from './prefilter-tables.ts';

let texts: string[] | undefined;
const parsed: CompiledPattern[] = [];

function listTexts(): readonly string[] {
  return (texts ??= readText(lines()).split('\n'));
}

function patternAt(index: number): CompiledPattern {
  return (parsed[index] ??= JSON.parse(listTexts()[index]!) as CompiledPattern);
}

function readText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

export const builtIn: CompiledPatterns = {
  image,
  actions: new Int32Array(Uint8Array.from(actions).buffer),
  patterns: {
    get length() {
      return listTexts().length;
    },
    at: patternAt,
    all() {
      return Array.from({ length: this.length }, (_, index) => patternAt(index));
    },
  },
  get keywords() {
    return JSON.parse(readText(keywords())) as Keyword[];
  },
};
