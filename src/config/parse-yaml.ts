/** YAML of a configuration to plain values, in a time that grows with its length only. */
import { isScalar, LineCounter, parseDocument, visit } from 'yaml';

/** Throws what parse errors of the library are like: with the line, as `linePos`. */
export function parseYaml(source: string): unknown {
  const lines = new LineCounter();
  // Core schema: no custom tags, no objects but plain ones. The library compares each key of a map with all others.
  const document = parseDocument(source, { schema: 'core', uniqueKeys: false, lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        const name: unknown = isScalar(key) ? key.value : key;
        if (keys.has(name)) throw duplicateAt(isScalar(key) ? (key.range?.[0] ?? 0) : 0, lines);
        keys.add(name);
      }
    },
  });
  // The alias cap keeps a small file from growing without end.
  return document.toJS({ maxAliasCount: 100 }) as unknown;
}

function duplicateAt(offset: number, lines: LineCounter): Error {
  return Object.assign(new Error('a key stands twice'), { linePos: [lines.linePos(offset)] });
}
