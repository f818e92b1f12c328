/** Which files of a project import which: what a bundler would take along from a file. Read from the text, not run. */
import type { ProjectView } from '../../remediation-types.ts';
import { joinPath, parentOf } from './manifest.ts';

/** The files of JavaScript and TypeScript, without those that packages brought. */
export function sourcesOf(project: ProjectView): readonly string[] {
  return project.list().filter((file) => /(?<!\.d)\.[mc]?[jt]sx?$/.test(file) && !file.includes('node_modules/'));
}

/** What `from` reaches by relative imports or by `@/`, and `from` itself. */
export function followImports(project: ProjectView, from: readonly string[]): ReadonlySet<string> {
  const byStem = new Map(sourcesOf(project).map((file) => [stemOf(file), file]));
  const queue = [...from];
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

/** Whether a text begins with the directive, comments aside. */
export function says(directive: string, text: string | undefined): boolean {
  // Each alternative ends in one way only, so that no text is slow to refuse.
  const comments = String.raw`(?:\s|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)*`;
  return new RegExp(`^${comments}(?:'${directive}'|"${directive}")`).test(text ?? '');
}

function stemOf(path: string): string {
  return path.replace(/\.[mc]?[jt]sx?$/, '').replace(/\/index$/, '');
}
