/** Where the loader of a Python project stands, and how a file imports it: in the manner in which the file imports its neighbours. */
import { posix } from 'node:path';
import type { ProjectView, RewriteRequest } from '../../remediation-types.ts';

interface LoaderModule {
  /** File of the loader, relative to the project's root. */
  readonly path: string;
  /** What stands after `from` in the import. */
  readonly module: string;
}

const stem = '_secrets';

/** `loader` is the text that the loader file is to have: a file of that name with other content is left alone. */
export function placeLoader(request: Pick<RewriteRequest, 'path' | 'text' | 'project'>, loader: string): LoaderModule {
  const { path, text, project } = request;
  const folder = folderOf(path);
  const files = new Set(project.list());
  const top = isScript(text, folder, files) ? undefined : topPackage(folder, files);
  const home = top ?? folder;
  const name = freeName(home, project, loader);
  const file = join(home, `${name}.py`);
  if (top === undefined) return { path: file, module: prefixOf(request, { files, name }) };
  const base = posix.basename(top);
  if (!importsRelatively(text) && new RegExp(`^\\s*(from|import) ${base}\\b`, 'm').test(text))
    return { path: file, module: `${base}.${name}` };
  const depth = folder.split('/').length - top.split('/').length;
  return { path: file, module: `.${'.'.repeat(depth)}${name}` };
}

/** A file that imports its neighbours by their bare names runs with its own folder on the path, `__init__.py` or not. */
function isScript(text: string, folder: string, files: ReadonlySet<string>): boolean {
  if (importsRelatively(text)) return false;
  const imported = [...text.matchAll(/^(?:from|import) ([A-Za-z_]\w*)/gm)].map(([, name = '']) => name);
  return imported.some((name) => files.has(join(folder, `${name}.py`)) && !files.has(`${name}.py`));
}

function importsRelatively(text: string): boolean {
  return /^\s*from \.+[\w. ]* ?import\b/m.test(text);
}

/** The outermost folder of the packages around a folder, or undefined where the folder is no package. */
function topPackage(folder: string, files: ReadonlySet<string>): string | undefined {
  let top: string | undefined;
  for (let at = folder; at !== '' && files.has(`${at}/__init__.py`); at = folderOf(at)) top = at;
  return top;
}

/** A folder without `__init__.py` may still be imported as a package: what the file and its neighbours write tells. */
function prefixOf(
  { path, text, project }: Pick<RewriteRequest, 'path' | 'text' | 'project'>,
  { files, name }: { files: ReadonlySet<string>; name: string },
): string {
  if (importsRelatively(text)) return `.${name}`;
  const parts = folderOf(path).split('/').filter(Boolean);
  const own = posix.basename(path, '.py');
  const sources = [...files].filter((file) => file.endsWith('.py') && parts.length > 0).slice(0, 2000);
  for (let i = 0; i < parts.length; i++) {
    const dotted = parts.slice(i).join('.');
    if (!/^[\w.]+$/.test(dotted)) continue;
    const known = new RegExp(
      `^\\s*(?:import ${dotted}\\.${own}\\b|from ${dotted}\\.${own} import |from ${dotted} import .*\\b${own}\\b)`,
      'm',
    );
    if (sources.some((file) => known.test(project.read(file) ?? ''))) return `${dotted}.${name}`;
  }
  return name;
}

function freeName(home: string, project: ProjectView, loader: string): string {
  const candidates = [stem, '_unleak_secrets', ...Array.from({ length: 8 }, (_, i) => `_unleak_secrets${i + 2}`)];
  const isFree = (name: string): boolean => {
    const present = project.read(join(home, `${name}.py`));
    return present === undefined || present === loader;
  };
  return candidates.find(isFree) ?? stem;
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
