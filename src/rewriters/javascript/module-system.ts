/** How a file is loaded: which import syntax it takes, and whether its top level may wait. In doubt it may not. */
import type { ProjectView } from '../../remediation-types.ts';
import { requiresModules } from './consumers.ts';
import { readCompilerOptions, readManifest, type Manifest } from './manifest.ts';
import { extensionOf, findKinds, isTypeScript, type SyntaxNode } from './syntax.ts';

export interface ModuleSystem {
  /** `import` declarations, or calls of `require`. */
  readonly syntax: 'import' | 'require';
  /** Whether `await` may stand outside of functions. */
  readonly topLevelAwait: boolean;
  /** Whether async functions may use the loader that gives promises; otherwise all is synchronous. */
  readonly asyncLoader: boolean;
}

export function moduleSystemOf(path: string, root: SyntaxNode, project: ProjectView): ModuleSystem {
  const manifest = readManifest(project, path);
  const isModule = isTypeScript(path) ? isTypeScriptModule(path, manifest, project) : isScriptModule(path, manifest);
  const syntax = isModule || usesImports(root, path) ? 'import' : 'require';
  const asyncLoader = isModule || (syntax === 'import' && isTypeScript(path) && emitsModules(path, project));
  const topLevelAwait = isModule && mayWait(manifest) && !requiresModules(project);
  return { syntax, topLevelAwait, asyncLoader };
}

function isScriptModule(path: string, manifest: Manifest): boolean {
  const extension = extensionOf(path);
  return extension === 'mjs' || (extension !== 'cjs' && manifest.type === 'module');
}

/** Only a package of type `module` is sure to run as ES modules: runners compile everything else to CommonJS. */
function isTypeScriptModule(path: string, manifest: Manifest, project: ProjectView): boolean {
  const extension = extensionOf(path);
  if (extension === 'mts' || extension === 'cts') return extension === 'mts';
  if (manifest.type !== 'module') return false;
  const options = readCompilerOptions(project, path) ?? {};
  const module = String(options['module'] ?? 'nodenext').toLowerCase();
  const target = String(options['target'] ?? 'esnext').toLowerCase();
  return /^(?:node|esnext|es2022|preserve)/.test(module) && !/^es(?:3|5|6|2015|2016)$/.test(target);
}

function emitsModules(path: string, project: ProjectView): boolean {
  if (extensionOf(path) === 'cts') return false;
  const module = String(readCompilerOptions(project, path)?.['module'] ?? 'commonjs').toLowerCase();
  return /^(?:es|preserve)/.test(module);
}

/** Without a type, a file of `import` declarations is compiled or detected; with `require` in it, it is CommonJS. */
function usesImports(root: SyntaxNode, path: string): boolean {
  const kinds = new Set(root.children().map((child) => child.kind()));
  const isScript = isTypeScript(path) && findKinds(root, ['import_require_clause']).length === 0;
  if (extensionOf(path) === 'cjs') return false;
  return kinds.has('import_statement') || kinds.has('export_statement') || (isScript && !callsRequire(root));
}

function callsRequire(root: SyntaxNode): boolean {
  return root.find({ rule: { pattern: 'require($A)' } }) !== null;
}

/** What CommonJS loads must not wait; Jest compiles to CommonJS unless it is told not to. */
function mayWait(manifest: Manifest): boolean {
  const hasJest = manifest.devDependencies.has('jest') || manifest.dependencies.has('jest');
  return !manifest.isRequired && (!hasJest || manifest.scripts.includes('--experimental-vm-modules'));
}
