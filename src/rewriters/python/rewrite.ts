/** A request for a Python file becomes edits: literals first, then the imports that they need; what would not parse is refused. */
import type { SgNode } from '@ast-grep/napi';
import type { Edit, Refusal, Rewrite, RewriteRequest, Site } from '../../remediation-types.ts';
import { applyEdits } from '../edits.ts';
import { parseWith } from '../grammars.ts';
import { placeReplacement } from './context-edit.ts';
import { importEdit, importName, readHeader, wanted, wantSecret } from './names.ts';
import type { Header, Import } from './names.ts';
import { replaceGroup } from './literal-edit.ts';
import type { Group } from './literal-edit.ts';
import { placeLoader } from './loader-module.ts';
import { manualStep, refuseFile, refusePlace } from './refuse.ts';
import type { RefusalCode } from './refuse.ts';
import { chainOf, isBroken, nodeAt, startOf } from './tree.ts';

export async function rewritePython(request: RewriteRequest): Promise<Rewrite> {
  const { path, text, sites } = request;
  const code = refuseFile(path, text);
  if (code !== undefined) return refuseAll(sites, code);
  const root = (await parseWith('python', text)).root();
  if (isBroken(root)) return refuseAll(sites, 'does-not-parse');
  const rewrite = rewriteTree(request, root);
  const parses = !isBroken((await parseWith('python', applyEdits(text, rewrite.edits))).root());
  return parses ? rewrite : refuseAll(sites, 'unsafe-edit');
}

function rewriteTree(request: RewriteRequest, root: SgNode): Rewrite {
  const { text, sites, reader } = request;
  const header = readHeader(root, text);
  const source = reader.python.loader('python');
  const loader = placeLoader(request, source);
  const imports = chooseImports(loader.module, root, header);
  const names = {
    secret: imports.secret.local,
    b64encode: imports.b64encode.local,
    field: imports.Field.local,
  };
  const { groups, refusals } = groupSites(sites, root, header);
  const edits: Edit[] = [];
  for (const group of groups) {
    const replacement = refusePlace(group.node) ?? replaceGroup(group, text, names);
    if (typeof replacement === 'string') refusals.push(...group.sites.map((site) => refuse(site, replacement)));
    else edits.push(...placeReplacement(group, replacement, { root, field: names.field }));
  }
  refusals.sort((one, other) => one.site.start - other.site.start);
  if (edits.length === 0) return { ...nothing, refusals };
  edits.sort((one, other) => one.start - other.start);
  return {
    edits: [...importEdit(text, header, statementsFor(edits, imports)), ...edits],
    refusals,
    companions: [{ path: loader.path, text: source, mode: 'create' }],
    dependencies: [reader.python.dependency],
    notes: startNote(request, loader.module),
  };
}

/** A relative import works in a module, not in a file that Python is given by its path. */
function startNote({ path, text }: RewriteRequest, module: string): string[] {
  const isProgram = text.startsWith('#!') || /^if __name__ ?==/m.test(text);
  if (!isProgram || !module.startsWith('.')) return [];
  return [`start ${path} as a module of its package (python -m …), as it imports the loader from there`];
}

const nothing: Rewrite = { edits: [], refusals: [], companions: [], dependencies: [], notes: [] };

function refuseAll(sites: readonly Site[], code: RefusalCode): Rewrite {
  return { ...nothing, refusals: sites.map((site) => refuse(site, code)) };
}

function refuse(site: Site, code: RefusalCode): Refusal {
  return { site, code, manual: manualStep(code, site.ref) };
}

/** Sites of one literal, or of neighbours that Python joins, are changed in one edit. */
function groupSites(
  sites: readonly Site[],
  root: SgNode,
  header: Header,
): { readonly groups: Group[]; readonly refusals: Refusal[] } {
  const groups = new Map<number, { node: SgNode; sites: Site[] }>();
  const refusals: Refusal[] = [];
  for (const site of sites) {
    const found = findLiteral(nodeAt(root, site.start, site.end));
    if (typeof found === 'string') refusals.push(refuse(site, found));
    else if (startOf(found) < header.offset) refusals.push(refuse(site, refusePlace(found) ?? 'before-imports'));
    else {
      const group = groups.get(startOf(found)) ?? { node: found, sites: [] };
      groups.set(startOf(found), group);
      group.sites.push(site);
    }
  }
  return { groups: [...groups.values()], refusals };
}

function findLiteral(node: SgNode): SgNode | RefusalCode {
  for (const outer of chainOf(node)) {
    if (outer.kind() === 'comment') return 'comment';
    // Values in what a string fills in are code, unless a literal inside was met already.
    if (outer.kind() === 'interpolation') return 'not-a-string';
    if (outer.kind() !== 'string') continue;
    const parent = outer.parent();
    return parent?.kind() === 'concatenated_string' ? parent : outer;
  }
  return 'not-a-string';
}

type Imports = Readonly<Record<keyof typeof wanted | 'secret', Import>>;

function chooseImports(module: string, root: SgNode, header: Header): Imports {
  const { b64encode, Field } = wanted;
  return {
    b64encode: importName(b64encode, header, root),
    Field: importName(Field, header, root),
    secret: importName(wantSecret(module), header, root),
  };
}

/** Only what the new code names. */
function statementsFor(edits: readonly Edit[], imports: Imports): string[] {
  const written = edits.map(({ text }) => text).join('\n');
  const isUsed = ({ local }: Import): boolean => new RegExp(`(?<![\\w.])${local}\\(`).test(written);
  return Object.values(imports)
    .filter(isUsed)
    .flatMap(({ statement }) => (statement === undefined ? [] : [statement]));
}
