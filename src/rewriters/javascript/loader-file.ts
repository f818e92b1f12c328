/** Where the loader stands and how a file imports it: one file a kind, in the folder that the package ships, so that every run agrees. */
import type { CompanionFile, RewriteRequest } from '../../remediation-types.ts';
import { joinPath, parentOf, readCompilerOptions, readManifest, type Manifest } from './manifest.ts';
import { extensionOf, isTypeScript } from './syntax.ts';

export type LoaderKind = 'secret' | 'secretSync';

export interface LoaderFile {
  /** Undefined where an earlier run wrote it, formatted since perhaps. */
  readonly companion: CompanionFile | undefined;
  /** For `import` or `require` in the file that is rewritten. */
  readonly specifier: string;
}

/** The loader that exports the function `kind`, for the file of a request. */
export function loaderFile(request: RewriteRequest, kind: LoaderKind): LoaderFile {
  const { path, project, reader } = request;
  const flavour = flavourOf(path, kind);
  const text = reader.javascript.loader(flavour.id);
  const folder = loaderFolder(request);
  const stems = kind === 'secret' ? ['secrets', 'stored-secrets'] : ['secrets-sync', 'stored-secrets-sync'];
  const paths = stems.map((stem) => joinPath(folder, `${stem}.${flavour.extension}`));
  const isOurs = (candidate: string): boolean => headOf(project.read(candidate)) === headOf(text);
  // Somebody else's file of that name is left alone.
  const free = paths.find((candidate) => project.read(candidate) === undefined || isOurs(candidate)) ?? paths[0] ?? '';
  const suffix = isTypeScript(path) ? typeScriptSuffix(request, flavour.extension) : `.${flavour.extension}`;
  const stem = free.slice(0, -flavour.extension.length - 1);
  const companion = isOurs(free) ? undefined : ({ path: free, text, mode: 'create' } as const);
  return { companion, specifier: relative(parentOf(path), stem) + suffix };
}

/** The comment in the first line, or all of a text without one. */
function headOf(text: string | undefined): string | undefined {
  return /^\/[*/].*/.exec(text ?? '')?.[0] ?? text;
}

/** The synchronous CommonJS loader serves ES modules too, which read its names. TypeScript compiles its own kind either way. */
function flavourOf(path: string, kind: LoaderKind): { readonly id: string; readonly extension: string } {
  if (!isTypeScript(path)) {
    return kind === 'secret' ? { id: 'esm', extension: 'mjs' } : { id: 'cjs-sync', extension: 'cjs' };
  }
  const extension = extensionOf(path) === 'tsx' ? 'ts' : extensionOf(path);
  return { id: kind === 'secret' ? 'esm-ts' : 'sync-ts', extension };
}

/** Beside the package.json, or in the folder of sources under it that the file is from: what is shipped holds both. */
function loaderFolder({ path, project }: RewriteRequest): string {
  const { folder } = readManifest(project, path);
  const inner = folder === '' ? path : path.slice(folder.length + 1);
  const sources = /^(?:src|lib|app|source|server)(?=\/)/.exec(inner)?.[0] ?? '';
  return joinPath(folder, sources);
}

/** As other imports of the file end; without any, as the compiler's options ask. */
function typeScriptSuffix({ path, text, project }: RewriteRequest, extension: string): string {
  const compiled = `.${extension.replace('t', 'j')}`;
  const seen = extension === 'ts' ? suffixInUse(text) : undefined;
  if (seen !== undefined) return seen;
  const options = readCompilerOptions(project, path);
  // Whatever runs TypeScript without a compiler knows the full name, and Node itself nothing else.
  if (options === undefined && !usesCompiler(readManifest(project, path))) return `.${extension}`;
  const keepsTs = ['allowImportingTsExtensions', 'rewriteRelativeImportExtensions'].some(
    (name) => options?.[name] === true,
  );
  if (keepsTs) return `.${extension}`;
  const isModule = options === undefined && readManifest(project, path).type === 'module';
  const asksForExtension = /^node/i.test(String(options?.['module'] ?? options?.['moduleResolution'] ?? ''));
  return extension !== 'ts' || isModule || asksForExtension ? compiled : '';
}

/** How the file's first relative import of code ends. */
function suffixInUse(text: string): string | undefined {
  const [, suffix] = /\bfrom\s+['"]\.{1,2}\/(?:[^'"\n]*\/)?(?:[^'"\n/.]+|[^'"\n/]+(\.[jt]s))['"]/.exec(text) ?? [
    '',
    'none',
  ];
  return suffix === 'none' ? undefined : (suffix ?? '');
}

function usesCompiler({ dependencies, devDependencies, scripts }: Manifest): boolean {
  return dependencies.has('typescript') || devDependencies.has('typescript') || /\b(?:tsc|ts-node)\b/.test(scripts);
}

function relative(from: string, to: string): string {
  const source = from === '' ? [] : from.split('/');
  const target = to.split('/');
  let shared = 0;
  while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared += 1;
  const up = source.slice(shared).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...target.slice(shared)].join('/');
}
