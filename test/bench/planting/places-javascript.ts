/** String literals and statements of JavaScript and TypeScript. Names of modules and properties, types and directives hold no credentials. */
import type { SgNode } from '@ast-grep/napi';
import { parentsOf } from './place.ts';
import type { Answer } from './place.ts';

export function* javascriptPlaces(root: SgNode, text: string): Generator<Answer> {
  for (const node of root.findAll({ rule: { kind: 'string' } })) yield quoted(node);
  for (const node of root.findAll({ rule: { kind: 'template_string' } })) yield template(node);
  for (const node of statements(root)) yield gap(node, text);
}

function quoted(node: SgNode): Answer {
  const sign = node.text().charAt(0);
  const isMarkup = node.parent()?.kind() === 'jsx_attribute';
  const alone = !isInAddress(node);
  return reasonAgainst(node) ?? place(node, { open: sign, close: sign, alone, raw: isMarkup });
}

function template(node: SgNode): Answer {
  const isFilled = node.children().some((child) => child.kind() === 'template_substitution');
  const isTagged = node.parent()?.kind() === 'call_expression';
  const alone = !isFilled && !isTagged && !isInAddress(node);
  return reasonAgainst(node) ?? place(node, { open: '`', close: '`', alone, raw: isTagged });
}

function place(node: SgNode, rest: { open: string; close: string; alone: boolean; raw: boolean }): Answer {
  const start = node.range().start.index;
  const end = node.range().end.index;
  const slice = rest.raw ? undefined : ({ start, end, brackets: false, ends: ['start', 'end'] } as const);
  return { ...rest, start: start + 1, end: end - 1, kind: 'literal', slice, name: nameOf(node) };
}

/** A sum that makes a URL: what is put in there is encoded. */
function isInAddress(node: SgNode): boolean {
  let top = node;
  for (const parent of parentsOf(node)) {
    if (parent.kind() !== 'binary_expression' && parent.kind() !== 'parenthesized_expression') break;
    top = parent;
  }
  return top.id() !== node.id() && top.text().includes('://');
}

function nameOf(node: SgNode): string {
  const parent = node.parent();
  const holder = ['name', 'key', 'left', 'property']
    .map((field) => parent?.field(field))
    .find((found) => found != null);
  return holder === undefined || holder?.id() === node.id() ? '' : (holder?.text() ?? '');
}

const modules = /^(?:require|require\.resolve|import|(?:jest|vi)\.(?:un|do)?mock)$/;

function reasonAgainst(node: SgNode): string | undefined {
  const parent = node.parent();
  const kind = String(parent?.kind());
  if (/^import|^export_statement$/.test(kind)) return 'names of modules';
  if (kind === 'arguments' && modules.test(parent?.parent()?.field('function')?.text() ?? ''))
    return 'names of modules';
  if (kind === 'expression_statement') return 'directives, and strings that nothing uses';
  const isKey = ['key', 'name'].some((field) => parent?.field(field)?.id() === node.id());
  if (isKey || kind === 'computed_property_name') return 'names of properties';
  for (const outer of parentsOf(node)) {
    const each = String(outer.kind());
    if (/^(?:literal_type|template_literal_type|type_arguments|type_annotation|ambient_declaration)$/.test(each))
      return 'types';
    if (/^(?:statement_block|class_body|program)$/.test(each)) break;
  }
  return undefined;
}

function statements(root: SgNode): readonly SgNode[] {
  const blocks = [root, ...root.findAll({ rule: { kind: 'statement_block' } })];
  return blocks.flatMap((block) => {
    const inner = block.children().filter((child) => child.isNamed() && child.kind() !== 'comment');
    const first = inner.findLastIndex((child) => isOpening(child)) + 1;
    return inner.slice(first);
  });
}

function isOpening(node: SgNode): boolean {
  if (node.kind() === 'expression_statement') return node.child(0)?.kind() === 'string';
  return node.kind() === 'import_statement' || node.kind() === 'hash_bang_line';
}

function gap(node: SgNode, text: string): Answer {
  const at = node.range().start.index;
  const open = /[ \t]*$/.exec(text.slice(Math.max(0, at - 200), at))?.[0] ?? '';
  return {
    start: at,
    end: at,
    kind: 'statement',
    open,
    close: '',
    alone: true,
    slice: undefined,
    raw: false,
    name: '',
  };
}
