/** What package.json and tsconfig.json say about a file: the nearest of each, upwards within the project. */
import type { ProjectView } from '../../remediation-types.ts';
import { parseJsonWithComments } from './json-with-comments.ts';

export interface Manifest {
  /** Folder of the nearest package.json, '' for the root; also where there is none. */
  readonly folder: string;
  readonly exists: boolean;
  readonly type: 'module' | 'commonjs' | undefined;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  /** Whether `exports` has a condition `require`: CommonJS programs load what is built from here. */
  readonly isRequired: boolean;
  readonly scripts: string;
  /** Names of all fields, where tools have their settings. */
  readonly tools: ReadonlySet<string>;
}

export function readManifest(project: ProjectView, path: string): Manifest {
  const found = nearest(project, path, 'package.json');
  const data = asRecord(found?.data);
  const type = data['type'];
  return {
    folder: found?.folder ?? '',
    exists: found !== undefined,
    type: type === 'module' || type === 'commonjs' ? type : undefined,
    dependencies: new Set(Object.keys(asRecord(data['dependencies']))),
    devDependencies: new Set(Object.keys(asRecord(data['devDependencies']))),
    isRequired: JSON.stringify(data['exports'] ?? '').includes('"require"'),
    scripts: Object.values(asRecord(data['scripts'])).join('\n'),
    tools: new Set(Object.keys(data)),
  };
}

/** `compilerOptions`, those of `extends` beneath; undefined without a tsconfig.json. */
export function readCompilerOptions(project: ProjectView, path: string): Readonly<Record<string, unknown>> | undefined {
  const found = nearest(project, path, 'tsconfig.json');
  return found && withBase(project, found, 4);
}

interface FoundJson {
  readonly folder: string;
  readonly data: unknown;
}

function nearest(project: ProjectView, path: string, name: string): FoundJson | undefined {
  for (let folder = parentOf(path); ; folder = parentOf(folder)) {
    const text = project.read(joinPath(folder, name));
    if (text !== undefined) return { folder, data: parseJsonWithComments(text) };
    if (folder === '') return undefined;
  }
}

function withBase(project: ProjectView, { folder, data }: FoundJson, depth: number): Readonly<Record<string, unknown>> {
  const own = asRecord(data);
  const bases = [own['extends']].flat().filter((base) => typeof base === 'string');
  const inherited = depth === 0 ? [] : bases.map((base) => readBase(project, { folder, base, depth }));
  return Object.assign({}, ...inherited, asRecord(own['compilerOptions']));
}

function readBase(
  project: ProjectView,
  { folder, base, depth }: { readonly folder: string; readonly base: string; readonly depth: number },
): Readonly<Record<string, unknown>> {
  const target = base.startsWith('.') ? joinPath(folder, base) : joinPath('node_modules', base);
  for (const path of [target, `${target}.json`, `${target}/tsconfig.json`]) {
    const text = project.read(path);
    if (text === undefined) continue;
    return withBase(project, { folder: parentOf(path), data: parseJsonWithComments(text) }, depth - 1);
  }
  return {};
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Folder of a `/`-separated relative path; '' for the root. */
export function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Joins relative paths and resolves `.` and `..`. */
export function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
