/** JavaScript and TypeScript: located by syntax, edited by splices, so that every byte outside of an edit stays as it is. */
import type { Edit, Refusal, Rewrite, Rewriter, RewriteRequest, Site } from '../remediation-types.ts';
import { applyEdits } from './edits.ts';
import { dependencyNeed } from './javascript/dependency-note.ts';
import { importedName, insertImports } from './javascript/imports.ts';
import { findLiteral, type Literal } from './javascript/literal.ts';
import { loaderFile, type LoaderFile, type LoaderKind } from './javascript/loader-file.ts';
import type { Access } from './javascript/loading.ts';
import { refuse } from './javascript/manual.ts';
import { moduleSystemOf } from './javascript/module-system.ts';
import { namesOf } from './javascript/names.ts';
import { rewriteLiteral, type FileContext } from './javascript/rewrite-literal.ts';
import { hasErrors, isJavaScript, parseSource, type SyntaxNode } from './javascript/syntax.ts';
import { isTestFile } from './javascript/test-file.ts';
import { isMinified, refuseFile } from './javascript/whole-file.ts';

export const javascript: Rewriter = {
  id: 'javascript',
  title: 'JavaScript and TypeScript',
  matches: isJavaScript,
  rewrite: rewriteFile,
  async parses(path, text) {
    return !hasErrors(await parseSource(path, text));
  },
};

async function rewriteFile(request: RewriteRequest): Promise<Rewrite> {
  const root = await parseSource(request.path, request.text);
  const code = refuseFile(request, root);
  if (code !== undefined) return refused(request.sites, code);
  const rewrite = rewriteSites(request, root);
  if (hasErrors(root) || (await javascript.parses(request.path, applyEdits(request.text, rewrite.edits))))
    return rewrite;
  return refused(request.sites, 'unsafe-result');
}

function rewriteSites(request: RewriteRequest, root: SyntaxNode): Rewrite {
  const { groups, refusals } = groupByLiteral(request, root);
  const loaders = findLoaders(request, root);
  const context: FileContext = {
    request,
    root,
    names: { ...namesOf(request, root), ...loaders.imported },
    system: moduleSystemOf(request.path, root, request.project),
    isTest: isTestFile(request.path),
  };
  const edits: Edit[] = [];
  const access = new Set<Access>();
  for (const { literal, sites } of groups) {
    const result = rewriteLiteral(context, literal, sites);
    if (typeof result === 'string') refusals.push(...sites.map((site) => refuse(site, result)));
    else {
      edits.push(...result.edits);
      access.add(result.access);
    }
  }
  return withLoaders(context, { loaders, edits, refusals, access });
}

interface Group {
  readonly literal: Literal;
  readonly sites: Site[];
}

/** Sites of one literal are rewritten together: it becomes one template. */
function groupByLiteral(
  { text, sites }: RewriteRequest,
  root: SyntaxNode,
): { groups: Iterable<Group>; refusals: Refusal[] } {
  const groups = new Map<number, Group>();
  const refusals: Refusal[] = [];
  for (const site of sites) {
    const literal = isMinified(text, site) ? 'minified' : findLiteral(root, site);
    if (typeof literal === 'string') refusals.push(refuse(site, literal));
    else {
      const group = groups.get(literal.start) ?? { literal, sites: [] };
      groups.set(literal.start, group);
      group.sites.push(site);
    }
  }
  return { groups: groups.values(), refusals };
}

interface Loaders {
  readonly files: Readonly<Record<LoaderKind, LoaderFile>>;
  /** Local names of the loaders that the file imports already. */
  readonly imported: Readonly<Partial<Record<LoaderKind, string>>>;
}

function findLoaders(request: RewriteRequest, root: SyntaxNode): Loaders {
  const files = { secret: loaderFile(request, 'secret'), secretSync: loaderFile(request, 'secretSync') };
  const imported: Partial<Record<LoaderKind, string>> = {};
  for (const kind of ['secret', 'secretSync'] as const) {
    const name = importedName(root, { kind, specifier: files[kind].specifier });
    if (name !== undefined) imported[kind] = name;
  }
  return { files, imported };
}

interface Outcome {
  readonly loaders: Loaders;
  readonly edits: readonly Edit[];
  readonly refusals: readonly Refusal[];
  readonly access: ReadonlySet<Access>;
}

/** Adds what the edits need: imports, loader files, the package, and a word on tests. */
function withLoaders(context: FileContext, { loaders, edits, refusals, access }: Outcome): Rewrite {
  const { request, root, names, system } = context;
  const kinds: LoaderKind[] = [];
  if (access.has('await')) kinds.push('secret');
  if (access.has('sync')) kinds.push('secretSync');
  const wanted = kinds.filter((kind) => loaders.imported[kind] === undefined);
  const imports = insertImports(
    root,
    wanted.map((kind) => ({ kind, specifier: loaders.files[kind].specifier })),
    { names, syntax: system.syntax, firstUse: edits[0]?.start ?? 0, text: request.text },
  );
  const need = kinds.length === 0 ? { dependencies: [], notes: [] } : dependencyNeed(request);
  return {
    edits: [...imports, ...edits].toSorted((one, other) => one.start - other.start || one.end - other.end),
    refusals: refusals.toSorted((one, other) => one.site.start - other.site.start),
    companions: kinds.flatMap((kind) => loaders.files[kind].companion ?? []),
    dependencies: need.dependencies,
    notes: [...need.notes, ...(access.has('environment') ? [testNote(request)] : [])],
  };
}

function testNote({ path, sites }: RewriteRequest): string {
  const names = [...new Set(sites.map((site) => site.ref.env))].join(', ');
  return `${path} is a test and reads ${names} from the environment: set it where the tests run`;
}

function refused(sites: readonly Site[], code: string): Rewrite {
  return {
    edits: [],
    refusals: sites.map((site) => refuse(site, code)),
    companions: [],
    dependencies: [],
    notes: [],
  };
}
