/** Files that are not to be rewritten whatever stands in them: others' code, what is generated, what browsers run. */
import type { ProjectView, RewriteRequest, Site } from '../../remediation-types.ts';
import { isBounded } from './bounded-bundles.ts';
import { clientFiles } from './client-files.ts';
import { readManifest } from './manifest.ts';
import type { SyntaxNode } from './syntax.ts';

/** Code of the refusal of all sites of a file. */
export function refuseFile({ path, text, project }: RewriteRequest, root: SyntaxNode): string | undefined {
  if (/(?:^|\/)(?:node_modules|bower_components|vendor|vendored|third[_-]party|\.yarn)\//.test(path)) return 'vendored';
  if (isGenerated(path, text)) return 'generated';
  if (/[.-]min\.[mc]?js$/.test(path)) return 'minified';
  if (/\.d\.[mc]?ts$/.test(path)) return 'ambient-declaration';
  if (isBrowserCode(path, root, project)) return 'browser-bundle';
  return isBounded(path, project) ? 'bounded-bundle' : undefined;
}

/** A line that nobody wrote; a long value alone does not make it one. */
export function isMinified(text: string, site: Site): boolean {
  const begin = text.lastIndexOf('\n', site.start - 1) + 1;
  const end = text.indexOf('\n', site.end);
  return (end < 0 ? text.length : end) - begin - (site.end - site.start) > 1000;
}

function isGenerated(path: string, text: string): boolean {
  const isNamed = /(?:^|\/)(?:dist|\.next|\.nuxt|coverage|__generated__)\/|\.(?:generated|gen)\.[mc]?[jt]sx?$/.test(
    path,
  );
  return isNamed || /^\s*(?:\/\/|\/?\*).*(?:@generated\b|\bDO NOT EDIT\b)/m.test(text.slice(0, 2000));
}

function isBrowserCode(path: string, root: SyntaxNode, project: ProjectView): boolean {
  if (/(?:^|\/)(?:public|static|wwwroot)\//.test(path)) return true;
  return isClientDirective(root) || usesPage(root) || readsPublicVariable(root) || isBundledForPages(path, project);
}

function isClientDirective(root: SyntaxNode): boolean {
  return root.children().some((child) => /^['"]use client['"];?$/.test(child.text()));
}

/** `window.x` or `document.x`, unless the file declares the name itself. */
function usesPage(root: SyntaxNode): boolean {
  return ['window', 'document'].some((name) => {
    const rule = { kind: 'identifier', regex: `^${name}$` };
    const uses = root.findAll({ rule: { kind: 'member_expression', has: { field: 'object', ...rule } } });
    const others = root.findAll({ rule: { ...rule, not: { inside: { kind: 'member_expression' } } } });
    return uses.length > 0 && !others.some(isDeclaration);
  });
}

function isDeclaration(name: SyntaxNode): boolean {
  const parent = name.parent();
  const kind = String(parent?.kind() ?? '');
  if (kind === 'variable_declarator') return parent?.field('name')?.id() === name.id();
  return /^(?:formal_parameters|required_parameter|optional_parameter|import_specifier|import_clause|namespace_import)$/.test(
    kind,
  );
}

/** Bundlers copy variables of these names, and what stands beside them, into the bundle. */
function readsPublicVariable(root: SyntaxNode): boolean {
  const members = root.findAll({ rule: { kind: 'member_expression' } });
  return members.some((member) =>
    /^(?:process\.env\.(?:NEXT_PUBLIC_|VITE_|REACT_APP_)\w+|import\.meta\.env\.VITE_\w+)$/.test(member.text()),
  );
}

/** The frameworks whose sources go to browsers or telephones unless they stand in a place for servers. */
function isBundledForPages(path: string, project: ProjectView): boolean {
  const manifest = readManifest(project, path);
  const has = (name: string): boolean => manifest.dependencies.has(name) || manifest.devDependencies.has(name);
  const inner = manifest.folder === '' ? path : path.slice(manifest.folder.length + 1);
  if (has('next') && (/^(?:src\/)?pages\/(?!api\/)/.test(inner) || clientFiles(project).has(path))) return true;
  if (['react-native', 'expo'].some(has)) return true;
  if (['react-scripts', '@angular/core', '@vue/cli-service'].some(has)) return inner.startsWith('src/');
  const page = manifest.folder === '' ? 'index.html' : `${manifest.folder}/index.html`;
  return has('vite') && inner.startsWith('src/') && project.read(page) !== undefined;
}
