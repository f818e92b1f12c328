/** Adds one entry to a YAML file without touching a byte of what is there; what it cannot add safely it does not add. */
import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq, parseDocument, stringify, type Document, type Node } from 'yaml';
import type { Insertion } from './script.ts';

/** Keys from the root to the mapping or list that takes the entry. Missing mappings are made. */
export interface YamlEntry {
  readonly path: readonly string[];
  /** Pairs for a mapping, one item for a list. */
  readonly value: unknown;
}

/** Undefined when the file's form leaves no safe place: flow style, aliases, several documents, or not YAML. */
export function insertIntoYaml(text: string, { path, value }: YamlEntry): Insertion | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const depth = deepestNode(document, path);
  const node = document.getIn(path.slice(0, depth), true) as Node | null | undefined;
  const missing = path.slice(depth);
  const collection = isBlock(node) ? node : undefined;
  // Only a file without content has room at its end, whatever its form.
  if (collection === undefined && document.contents !== null) return undefined;

  const nested = missing.reduceRight((inner: unknown, key) => ({ [key]: inner }), value);
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const indent = collection === undefined ? 0 : indentOf(whole, collection);
  const block = stringify(isSeq(collection) ? [nested] : nested, { lineWidth: 0 });
  const lines = block.replace(/^(?=.)/gm, ' '.repeat(indent));
  const at = collection === undefined ? whole.length : endOf(whole, collection);
  const result = whole.slice(0, at) + lines + whole.slice(at);
  const lineEnd = at === whole.length && whole !== text ? '\n' : '';
  return isAddition(text, result, { path, value }) ? { text: result, inserted: lineEnd + lines } : undefined;
}

/** How many of the keys lead to something that is there. */
function deepestNode(document: Document, path: readonly string[]): number {
  let depth = 0;
  while (depth < path.length && document.hasIn(path.slice(0, depth + 1))) depth++;
  return depth;
}

type Collection = Node & { items: unknown[]; range: [number, number, number] };

function isBlock(node: Node | null | undefined): node is Collection {
  return (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0 && Array.isArray(node.range);
}

/** The column of the first key, or of the first item's dash. */
function indentOf(text: string, { range }: Collection): number {
  return range[0] - (text.lastIndexOf('\n', range[0] - 1) + 1);
}

/** Behind the last line that belongs to the collection: comments and blank lines after it stay after the new entry. */
function endOf(text: string, { range }: Collection): number {
  const kept = text.slice(0, range[1]).trimEnd().length;
  const lineEnd = text.indexOf('\n', kept);
  return lineEnd < 0 ? text.length : lineEnd + 1;
}

/** The proof: read again, the file says what it said before plus the entry. */
function isAddition(before: string, after: string, { path, value }: YamlEntry): boolean {
  const expected = parseDocument(before);
  const result = parseDocument(after);
  if (result.errors.length > 0) return false;
  const target = expected.getIn(path) as unknown;
  if (isSeq(target)) expected.addIn(path, expected.createNode(value));
  else
    for (const [key, each] of Object.entries(value as object))
      expected.setIn([...path, key], expected.createNode(each));
  return isDeepStrictEqual(result.toJS(), expected.toJS());
}
