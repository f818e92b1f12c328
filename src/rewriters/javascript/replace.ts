/** From a literal and the expressions for its sites to edits: the smallest replacement that means the same. */
import type { Edit, Site } from '../../remediation-types.ts';
import { cook, toTemplate } from './escapes.ts';
import { addends, type Literal } from './literal.ts';
import type { Loading } from './loading.ts';
import { isSame, startOf, type SyntaxNode } from './syntax.ts';
import { encodeExpression, encodingInPlace, encodingOf, type Surroundings } from './value-encoding.ts';

/** A site with the expression that is to stand for it. */
export interface Replacement {
  readonly site: Site;
  readonly loading: Loading;
  /** The program computes this from what was loaded; undefined where it is used as it is. */
  readonly encoded: string | undefined;
}

/** What the site's text says to the program, and what is around it in the string. */
export function describeValue(text: string, literal: Literal, site: Site): { readonly seen: string } & Surroundings {
  const cooked = (from: number, to: number): string => cook(text.slice(from, to), literal.kind);
  if (literal.kind === 'sum') {
    const pieces = literal.operands.map((operand) => cookedPart(operand, text, site));
    return { seen: pieces.join(''), before: outside(literal, text).before, after: outside(literal, text).after };
  }
  const around = outside(literal, text);
  return {
    seen: cooked(site.start, site.end),
    before: around.before + interpolated(cooked(literal.contentStart, Math.max(literal.contentStart, site.start))),
    after: interpolated(cooked(Math.min(literal.contentEnd, site.end), literal.contentEnd)) + around.after,
  };
}

/** The encoding that the program must apply, or undefined where the text is not the value. */
export function encodingAt(text: string, literal: Literal, site: Site): ((expression: string) => string) | undefined {
  const { seen, ...around } = describeValue(text, literal, site);
  const encoding = encodingOf(site, seen);
  if (encoding === undefined) return undefined;
  const place = encodingInPlace(encoding, seen, around);
  return (expression) => encodeExpression(expression, place);
}

/** Whether the sites leave nothing else of the literal. */
export function isWhole({ contentStart, contentEnd }: Literal, sites: readonly Site[]): boolean {
  const [site] = sites;
  return sites.length === 1 && site !== undefined && site.start <= contentStart && site.end >= contentEnd;
}

/** Edits, or the code of a refusal. */
export function replaceLiteral(
  text: string,
  literal: Literal,
  replacements: readonly Replacement[],
): readonly Edit[] | string {
  if (!isKey(literal)) return replaceValue(text, literal, replacements);
  const edits = replaceValue(text, literal, replacements);
  return typeof edits === 'string' ? edits : edits.map((edit) => ({ ...edit, text: `[${edit.text.trim()}]` }));
}

/** `{ 'key': 1 }`: an expression stands in brackets there. */
function isKey({ kind, node }: Literal): boolean {
  const parent = node.parent();
  return kind === 'string' && parent?.kind() === 'pair' && isSame(parent.field('key'), node);
}

function replaceValue(text: string, literal: Literal, replacements: readonly Replacement[]): readonly Edit[] | string {
  const [first] = replacements;
  const sites = replacements.map(({ site }) => site);
  if (first !== undefined && isWhole(literal, sites)) return [wholeEdit(text, literal, first)];
  if (literal.kind === 'template' || literal.kind === 'raw-template') {
    return replacements.map((item) => ({
      start: item.site.start,
      end: item.site.end,
      text: `\${${expressionOf(item)}}`,
    }));
  }
  return becomeTemplate(text, literal, replacements);
}

function expressionOf({ loading, encoded }: Replacement): string {
  return encoded ?? loading.text;
}

function wholeEdit(text: string, literal: Literal, replacement: Replacement): Edit {
  const { start, end } = literal;
  if (literal.kind === 'markup') return { start, end, text: `{${expressionOf(replacement)}}` };
  const bare = replacement.encoded ?? bareExpression(literal, replacement.loading);
  const before = /[\w$]/.test(text.charAt(start - 1)) && /^[\w$]/.test(bare) ? ' ' : '';
  const after = /[\w$]/.test(text.charAt(end)) && /[\w$]$/.test(bare) ? ' ' : '';
  return { start, end, text: before + bare + after };
}

