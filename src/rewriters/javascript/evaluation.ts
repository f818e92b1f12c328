/** When an expression is evaluated: with the module, in an async function, or where nothing can wait. */
import { ancestry, type SyntaxNode } from './syntax.ts';

export type Evaluation = 'module' | 'async-function' | 'synchronous';

const functions = new Set([
  'function_declaration',
  'function_expression',
  'generator_function',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
]);

/** Class fields and static blocks are functions of their own; a namespace becomes one. */
const synchronous = new Set(['field_definition', 'public_field_definition', 'class_static_block', 'internal_module']);

export function evaluationOf(node: SyntaxNode): Evaluation {
  for (const { child, parent } of ancestry(node)) {
    const kind = String(parent.kind());
    if (synchronous.has(kind)) return 'synchronous';
    if (!functions.has(kind)) continue;
    const isAsync = parent.children().some((part) => part.kind() === 'async');
    // Parameters cannot wait, not even those of an async function.
    return isAsync && child.kind() !== 'formal_parameters' ? 'async-function' : 'synchronous';
  }
  return 'module';
}
