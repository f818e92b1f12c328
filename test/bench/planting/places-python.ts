/** String literals and statements of Python. Docstrings and types hold no credentials that a program uses. */
import type { SgNode } from '@ast-grep/napi';
import { parentsOf } from './place.ts';
import type { Answer, Place } from './place.ts';

export function* pythonPlaces(root: SgNode, text: string): Generator<Answer> {
  for (const node of root.findAll({ rule: { kind: 'string' } })) yield literal(node);
  for (const node of statements(root)) yield gap(node, text);
}

function literal(node: SgNode): Answer {
  const reason = reasonAgainst(node);
  if (reason !== undefined) return reason;
  const open =
    node
      .children()
      .find((child) => child.kind() === 'string_start')
      ?.text() ?? '"';
  const close = open.replace(/^[a-z]*/i, '');
  const { start, end } = node.range();
  const isFilled = node.children().some((child) => child.kind() === 'interpolation');
  const isNested = [...parentsOf(node)].some((outer) => outer.kind() === 'interpolation');
  return {
    start: start.index + open.length,
    end: end.index - close.length,
    kind: 'literal',
    open,
    close,
    alone: !isFilled && formatOf(node) === undefined && !isInAddress(node),
    slice: sliceOf(node),
    raw: /r/i.test(open.replace(close, '')) || isNested,
    name: nameOf(node),
  };
}

function nameOf(node: SgNode): string {
  const fields = ['name', 'key', 'left'].map((field) => node.parent()?.field(field));
  const holder = fields.find((found) => found != null);
  return holder == null || holder.id() === node.id() ? '' : holder.text();
}

/** The expression that fills a format in: `"…" % x`, `"…".format(x)`, the literal in brackets or in a row of literals, too. */
function formatOf(node: SgNode): SgNode | undefined {
  let child = node;
  for (const parent of parentsOf(node)) {
    const kind = parent.kind();
    const isLeft = kind === 'binary_operator' && parent.field('left')?.id() === child.id();
    if (kind === 'binary_operator') return isLeft && parent.field('operator')?.text() === '%' ? parent : undefined;
    if (kind === 'attribute')
      return parent.field('attribute')?.text() === 'format' ? (parent.parent() ?? undefined) : undefined;
    if (kind !== 'parenthesized_expression' && kind !== 'concatenated_string') return undefined;
    child = parent;
  }
  return undefined;
}

function sliceOf(node: SgNode): Place['slice'] {
  const parent = node.parent();
  if ([...parentsOf(node)].some((outer) => outer.kind() === 'case_pattern')) return undefined;
  const row = parent?.kind() === 'concatenated_string' ? parent : undefined;
  const members = row?.children().filter((child) => child.kind() === 'string') ?? [node];
  const ends = (['start', 'end'] as const).filter((end) => members.at(end === 'start' ? 0 : -1)?.id() === node.id());
  const whole = formatOf(node) ?? row ?? node;
  const { start, end } = whole.range();
  return ends.length === 0
    ? undefined
    : { start: start.index, end: end.index, brackets: whole.id() !== node.id(), ends };
}

function isInAddress(node: SgNode): boolean {
  let top = node;
  for (const parent of parentsOf(node)) {
    if (!/^(?:binary_operator|parenthesized_expression|concatenated_string)$/.test(String(parent.kind()))) break;
    top = parent;
  }
  return top.id() !== node.id() && top.text().includes('://');
}

function reasonAgainst(node: SgNode): string | undefined {
  let at = node;
  for (const parent of parentsOf(node)) {
    const kind = String(parent.kind());
    if (kind === 'expression_statement' && at.isNamed() && String(at.kind()).endsWith('string'))
      return 'docstrings, and strings that nothing uses';
    if (kind === 'type' || kind === 'type_alias_statement') return 'types';
    if (kind === 'subscript' && /(?:^|\.)Literal$/.test(parent.field('value')?.text() ?? '')) return 'types';
    if (/_statement$|^block$|^module$/.test(kind)) return undefined;
    at = parent;
  }
  return undefined;
}

function statements(root: SgNode): readonly SgNode[] {
  const blocks = [root, ...root.findAll({ rule: { kind: 'block' } })].filter(
    (block) => block.parent()?.kind() !== 'class_definition',
  );
  return blocks.flatMap((block) => {
    const inner = block.children().filter((child) => child.isNamed() && child.kind() !== 'comment');
    const first = inner.findLastIndex((child) => child.kind() === 'future_import_statement') + 1;
    const isProse = inner[0]?.kind() === 'expression_statement' && String(inner[0].child(0)?.kind()).endsWith('string');
    return inner.slice(Math.max(first, isProse ? 1 : 0));
  });
}

/** Only where a statement begins its line: others share it with what they belong to. */
function gap(node: SgNode, text: string): Answer {
  const at = node.range().start.index;
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  if (!/^[ \t]*$/.test(line)) return undefined;
  return {
    start: at,
    end: at,
    kind: 'statement',
    open: line,
    close: '',
    alone: true,
    slice: undefined,
    raw: false,
    name: '',
  };
}
