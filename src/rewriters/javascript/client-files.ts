/** What components for the browser import, and so take into the bundle with them: followed from each file that says 'use client'. */
import type { ProjectView } from '../../remediation-types.ts';
import { joinPath, parentOf } from './manifest.ts';

const answers = new WeakMap<ProjectView, ReadonlySet<string>>();

/** Files of the project that reach a browser by relative imports or by `@/`. */
export function clientFiles(project: ProjectView): ReadonlySet<string> {
  const answer = answers.get(project) ?? followImports(project);
  answers.set(project, answer);
  return answer;
}

function followImports(project: ProjectView): ReadonlySet<string> {
  const sources = project
    .list()
    .filter((file) => /(?<!\.d)\.[mc]?[jt]sx?$/.test(file) && !file.includes('node_modules/'));
  const byStem = new Map(sources.map((file) => [stemOf(file), file]));
  const queue = sources.filter((file) => says('use client', project.read(file)));
  const found = new Set(queue);
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const target of importsOf(file, project)) {
      const next = byStem.get(target);
      // Across 'use server' only calls go, not code.
      if (next === undefined || found.has(next) || says('use server', project.read(next))) continue;
      found.add(next);
      queue.push(next);
    }
  }
  return found;
}

/** Stems of what a file imports; types are gone before anything is bundled. */
function importsOf(file: string, project: ProjectView): readonly string[] {
  const statement = /\b(?:from\s*|import\s*\(?\s*|require\(\s*)(['"])((?:\.{1,2}|@)\/[^'"\n]*)\1/g;
  const text = project.read(file)?.replaceAll(/\bimport\s+type\s[^'"]*['"][^'"\n]*['"]/g, '') ?? '';
  return [...text.matchAll(statement)].flatMap(([, , name = '']) =>
    name.startsWith('@')
      ? ['', 'src'].map((folder) => stemOf(joinPath(folder, name.slice(2))))
      : [stemOf(joinPath(parentOf(file), name))],
  );
}

function says(directive: string, text: string | undefined): boolean {
  // Each alternative ends in one way only, so that no text is slow to refuse.
  const comments = String.raw`(?:\s|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)*`;
  return new RegExp(`^${comments}(?:'${directive}'|"${directive}")`).test(text ?? '');
}

function stemOf(path: string): string {
  return path.replace(/\.[mc]?[jt]sx?$/, '').replace(/\/index$/, '');
}
