/** JavaScript and TypeScript as trees with UTF-16 offsets; the parser is loaded with the first file, so that nobody else waits for it. */
import type { Lang, SgNode } from '@ast-grep/napi';
import { UserError } from '../../errors.ts';

export type SyntaxNode = SgNode;

/** Extensions that this rewriter reads, and the grammar of each. JavaScript's includes JSX. */
const grammars: Readonly<Record<string, keyof typeof Lang>> = {
  js: 'JavaScript',
  mjs: 'JavaScript',
  cjs: 'JavaScript',
  jsx: 'JavaScript',
  ts: 'TypeScript',
  mts: 'TypeScript',
  cts: 'TypeScript',
  tsx: 'Tsx',
};

export function extensionOf(path: string): string {
  return /\.([a-z]+)$/.exec(path)?.[1] ?? '';
}

export function isJavaScript(path: string): boolean {
  return extensionOf(path) in grammars;
}

export function isTypeScript(path: string): boolean {
  return /\.(?:[mc]?ts|tsx)$/.test(path);
}

/** A parser never fails: what it cannot read becomes nodes of kind ERROR. */
export async function parseSource(path: string, text: string): Promise<SyntaxNode> {
  const { parse } = await loadParser();
  return parse(grammars[extensionOf(path)] ?? 'JavaScript', text).root();
}

export function hasErrors(root: SyntaxNode): boolean {
  return root.find({ rule: { kind: 'ERROR' } }) !== null;
}

/** All nodes of these kinds; kinds that only the other grammars have are passed over. */
export function findKinds(root: SyntaxNode, kinds: readonly string[]): readonly SyntaxNode[] {
  return kinds.flatMap((kind) => {
    try {
      return root.findAll({ rule: { kind } });
    } catch {
      return [];
    }
  });
}

export function startOf(node: SyntaxNode): number {
  return node.range().start.index;
}

export function endOf(node: SyntaxNode): number {
  return node.range().end.index;
}

/** The smallest node that holds [start, end). */
export function nodeAround(root: SyntaxNode, start: number, end: number): SyntaxNode {
  const holds = (candidate: SyntaxNode): boolean => startOf(candidate) <= start && endOf(candidate) >= end;
  let node = root;
  for (let child = node.children().find(holds); child !== undefined; child = node.children().find(holds)) node = child;
  return node;
}

export function isSame(one: SyntaxNode | null, other: SyntaxNode): boolean {
  return one !== null && one.id() === other.id();
}

/** Parents from the inside out, each with the child that was come from. */
export function* ancestry(node: SyntaxNode): Iterable<{ readonly child: SyntaxNode; readonly parent: SyntaxNode }> {
  let child = node;
  for (let parent = child.parent(); parent !== null; parent = child.parent()) {
    yield { child, parent };
    child = parent;
  }
}

async function loadParser(): Promise<typeof import('@ast-grep/napi')> {
  try {
    return await import('@ast-grep/napi');
  } catch (cause) {
    throw new UserError('usage', 'the parser for JavaScript and TypeScript could not be loaded', {
      hint: 'install it: npm install @ast-grep/napi (its binary for this platform is an optional package)',
      cause,
    });
  }
}
