/** Lines of a repository that a CI job may run: workflows, pipelines and the scripts beside them, each with the step that it stands in. */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ScriptLine {
  /** Relative to the repository, `/`-separated. */
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  /** Name of the step, where the file gives one. */
  readonly step?: string;
  /** Whether the file is a service's own, rather than a script that it runs. */
  readonly workflow: boolean;
}

/** Where the services look for what they run. */
const workflowGlobs = [
  '.github/workflows/*.{yml,yaml}',
  '.github/actions/**/action.{yml,yaml}',
  'action.{yml,yaml}',
  '.gitlab-ci.{yml,yaml}',
  '.gitlab/**/*.{yml,yaml}',
  'Jenkinsfile*',
  '{ci,jenkins,.jenkins}/**/{Jenkinsfile*,*.groovy}',
  '.circleci/*.{yml,yaml}',
  '{azure-pipelines*,.azure-pipelines/**/*,.azuredevops/**/*}.{yml,yaml}',
  '.buildkite/**/*.{yml,yaml,sh}',
  'bitbucket-pipelines.yml',
  '.travis.yml',
];
const scriptGlobs = ['**/*.{sh,bash}', '{Makefile,*.mk,Dockerfile*}', '**/Dockerfile*', 'package.json'];
const ignored = ['**/node_modules/**', '**/.git/**', '**/vendor/**', '**/dist/**'];

const mostFiles = 2_000;
const largest = 512 * 1024;

export async function readScripts(repository: string): Promise<readonly ScriptLine[]> {
  const { default: glob } = await import('fast-glob');
  const options = { cwd: repository, dot: true, onlyFiles: true, followSymbolicLinks: false, ignore: ignored, deep: 8 };
  const workflows = (await glob(workflowGlobs, options)).toSorted();
  const scripts = (await glob(scriptGlobs, options)).toSorted().filter((path) => !workflows.includes(path));
  return [
    ...workflows.flatMap((path) => readLines(repository, path, true)),
    ...scripts.slice(0, mostFiles).flatMap((path) => readLines(repository, path, false)),
  ];
}

function readLines(repository: string, path: string, workflow: boolean): ScriptLine[] {
  const file = join(repository, path);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size > largest) return [];
  let step: string | undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((text, at) => {
      const named = /^\s*(?:-\s+)?(?:name|displayName|label):\s*["']?(.{1,200}?)["']?\s*$/.exec(text)?.[1];
      const stage = /\bstage\s*\(\s*['"](.{1,200}?)['"]/.exec(text)?.[1];
      if (/^\s*-\s+\w+:/.test(text) && named === undefined) step = undefined;
      step = named ?? stage ?? step;
      return { path, line: at + 1, text, workflow, ...(step !== undefined && { step }) };
    });
}
