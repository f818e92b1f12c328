/** Places where the language or a tool reads the text before the program runs, so that no expression can stand there. */
import type { Literal } from './literal.ts';
import { ancestry, findKinds, isSame, startOf, type SyntaxNode } from './syntax.ts';

/** Code of the refusal, or undefined where an expression may stand. `isTyped` says that types depend on what the literal says. */
export function constantPosition(root: SyntaxNode, literal: Literal, isTyped: boolean): string | undefined {
  for (const { child, parent } of ancestry(literal.node)) {
    const code = isTyped || !isUntyped(child, parent) ? refusalOf(child, parent) : undefined;
    if (code !== undefined) return code;
    if (boundaries.has(String(parent.kind()))) break;
  }
  return isUsedAsType(root, literal) ? 'literal-type' : undefined;
}

/** What is outside of these does not read the text inside. */
const boundaries = new Set(['statement_block', 'class_body', 'program']);

const holders: Readonly<Record<string, string>> = {
  literal_type: 'literal-type',
  enum_assignment: 'enum-member',
  enum_body: 'enum-member',
  decorator: 'decorator-argument',
  import_statement: 'import-specifier',
  import_require_clause: 'import-specifier',
  import_attribute: 'import-specifier',
  computed_property_name: 'property-key',
  property_signature: 'property-key',
  method_signature: 'property-key',
  index_signature: 'property-key',
  ambient_declaration: 'ambient-declaration',
  ERROR: 'unparsed',
};

/** Without types, an object's key, an index and a case label are expressions like any other. */
function isUntyped(child: SyntaxNode, parent: SyntaxNode): boolean {
  const kind = parent.kind();
  if (kind === 'computed_property_name') return parent.parent()?.kind() === 'pair';
  return kind === 'pair' || kind === 'subscript_expression' || (kind === 'switch_case' && child.isNamed());
}

function refusalOf(child: SyntaxNode, parent: SyntaxNode): string | undefined {
  const kind = String(parent.kind());
  const own = holders[kind];
  if (own !== undefined) return own;
  const check = checks[kind];
  return check?.(child, parent);
}

type Check = (child: SyntaxNode, parent: SyntaxNode) => string | undefined;

const isName: Check = (child, parent) =>
  isSame(parent.field('name') ?? parent.field('property'), child) ? 'property-key' : undefined;

const isConst: Check = (child, parent) =>
  parent.children().some((part) => !isSame(part, child) && /^(?:const|<const>)$/.test(part.text()))
    ? 'const-assertion'
    : undefined;

const checks: Readonly<Record<string, Check>> = {
  pair: (child, parent) => (isSame(parent.field('key'), child) ? 'property-key' : undefined),
  pair_pattern: (child, parent) => (isSame(parent.field('key'), child) ? 'property-key' : undefined),
  subscript_expression: (child, parent) => (isSame(parent.field('index'), child) ? 'property-key' : undefined),
  method_definition: isName,
  field_definition: isName,
  public_field_definition: (child, parent) => (isSame(parent.field('value'), child) ? undefined : 'property-key'),
  as_expression: isConst,
  type_assertion: isConst,
  switch_case: (child, parent) => (isSame(parent.field('value'), child) ? 'switch-label' : undefined),
  export_statement: (child, parent) => (isSame(parent.field('source'), child) ? 'import-specifier' : undefined),
  arguments: (_, parent) =>
    /^(?:import|require|require\.resolve|(?:jest|vi)\.(?:un)?mock)$/.test(
      parent.parent()?.field('function')?.text() ?? '',
    )
      ? 'import-specifier'
      : undefined,
  expression_statement: (child, parent) => {
    if (child.kind() === 'string') return 'directive';
    return startOf(child) === startOf(parent) && startsWithString(child) ? 'statement-start' : undefined;
  },
};

/** A statement that begins with a string may lean on the end of the line before it, which no expression could. */
function startsWithString(node: SyntaxNode): boolean {
  const first = node.children()[0];
  if (node.kind() === 'string' || node.kind() === 'template_string') return true;
  return first !== undefined && startsWithString(first);
}

/** `type Key = 'value'` beside `const key: Key = 'value'`, or `typeof KEY`: types would widen to string. */
function isUsedAsType(root: SyntaxNode, literal: Literal): boolean {
  const content = literal.node.text().slice(1, -1);
  const literalTypes = findKinds(root, ['literal_type', 'template_literal_type']);
  if (literalTypes.some((type) => type.text().slice(1, -1) === content)) return true;
  const declarator = literal.node.parent();
  const name = declarator?.kind() === 'variable_declarator' ? declarator.field('name')?.text() : undefined;
  if (name === undefined) return false;
  return findKinds(root, ['type_query']).some((query) => query.text().replace(/^typeof\s+/, '') === name);
}
