/** Whether CommonJS code of the project loads its ES modules by `require`, which fails for a module that waits at its top level. */
import type { ProjectView } from '../../remediation-types.ts';
import { joinPath, parentOf, readManifest } from './manifest.ts';

const answers = new WeakMap<ProjectView, boolean>();

/** True as soon as any ES module is required: it may import any other in turn. */
export function requiresModules(project: ProjectView): boolean {
  const answer = answers.get(project) ?? findRequired(project);
  answers.set(project, answer);
  return answer;
}

function findRequired(project: ProjectView): boolean {
  const sources = project.list().filter((file) => /\.(?:[mc]?[jt]s|jsx|tsx)$/.test(file));
  const byStem = new Map(sources.map((file) => [stemOf(file), file]));
  return sources.some((file) =>
    requiredBy(file, project).some((target) => {
      const found = byStem.get(target);
      return found !== undefined && isModule(found, project);
    }),
  );
}

function requiredBy(file: string, project: ProjectView): readonly string[] {
  if (/(?:^|\/)node_modules\/|\.m[jt]s$/.test(file)) return [];
  const calls = project.read(file)?.matchAll(/\brequire\(\s*(['"])(\.{1,2}\/[^'"\n]*)\1\s*\)/g) ?? [];
  return [...calls].map((call) => stemOf(joinPath(parentOf(file), call[2] ?? '')));
}

function isModule(file: string, project: ProjectView): boolean {
  if (/\.[mc][jt]s$/.test(file)) return /\.m[jt]s$/.test(file);
  return readManifest(project, file).type === 'module';
}

function stemOf(path: string): string {
  return path.replace(/\.(?:[mc]?[jt]s|jsx|tsx)$/, '').replace(/\/index$/, '');
}
