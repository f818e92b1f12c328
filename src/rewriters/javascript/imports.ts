/** The line that brings a loader in: after the imports that open the file, before anything that uses it, never above what must be first. */
import type { Edit } from '../../remediation-types.ts';
import type { LoaderKind } from './loader-file.ts';
import { quote } from './loading.ts';
import type { Names } from './names.ts';
import { endOf, startOf, type SyntaxNode } from './syntax.ts';

export interface WantedImport {
  readonly kind: LoaderKind;
  readonly specifier: string;
}

/** Local name under which the file imports the loader already: a second run adds no second import. */
export function importedName(root: SyntaxNode, { kind, specifier }: WantedImport): string | undefined {
  const statement = root.children().find((child) => {
    const isImport = child.kind() === 'import_statement' || /\brequire\(/.test(child.text());
    return isImport && child.find({ rule: { kind: 'string_fragment', regex: `^${escape(specifier)}$` } });
  });
  const local = new RegExp(`\\b${kind}\\b(?:\\s+as\\s+|\\s*:\\s*)?(\\w+)?`).exec(statement?.text() ?? '');
  return local === null ? undefined : (local[1] ?? kind);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** One edit with a line for each import. `firstUse` is where the earliest site stands. */
export function insertImports(
  root: SyntaxNode,
  wanted: readonly WantedImport[],
  { names, syntax, firstUse, text }: InsertOptions,
): readonly Edit[] {
  if (wanted.length === 0) return [];
  const lines = wanted.map((item) => importLine(item, names, syntax));
  const last = lastOpening(root, firstUse);
  if (last !== undefined) return [after(lines, lineEnd(root, last), { names, text })];
  const at = startOfCode(root, text);
  const next = text.slice(at);
  // A file without semicolons may go on with a line that would be read as part of ours.
  const end = names.semicolon === '' && /^\s*[([`/+-]/.test(next) ? ';' : '';
  return [{ start: at, end: at, text: lines.map((line) => line + end + names.eol).join('') }];
}

interface InsertOptions {
  readonly names: Names;
  readonly syntax: 'import' | 'require';
  readonly firstUse: number;
  readonly text: string;
}

function importLine({ kind, specifier }: WantedImport, names: Names, syntax: 'import' | 'require'): string {
  const local = names[kind];
  const from = quote(specifier, names.quote);
  if (syntax === 'import') {
    const name = local === kind ? kind : `${kind} as ${local}`;
    return `import { ${name} } from ${from}${names.semicolon}`;
  }
  const name = local === kind ? kind : `${kind}: ${local}`;
  return `const { ${name} } = require(${from})${names.semicolon}`;
}

/** Directives, imports and requires with which the file begins, up to the first statement with a site. */
function lastOpening(root: SyntaxNode, firstUse: number): SyntaxNode | undefined {
  let last: SyntaxNode | undefined;
  for (const child of root.children()) {
    const kind = String(child.kind());
    if (kind === 'comment' || kind === 'hash_bang_line' || kind === 'html_comment') continue;
    const isOpening = kind === 'import_statement' || isDirective(child) || isRequire(child);
    if (!isOpening || endOf(child) > firstUse) break;
    last = child;
  }
  return last;
}

function isDirective(node: SyntaxNode): boolean {
  return node.kind() === 'expression_statement' && node.children()[0]?.kind() === 'string';
}

function isRequire(node: SyntaxNode): boolean {
  const kind = String(node.kind());
  if (kind !== 'lexical_declaration' && kind !== 'variable_declaration' && kind !== 'expression_statement')
    return false;
  return /^(?:(?:const|let|var)\s[^=]*=\s*)?require\([^()]*\)(?:\.\w+|\([^()]*\))*;?$/.test(node.text());
}

/** Comments on the statement's last line belong to it. */
function lineEnd(root: SyntaxNode, statement: SyntaxNode): number {
  const line = statement.range().end.line;
  const trailing = root.children().filter((child) => child.kind() === 'comment' && child.range().start.line === line);
  const last = trailing.findLast((child) => startOf(child) >= endOf(statement));
  return last === undefined ? endOf(statement) : endOf(last);
}

function after(lines: readonly string[], at: number, { names, text }: Pick<InsertOptions, 'names' | 'text'>): Edit {
  const isLineEnd = /^[ \t]*(?:\r?\n|$)/.test(text.slice(at));
  const next = /^\s*[([`/+-]/.test(text.slice(at));
  const end = names.semicolon === '' && next ? ';' : '';
  const inserted = lines.map((line) => names.eol + line + end).join('');
  return { start: at, end: at, text: isLineEnd ? inserted : inserted + names.eol };
}

const stays =
  /@(?:ts-check|ts-nocheck|license|preserve|flow|jsx\w*|(?:jest|vitest)-environment)\b|eslint|oxlint|prettier|istanbul|copyright|licen[cs]e/i;

/** Below the shebang and comments that must stand first or stand alone; above a comment that belongs to the first statement. */
function startOfCode(root: SyntaxNode, text: string): number {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (const child of root.children()) {
    const kind = String(child.kind());
    if (kind !== 'hash_bang_line' && kind !== 'comment') break;
    const rest = text.slice(endOf(child));
    const isApart = /^[ \t]*\r?\n[ \t]*\r?\n/.test(rest);
    if (kind === 'comment' && !isApart && !stays.test(child.text())) continue;
    const blank = /^[ \t]*(?:\r?\n[ \t]*)*\r?\n/.exec(rest)?.[0] ?? '';
    at = endOf(child) + (blank === '' ? 0 : blank.length);
  }
  return at;
}
