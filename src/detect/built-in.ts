/** The built-in patterns as the build stored them; each is parsed when its first hit comes, as most scans hit few. */
import { actions, image, keywords, lines } from './built-in.build.ts';
import type { CompiledPattern, CompiledPatterns } from './compiled.ts';
import type { Keyword } from './prefilter-tables.ts';

let texts: { readonly bytes: Uint8Array; readonly starts: readonly number[] } | undefined;
const parsed: CompiledPattern[] = [];

/** Where each line begins, and one place more: most lines are never made a string. */
function listTexts(): NonNullable<typeof texts> {
  if (texts !== undefined) return texts;
  const bytes = lines();
  const starts = [0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return (texts = { bytes, starts: [...starts, bytes.length + 1] });
}

function patternAt(index: number): CompiledPattern {
  const { bytes, starts } = listTexts();
  return (parsed[index] ??= JSON.parse(
    readText(bytes.subarray(starts[index], starts[index + 1]! - 1)),
  ) as CompiledPattern);
}

function readText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

export const builtIn: CompiledPatterns = {
  image,
  actions: new Int32Array(Uint8Array.from(actions).buffer),
  patterns: {
    get length() {
      return listTexts().starts.length - 1;
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
