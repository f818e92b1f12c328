/** The built-in patterns as the build stored them; each is parsed when its first hit comes, as most scans hit few. */
import { actions, image, keywords, spans, texts } from './built-in.build.ts';
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

/** A copy, as what is read from a file may stand at an odd address. */
function alignedCopy(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

const spanFields = new Uint32Array(alignedCopy(spans));

export const builtIn: CompiledPatterns = {
  own: [],
  image,
  actions: new Int32Array(alignedCopy(actions)),
  patterns: {
    get length() {
      return spanFields.length / 3;
    },
    spanAt: (index) => ({
      reach: spanFields[index * 3]!,
      runs: spanFields[index * 3 + 1]!,
      around: spanFields[index * 3 + 2]!,
    }),
    at: patternAt,
    all() {
      return Array.from({ length: this.length }, (_, index) => patternAt(index));
    },
  },
  get keywords() {
    return JSON.parse(view(keywords()).toString('utf8')) as Keyword[];
  },
};
