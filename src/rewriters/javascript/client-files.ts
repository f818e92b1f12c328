/** What components for the browser import, and so take into the bundle with them: followed from each file that says 'use client'. */
import type { ProjectView } from '../../remediation-types.ts';
import { followImports, says, sourcesOf } from './import-graph.ts';

const answers = new WeakMap<ProjectView, ReadonlySet<string>>();

/** Files of the project that reach a browser by relative imports or by `@/`. */
export function clientFiles(project: ProjectView): ReadonlySet<string> {
  const answer = answers.get(project) ?? findClientFiles(project);
  answers.set(project, answer);
  return answer;
}

function findClientFiles(project: ProjectView): ReadonlySet<string> {
  return followImports(
    project,
    sourcesOf(project).filter((file) => says('use client', project.read(file))),
  );
}
