/** What changes around a literal when it becomes an expression: brackets, a default of the environment, a field that loads late. */
import type { SgNode } from '@ast-grep/napi';
import type { Edit } from '../../remediation-types.ts';
import type { Group, Replacement } from './literal-edit.ts';
import { callOf, endOf, isField, itemsOf, startOf } from './tree.ts';

/** Parents in which any expression may stand without brackets. */
const open = new Set(
  'assignment augmented_assignment keyword_argument argument_list pair list tuple set expression_list return_statement parenthesized_expression default_parameter typed_default_parameter'.split(
    ' ',
  ),
);

export interface Placing {
  readonly root: SgNode;
  /** Local name of pydantic's `Field`. */
  readonly field: string;
}

/** Edits that put the replacement where the group stands. */
export function placeReplacement(group: Group, replacement: Replacement, placing: Placing): Edit[] {
  return (
    replaceDefault(group, replacement) ??
    replaceSetting(group, replacement, placing) ?? [replaceNode(group, replacement)]
  );
}

function replaceNode({ node }: Group, { text, atom }: Replacement): Edit {
  const bare = atom || open.has(String(node.parent()?.kind()));
  return { start: startOf(node), end: endOf(node), text: bare ? text : `(${text})` };
}

/** A variable that is there already keeps its say, and the store is not asked where it is set. */
function replaceDefault({ node }: Group, { quote, text }: Replacement): Edit[] | undefined {
  const at = callOf(node);
  const [variable, ...others] = at === undefined ? [] : itemsOf(at.call.field('arguments') ?? at.call);
  if (at === undefined || variable === undefined || !others.some((other) => other.id() === at.argument.id()))
    return undefined;
  const bare = open.has(String(at.call.parent()?.kind()));
  const load = ` or ${text}${bare ? '' : ')'}`;
  const bracket = bare ? [] : [{ start: startOf(at.call), end: startOf(at.call), text: '(' }];
  const name = at.call.field('function')?.text() ?? '';
  if (/^(\w+\.)?(environ\.get|getenv)$/.test(name) && others.length === 1)
    return [...bracket, { start: endOf(variable), end: endOf(at.call), text: `)${load}` }];
  if (!/^(\w+\.)?(config|env|env\.str|get_env\w*)$/.test(name) || !isVariable(variable)) return undefined;
  const empty = { start: startOf(node), end: endOf(node), text: quote + quote };
  return [...bracket, empty, { start: endOf(at.call), end: endOf(at.call), text: load }];
}

function isVariable(node: SgNode): boolean {
  return /^["'][A-Z][A-Z0-9_]*["']$/.test(node.text());
}

/** A field of a pydantic model loads when the settings are made, after the environment has had its say. */
function replaceSetting({ node }: Group, { text }: Replacement, { root, field }: Placing): Edit[] | undefined {
  const at = callOf(node);
  const name = at?.call.field('function')?.text() ?? '';
  const right = /(^|\.)Secret(Str|Bytes)$/.test(name) || /(^|\.)Field$/.test(name) ? (at?.call ?? node) : node;
  if (!isModelField(right, root)) return undefined;
  if (at !== undefined && /(^|\.)Field$/.test(name)) {
    const isDefault =
      at.argument.kind() === 'keyword_argument' ? at.argument.field('name')?.text() === 'default' : isFirst(at);
    if (!isDefault) return undefined;
    return [{ start: startOf(at.argument), end: endOf(at.argument), text: `default_factory=lambda: ${text}` }];
  }
  const [before, after] = [`${field}(default_factory=lambda: `, ')'];
  if (right === node) return [{ start: startOf(node), end: endOf(node), text: before + text + after }];
  return [
    { start: startOf(right), end: startOf(right), text: before },
    { start: startOf(node), end: endOf(node), text },
    { start: endOf(right), end: endOf(right), text: after },
  ];
}

function isFirst({ call, argument }: { call: SgNode; argument: SgNode }): boolean {
  return itemsOf(call.field('arguments') ?? call)[0]?.id() === argument.id();
}

/** Whether a node is the right side of an annotated assignment in the body of a pydantic model. */
function isModelField(node: SgNode, root: SgNode): boolean {
  const assignment = node.parent();
  if (assignment?.kind() !== 'assignment' || !isField(node, 'right') || assignment.field('type') === null) return false;
  const owner = assignment.parent()?.parent()?.parent();
  return owner?.kind() === 'class_definition' && isModel(owner, root, 5);
}

function isModel(definition: SgNode, root: SgNode, depth: number): boolean {
  const bases = definition.field('superclasses');
  if (bases == null || depth === 0) return false;
  return itemsOf(bases).some((base) => {
    if (/(^|\.)(BaseSettings|BaseModel)$/.test(base.text())) return true;
    const parent = root
      .findAll({ rule: { kind: 'class_definition' } })
      .find((other) => other.field('name')?.text() === base.text() && other.id() !== definition.id());
    return parent !== undefined && isModel(parent, root, depth - 1);
  });
}
