/** The literal that a site stands in, as the file has it and as the program sees it. */
import type { Site } from '../../remediation-types.ts';
import { endOf, nodeAround, startOf, type SyntaxNode } from './syntax.ts';

/** `markup` is a JSX attribute's string, which knows no backslash escapes; `sum` is literals joined by `+`. */
export type LiteralKind = 'string' | 'template' | 'raw-template' | 'markup' | 'sum';

export interface Literal {
  readonly kind: LiteralKind;
  /** What stands for the value in the tree: the literal, the tagged template, the sum's outermost node. */
  readonly node: SyntaxNode;
  /** Range that goes when the value is the whole literal. */
  readonly start: number;
  readonly end: number;
  /** Range between the quotes. */
  readonly contentStart: number;
  readonly contentEnd: number;
  /** The literals of a sum, in order. */
  readonly operands: readonly SyntaxNode[];
}

/** A literal, or the code of the refusal. */
export function findLiteral(root: SyntaxNode, site: Pick<Site, 'start' | 'end'>): Literal | string {
  let node: SyntaxNode | null = nodeAround(root, site.start, site.end);
  if (node.kind() === 'binary_expression') return findSum(node, site);
  while (node !== null) {
    const kind = String(node.kind());
    if (kind === 'string') return quoted(node);
    if (kind === 'template_string') return template(node, site);
    if (kind in otherHolders) return otherHolders[kind] ?? 'not-a-string';
    if (!innerKinds.has(kind)) return 'not-a-string';
    node = node.parent();
  }
  return 'not-a-string';
}

const innerKinds = new Set(['string_fragment', 'escape_sequence', 'html_character_reference', '"', "'", '`']);

const otherHolders: Readonly<Record<string, string>> = {
  comment: 'comment',
  html_comment: 'comment',
  regex: 'regular-expression',
  regex_pattern: 'regular-expression',
  jsx_text: 'markup-text',
  template_literal_type: 'literal-type',
  property_identifier: 'property-key',
  ERROR: 'unparsed',
};

function quoted(node: SyntaxNode): Literal {
  const kind = node.parent()?.kind() === 'jsx_attribute' ? 'markup' : 'string';
  return literal(kind, node, node);
}

function template(node: SyntaxNode, site: Pick<Site, 'start' | 'end'>): Literal | string {
  const isSplit = node
    .children()
    .some(
      (child) => child.kind() === 'template_substitution' && startOf(child) < site.end && endOf(child) > site.start,
    );
  if (isSplit) return 'interpolated-value';
  const tag = tagOf(node);
  if (tag === undefined) return literal('template', node, node);
  const call = node.parent();
  return call !== null && tag === 'String.raw' ? literal('raw-template', call, node) : 'tagged-template';
}

/** Text of the tag of a tagged template. */
function tagOf(node: SyntaxNode): string | undefined {
  const call = node.parent();
  if (call?.kind() !== 'call_expression' || call.field('arguments')?.id() !== node.id()) return undefined;
  return call.field('function')?.text() ?? '';
}

function literal(kind: LiteralKind, node: SyntaxNode, quotes: SyntaxNode): Literal {
  return {
    kind,
    node,
    start: startOf(node),
    end: endOf(node),
    contentStart: startOf(quotes) + 1,
    contentEnd: endOf(quotes) - 1,
    operands: [],
  };
}

/** `'ab' + 'cd'`: the operands that the site touches, which must be literals that follow each other. */
function findSum(node: SyntaxNode, site: Pick<Site, 'start' | 'end'>): Literal | string {
  const operands = addends(node).filter((operand) => startOf(operand) < site.end && endOf(operand) > site.start);
  const [first] = operands;
  const last = operands.at(-1);
  const areLiterals = operands.every(
    (operand) => operand.kind() === 'string' || (operand.kind() === 'template_string' && !hasSubstitution(operand)),
  );
  if (first === undefined || last === undefined || !areLiterals) return 'split-value';
  if (node.find({ rule: { kind: 'comment' } }) !== null) return 'split-value';
  return {
    kind: 'sum',
    node: startOf(first) === startOf(node) && endOf(last) === endOf(node) ? node : first,
    start: startOf(first),
    end: endOf(last),
    contentStart: startOf(first) + 1,
    contentEnd: endOf(last) - 1,
    operands,
  };
}

/** The operands of a chain of `+` that reads from left to right, as far as no parentheses are in the way. */
export function addends(node: SyntaxNode): readonly SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  let rest = node;
  while (rest.kind() === 'binary_expression' && rest.field('operator')?.text() === '+') {
    const [left, right] = [rest.field('left'), rest.field('right')];
    if (left === null || right === null) break;
    operands.push(right);
    rest = left;
  }
  return [rest, ...operands.toReversed()];
}

function hasSubstitution(node: SyntaxNode): boolean {
  return node.children().some((child) => child.kind() === 'template_substitution');
}
