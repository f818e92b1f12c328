/** The built-in patterns as the build stored them; each is parsed when its first hit comes, as most scans hit few. */
import { actions, image, keywords, texts } from './built-in.build.ts';
import type { CompiledPattern, CompiledPatterns } from './compiled.ts';
import type { Keyword } from './prefilter-tables.ts';

let content: Buffer | undefined;
const parsed: CompiledPattern[] = [];

/** The texts behind their table; most of them are never made a string. */
function readContent(): Buffer {
  return (content ??= view(texts()));
}

function patternAt(index: number): CompiledPattern {
  return (parsed[index] ??= parsePattern(index));
}

function parsePattern(index: number): CompiledPattern {
  const bytes = readContent();
  const [from, to] = [bytes.readUInt32LE((index + 1) * 4), bytes.readUInt32LE((index + 2) * 4)];
  return JSON.parse(bytes.toString('utf8', from, to)) as CompiledPattern;
}

function view({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

export const builtIn: CompiledPatterns = {
  image,
  // A copy, as what is read from a file may stand at an odd address.
  actions: new Int32Array(Uint8Array.prototype.slice.call(actions).buffer),
  patterns: {
    get length() {
      return readContent().readUInt32LE(0);
    },
    at: patternAt,
    all() {
      return Array.from({ length: this.length }, (_, index) => patternAt(index));
    },
  },
  get keywords() {
    return JSON.parse(view(keywords()).toString('utf8')) as Keyword[];
  },
};
