/** Questions to a Python syntax tree: which literal holds an offset, what stands around it. Reads only. */
import type { SgNode } from '@ast-grep/napi';

/** The smallest node that holds the whole range; ends are exclusive. */
export function nodeAt(root: SgNode, start: number, end: number): SgNode {
  let node = root;
  for (;;) {
    const inner = node.children().find((child) => startOf(child) <= start && end <= endOf(child));
    if (inner === undefined) return node;
    node = inner;
  }
}

export function startOf(node: SgNode): number {
  return node.range().start.index;
}

export function endOf(node: SgNode): number {
  return node.range().end.index;
}

/** The node itself and all around it, from the inside out. */
export function* chainOf(node: SgNode): Generator<SgNode> {
  for (let at: SgNode | null = node; at !== null; at = at.parent()) yield at;
}

export function isField(node: SgNode, name: string): boolean {
  const field = node.parent()?.field(name);
  return field != null && field.id() === node.id();
}

/** Children that are not punctuation or comments. */
export function itemsOf(node: SgNode): SgNode[] {
  return node.children().filter((child) => child.isNamed() && child.kind() !== 'comment');
}

/** The call that a node is an argument of, by position or by keyword. */
export function callOf(node: SgNode): { readonly call: SgNode; readonly argument: SgNode } | undefined {
  const parent = node.parent();
  const argument = parent?.kind() === 'keyword_argument' ? parent : node;
  const list = argument.parent();
  const call = list?.parent();
  if (list?.kind() !== 'argument_list' || call?.kind() !== 'call') return undefined;
  return { call, argument };
}

/** Whether the tree holds something that is not Python 3, or lacks something: the parser puts an empty node in its place. */
export function isBroken(root: SgNode): boolean {
  const empty = root.find({ rule: { regex: '^$' } });
  const isOld = ['print_statement', 'exec_statement'].some((kind) => root.find({ rule: { kind } }) !== null);
  return isOld || root.find({ rule: { kind: 'ERROR' } }) !== null || (empty !== null && empty.kind() !== 'module');
}