/** Fields of parents in which a whole expression stands alone, so that no parentheses are needed. */
const loose = new Set([
  'variable_declarator',
  'pair',
  'arguments',
  'assignment_expression',
  'augmented_assignment_expression',
  'return_statement',
  'throw_statement',
  'array',
  'template_substitution',
  'parenthesized_expression',
  'arrow_function',
  'required_parameter',
  'optional_parameter',
  'assignment_pattern',
  'object_assignment_pattern',
  'field_definition',
  'public_field_definition',
  'jsx_expression',
  'yield_expression',
  'export_statement',
  'ternary_expression',
  'spread_element',
  'switch_case',
  'computed_property_name',
]);

function bareExpression(literal: Literal, loading: Loading): string {
  const parent = literal.node.parent();
  const kind = String(parent?.kind() ?? '');
  const isPart = literal.kind === 'sum' && startOf(literal.node) !== literal.start;
  if (!isPart && literal.node.kind() !== 'binary_expression' && loading.binding === 'call') return loading.text;
  if (parent === null || isOperandOfSum(literal)) return `(${loading.text})`;
  if (loose.has(kind) || (kind === 'subscript_expression' && isSame(parent.field('index'), literal.node)))
    return loading.text;
  const operator =
    kind === 'binary_expression' && isSame(parent.field('right'), literal.node) ? parent.field('operator')?.text() : '';
  if (operator === '??' || (operator === '||' && loading.binding !== 'nullish')) return loading.text;
  return `(${loading.text})`;
}

/** A sum of literals that is the beginning of a longer sum. */
function isOperandOfSum(literal: Literal): boolean {
  return literal.kind === 'sum' && literal.node.kind() !== 'binary_expression';
}

/** A quoted string, an attribute or a sum of which something stays: a template holds what stays. */
function becomeTemplate(
  text: string,
  literal: Literal,
  replacements: readonly Replacement[],
): readonly Edit[] | string {
  const pieces: string[] = [];
  let from = literal.contentStart;
  for (const item of replacements) {
    pieces.push(text.slice(from, Math.max(from, item.site.start)));
    from = item.site.end;
  }
  pieces.push(text.slice(Math.min(from, literal.contentEnd), literal.contentEnd));
  const kind = literal.kind === 'sum' ? 'string' : literal.kind;
  if (kind === 'markup' && pieces.some((piece) => piece.includes('&'))) return 'entity-in-attribute';
  const parts = pieces.map((piece) => toTemplate(piece, kind));
  if (parts.includes(undefined)) return 'octal-escape';
  const content = parts.map((part, index) => {
    const item = replacements[index];
    return (part ?? '') + (item === undefined ? '' : `\${${expressionOf(item)}}`);
  });
  const template = `\`${content.join('')}\``;
  const { start, end } = literal;
  return [{ start, end, text: literal.kind === 'markup' ? `{${template}}` : template }];
}

/** What an operand of a sum gives to the value. */
function cookedPart(operand: SyntaxNode, text: string, site: Site): string {
  const { start, end } = operand.range();
  const kind = operand.kind() === 'string' ? 'string' : 'template';
  return cook(text.slice(Math.max(start.index + 1, site.start), Math.min(end.index - 1, site.end)), kind);
}

/** Text of the sum around a literal, as far as it is literal; anything else stands as `x`. */
function outside(literal: Literal, text: string): Surroundings {
  let top = literal.node;
  for (let parent = top.parent(); parent?.kind() === 'binary_expression'; parent = top.parent()) top = parent;
  const operands = addends(top);
  const wordOf = (node: SyntaxNode): string =>
    node.kind() === 'string' || node.kind() === 'template_string'
      ? interpolated(cook(node.text().slice(1, -1), 'string'))
      : 'x';
  const before = operands.filter((node) => node.range().end.index <= literal.start).map(wordOf);
  const after = operands.filter((node) => startOf(node) >= literal.end).map(wordOf);
  const own = literal.kind === 'sum' ? '' : text.slice(0, 0);
  return { before: before.join('') + own, after: after.join('') };
}

function interpolated(text: string): string {
  return text.replaceAll(/\$\{[^}]*\}/g, 'x');
}
