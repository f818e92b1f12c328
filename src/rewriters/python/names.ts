/** Names that the new code uses, imported so that they hide nothing in the file and nothing in the file hides them. */
import type { SgNode } from '@ast-grep/napi';
import type { Edit } from '../../remediation-types.ts';
import { endOf, itemsOf, startOf } from './tree.ts';

/** What may be imported: `from module import name`. */
interface Wanted {
  readonly module: string;
  readonly name: string;
  /** Local names in order of preference; the first is the plain one. */
  readonly locals: readonly [string, ...string[]];
}

export const wanted = {
  b64encode: { module: 'base64', name: 'b64encode', locals: ['b64encode', '_b64encode'] },
  Field: { module: 'pydantic', name: 'Field', locals: ['Field', 'PydanticField', '_PydanticField'] },
} as const satisfies Record<string, Wanted>;

export function wantSecret(module: string): Wanted {
  return { module, name: 'secret', locals: ['secret', 'load_secret', '_load_secret'] };
}

export interface Import {
  readonly local: string;
  /** The statement to add; undefined where the file has it. */
  readonly statement?: string;
}

/** Chooses the local name, and the import unless the file's leading imports have it. */
export function importName(want: Wanted, header: Header, root: SgNode): Import {
  const present = header.imports
    .flatMap((statement) => importedAs(statement, want))
    .find((local) => usesOf(root, local).every((use) => isHarmless(use, header)));
  if (present !== undefined) return { local: present };
  const [plain] = want.locals;
  const local = want.locals.find((name) => usesOf(root, name).length === 0) ?? `_unleak_${plain}`;
  const alias = local === want.name ? local : `${want.name} as ${local}`;
  return { local, statement: `from ${want.module} import ${alias}` };
}

/** Import lines at the header's offset, with blank lines where other code stands around them. */
export function importEdit(text: string, { offset, first }: Header, statements: readonly string[]): Edit[] {
  if (statements.length === 0) return [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text.slice(0, offset).replace('\uFEFF', '');
  const unended = before !== '' && !before.endsWith('\n') ? eol : '';
  const gap = first && before !== '' ? eol : '';
  const after = first && !/^\r?\n/.test(text.slice(offset)) ? eol : '';
  return [{ start: offset, end: offset, text: `${unended}${gap}${statements.join(eol)}${eol}${after}` }];
}

/** The beginning of a module: where imports go, and which are there. */
export interface Header {
  /** Imports at the top of the module, before any other statement. */
  readonly imports: readonly SgNode[];
  /** Offset at which new import lines go: the start of a line, or the end of the text. */
  readonly offset: number;
  /** Whether the line before is not an import, so that a blank line looks better. */
  readonly first: boolean;
}

export function readHeader(root: SgNode, text: string): Header {
  const imports: SgNode[] = [];
  let last: SgNode | undefined;
  for (const node of root.children()) {
    if (node.kind() === 'comment') continue;
    const docstring = last === undefined && node.kind() === 'expression_statement' && isString(node.child(0));
    const isImport = /^import(_from)?_statement$/.test(String(node.kind()));
    if (!docstring && !isImport && node.kind() !== 'future_import_statement') break;
    if (!endsLine(text, endOf(node))) break;
    last = node;
    if (isImport) imports.push(node);
  }
  const offset = last === undefined ? afterComments(text) : nextLine(text, endOf(last));
  return { imports, offset, first: imports.length === 0 };
}

/** Local names under which an import statement has what is wanted. */
function importedAs(statement: SgNode, { module, name }: Wanted): string[] {
  const from = statement.field('module_name');
  if (statement.kind() !== 'import_from_statement' || from?.text() !== module) return [];
  return itemsOf(statement)
    .filter((item) => item.id() !== from?.id())
    .flatMap((item) => {
      const original = item.kind() === 'aliased_import' ? item.field('name')?.text() : item.text();
      if (original !== name) return [];
      return [item.field('alias')?.text() ?? original];
    });
}

/** Every identifier of that name but attributes and keywords of calls. */
function usesOf(root: SgNode, name: string): SgNode[] {
  return root.findAll({ rule: { kind: 'identifier', regex: `^${name}$` } }).filter((node) => {
    const parent = node.parent();
    const field = parent?.kind() === 'attribute' ? 'attribute' : parent?.kind() === 'keyword_argument' ? 'name' : '';
    return field === '' || parent?.field(field)?.id() !== node.id();
  });
}

/** An identifier that binds nothing anew: the object of an attribute, a function that is called, or the leading import itself. */
function isHarmless(use: SgNode, { imports }: Header): boolean {
  const parent = use.parent();
  if (parent?.kind() === 'attribute' || parent?.kind() === 'call' || parent?.kind() === 'argument_list') return true;
  return imports.some((statement) => startOf(statement) <= startOf(use) && endOf(use) <= endOf(statement));
}

function isString(node: SgNode | null): boolean {
  return node?.kind() === 'string' || node?.kind() === 'concatenated_string';
}

/** Whether only blanks and a comment follow on the line: a semicolon would put the next statement above the import. */
function endsLine(text: string, offset: number): boolean {
  return /^[ \t\f]*(#[^\r\n]*)?(\r|\n|$)/.test(text.slice(offset, offset + 1000));
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** Below the shebang, the encoding and a licence: the comment lines that the file begins with. */
function afterComments(text: string): number {
  let offset = text.startsWith('\uFEFF') ? 1 : 0;
  while (text.charAt(offset) === '#') offset = nextLine(text, offset);
  return offset;
}
