/** Sources of which the project bounds a bundle's size: a loader in it would break that bound, and does not run where such bundles go. */
import type { ProjectView } from '../../remediation-types.ts';
import { followImports, sourcesOf } from './import-graph.ts';
import { joinPath, readManifest } from './manifest.ts';
import { isTestFile } from './test-file.ts';

const answers = new WeakMap<ProjectView, ReadonlySet<string>>();

/** Whether a test bundles the file and measures it, or a tool is set up to measure what the package ships. */
export function isBounded(path: string, project: ProjectView): boolean {
  if (isTestFile(path)) return false;
  const answer = answers.get(project) ?? findMeasured(project);
  answers.set(project, answer);
  return answer.has(path) || (isShipped(path, project) && hasSizeTool(path, project));
}

/** What tests that call a bundler and look at sizes bundle. */
function findMeasured(project: ProjectView): ReadonlySet<string> {
  const bundler = /\b(?:from\s*|import\(\s*|require\(\s*)(['"])(?:esbuild|rollup|rolldown|webpack|vite|parcel)\1/;
  const tests = sourcesOf(project).filter((file) => {
    const text = isTestFile(file) ? (project.read(file) ?? '') : '';
    return bundler.test(text) && /\b(?:bytes|gzip|size|byteLength)/i.test(text);
  });
  return new Set([...followImports(project, tests)].filter((file) => !isTestFile(file)));
}

function isShipped(path: string, project: ProjectView): boolean {
  const { folder } = readManifest(project, path);
  return /^(?:src|lib)\/|^[^/]+$/.test(folder === '' ? path : path.slice(folder.length + 1));
}

function hasSizeTool(path: string, project: ProjectView): boolean {
  const { folder, tools } = readManifest(project, path);
  if (['size-limit', 'bundlesize', 'bundlewatch'].some((tool) => tools.has(tool))) return true;
  return ['json', 'js', 'cjs', 'mjs', 'ts'].some(
    (extension) => project.read(joinPath(folder, `.size-limit.${extension}`)) !== undefined,
  );
}
