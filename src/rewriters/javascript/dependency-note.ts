/** The package that the loader needs: whether the manifest lists it, and the command that adds it. */
import type { Dependency, RewriteRequest } from '../../remediation-types.ts';
import { joinPath, parentOf, readManifest } from './manifest.ts';

export interface DependencyNeed {
  readonly dependencies: readonly Dependency[];
  readonly notes: readonly string[];
}

const locks: readonly (readonly [file: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm add'],
  ['yarn.lock', 'yarn add'],
  ['bun.lock', 'bun add'],
  ['bun.lockb', 'bun add'],
  ['package-lock.json', 'npm install'],
];

export function dependencyNeed({ path, project, reader }: RewriteRequest): DependencyNeed {
  const { dependency } = reader.javascript;
  const manifest = readManifest(project, path);
  if (manifest.dependencies.has(dependency.name)) return { dependencies: [], notes: [] };
  const where = manifest.folder === '' ? '' : ` (in ${manifest.folder}/)`;
  const command = `${commandFor(project, manifest.folder)} ${dependency.name}@${dependency.version}`;
  return { dependencies: [dependency], notes: [`The loader needs ${dependency.name}: ${command}${where}`] };
}

/** The lock file nearest to the manifest decides: workspaces keep one at their root. */
function commandFor(project: RewriteRequest['project'], folder: string): string {
  for (let at = folder; ; at = parentOf(at)) {
    const found = locks.find(([file]) => project.read(joinPath(at, file)) !== undefined);
    if (found !== undefined) return found[1];
    if (at === '') return 'npm install';
  }
}
