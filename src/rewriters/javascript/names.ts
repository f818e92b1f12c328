/** Names and habits of a file: what is free to import, which quotes it likes, whether its lines end in semicolons. */
import type { RewriteRequest } from '../../remediation-types.ts';
import { readCompilerOptions } from './manifest.ts';
import { findKinds, isTypeScript, type SyntaxNode } from './syntax.ts';

export interface Names {
  /** Local names of the loaders. */
  readonly secret: string;
  readonly secretSync: string;
  /** `process`, or a way to it where the file uses the name for something else. */
  readonly process: string;
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
  readonly eol: '\n' | '\r\n';
  /** The compiler wants `process.env['NAME']`. */
  readonly bracketEnv: boolean;
}

export function namesOf({ path, text, project }: RewriteRequest, root: SyntaxNode): Names {
  const kinds = [
    'identifier',
    'shorthand_property_identifier',
    'shorthand_property_identifier_pattern',
    'type_identifier',
  ];
  const used = findKinds(root, kinds);
  const taken = new Set(used.map((node) => node.text()));
  const options = isTypeScript(path) ? readCompilerOptions(project, path) : undefined;
  return {
    secret: freeName(['secret', 'loadSecret', 'loadStoredSecret'], taken),
    secretSync: freeName(['secretSync', 'loadSecretSync', 'loadStoredSecretSync'], taken),
    process: used.some((node) => node.text() === 'process' && declaresOther(node)) ? 'globalThis.process' : 'process',
    quote: preferredQuote(root),
    semicolon: prefersSemicolons(root) ? ';' : '',
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    bracketEnv: options?.['noPropertyAccessFromIndexSignature'] === true,
  };
}

function freeName(candidates: readonly string[], taken: ReadonlySet<string>): string {
  const free = candidates.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  let number = 2;
  while (taken.has(`${candidates[0]}${number}`)) number += 1;
  return `${candidates[0]}${number}`;
}

/** A variable or parameter named `process` that is not Node's. */
function declaresOther(node: SyntaxNode): boolean {
  const parent = node.parent();
  const kind = String(parent?.kind() ?? '');
  if (/parameter|catch_clause|shorthand|function|object_pattern|array_pattern/.test(kind)) {
    return parent?.field('body')?.id() !== node.id();
  }
  if (kind !== 'variable_declarator' || parent?.field('name')?.id() !== node.id()) return false;
  return !/require\(['"](?:node:)?process['"]\)|globalThis/.test(parent.text());
}

function preferredQuote(root: SyntaxNode): "'" | '"' {
  const strings = findKinds(root, ['string']).filter((node) => node.parent()?.kind() !== 'jsx_attribute');
  const double = strings.filter((node) => node.text().startsWith('"')).length;
  return double * 2 > strings.length ? '"' : "'";
}

function prefersSemicolons(root: SyntaxNode): boolean {
  const kinds = ['import_statement', 'lexical_declaration', 'variable_declaration', 'expression_statement'];
  const statements = findKinds(root, kinds);
  const ended = statements.filter((node) => node.text().endsWith(';')).length;
  return ended * 2 >= statements.length;
}
