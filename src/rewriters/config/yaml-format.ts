/** YAML as the rewriters of configuration see it: scalars are found by their offsets; the rest keeps its bytes. */
import { isCollection, isPair, isScalar, parseAllDocuments, visit } from 'yaml';
import type { Document, Node, Pair, Scalar } from 'yaml';
import type { Format, NoPlace, Place } from './place.ts';

export const yamlFormat: Format = { id: 'yaml', locate, write, parses };

/** A key that stands twice is the business of others: to look for it, the library compares each key of a map with all. */
const options = { uniqueKeys: false } as const;

function parses(text: string): boolean {
  return [...parseAllDocuments(text, options)].every(({ errors }) => errors.length === 0);
}

interface YamlPlace extends Place {
  /** Whether it stands between brackets, where brackets and commas end a plain scalar. */
  readonly flow: boolean;
}

function locate(text: string, start: number, end: number): YamlPlace | NoPlace {
  let found: YamlPlace | NoPlace | undefined;
  for (const document of parseAllDocuments(text, options)) {
    visit(document, {
      Scalar(key, node, path) {
        const [from, to] = node.range ?? [0, 0];
        if (start < from || end > to) return undefined;
        found = key === 'key' ? 'key' : describe(node, { key, path, text });
        return visit.BREAK;
      },
    });
  }
  if (found !== undefined) return found;
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  return /(^|\s)#/.test(line) ? 'comment' : 'not-a-value';
}

interface Around {
  readonly key: unknown;
  readonly path: readonly (Document | Node | Pair)[];
  readonly text: string;
}

function describe(node: Scalar, { key, path, text }: Around): YamlPlace {
  const [start, end] = node.range ?? [0, 0];
  const style = styles[node.type ?? 'PLAIN'] ?? 'plain';
  const quote = style === 'single' || style === 'double' ? 1 : 0;
  // The line with the sign of a block stays.
  const from = style === 'block' ? text.indexOf('\n', start) + 1 : start;
  const place = { start: from, end, contentStart: from + quote, contentEnd: end - quote, style };
  return {
    ...place,
    keys: keysOf(key, path),
    flow: path.some((each) => isCollection(each) && each.flow === true),
    decode: decoders[style],
  };
}

const styles: Readonly<Record<string, Place['style']>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

const decoders: Readonly<Record<Place['style'], (raw: string) => string>> = {
  plain: (raw) => raw,
  single: (raw) => raw.replaceAll("''", "'"),
  double: decodeDouble,
  block: (raw) => raw.replaceAll(/\r?\n[ \t]*/g, '\n'),
};

/** Escapes that YAML has and JSON has not are left as they are: no value will equal them. */
function decodeDouble(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}

function keysOf(key: unknown, path: readonly (Document | Node | Pair)[]): string[] {
  const keys = path.flatMap((each, i) => {
    if (isPair(each)) return [isScalar(each.key) ? String(each.key.value) : '?'];
    const next = path[i + 1];
    return isCollection(each) && next !== undefined && !isPair(next) ? [String(each.items.indexOf(next as never))] : [];
  });
  return typeof key === 'number' ? [...keys, String(key)] : keys;
}

/** A plain scalar is quoted when the new content would read as something else. */
function write(place: Place, content: string): string {
  const { flow } = place as YamlPlace;
  if (place.style === 'single') return `'${content}'`;
  if (place.style === 'double') return `"${content}"`;
  if (place.style === 'block') return content;
  const special = /^[\s[\]{}&*!|>'"%@`,#]|^[-?:](\s|$)|:(\s|$)|\s#/.test(content) || (flow && /[[\]{},]/.test(content));
  return special ? JSON.stringify(content) : content;
}
